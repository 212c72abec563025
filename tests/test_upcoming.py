"""`/rapport upcoming`: what it announces is what is posted then, whatever was skipped, moved or muted."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.team.roles import Role
from tests.deciding import give_role
from tests.hours import let_digest_come
from tests.minding import keep_hours, local, next_day, reminders, unanswered
from tests.workspace import Message, Workspace

LINE = re.compile(r"(?m)^(\d{1,2}:\d\d) · (?:Follow up with )?\*?(.+?)\*?(?: has not replied about .*|: .*)$")
DAY = re.compile(r"(?m)^\*?(?:Today, |Tomorrow, )?(?:[A-Z][a-z]+)day (\d{1,2}) ([A-Z][a-z]+)\*?$")


@pytest.fixture
def planned(workspace: Workspace) -> Workspace:
    """Three people who have not replied, and follow-ups on and off Maria's hours."""
    keep_hours(workspace, "maria")
    now = workspace.clock()
    names = ["Ilse Okafor", "Bruno Rey", "Zoe Lund"]
    unanswered(workspace, names, sent_at=now - timedelta(days=3, hours=20))
    unanswered(workspace, ["Kofi *b* & <i>"], sent_at=now - timedelta(days=1), campaign="Later <!channel>")
    for weekday, at, who in ((4, "15:00", "ilse"), (5, "10:00", "bruno"), (6, "11:30", "zoe")):
        follow_up(workspace, who, weekday, at, is_urgent=weekday == 6)
    workspace.settle()
    return workspace


def follow_up(workspace: Workspace, who: str, weekday: int, at: str, *, is_urgent: bool = False) -> None:
    """Maria asks for one next week, so that it lies ahead whatever day it is."""
    maria = workspace.person("maria")
    day = next_day(workspace, "maria", weekday, time.fromisoformat(at))
    urgent = {"urgent": ["Also outside of their hours"]} if is_urgent else {}
    form = maria.command(f"/followup {who} {local(workspace, 'maria', day):%d.%m.%Y %H:%M} call").view
    assert maria.submit(form, **urgent).errors == {}


def listed(workspace: Workspace, name: str) -> list[tuple[datetime, str]]:
    """What the pages of somebody's list announce: the local moment and whom it is about."""
    person = workspace.person(name)
    page = person.command("/rapport upcoming").messages[-1]
    found = lines_of(page, year=local(workspace, name).year)
    while any(button.label == "Later" for button in page.buttons):
        page = person.click("Later", page).messages[-1]
        found += lines_of(page, year=local(workspace, name).year)
    return found


def lines_of(page: Message, *, year: int) -> list[tuple[datetime, str]]:
    """The lines of a page."""
    found, day = [], ""
    for line in page.text_shown.splitlines():
        if headed := DAY.match(line):
            day = f"{headed[1]} {headed[2]} {year}"
        elif told := LINE.match(line):
            found.append((datetime.strptime(f"{day} {told[1]}", "%d %B %Y %H:%M"), told[2]))
    return found


def test_what_is_announced_is_what_comes_and_nothing_else(planned: Workspace) -> None:
    announced = listed(planned, "maria")
    zone = local(planned, "maria").tzinfo
    moments = sorted({at for at, _ in announced})

    assert len(announced) == 11
    for moment in moments:
        at = moment.replace(tzinfo=zone)
        before = len(reminders(planned, "maria"))
        planned.travel(to=max(at - timedelta(minutes=1), planned.clock()))
        assert len(reminders(planned, "maria")) == before, moment
        planned.travel(to=at + timedelta(minutes=1))
        new = "\n".join(one.text_shown for one in reminders(planned, "maria")[before:])
        due = [name for when, name in announced if when == moment]
        assert len(reminders(planned, "maria")) - before == len(due), (moment, new)
        assert all(name in new for name in due), (moment, due, new)


def test_one_is_skipped_and_the_others_of_its_series_come(planned: Workspace) -> None:
    maria = planned.person("maria")
    before = listed(planned, "maria")

    seen = maria.click("Skip once", maria.command("/rapport upcoming").messages[-1]).messages[-1]

    assert "Skipped. The others of its series come." in seen.text_shown
    after = listed(planned, "maria")
    assert after == before[1:]
    planned.travel(to=before[0][0].replace(tzinfo=local(planned, "maria").tzinfo) + timedelta(minutes=1))
    assert len(reminders(planned, "maria")) == sum(1 for at, _ in after if at == before[0][0])


def test_one_that_is_moved_to_a_quiet_moment_comes_when_the_hours_begin(planned: Workspace) -> None:
    maria = planned.person("maria")
    page = maria.command("/rapport upcoming").messages[-1]
    whose = lines_of(page, year=local(planned, "maria").year)[0][1]
    saturday = next_day(planned, "maria", 5, time(20))

    form = maria.click("Move…", page)
    seen = maria.submit(form, when=int(saturday.timestamp()))

    monday = local(planned, "maria", saturday + timedelta(hours=37))
    assert f"Moved to Monday {monday.day}" in seen.text
    assert (monday.replace(tzinfo=None), whose) in listed(planned, "maria")
    assert maria.submit(maria.click("Move…", page), when=int(planned.clock().timestamp()) - 60).errors == {
        "when": "That moment has passed. Choose one that lies ahead."
    }


def test_one_that_is_moved_to_the_moment_of_an_earlier_one_comes_in_its_place(workspace: Workspace) -> None:
    keep_hours(workspace, "maria")
    evening = local(workspace, "maria").replace(hour=20, minute=0, second=0, microsecond=0)
    unanswered(workspace, ["Zoe Lund"], sent_at=(evening - timedelta(days=1)).astimezone(UTC))
    workspace.settle()
    maria, zone = workspace.person("maria"), local(workspace, "maria").tzinfo
    (first, _), _ = listed(workspace, "maria")
    page = maria.command("/rapport upcoming").messages[-1]
    *_, last = [one["accessory"]["action_id"] for one in page.blocks if "has not replied" in str(one.get("text"))]

    maria.submit(maria.click("Move…", page, action_id=str(last)), when=int(first.replace(tzinfo=zone).timestamp()))

    assert [at for at, _ in listed(workspace, "maria")] == [first]
    workspace.travel(to=first.replace(tzinfo=zone) + timedelta(minutes=1))
    assert len(reminders(workspace, "maria")) == 1


def test_a_follow_up_that_is_moved_has_a_new_date_everywhere(planned: Workspace) -> None:
    maria = planned.person("maria")
    friday = next_day(planned, "maria", 4, time(15))
    moved = friday + timedelta(days=3)
    page, action = line_about(planned, "15:00 · Follow up with *Ilse Okafor*")

    seen = maria.submit(maria.click("Move…", page, action_id=action), when=int(moved.timestamp()))

    assert (local(planned, "maria", moved).replace(tzinfo=None), "Ilse Okafor") in listed(planned, "maria"), seen.text
    assert f"{local(planned, 'maria', moved):%-d %B}" in maria.command("/followup list").text


def line_about(workspace: Workspace, words: str) -> tuple[Message, str]:
    """The page on which a line of Maria's stands, and the name of its menu."""
    maria = workspace.person("maria")
    page = maria.command("/rapport upcoming").messages[-1]
    while words not in page.text_shown:
        page = maria.click("Later", page).messages[-1]
    block = next(one for one in page.blocks if words in str(one.get("text", {}).get("text", "")))
    return page, str(block["accessory"]["action_id"])


def test_a_muted_series_is_silent_until_it_is_unmuted_in_the_same_list(planned: Workspace) -> None:
    maria = planned.person("maria")
    page = maria.command("/rapport upcoming").messages[-1]
    before = listed(planned, "maria")

    seen = maria.click("Mute this series", page).messages[-1]
    assert "Muted: nothing more of this series comes" in seen.text_shown
    assert "muted · " in seen.text_shown
    again = maria.click("Unmute", seen).messages[-1]
    assert "Unmuted." in again.text_shown
    assert listed(planned, "maria") == before

    maria.click("Mute this series", again)
    quiet = [pair for pair in before if pair not in listed(planned, "maria")]
    assert len(quiet) >= 1
    planned.travel(to=before[0][0].replace(tzinfo=local(planned, "maria").tzinfo) + timedelta(minutes=1))
    assert len(reminders(planned, "maria")) == sum(1 for at, _ in before if at == before[0][0]) - 1


def test_a_manager_sees_everybodys_and_acts_for_them_and_nobody_else_does(planned: Workspace) -> None:
    give_role(planned, "omar", Role.MANAGER)
    let_digest_come(planned.bot)
    omar, lee = planned.person("omar"), planned.person("lee")
    mine = omar.command("/rapport upcoming").messages[-1]
    assert "has not replied" not in mine.text_shown
    assert "The weekly digest" in mine.text_shown

    seen = omar.click("Everybody's", mine).messages[-1]
    assert "to @maria" in seen.text_shown
    omar.click("Skip once", seen)
    assert len(listed(planned, "maria")) == 10

    theirs = lee.command("/rapport upcoming").messages[-1]
    assert "Everybody's" not in [button.label for button in theirs.buttons]


def test_a_line_of_what_was_sent_meanwhile_says_so(planned: Workspace) -> None:
    maria = planned.person("maria")
    page = maria.command("/rapport upcoming").messages[-1]
    first = lines_of(page, year=local(planned, "maria").year)[0][0]
    planned.travel(to=first.replace(tzinfo=local(planned, "maria").tzinfo) + timedelta(minutes=1))

    seen = maria.click("Skip once", page)

    assert "This one was sent or changed meanwhile. Open the list again." in seen.text
