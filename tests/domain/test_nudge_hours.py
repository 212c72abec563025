"""The hours in which somebody wants to hear from the bot, held against a walk over every minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.nudges.hours import Hours, check_hours, is_open, next_open, opening, why_closed
from bot.domain.refused import Refused

OFFICE = frozenset(range(5))
THANKSGIVING = date(2026, 11, 26)


def free(day: date) -> str | None:
    return "Thanksgiving Day" if day == THANKSGIVING else None


def hours(
    tz: str = "America/New_York", days: frozenset[int] = OFFICE, start: time = time(9), end: time = time(18)
) -> Hours:
    return Hours(tz, days, start, end, free)


def local(text: str, tz: str = "America/New_York") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(tz)).astimezone(UTC)


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("2026-11-25T08:59", "before 9:00"),
        ("2026-11-25T09:00", None),
        ("2026-11-25T17:59", None),
        ("2026-11-25T18:00", "after 18:00"),
        ("2026-11-26T12:00", "Thanksgiving Day"),
        ("2026-11-28T12:00", "Saturday"),
        ("2026-11-29T07:00", "Sunday"),
    ],
)
def test_what_is_closed_says_why(at: str, why: str | None) -> None:
    assert why_closed(hours(), local(at)) == why
    assert is_open(hours(), local(at)) is (why is None)


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-25T12:34", "2026-11-25T12:34"),
        ("2026-11-25T06:00", "2026-11-25T09:00"),
        ("2026-11-25T18:00", "2026-11-27T09:00"),
        ("2026-11-27T18:00", "2026-11-30T09:00"),
    ],
)
def test_what_comes_at_a_closed_moment_waits_for_the_next_opening(at: str, until: str) -> None:
    assert next_open(hours(), local(at)) == local(until)


def test_a_day_that_is_free_opens_on_the_next_working_day() -> None:
    assert opening(hours(), date(2026, 11, 25)) == local("2026-11-25T09:00")
    assert opening(hours(), THANKSGIVING) == local("2026-11-27T09:00")
    assert opening(hours(), date(2026, 11, 28)) == local("2026-11-30T09:00")


@pytest.mark.parametrize(
    ("tz", "start", "end", "day", "opens"),
    [
        ("Europe/Berlin", time(2, 30), time(9), date(2026, 3, 29), "2026-03-29T01:00"),
        ("Europe/Berlin", time(2, 30), time(9), date(2026, 10, 25), "2026-10-25T00:30"),
        ("Europe/Berlin", time(2, 15), time(2, 45), date(2026, 3, 29), "2026-03-30T00:15"),
        ("Australia/Lord_Howe", time(2, 10), time(9), date(2026, 10, 4), "2026-10-03T15:30"),
        ("Australia/Lord_Howe", time(1, 45), time(9), date(2026, 4, 5), "2026-04-04T14:45"),
        ("America/Santiago", time(0, 0), time(9), date(2026, 9, 6), "2026-09-06T04:00"),
        ("Pacific/Apia", time(9), time(18), date(2011, 12, 30), "2011-12-30T19:00"),
    ],
)
def test_hours_open_where_the_clocks_change(tz: str, start: time, end: time, day: date, opens: str) -> None:
    always = hours(tz, frozenset(range(7)), start, end)

    assert opening(always, day) == datetime.fromisoformat(opens).replace(tzinfo=UTC)


def test_an_hour_that_comes_twice_is_open_both_times() -> None:
    night = hours("Europe/Berlin", frozenset(range(7)), time(1), time(2, 30))

    assert next_open(night, datetime(2026, 10, 25, 0, 45, tzinfo=UTC)) == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


def test_a_calendar_of_holidays_without_end_holds_nothing_back_for_ever() -> None:
    closed = Hours("UTC", frozenset({6}), time(9), time(18), lambda _: "Sunday rest")

    assert next_open(closed, datetime(2026, 11, 23, tzinfo=UTC)) == datetime(2026, 11, 29, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "start", "end", "field", "words"),
    [
        (frozenset[int](), time(9), time(18), "days", "at least one day"),
        (OFFICE, time(22), time(6), "end", "past midnight"),
        (OFFICE, time(9), time(9), "end", "no time at all"),
    ],
)
def test_hours_that_nobody_can_have_are_refused_on_their_field(
    days: frozenset[int], start: time, end: time, field: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        check_hours(hours("UTC", days, start, end))

    assert refused.value.field == field


ZONES = (
    "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago",
    "Africa/Casablanca", "Pacific/Apia",
)  # fmt: skip
minutes = st.integers(0, 24 * 60 - 1)


@st.composite
def anybodys(draw: st.DrawFn) -> Hours:
    """Hours of somebody somewhere: any days and times, some day of the week off."""
    start, end = sorted(draw(st.tuples(minutes, minutes).filter(lambda two: two[0] != two[1])))
    off = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    return Hours(
        draw(st.sampled_from(ZONES)),
        draw(st.frozensets(st.integers(0, 6), min_size=1)),
        time(*divmod(start, 60)),
        time(*divmod(end, 60)),
        lambda day: "Holiday" if day == off else None,
    )


changes = st.sampled_from(
    [(2026, 3, 8), (2026, 3, 29), (2026, 4, 4), (2026, 9, 5), (2026, 10, 3), (2026, 10, 25), (2026, 11, 1)]
).flatmap(lambda day: st.datetimes(datetime(*day), datetime(*day) + timedelta(days=2), timezones=st.just(UTC)))


@given(anybodys(), changes | st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)))
def test_no_open_minute_is_skipped_and_no_closed_one_used(whose: Hours, at: datetime) -> None:
    at = at.replace(second=0, microsecond=0)
    zone = ZoneInfo(whose.tz)

    def shows_open(moment: datetime) -> bool:
        clock = moment.astimezone(zone)
        is_working_day = clock.weekday() in whose.days and not whose.free(clock.date())
        return is_working_day and whose.start <= clock.time() < whose.end

    found = next_open(whose, at)
    walked = at
    while walked < found and not shows_open(walked):
        walked += timedelta(minutes=1)

    assert shows_open(found)
    assert walked == found
