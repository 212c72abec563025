"""Campaigns: listing and showing them, how they go, closing them and opening them again."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import insert

from bot.domain.campaigns.campaigns import Plan
from bot.services.campaigns import campaign_cards, campaigns
from sandbox.driver import Person
from storage import Store
from storage.tables import deliverable, draft, result
from tests.at_once import at_once
from tests.workspace import Workspace


@pytest.fixture
def autumn(workspace: Workspace) -> int:
    """A running campaign of Maria's in #launch with a budget and Noor on its roster; her collaboration's id."""
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    channel = workspace.slack.ask(lambda slack: slack.workspace.conversation("#launch").id)
    number = workspace.campaign("maria", "Autumn bread", channel=channel, budget=1_000_000, target_posts=10)
    return workspace.collaboration("maria", number, "Noor Haddad")


def cost(workspace: Workspace, collaboration: int, state: str, amount: int, currency: str = "EUR") -> None:
    """A line of cost, which the card in the channel follows."""
    with workspace.bot.deps.transaction(workspace.team) as store:
        fields = {"kind": "fees", "state": state, "amount": amount, "currency": currency, "note": "secret terms"}
        store.collaborations.add_cost(collaboration, fields, by="U", now=workspace.clock())
        campaign_cards.refresh(store, 1, now=workspace.clock())


def posted(workspace: Workspace) -> str:
    """What the card in #launch says."""
    workspace.settle()
    return workspace.person("maria").messages("#launch")[-1].text_shown


def make_manager(workspace: Workspace, name: str) -> Person:
    """Somebody becomes a manager."""
    ada, person = workspace.person("ada"), workspace.person(name)
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=person.id, role="manager")
    return person


def test_a_campaign_is_listed_and_shown_with_its_roster(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    autumn = workspace.campaign("maria", "Autumn bread")
    workspace.collaboration("maria", autumn, "Noor Haddad")

    listed = maria.command("/campaign list")
    shown = maria.click("Open", listed)

    assert "Autumn bread" in listed.text
    assert "Noor Haddad" in shown.text
    assert "Noor Haddad in Autumn bread" in maria.click("Open", shown).text


def test_a_name_that_fits_several_campaigns_is_asked_about(workspace: Workspace) -> None:
    for name in ("Spring bread", "Spring cake"):
        workspace.campaign("maria", name)

    for command in ("show", "close"):
        asked = workspace.person("maria").command(f"/campaign {command} spring")
        assert "fits several campaigns" in asked.text
        assert "Spring cake" in asked.text


def test_an_unknown_campaign_is_met_with_those_there_are(workspace: Workspace) -> None:
    workspace.campaign("maria", "Autumn bread")

    assert "There are: Autumn bread" in workspace.person("maria").command("/campaign show winter").text


def test_the_list_turns_pages_and_shows_only_open_or_closed_ones(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    for number in range(12):
        workspace.campaign("maria", f"Bread {number:02}")
    maria.submit(maria.command("/campaign close bread 03"), outcome="Done")

    first = maria.command("/campaign list")
    last = maria.click("Later", first)

    assert "12* campaigns · page 1 of 2" in first.text
    assert "Bread 03* · sales · closed" in last.text
    assert "Bread 00" in maria.click("Earlier", last).text
    assert "11* open campaigns" in maria.click("Only open", first).text
    closed = maria.click("Only closed", first)
    assert "1* closed campaign" in closed.text
    assert "Bread 00" not in closed.text


def test_the_card_says_what_is_planned_committed_spent_and_left(workspace: Workspace, autumn: int) -> None:
    cost(workspace, autumn, "committed", 200_000)
    for name in ("Ben Okoro", "Cleo Marsh"):
        maria = workspace.person("maria")
        maria.close(workspace.add("maria", name, f"https://tiktok.com/@{name.split()[0].lower()}.eats"), all_=True)
    ben, cleo = (workspace.collaboration("maria", 1, name) for name in ("Ben Okoro", "Cleo Marsh"))
    cost(workspace, ben, "spent", 150_000)
    cost(workspace, cleo, "planned", 700_000)
    cost(workspace, autumn, "spent", 5_000, currency="USD")

    shown = posted(workspace)

    assert "€7,000.00 planned, €2,000.00 committed, €1,500.00 spent · €6,500.00 left" in shown
    assert "With what is planned the budget is passed by €500.00" in shown
    assert "In USD, apart: $0.00 planned, $0.00 committed, $50.00 spent" in shown
    assert "secret" not in shown


def test_what_a_campaign_costs_is_told_in_private_while_the_sum_would_tell_a_single_fee(
    workspace: Workspace, autumn: int
) -> None:
    cost(workspace, autumn, "committed", 200_000)

    assert "€2,000.00" not in posted(workspace)
    assert "€2,000.00 committed" in workspace.person("maria").command("/campaign show autumn").text


def test_the_card_says_what_was_reached_and_what_is_late(workspace: Workspace, autumn: int) -> None:
    now = workspace.clock()
    piece = {"workspace_id": workspace.team, "collaboration_id": autumn, "platform": "tiktok", "format": "reel"}
    piece |= {
        "title": "Rye <reel> & crumbs",
        "due_on": now.date() - timedelta(days=2),
        "added_by": "U",
        "added_at": now,
    }
    with workspace.bot.database.engine.begin() as connection:
        connection.execute(insert(deliverable).values(**piece, state="submitted", round=1))
        row = {"workspace_id": workspace.team, "deliverable_id": 1, "round": 1, "text": "", "submitted_by": "U"}
        connection.execute(insert(draft).values(**row, submitted_at=now - timedelta(days=3)))
        sums = {"posts": 4, "likes": 900, "likes_known": 4, "revenue": 120_000}
        connection.execute(insert(result).values(workspace_id=workspace.team, collaboration_id=autumn, **sums))

    shown = workspace.person("maria").command("/campaign show autumn").text

    assert "Posts: 4 of 10 (40%)" in shown
    assert "Revenue: €1,200.00" in shown
    assert "Noor Haddad: Rye <reel> & crumbs, due" in shown
    assert "its draft waits for our word since" in shown


def test_a_campaign_is_closed_with_outcome_and_lessons_and_what_is_open_is_named_first(
    workspace: Workspace, autumn: int
) -> None:
    cost(workspace, autumn, "committed", 200_000)
    maria = workspace.person("maria")

    form = maria.command("/campaign close autumn").view
    assert "1 collaboration is not finished: Noor Haddad (shortlisted)" in form.text
    assert "Promised and not paid yet: Noor Haddad €2,000.00" in form.text
    maria.submit(form, outcome="Sold <out> & *more*", lessons="Ask earlier")

    shown = posted(workspace)
    assert "closed" in shown
    assert "Sold <out> & *more*" in shown
    assert "Ask earlier" in shown
    assert "[Edit]" not in shown
    assert "is closed. Copy it" in maria.command("/campaign close autumn").text


def test_only_the_owner_and_managers_close_and_reopen(workspace: Workspace, autumn: int) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    assert "Only the owner (maria) or a manager" in omar.command("/campaign close autumn").text
    make_manager(workspace, "omar")

    card = omar.submit(omar.command("/campaign close autumn"), outcome="Done")
    assert "closed" in card.text
    lee = workspace.person("lee")
    assert "Only the owner" in lee.click("Reopen", lee.command("/campaign show autumn")).text
    assert "running" in maria.click("Reopen", maria.command("/campaign show autumn")).text
    assert "running" in posted(workspace)
    assert "open already" in omar.click("Reopen", card).text


def test_of_two_who_close_one_is_told_who_was_quicker(workspace: Workspace, autumn: int) -> None:
    maria, omar = workspace.person("maria"), make_manager(workspace, "omar")
    hers, his = (person.command("/campaign close autumn").view for person in (maria, omar))

    maria.submit(hers, outcome="Hers")
    told = omar.submit(his, outcome="His").errors["outcome"]

    assert "is closed" in told or "maria closed this campaign" in told
    assert "Hers" in posted(workspace)
    assert autumn


def test_two_budgets_at_the_same_moment_leave_one_and_one_is_told(workspace: Workspace) -> None:
    number = workspace.campaign("maria", "Autumn bread", budget=100)
    people = [workspace.member(name) for name in ("maria", "omar")]

    def change(store: Store, place: int) -> None:
        plan = Plan({"budget": 1_000 * (place + 1)})
        campaigns.change(store, number, plan, version=1, by=people[place], now=workspace.clock())

    said = at_once(workspace, *(partial(change, place=place) for place in (0, 1)))

    ((slower, sentence),) = [(place, one) for place, one in enumerate(said) if one != "won"]
    quicker = people[1 - slower]
    assert f"{quicker.name} changed this campaign (budget €1.00 → €{10 * (2 - slower)}.00)" in sentence
    with workspace.bot.deps.reading(workspace.team) as store:
        assert campaigns.found(store, number).budget == 1_000 * (2 - slower)


def test_home_shows_my_open_campaigns(workspace: Workspace, autumn: int) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    assert "You run no campaign" in omar.home().text
    home = maria.home()

    assert "Autumn bread* · sales · running" in home.text
    assert "Noor Haddad" in maria.click("Open", home).text
    assert "Plan a campaign" in maria.click("Plan a campaign", maria.home()).view.title
    assert autumn
