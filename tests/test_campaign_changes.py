"""Changing a plan: part by part, one of two who do it at once told what changed, the card in its channel following."""

from sqlalchemy import insert

from storage.tables import conversion
from tests.planning import card_in, channel_id, day, edit, planned
from tests.workspace import Workspace


def test_parts_of_a_plan_are_changed_together_and_the_card_follows(workspace: Workspace) -> None:
    planned(workspace, channel=channel_id(workspace, "#launch"))
    omar = workspace.person("omar")

    form = omar.click("Edit", card_in(workspace)).view
    assert form.field("name").value == "Autumn bread"
    numbers = omar.click("Targets, budget, links", form, name="Autumn loaves").view
    assert numbers.field("hashtags").value == "#AutumnBread #ad"
    saved = omar.submit(numbers, budget="20,000")

    assert "Autumn loaves" in saved.text
    posted = card_in(workspace)
    assert "Autumn loaves" in posted.text_shown
    assert "Budget* €20,000.00" in posted.text_shown
    assert "#AutumnBread #ad" in posted.text_shown


def test_a_fault_in_a_part_that_is_out_of_sight_is_named_with_its_part(workspace: Workspace) -> None:
    planned(workspace, channel=channel_id(workspace, "#launch"))
    omar = workspace.person("omar")
    form = edit(omar, card_in(workspace), "Targets, budget, links")

    form = omar.click("Brief, places, who fits", form, budget="abc").view
    errors = omar.submit(form, round_cap="3").errors

    assert "In “Targets, budget, links”: I can't read “abc”" in next(iter(errors.values()))


def test_of_two_who_change_a_budget_one_wins_and_the_other_is_told_what_changed(workspace: Workspace) -> None:
    planned(workspace, channel=channel_id(workspace, "#launch"))
    maria, omar = workspace.person("maria"), workspace.person("omar")
    hers = edit(maria, card_in(workspace), "Targets, budget, links")
    his = edit(omar, card_in(workspace), "Targets, budget, links")
    brief = edit(workspace.person("ada"), card_in(workspace), "Brief, places, who fits")

    maria.submit(hers, budget="16,000")
    told = next(iter(omar.submit(his, budget="17,000").errors.values()))

    assert "maria changed this campaign (budget €15,000.00 → €16,000.00) while this form was open" in told
    kept = omar.view()
    assert kept is not None
    assert kept.field("budget").value == "17,000"
    assert "maria changed" in next(iter(workspace.person("ada").submit(brief, must="Other").errors.values()))
    assert "Budget* €16,000.00" in card_in(workspace).text_shown
    again = edit(omar, card_in(workspace), "Targets, budget, links")
    assert "Budget* €17,000.00" in omar.submit(again, budget="17,000").text


def test_a_guest_cannot_own_a_campaign_and_a_new_owner_has_it_on_home(workspace: Workspace) -> None:
    planned(workspace, channel=channel_id(workspace, "#launch"))
    maria, omar, gus = (workspace.person(name) for name in ("maria", "omar", "gus"))
    assert "You run no campaign" in omar.home().text
    form = edit(maria, card_in(workspace))

    assert maria.submit(form, owner=gus.id).errors == {"owner": "Choose a full member of this workspace."}
    maria.submit(form, owner=omar.id)

    assert "Autumn bread" in omar.home().text
    assert "You run no campaign" in maria.home().text


def test_the_currency_stays_once_orders_were_counted_in_it(workspace: Workspace) -> None:
    planned(workspace, channel=channel_id(workspace, "#launch"))
    row = {"workspace_id": workspace.team, "order_key": "1", "at": workspace.clock(), "amount": 100, "currency": "EUR"}
    row |= {"codes": [], "clicks": [], "links": [], "campaign_id": 1, "why": "", "source": "", "entered_at": row["at"]}
    with workspace.bot.database.engine.begin() as connection:
        connection.execute(insert(conversion).values(**row))
    maria = workspace.person("maria")
    form = edit(maria, card_in(workspace), "Targets, budget, links")

    assert maria.submit(form, currency="USD").errors == {
        "currency": "Orders were counted in EUR already, so the currency stays EUR."
    }


def test_a_card_moves_with_its_channel_and_the_old_one_says_where_it_went(workspace: Workspace) -> None:
    planned(workspace, channel=channel_id(workspace, "#launch"))
    maria = workspace.person("maria")
    old = card_in(workspace)

    maria.submit(edit(maria, old), channel=channel_id(workspace, "#general"))

    assert "Autumn bread" in card_in(workspace, "#general").text_shown
    assert "has its card in #general now" in maria.message(old.channel, old.ts).text_shown


def test_the_owner_is_told_once_where_the_bot_was_shut_out_and_the_card_comes_after_the_invitation(
    workspace: Workspace,
) -> None:
    workspace.campaign("maria", "Rye", channel=channel_id(workspace, "#random"))
    assert "/invite @Rapport" in workspace.told("maria")[-1].text_shown
    maria = workspace.person("maria")

    maria.submit(edit(maria, maria.command("/campaign show rye")), about="More")
    workspace.settle()
    assert len(workspace.told("maria")) == 1
    workspace.slack.ask(lambda slack: slack.workspace.conversation("#random").members.append(slack.workspace.bot_user))
    maria.submit(edit(maria, maria.command("/campaign show rye")), about="Even more")

    assert "Even more" in card_in(workspace, "#random").text_shown


def test_a_card_says_on_the_next_day_what_the_day_changed(workspace: Workspace) -> None:
    planned(workspace, channel=channel_id(workspace, "#launch"), starts_on=day(workspace, plus=2))
    assert "planned" in card_in(workspace).text_shown

    workspace.travel(days=3)

    assert "running" in card_in(workspace).text_shown
