"""A reminder says how its matter stands: at once where its own button saw to it, and once it was approved."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.approvals.approvals import Verdict
from sandbox.driver import Message, Seen
from tests.collaborating import exclusive
from tests.content import BAD, begin, plan
from tests.giving import propose, team
from tests.keeping import decide, signed
from tests.test_nudges import write_to
from tests.workspace import Workspace

START = datetime(2031, 6, 4, 8, tzinfo=UTC)


def told(workspace: Workspace, words: str, who: str = "maria") -> Message:
    """The reminder in somebody's direct message with these words, after all messages were sent and nothing else."""
    workspace.bot.scheduler.send()
    (one,) = [one for one in workspace.person(who).dm() if words in one.text]
    return one


def is_settled(one: Message) -> bool:
    """Whether a reminder says that it was dealt with, and asks for nothing more."""
    return "Dealt with" in one.text_shown and {button.label for button in one.buttons} <= {"Open"}


def sent(workspace: Workspace) -> tuple[str, str, dict[str, object]]:
    """A gift that was approved three days ago."""
    team(workspace)
    propose(workspace)
    workspace.travel(days=3, hours=1)
    return "is not on its way yet", "Shipped", {"carrier": "DHL"}


def replied(workspace: Workspace) -> tuple[str, str, dict[str, object]]:
    """An outreach without a reply for four days."""
    write_to(workspace, "Noor Haddad")
    workspace.travel(days=4, hours=1)
    return "has not replied", "They replied", {"note": "Asks for the fee"}


def extended(workspace: Workspace) -> tuple[str, str, dict[str, object]]:
    """An exclusivity that ends soon."""
    workspace.travel(to=START)
    workspace.person("maria").close(workspace.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes"))
    until = START.date() + timedelta(days=15)
    exclusive(workspace, workspace.campaign("maria", "Autumn"), "Noor", exclusive_category="b", exclusive_until=until)
    workspace.travel(days=1, hours=1)
    return "exclusivity for", "Extend", {"until": until + timedelta(days=90)}


def drafted(workspace: Workspace) -> tuple[str, str, dict[str, object]]:
    """A piece of content that is due soon, without a draft."""
    begin(workspace)
    plan(workspace)
    workspace.travel(days=4, hours=1)
    return "“Bread post” by", "Submit a draft", {"text": BAD}


def press(workspace: Workspace, words: str, label: str, typed: dict[str, object]) -> Seen:
    """Maria presses the reminder's own button and submits its form."""
    maria = workspace.person("maria")
    return maria.submit(maria.click(label, told(workspace, words)), **typed)


@pytest.mark.parametrize("happens", [sent, replied, extended, drafted])
def test_it_says_so_as_soon_as_the_form_of_its_button_was_handled(workspace: Workspace, happens: object) -> None:
    words, label, typed = happens(workspace)  # type: ignore[operator]
    assert not is_settled(told(workspace, words))

    seen = press(workspace, words, label, typed)

    assert not seen.errors
    assert is_settled(told(workspace, words))


def test_it_says_so_by_itself_while_the_clock_ticks(workspace: Workspace) -> None:
    words, label, typed = sent(workspace)
    workspace.bot.scheduler.start()

    press(workspace, words, label, typed)

    workspace.person("maria").wait_for("Dealt with", within=20)
    assert is_settled(told(workspace, words))


def test_what_only_looks_at_it_changes_nothing(workspace: Workspace) -> None:
    words, label, _ = sent(workspace)
    maria = workspace.person("maria")
    before = [one for one in workspace.slack.calls if one.method == "chat.update"]

    maria.click("Open the gift", told(workspace, words))
    maria.close(maria.click(label, told(workspace, words)))

    assert not is_settled(told(workspace, words))
    assert [one for one in workspace.slack.calls if one.method == "chat.update"] == before


def test_a_press_on_what_a_colleague_has_seen_to_meanwhile_ends_it_too(workspace: Workspace) -> None:
    words, label, typed = sent(workspace)
    maria, omar = workspace.person("maria"), workspace.person("omar")
    form = maria.click(label, told(workspace, words))
    card = omar.command("/gift list").messages[-1]
    omar.submit(omar.click("Shipped", omar.click("Open", card)), **typed)
    assert not is_settled(told(workspace, words))

    assert maria.submit(form, **typed).errors
    assert is_settled(told(workspace, words))


def test_a_payment_that_was_told_says_that_it_can_be_paid_once_it_was_approved(workspace: Workspace) -> None:
    workspace.travel(to=START)
    signed(workspace)
    workspace.travel(days=11, hours=1)

    decide(workspace, 1)
    workspace.settle()

    shown = told(workspace, "€600.00 by 18 Jun")
    assert "can be paid now" in shown.text_shown
    assert "waits for approval" not in shown.text_shown
    assert workspace.person("maria").click("Paid", shown).view.title == "Paid"


def test_a_payment_that_was_sent_back_is_asked_for_again_where_it_was_told(workspace: Workspace) -> None:
    workspace.travel(to=START)
    signed(workspace)
    workspace.travel(days=11, hours=1)
    maria = workspace.person("maria")

    decide(workspace, 1, Verdict.CHANGES, reason="Which invoice is it?")
    workspace.settle()
    sent_back = told(workspace, "€600.00 by 18 Jun")
    assert "Its approval was sent back: Which invoice is it?" in sent_back.text_shown
    maria.submit(maria.click("Ask for approval", sent_back), note="Number 7")
    workspace.settle()

    again = told(workspace, "€600.00 by 18 Jun")
    assert "It waits for approval by @omar" in again.text_shown
    assert "Ask for approval" not in {button.label for button in again.buttons}
