"""Manners: nudges in people's hours, urgent ones at once, and what is beyond the daily cap in one message."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Thread

import pytest

from bot.domain.nudges.nudges import batch_key
from bot.services.nudges import batches
from tests.minding import OFFICE, keep_hours, local, next_day, reminders, unanswered
from tests.workspace import Message, Workspace

SATURDAY = 5


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """Noor on the roster; Maria and Lee keep office hours, in Berlin and Tokyo."""
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    for name in ("maria", "lee"):
        keep_hours(workspace, name)
    return workspace


def ask(workspace: Workspace, when: str, **typed: object) -> str:
    """Maria asks for a follow-up and agrees; what she reads on the way."""
    maria = workspace.person("maria")
    form = maria.command(f"/followup @noor.bakes {when} ask about rates").view
    seen = maria.submit(form, **typed)
    assert seen.errors == {}
    return f"{form.text}\n{seen.text}"


def test_a_follow_up_for_a_quiet_moment_says_so_and_comes_when_the_hours_begin(noor: Workspace) -> None:
    saturday = next_day(noor, "maria", SATURDAY, time(10))
    monday = next_day(noor, "maria", SATURDAY, time(9)) + timedelta(days=2)
    said = ask(noor, f"{saturday:%d.%m.%Y} 10:00")

    assert said.count(f"That is Saturday: it comes Monday {monday.day} ") + said.count("it comes ") >= 2
    assert "That is Saturday: it comes " in said
    assert ", 09:00, Berlin, unless it is urgent." in said
    noor.travel(to=saturday + timedelta(hours=2))
    assert reminders(noor, "maria") == []
    noor.travel(to=monday - timedelta(minutes=1))
    assert reminders(noor, "maria") == []
    noor.travel(to=monday)
    assert "ask about rates" in reminders(noor, "maria")[-1].text_shown


def test_an_urgent_follow_up_comes_at_its_very_moment(noor: Workspace) -> None:
    saturday = next_day(noor, "maria", SATURDAY, time(10))
    said = ask(noor, f"{saturday:%d.%m.%Y} 10:00", urgent=["Also outside of their hours"])

    assert "at that very moment" in said
    noor.travel(to=saturday - timedelta(minutes=1))
    assert reminders(noor, "maria") == []
    noor.travel(to=saturday)
    assert "ask about rates" in reminders(noor, "maria")[-1].text_shown


def test_a_colleagues_hours_are_meant_where_a_colleague_is_reminded(noor: Workspace) -> None:
    tuesday = next_day(noor, "maria", 1, time(15))
    said = ask(noor, f"{tuesday:%d.%m.%Y} 15:00", owner=noor.person("lee").id)

    assert "after 18:00 for @lee: it comes " in said
    noor.travel(to=tuesday + timedelta(minutes=1))
    assert reminders(noor, "lee") == []
    noor.travel(to=tuesday + timedelta(hours=11))
    (reminder,) = reminders(noor, "lee")
    assert local(noor, "lee").weekday() == 2
    assert "ask about rates" in reminder.text_shown


def test_what_is_beyond_the_daily_cap_stands_in_one_message_that_grows(noor: Workspace) -> None:
    keep_hours(noor, "maria", replace(OFFICE, cap="2"))
    monday = next_day(noor, "maria", 0, time(9), weeks=1)
    names = [f"Influencer {number} *b* & <i>" for number in range(6)]
    unanswered(noor, names[:5], sent_at=monday - timedelta(days=4))
    unanswered(noor, names[5:], sent_at=monday - timedelta(days=4) + timedelta(hours=3), campaign="Later")

    noor.travel(to=monday)
    told = reminders(noor, "maria")
    alone = [one for one in told if "has not replied" in one.text_shown and "more for today" not in one.text_shown]
    (batch,) = [one for one in told if "more for today" in one.text_shown]
    assert len(alone) == 2
    assert "And 3 more for today" in batch.text_shown
    noor.travel(hours=3)

    (grown,) = [one for one in reminders(noor, "maria") if "more for today" in one.text_shown]
    assert (grown.ts, "And 4 more for today" in grown.text_shown) == (batch.ts, True)
    assert [button.label for button in grown.buttons].count("Open") == 4
    assert (
        sorted(name for name in names if name in f"{grown.text_shown}{''.join(m.text_shown for m in alone)}") == names
    )


def test_each_line_of_the_days_message_is_done_by_itself(noor: Workspace) -> None:
    maria = noor.person("maria")
    batch = beyond(noor, ["Ilse", "Bruno", "Zoe"])

    form = maria.click("Done…", batch)
    assert maria.submit(form, note="She wrote back", kind="reply").closed

    (after,) = [one for one in reminders(noor, "maria") if "more for today" in one.text_shown]
    assert "Done by @maria: She wrote back" in after.text_shown
    assert "And 1 more for today" in after.text_shown


def beyond(workspace: Workspace, names: list[str]) -> Message:
    """The message of the day of somebody who wants one nudge a day and got more."""
    keep_hours(workspace, "maria", replace(OFFICE, cap="1"))
    monday = next_day(workspace, "maria", 0, time(9), weeks=1)
    unanswered(workspace, names, sent_at=monday - timedelta(days=4))
    workspace.travel(to=monday)
    return next(one for one in reminders(workspace, "maria") if "more for today" in one.text_shown)


def test_the_next_day_begins_a_new_count(noor: Workspace) -> None:
    beyond(noor, ["Ilse", "Bruno"])
    tuesday = next_day(noor, "maria", 1, time(10))
    unanswered(noor, ["Zoe"], sent_at=tuesday - timedelta(days=4), campaign="Later")

    noor.travel(to=tuesday)

    assert "Zoe" in reminders(noor, "maria")[-1].text_shown
    assert "more for today" not in reminders(noor, "maria")[-1].text_shown


def test_a_holiday_of_somebodys_country_is_quiet(noor: Workspace) -> None:
    keep_hours(noor, "maria", replace(OFFICE, country="DE"))
    noor.travel(to=datetime(2031, 12, 15, 9, tzinfo=UTC))
    christmas = datetime(2031, 12, 25, 10, tzinfo=UTC)
    said = ask(noor, "25.12.2031 11:00")

    assert "That is Christmas Day: it comes Monday 29 December, 09:00, Berlin, unless it is urgent." in said
    noor.travel(to=christmas + timedelta(days=3))
    assert reminders(noor, "maria") == []
    noor.travel(to=datetime(2031, 12, 29, 8, tzinfo=UTC))
    assert "ask about rates" in reminders(noor, "maria")[-1].text_shown


def test_new_hours_hold_for_what_was_planned_in_the_old(noor: Workspace) -> None:
    monday = next_day(noor, "maria", 0, time(9), weeks=1)
    unanswered(noor, ["Ilse"], sent_at=monday - timedelta(days=4, hours=3))
    noor.settle()
    keep_hours(noor, "maria", replace(OFFICE, start="11:00"))
    noor.settle()
    keep_hours(noor, "maria", replace(OFFICE, start="07:30"))

    noor.travel(to=monday - timedelta(minutes=91))
    assert reminders(noor, "maria") == []
    noor.travel(to=monday - timedelta(minutes=90))
    assert "Ilse" in reminders(noor, "maria")[-1].text_shown


def test_lines_that_several_planners_add_and_end_at_once_are_all_there(noor: Workspace) -> None:
    maria, day = noor.person("maria"), noor.clock().date()
    planners, turns = 6, Barrier(6)

    def plan(number: int) -> None:
        for each in (number, number + planners):
            turns.wait(timeout=20)
            with noor.bot.deps.transaction(noor.team) as store:
                batches.add(store, line(each), to=maria.id, day=day, now=noor.clock())
        turns.wait(timeout=20)
        with noor.bot.deps.transaction(noor.team) as store:
            ended = {"ending": "done", "by": maria.id, "why": "called", "until": None}
            batches.say(store, batch_key(maria.id, day=day), nudge_id=number, turn=1, ending=ended, now=noor.clock())

    threads = [Thread(target=plan, args=(number,)) for number in range(planners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with noor.bot.deps.reading(noor.team) as store:
        items = (batches.of_day(store, maria.id, day=day.isoformat()) or {})["items"]
    assert sorted(item["id"] for item in items) == list(range(2 * planners))
    assert [item["id"] for item in items if item["ending"]] == list(range(planners))


def line(number: int) -> dict[str, object]:
    """A line of a day's message, of a nudge that is nobody's."""
    about = {"id": number, "turn": 1, "kind": "no_reply", "step": 96, "influencer_id": None, "rank": number}
    return {**about, "ending": None, "by": None, "why": "", "until": None, "it": {}}
