"""Gifts above the limit: decided by somebody else, once, and asked for again when they change."""

from functools import partial

import pytest

from bot.domain.approvals.approvals import Subject
from bot.domain.gifts.gifts import GiftStage
from bot.services.gifts import gift_moves, gifts
from storage import Store
from tests.at_once import at_once, refusals
from tests.collaborating import make_viewer
from tests.deciding import asked, decide, refused, window
from tests.giving import HOSTILE, budget, card, gift, give, labels, propose, step, team
from tests.workspace import Workspace


def test_above_the_limit_a_manager_approves_in_place_with_the_evidence(workspace: Workspace) -> None:
    team(workspace)
    shown = propose(workspace, value="100.01", what=HOSTILE, campaign="Autumn", occasion="birthday", note="Size M")
    assert "Proposed: above €100.00 somebody else approves it." in shown.text
    assert "Waits for an approval, asked: @omar" in shown.text
    assert "Shipped" not in labels(shown)
    assert budget(workspace) == {"planned": 0, "committed": 0, "spent": 0}

    told = asked(workspace)
    assert f"Gift 1: {HOSTILE}" in told.text_shown
    assert "€100.01" in told.text_shown
    assert "Product, for: birthday." in told.text_shown
    assert "“Size M”" in told.text_shown
    assert not decide(workspace).errors
    assert gift(workspace).stage is GiftStage.APPROVED
    assert budget(workspace) == {"planned": 0, "committed": 10_001, "spent": 0}
    assert "Review" not in labels(asked(workspace))
    assert any("approved" in one.text_shown for one in workspace.told("maria"))
    assert "@omar approved" in card(workspace).text
    with workspace.bot.deps.reading(workspace.team) as store:
        promise = store.promises.open_about("gift:1")
    assert promise is not None
    assert (promise.due_at - workspace.clock()).days in (2, 3)


def test_nobody_approves_their_own_gift(workspace: Workspace) -> None:
    team(workspace)
    propose(workspace, "omar", value="500")
    assert "Review" not in labels(card(workspace, who="omar"))
    told = asked(workspace, "ada")
    assert "Your decision" in told.text
    decide(workspace, name="ada")
    assert gift(workspace).stage is GiftStage.APPROVED


def test_a_change_of_what_waits_withdraws_it_and_asks_again(workspace: Workspace) -> None:
    team(workspace)
    propose(workspace, value="200")
    old = window(workspace)
    omar = workspace.person("omar")

    shown = step(workspace, "Change", value="300")
    assert "Changed. It waits for an approval." in shown.text
    assert "withdrawn" in omar.submit(old, verdict="approve").text
    assert "€300.00" in asked(workspace).text_shown
    assert gift(workspace).stage is GiftStage.PROPOSED

    step(workspace, "Change", note="Only a note")
    assert len([one for one in workspace.told("omar") if "Your decision" in one.text]) <= 2
    shown = step(workspace, "Change", value="99")
    assert gift(workspace).stage is GiftStage.APPROVED
    assert "Changed." in shown.text
    assert "needs an approval. Cancel this one" in step(workspace, "Change", value="400").errors["value"]
    with workspace.bot.deps.reading(workspace.team) as store:
        assert store.approvals.open_of(Subject.GIFT, 1) is None


def test_one_that_is_sent_back_is_changed_and_one_that_is_rejected_is_over(workspace: Workspace) -> None:
    team(workspace)
    propose(workspace, value="200")
    decide(workspace, "ask for changes", "Smaller, please " + HOSTILE)
    shown = card(workspace)
    assert f"Sent back: Smaller, please {HOSTILE}" in shown.text
    assert "waits for an approval" in step(workspace, "Change", value="150").text
    decide(workspace, "reject", "No budget")
    assert "Cancelled: No budget" in card(workspace).text
    assert gift(workspace).stage is GiftStage.CANCELLED


def test_a_gift_that_is_cancelled_while_it_waits_is_withdrawn(workspace: Workspace) -> None:
    team(workspace)
    propose(workspace, value="200")
    old = window(workspace)
    step(workspace, "Cancel gift", why="Changed our mind")
    assert "maria took it back" in asked(workspace).text_shown
    assert "withdrawn" in workspace.person("omar").submit(old, verdict="approve").text


def test_a_manager_sets_the_limit_of_each_currency_and_keeps_the_catalogue(workspace: Workspace) -> None:
    team(workspace)
    omar, maria = workspace.person("omar"), workspace.person("maria")
    shown = omar.click("Catalogue", omar.command("/gift list"))
    assert "The catalogue is empty." in shown.view.text
    form = omar.click("Add", shown)
    assert omar.submit(form, name=" ", value="45", currency="EUR").errors == {"name": "Say what it is."}
    saved = omar.submit(form, name=HOSTILE, value="45", currency="EUR")
    assert f"{HOSTILE} · product · €45.00" in saved.view.text
    again = omar.submit(omar.click("Add", saved), name=HOSTILE.upper(), value="1", currency="EUR")
    assert again.errors == {"name": "The catalogue has something of this name already. Choose another name."}
    omar.close(again.view, all_=True)

    shown = omar.click("Catalogue", omar.command("/gift list"))
    limited = omar.submit(omar.click("Change a limit", shown), currency="euro", amount="40")
    assert "Somebody else approves a gift above" in limited.view.text
    assert "€40.00" in limited.view.text

    form = maria.command("/gift new noor")
    assert "Above €40.00 a manager approves it first" in form.view.text
    proposed = maria.submit(form, item="1", occasion="birthday")
    assert "Proposed: above €40.00" in proposed.text
    assert HOSTILE in proposed.text

    listed = maria.click("Catalogue", maria.command("/gift list"))
    assert not {"Add", "Edit", "Change a limit"} & {one.label for one in listed.view.buttons}
    line = omar.click("Edit", omar.click("Catalogue", omar.command("/gift list")))
    assert f"Offered no more: {HOSTILE}" in omar.click("Retire", line).view.text
    assert "item" not in {one.block_id for one in maria.command("/gift new noor").view.fields}
    assert HOSTILE in card(workspace).text


def test_viewers_and_guests_see_and_do_nothing_with_gifts(workspace: Workspace) -> None:
    team(workspace)
    give(workspace)
    old = card(workspace, who="lee")
    lee, gus = make_viewer(workspace, "lee"), workspace.person("gus")
    assert "That needs the role marketer" in lee.command("/gift list").text
    assert "That needs the role marketer" in lee.command("/gift new noor").text
    assert "That needs the role marketer" in lee.click("Shipped", old).text
    assert "full members" in gus.command("/gift list").text
    assert "Bread box" not in lee.command("/influencer show noor").text
    assert len(refused(workspace)) >= 3


def test_many_who_press_shipped_at_the_same_moment_ship_once(workspace: Workspace) -> None:
    team(workspace)
    one = give(workspace)
    people, now = [workspace.member(name) for name in ("maria", "omar")] * 3, workspace.clock()

    def press(store: Store, at: int) -> None:
        typed = {"carrier": f"C{at}", "tracking": "", "shipping": "5"}
        gift_moves.ship(store, one.id, **typed, on=now.date(), version=one.version, by=people[at], now=now)

    said = at_once(workspace, *(partial(press, at=at) for at in range(len(people))))

    assert said.count("won") == 1
    assert all("changed this gift a moment ago: it is shipped by now" in each for each in refusals(said))
    assert budget(workspace) == {"planned": 0, "committed": 0, "spent": 5_000}
    with workspace.bot.deps.reading(workspace.team) as store:
        assert [entry["verb"] for entry in store.audit.of("gift:1")].count("move") == 1


def test_of_two_with_the_same_window_the_slower_is_told_and_keeps_what_was_typed(workspace: Workspace) -> None:
    team(workspace)
    give(workspace)
    omar = workspace.person("omar")
    slow = omar.click("Shipped", card(workspace, who="omar"))
    old = card(workspace, who="omar")
    step(workspace, "Ordered")
    step(workspace, "Shipped", carrier="DHL")
    told = omar.submit(slow, carrier="UPS")
    assert "maria changed this gift a moment ago: it is shipped by now" in told.text
    assert told.view.field("carrier").value == "UPS"
    assert "maria changed this gift a moment ago" in omar.click("Shipped", old).text


@pytest.mark.parametrize("label", ["Change", "Cancel gift"])
def test_an_old_cards_button_says_what_became_of_the_gift(workspace: Workspace, label: str) -> None:
    team(workspace)
    give(workspace)
    old = card(workspace)
    step(workspace, "Cancel gift", why="No")
    assert (
        "maria changed this gift a moment ago: it is cancelled by now"
        in workspace.person("maria").click(label, old).text
    )


def test_a_gift_follows_its_collaboration_and_its_influencer(workspace: Workspace) -> None:
    team(workspace)
    give(workspace, minor=50_000)
    give(workspace, campaign=False)
    maria, omar = workspace.person("maria"), workspace.person("omar")
    hub = maria.click("Open", maria.command("/influencer show noor"), action_id="collaboration.open:1")
    maria.submit(maria.click("Owner", hub), owner=omar.id)
    assert gift(workspace).owner == omar.id
    assert gift(workspace, 2).owner == maria.id
    assert "Review" not in labels(card(workspace, who="omar")), "never one's own"
    with workspace.bot.deps.transaction(workspace.team) as store:
        assert gifts.found(store, 1).stage is GiftStage.PROPOSED
