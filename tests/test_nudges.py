"""Nudges: told once, at their moment, in people's hours, while there is something to be done; and what people do."""

from datetime import UTC, datetime

import pytest

from bot.chores import CHORES
from bot.domain.campaigns.outreach import Letter
from sandbox.driver import Message
from tests.hours import ALWAYS, keep_open
from tests.minding import close
from tests.workspace import Workspace

OFFICE = {**ALWAYS, "days": [0, 1, 2, 3, 4], "start": "09:00", "end": "18:00"}


def write_to(workspace: Workspace, *names: str) -> None:
    """Maria writes to influencers about a campaign."""
    campaign = workspace.campaign("maria", "Autumn")
    by, now = workspace.member("maria").slack_id, workspace.clock()
    for name in names:
        workspace.person("maria").close(
            workspace.add("maria", name, f"https://tiktok.com/@{name.split()[0].lower()}.bakes")
        )
        one = workspace.collaboration("maria", campaign, name)
        with workspace.bot.deps.transaction(workspace.team) as store:
            store.outreaches.add(one, Letter("Hello", "Hi"), reason="", by=by, now=now)


@pytest.fixture
def written(workspace: Workspace) -> Workspace:
    """Maria has written to Noor about a campaign."""
    write_to(workspace, "Noor Haddad")
    return workspace


def nudges(workspace: Workspace, name: str) -> list[Message]:
    """The reminders in somebody's direct message that Noor has not replied, with what became of them."""
    return [one for one in workspace.told(name) if "has not replied" in one.text]


def test_four_and_nine_days_after_an_outreach_its_owner_is_told_that_nobody_replied(written: Workspace) -> None:
    written.travel(days=3, hours=23)
    assert nudges(written, "maria") == []
    written.travel(hours=2)
    assert len(nudges(written, "maria")) == 1
    written.travel(days=5)
    assert len(nudges(written, "maria")) == 2
    written.travel(days=20)
    assert len(nudges(written, "maria")) == 2


def test_planning_and_sending_twice_says_nothing_twice(written: Workspace) -> None:
    written.travel(days=4, hours=1)
    for chore in (*CHORES, *CHORES):
        written.bot.scheduler.tidy(chore)
    assert len(nudges(written, "maria")) == 1


def test_after_a_month_of_silence_an_open_matter_is_told_once(written: Workspace) -> None:
    written.travel(days=35)
    assert len(nudges(written, "maria")) == 1


def test_a_reply_before_its_moment_leaves_nothing_to_be_said(written: Workspace) -> None:
    written.travel(days=3)
    log_reply(written)
    written.travel(days=10)
    assert nudges(written, "maria") == []


def test_a_reminder_says_so_when_somebody_else_has_dealt_with_it(written: Workspace) -> None:
    written.travel(days=4, hours=1)
    log_reply(written)
    [told] = nudges(written, "maria")
    assert "Dealt with" in told.text_shown
    assert "Done" not in told.text_shown


def test_what_is_open_again_is_told_at_its_moment_and_what_was_told_is_not_told_again(written: Workspace) -> None:
    written.travel(days=2)
    close(written, closed=True)
    written.travel(hours=1)
    close(written, closed=False)
    written.travel(days=2)
    assert len(nudges(written, "maria")) == 1
    close(written, closed=True)
    written.travel(days=10)
    close(written, closed=False)
    written.travel(hours=1)
    assert len(nudges(written, "maria")) == 2


def test_an_earlier_step_that_is_set_later_says_nothing_after_one_that_was_put_off(written: Workspace) -> None:
    written.travel(days=4, hours=1)
    written.person("maria").choose("nudge.snooze", "week@1:1", in_=nudges(written, "maria")[0])
    with written.bot.deps.transaction(written.team) as store:
        now = written.clock()
        rule = {"is_on": True, "steps": [24, 96]}
        store.settings.set("nudges:rule:no_reply", rule, since=now.date(), source="the test", by="U1", now=now)
    written.travel(hours=1)
    assert len(nudges(written, "maria")) == 1


def log_reply(workspace: Workspace) -> None:
    """Noor's reply is logged."""
    with workspace.bot.deps.transaction(workspace.team) as store:
        assert store.outreaches.replied(1, at=workspace.clock()) == 1


def test_done_asks_what_happened_and_when_next_and_writes_the_timeline(written: Workspace) -> None:
    written.travel(days=4, hours=1)
    maria = written.person("maria")
    opened = maria.click("Done", nudges(written, "maria")[0])
    assert maria.submit(opened, note=" ").errors == {"note": "Say in a few words what happened."}
    next_at = int(written.clock().timestamp()) + 3 * 86_400
    assert maria.submit(opened, kind="call", note="Called her, she wants to think", next=next_at).closed
    assert "Called her, she wants to think" in nudges(written, "maria")[0].text_shown
    assert "Called her, she wants to think" in maria.command("/influencer show Noor").text
    written.travel(days=3, minutes=1)
    assert any("Follow up with Noor Haddad" in one.text for one in written.told("maria"))


def test_snoozing_one_does_not_move_its_series(written: Workspace) -> None:
    written.travel(days=4, hours=1)
    maria = written.person("maria")
    maria.choose("nudge.snooze", "3d@1:1", in_=nudges(written, "maria")[0])
    assert "Snoozed" in nudges(written, "maria")[0].text_shown
    written.travel(days=4)
    assert len(nudges(written, "maria")) == 2
    written.travel(days=2)
    assert len(nudges(written, "maria")) == 3


def test_a_reminder_given_to_a_colleague_reaches_them_and_says_so_here(written: Workspace) -> None:
    written.travel(days=4, hours=1)
    maria, omar = written.person("maria"), written.person("omar")
    opened = maria.click("Reassign", nudges(written, "maria")[0])
    assert maria.submit(opened, owner=omar.id).closed
    assert len(nudges(written, "omar")) == 1
    assert "@maria gave it to @omar" in nudges(written, "maria")[0].text_shown


def test_what_was_dealt_with_while_the_window_was_open_is_not_done_again(written: Workspace) -> None:
    written.travel(days=4, hours=1)
    maria = written.person("maria")
    opened = maria.click("Done", nudges(written, "maria")[0])
    log_reply(written)
    written.settle()
    refused = maria.submit(opened, note="Called her")
    assert not refused.closed
    assert "This has been dealt with. Nothing is left to be done." in refused.text


def test_nothing_comes_in_quiet_hours_but_at_the_next_opening(workspace: Workspace) -> None:
    keep_open(workspace.bot, OFFICE)
    thursday = datetime(2031, 6, 5, 15, 30, tzinfo=UTC)
    workspace.travel(to=thursday)
    write_to(workspace, "Noor Haddad")  # four days later is Whit Monday, in Germany no holiday to OFFICE
    workspace.travel(to=datetime(2031, 6, 9, 15, 29, tzinfo=UTC))
    assert nudges(workspace, "maria") == []
    workspace.travel(to=datetime(2031, 6, 9, 16, 1, tzinfo=UTC))  # 18:01 in Berlin
    assert nudges(workspace, "maria") == []
    workspace.travel(to=datetime(2031, 6, 10, 7, 0, tzinfo=UTC))
    assert len(nudges(workspace, "maria")) == 1


def test_beyond_the_daily_cap_the_rest_stands_in_one_message(workspace: Workspace) -> None:
    keep_open(workspace.bot, {**ALWAYS, "cap": 2})
    write_to(workspace, "Noor Haddad", "Ben Okoro", "Cleo Marsh", "Dina Petrov", "Eli Wren")
    workspace.travel(days=4, hours=1)
    told = workspace.told("maria")
    alone = [one for one in told if "has not replied" in one.text]
    rest = [one for one in told if "3 more for today" in one.text]
    assert (len(alone), len(rest)) == (2, 1)
    assert rest[0].text_shown.count("has not replied about Autumn") == 3

    maria = workspace.person("maria")
    assert maria.submit(maria.click("Done…", rest[0]), note="Called").closed
    workspace.settle()
    assert "2 more for today" in next(one for one in workspace.told("maria") if "for today" in one.text).text
