"""What gifts come to: in a campaign's report, its budget and its export, and in an influencer's history."""

from bot.domain.gifts.gifts import GiftKind, Occasion
from bot.domain.money import Money
from bot.services.gifts import gifts
from bot.services.gifts.gifts import Given
from bot.services.results import reports
from tests.giving import budget, card, delivered, gift, give, step, team
from tests.workspace import Workspace


def test_value_and_shipping_count_in_the_report_and_what_came_back_explains_itself(workspace: Workspace) -> None:
    team(workspace)
    maria = workspace.person("maria")
    assert "gifts" not in maria.command("/campaign report autumn").text
    give(workspace)
    assert total(workspace) == 4_500
    delivered(workspace)
    give(workspace)
    delivered(workspace, 2)
    step(workspace, "Posted", 2, post="story")
    assert total(workspace) == 9_980

    shown = maria.command("/campaign report autumn")
    assert "Of the gifts that arrived: Post rate 50.00% · Cost of silence €49.90" in shown.text
    how = maria.click("How?", shown).view.text
    assert "Gifts with a post: 1" in how
    assert "Delivered gifts: 2" in how
    assert "Their shipping: 4.90 EUR" in how
    listed = maria.command("/gift list all")
    assert "Delivered gifts without a post: 1" in maria.click("How?", listed).view.text


def total(workspace: Workspace) -> int:
    """The cost in all that the campaign's report says, in minor units."""
    with workspace.bot.deps.reading(workspace.team) as store:
        report = reports.load(store, 1, reader=workspace.member("maria"), now=workspace.clock())
    value = report.figures[0].value
    assert value is not None
    return int(value)


def test_a_gift_outside_of_campaigns_is_in_the_history_and_in_no_budget(workspace: Workspace) -> None:
    team(workspace)
    give(workspace, campaign=False)
    delivered(workspace)
    assert budget(workspace) == {"planned": 0, "committed": 0, "spent": 0}
    shown = workspace.person("maria").command("/influencer show noor")
    assert "Bread box · thank-you · delivered" in shown.text
    assert "Bread box arrived" in shown.text


def test_one_who_is_joined_into_another_brings_their_gifts_along(workspace: Workspace) -> None:
    team(workspace)
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor H", "https://www.instagram.com/noor.bakes/"))
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.merges.offer([(1, 2, "the same handle")])
        by, now = workspace.member("maria"), workspace.clock()
        gifts.add(store, 2, Given(GiftKind.PRODUCT, "Box", Occasion.OTHER, Money(100, "EUR")), by=by, now=now)
    pair = maria.click("Compare", maria.command('/influencer show "Noor H"')).view
    maria.close(maria.click("Same person: join", pair))
    assert gift(workspace).influencer_id == 1
    assert "Noor Haddad" in card(workspace).text
