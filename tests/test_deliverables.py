"""Content owed: planned, changed and removed, live and checked, with its usage rights, and what is late."""

from datetime import timedelta

import pytest

from bot.domain.campaigns.collaborations import CollaborationStage
from tests.content import begin, hub, plan
from tests.workspace import Workspace


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """A workspace in which Noor is in the campaign Autumn bread."""
    return begin(workspace)


def test_content_is_planned_several_in_one_go_and_listed_with_its_date(noor: Workspace) -> None:
    maria = noor.person("maria")
    form = maria.click("Plan content", hub(noor)).view

    assert form.field("platform").options[:2] == ["TikTok @noor.bakes", "Instagram"]
    card = plan(noor, number=3)

    assert card.messages[-1].ephemeral
    for title in ("Bread post (1 of 3)", "Bread post (2 of 3)", "Bread post (3 of 3)"):
        assert f"*{title}* · TikTok post · planned · due" in card.text
    opened = maria.click("Open", card)
    assert "Noor Haddad in Autumn bread" in opened.text
    assert "Submit a draft" in [button.label for button in opened.messages[-1].buttons]


def test_every_fault_of_a_plan_stands_on_its_field_and_nothing_is_written(noor: Workspace) -> None:
    yesterday = noor.clock().date() - timedelta(days=2)

    errors = plan(noor, title="   ", due_on=yesterday, number=21).errors

    assert errors == {
        "title": "Give it a title, such as “Bread reel”.",
        "due_on": "That day has passed. Choose today or a day that lies ahead.",
        "number": "Write a number from 1 to 20.",
    }
    assert "due" not in hub(noor).text


@pytest.mark.parametrize("title", ["<!channel> *b* & <i>", "n" * 150, "\u202eخبز الخريف\u202c"])
def test_hostile_titles_are_harmless_on_every_card(noor: Workspace, title: str) -> None:
    card = plan(noor, title=title)

    assert title[:99] in card.text
    assert title[:149] in noor.person("maria").click("Open", card).text


def test_a_planned_one_is_edited_and_removed(noor: Workspace) -> None:
    maria = noor.person("maria")
    opened = maria.click("Open", plan(noor))
    stale = noor.person("omar").click("Open", hub(noor, "omar"))

    edited = maria.submit(maria.click("Edit", opened), title="Cake reel", platform="instagram")
    assert edited.text.startswith("Cake reel\nInstagram post · planned")
    removed = maria.click("Remove", edited)

    assert "Cake reel" not in removed.text
    assert "Noor Haddad in Autumn bread" in removed.text
    assert "no longer here" in noor.person("omar").click("Edit", stale).text


def test_of_two_who_edit_at_once_the_slower_is_told_who_and_loses_nothing(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    card = plan(noor)
    opened = maria.click("Open", card)
    slow = maria.click("Edit", opened)
    quick = omar.click("Edit", omar.click("Open", hub(noor, "omar")))
    assert "Cake reel" in omar.submit(quick, title="Cake reel").text

    told = maria.submit(slow, title="Tart reel")

    assert "omar changed it a moment ago: this deliverable is planned now." in told.errors["platform"]
    assert slow.view.field("title").value != maria.seen().view.field("title").value == "Tart reel"
    maria.close(slow)
    assert "omar changed it" in maria.click("Remove", opened).text


def test_a_viewer_reads_and_changes_nothing(noor: Workspace) -> None:
    plan(noor)
    ada, lee = noor.person("ada"), noor.person("lee")
    old = lee.click("Open", hub(noor, "lee"))
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=lee.id, role="viewer")

    card = hub(noor, "lee")

    assert "Bread post" in card.text
    assert "Plan content" not in [button.label for button in card.messages[-1].buttons]
    assert lee.click("Open", card).messages[-1].buttons == []
    for label in ("Edit", "Remove", "Submit a draft", "Usage rights"):
        assert "needs the role marketer" in lee.click(label, old).text


def test_a_long_list_is_paged(noor: Workspace) -> None:
    maria = noor.person("maria")
    card = plan(noor, number=18)
    assert "and 13 more deliverables" in card.text

    first = maria.click("All deliverables", card)
    assert "18 in all · page 1 of 2" in first.text
    second = maria.click("Later", first)
    assert "(18 of 18)" in second.text
    assert "(1 of 18)" in maria.click("Earlier", second).text
    assert "Plan content" in [button.label for button in maria.click("Collaboration", second).messages[-1].buttons]


def test_what_is_late_says_so_on_the_card_and_in_the_campaigns_list(noor: Workspace) -> None:
    plan(noor, due_on=noor.clock().date() + timedelta(days=1))
    noor.travel(days=4)

    assert "*3 days late*" in hub(noor).text
    maria = noor.person("maria")
    assert "Late" in maria.command("/campaign show autumn").text
    with noor.bot.deps.transaction(noor.team) as store:
        one = store.collaborations.get(1)
        assert one is not None
        assert store.collaborations.change(one, {"stage": CollaborationStage.DROPPED})
    assert "Late" not in maria.command("/campaign show autumn").text


def test_a_dropped_collaboration_owes_nothing_more(noor: Workspace) -> None:
    card = hub(noor)
    with noor.bot.deps.transaction(noor.team) as store:
        one = store.collaborations.get(1)
        assert one is not None
        assert store.collaborations.change(one, {"stage": CollaborationStage.DROPPED})

    assert "nothing more is owed in it" in noor.person("maria").click("Plan content", card).text
