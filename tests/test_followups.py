"""Follow-ups: echoed before they count, reminded of once and on time, and changed everywhere by what became of them."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app import Bot
from bot.chores import CHORES
from bot.dates import say_when
from bot.gate import UNPACED
from bot.settings import read_settings
from tests.at_once import together
from tests.workspace import Message, Workspace


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """A workspace that knows Noor."""
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    return workspace


def follow_up(workspace: Workspace, who: str, what: str, when: str = "in 2 hours") -> None:
    """Ask by command, and agree to the echo."""
    person = workspace.person(who)
    seen = person.submit(person.command(f"/followup @noor.bakes {when} {what}"))
    assert seen.errors == {}


def reminded(workspace: Workspace, who: str = "maria", what: str = "ask about rates") -> Message:
    """A follow-up whose moment has come: its reminder."""
    follow_up(workspace, who, what)
    workspace.travel(hours=2, minutes=1)
    return workspace.told(who)[-1]


def day_in(tz: str, at: datetime) -> datetime:
    """The moment where somebody is."""
    return at.astimezone(ZoneInfo(tz))


@pytest.mark.parametrize("name", ["maria", "lee"])
def test_a_date_is_echoed_in_words_in_the_callers_own_zone_before_it_counts(noor: Workspace, name: str) -> None:
    person = noor.person(name)
    local = day_in(person.tz, noor.clock())
    day = local.date() + timedelta(days=3)
    moment = datetime.combine(day, time(10), ZoneInfo(person.tz))

    echo = person.command(f"/followup @noor.bakes {day:%A} 10am ask about <rates> & dates").view
    said = say_when(moment.astimezone(UTC), tz=person.tz, now=noor.clock())

    assert said.endswith("Berlin" if name == "maria" else "Tokyo")
    assert "10:00" in said
    assert f"Noor Haddad* · *{said}*" in echo.text
    assert (echo.field("what").value, echo.field("owner").value) == ("ask about <rates> & dates", person.id)
    assert "Nothing waits for you" in person.command("/followup list").messages[-1].text_shown
    assert said in person.submit(echo).text
    assert "ask about <rates> & dates" in person.command("/followup list").text


def test_what_cannot_be_read_as_who_when_and_what_is_said_privately(noor: Workspace) -> None:
    maria = noor.person("maria")
    expected = {
        "@noor.bakes blursday ask about rates": "I can't find a date in that. Write who, when and what, for example:",
        "@noor.bakes friday 10am": "Say what it is about.",
        "friday 10am ask about rates": "Say first whom it is about.",
        "@zoe friday 10am ask about rates": "I find nobody called “@zoe”.",
        f"@noor.bakes friday {'x' * 2001}": "2,000 is the most. Shorten it.",
    }

    for typed, sentence in expected.items():
        seen = maria.command(f"/followup {typed}")
        assert sentence in seen.text
        assert not seen.has_view
        assert all(message.ephemeral for message in seen.messages)
    form = maria.command("/followup @noor.bakes in 2 hours call").view
    assert list(maria.submit(form, when=int(noor.clock().timestamp()) - 60).errors) == ["when"]
    guest = maria.submit(form, when=int(noor.clock().timestamp()) + 60, owner=noor.person("gus").id)
    assert guest.errors == {"owner": "Choose a full member of this workspace."}


def test_a_name_that_several_have_is_asked_for_and_the_rest_kept(noor: Workspace) -> None:
    maria = noor.person("maria")
    maria.close(noor.add("maria", "Noor Sun", "https://www.instagram.com/sunny/"))

    form = maria.command("/followup noor in 2 hours ask about rates").view
    assert form.field("who").options == ["Noor Haddad", "Noor Sun"]
    assert form.field("what").value == "ask about rates"
    assert "Noor Sun" in maria.submit(form, who="2").text
    assert "Noor Sun" in maria.command('/followup "Noor Sun" in 2 hours ask again').view.text


def test_done_writes_what_happened_and_sets_the_next_date(noor: Workspace) -> None:
    maria = noor.person("maria")
    reminder = reminded(noor)
    assert "prospect" in reminder.text_shown
    assert "TikTok @noor.bakes" in reminder.text_shown
    assert "Last touch" in reminder.text_shown

    form = maria.click("Done", reminder)
    soon = int(noor.clock().timestamp()) + 3600
    assert maria.submit(form, note="She sent her rates", kind="reply", next=soon, what="Compare them").closed

    (settled,) = noor.told("maria")
    assert "Done by @maria: She sent her rates" in settled.text_shown
    assert "next" in settled.text_shown
    assert [button.label for button in settled.buttons] == ["Open"]
    assert "She sent her rates" in maria.click("Open", settled).text
    noor.travel(hours=1, minutes=1)
    assert "Compare them" in noor.told("maria")[-1].text_shown


def test_each_snooze_reminds_again_at_its_time_and_moves_nothing_else(noor: Workspace) -> None:
    maria = noor.person("maria")
    for label in (
        "Snooze until tomorrow morning",
        "Snooze for 3 days",
        "Snooze until next Monday",
        "Snooze until a date…",
    ):
        follow_up(noor, "maria", label)
    follow_up(noor, "maria", "the other", when="in 40 days")
    noor.travel(hours=2, minutes=1)
    now = day_in(maria.tz, noor.clock())
    days = {"tomorrow": 1, "3 days": 3, "Monday": 7 - now.weekday(), "date": 5}
    until = {key: datetime.combine(now.date() + timedelta(days=n), time(9), now.tzinfo) for key, n in days.items()}

    for reminder in noor.told("maria"):
        label = next(button.label for button in reminder.buttons if f"{button.label}\n" in f"{reminder.text_shown}\n")
        seen = maria.click(label, reminder)
        if seen.has_view:
            maria.submit(seen, when=int(until["date"].timestamp()))
    assert all("Snoozed by @maria until" in message.text_shown for message in noor.told("maria"))

    for key, moment in sorted(until.items(), key=lambda item: item[1]):
        before = len(noor.told("maria"))
        noor.travel(to=max(moment - timedelta(minutes=1), noor.clock()))
        due_together = sum(1 for other in until.values() if other == moment)
        assert len(noor.told("maria")) in (before, before + due_together), key
        noor.travel(to=max(moment + timedelta(minutes=1), noor.clock()))
    assert len(noor.told("maria")) == 8
    assert "the other" not in "".join(message.text_shown for message in noor.told("maria"))
    noor.travel(days=40)
    assert "the other" in noor.told("maria")[-1].text_shown


def test_a_reassigned_one_reminds_the_colleague_and_says_so(noor: Workspace) -> None:
    maria, omar, ada = noor.person("maria"), noor.person("omar"), noor.person("ada")
    reminder = reminded(noor)
    form = maria.click("Reassign", reminder)

    assert maria.submit(form, owner=noor.person("gus").id).errors == {
        "owner": "Choose a full member of this workspace."
    }
    assert maria.submit(form, owner=maria.id).errors == {"owner": "maria has this one already."}
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=noor.person("lee").id, role="viewer")
    assert "only reads here" in maria.submit(form, owner=noor.person("lee").id).errors["owner"]
    assert maria.submit(form, owner=omar.id).closed

    assert "@maria gave it to @omar" in noor.told("maria")[-1].text_shown
    (reminder,) = noor.told("omar")
    assert "asked by @maria" in reminder.text_shown
    assert omar.submit(omar.click("Done", reminder), note="done").closed
    assert "Done by @omar" in noor.told("omar")[-1].text_shown
    assert noor.told("lee") == []


def test_of_two_who_press_at_once_one_wins_and_the_other_is_told(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    reminder = reminded(noor)
    old_list = maria.command("/followup list").messages[-1]
    late = maria.click("Done", reminder)
    follow_id, turn = 1, 1
    with noor.bot.database.transaction(noor.team) as store:
        one = store.followups.get(follow_id)
        assert one is not None
        assert one.turn == turn
        assert store.followups.move(one, due_at=noor.clock() + timedelta(days=1), owner=omar.id)
        assert not store.followups.finish(one, by=maria.id, now=noor.clock())

    assert "This one has another date by now." in "".join(maria.submit(late, note="too late").errors.values())
    maria.close(late)
    assert "This one has another date by now." in maria.click("Done", old_list).text
    assert "This one has another date by now." in maria.click("Snooze for 3 days", old_list).text
    noor.travel(days=1, minutes=1)
    omar.submit(omar.click("Done", noor.told("omar")[-1]), note="done")
    assert "Somebody has already done this one." in maria.click("Reassign", old_list).text


def test_the_list_pages_and_shows_at_once_what_became_of_its_follow_ups(noor: Workspace) -> None:
    maria = noor.person("maria")
    for number in range(12):
        follow_up(noor, "maria", f"ask {number:02}", when=f"in {number + 1} hours")
    noor.travel(hours=1, minutes=1)

    first = maria.command("/followup list").messages[-1]
    assert "12 in all · page 1 of 2" in first.text_shown
    assert first.text_shown.index("late") < first.text_shown.index("ask 00") < first.text_shown.index("ask 09")
    second = maria.click("Later", first).messages[-1]
    assert "ask 11" in second.text_shown
    assert "ask 00" in maria.click("Earlier", second).messages[-1].text_shown

    snoozed = maria.click("Snooze for 3 days", maria.messages()[-1]).messages[-1]
    assert "ask 00" not in snoozed.text_shown
    done = maria.submit(maria.click("Done", snoozed), note="done").messages[-1]
    assert "ask 01" not in done.text_shown
    assert "11 in all" in done.text_shown
    assert len(noor.told("maria")) == 1


def test_after_downtime_a_reminder_comes_late_and_once_even_with_two_planners(noor: Workspace) -> None:
    follow_up(noor, "maria", "ask about rates")
    noor.slack.clock.travel_to(noor.clock() + timedelta(days=3))

    noor.settle()
    for chore in (*CHORES, *CHORES):
        noor.bot.scheduler.tidy(chore)
    noor.settle()

    (reminder,) = noor.told("maria")
    assert "2 days late" in reminder.text_shown


def test_a_morning_is_nine_on_both_sides_of_a_change_of_clocks(noor: Workspace) -> None:
    maria = noor.person("maria")
    zone = ZoneInfo(maria.tz)
    days = (day_in(maria.tz, noor.clock()).date() + timedelta(days=n) for n in range(2, 400))
    offsets = (
        (day, [datetime.combine(day + timedelta(days=n), time(12), zone).utcoffset() for n in (-1, 0)]) for day in days
    )
    change = next(day for day, (before, after) in offsets if before != after)
    noor.travel(to=datetime.combine(change - timedelta(days=1), time(20), zone))
    follow_up(noor, "maria", "ask about rates", when="tomorrow 9am")

    noor.travel(to=datetime.combine(change, time(8, 59), zone))
    assert noor.told("maria") == []
    noor.travel(to=datetime.combine(change, time(9, 1), zone))
    assert len(noor.told("maria")) == 1


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_two_bots_on_one_database_post_each_reminder_once(noor: Workspace) -> None:
    for number in range(12):
        follow_up(noor, "maria", f"ask {number:02}")
    environment = {**noor.slack.environment, "DATABASE_URL": noor.bot.settings.database_url}
    second = Bot(read_settings(environment), clock=noor.clock, paces=UNPACED)
    noor.slack.clock.travel_to(noor.clock() + timedelta(hours=3))
    together(noor.bot.scheduler.settle, second.scheduler.settle)
    second.stop()

    told = [message.text_shown for message in noor.person("maria").dm()]
    assert [sum(f"ask {number:02}" in text for text in told) for number in range(12)] == [1] * 12
