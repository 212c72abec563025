"""When the weekly digest is due, across years and clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.digests.schedule import Schedule, Week, due_week, moment_of, next_moment

BERLIN = Schedule(weekday=0, at=time(9), tz="Europe/Berlin")

schedules = st.builds(
    Schedule,
    weekday=st.integers(0, 6),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    tz=st.sampled_from(
        ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago"]
    ),
)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_week_goes_from_monday_to_sunday_and_reads_as_iso_writes_it() -> None:
    week = Week(2026, 47)

    assert (week.first, week.last, str(week)) == (date(2026, 11, 16), date(2026, 11, 22), "2026-W47")


def test_the_week_before_the_first_is_the_last_of_the_year_before() -> None:
    assert Week(2027, 1).previous() == Week(2026, 53)
    assert Week(2026, 1).previous() == Week(2025, 52)
    assert Week.of(date(2027, 1, 1)) == Week(2026, 53)


def test_monday_nine_tells_of_the_week_that_ended_the_day_before() -> None:
    assert due_week(BERLIN, now=utc("2026-11-23T08:00")) == Week(2026, 47)


def test_a_minute_before_its_moment_the_digest_of_the_week_before_is_still_the_newest() -> None:
    assert due_week(BERLIN, now=utc("2026-11-23T07:59")) == Week(2026, 46)


@pytest.mark.parametrize("weekday", [2, 4, 6])
def test_a_digest_in_the_middle_of_a_week_tells_of_the_last_full_one(weekday: int) -> None:
    schedule = Schedule(weekday=weekday, at=time(16), tz="Europe/Berlin")

    assert due_week(schedule, now=utc("2026-11-30T08:00")) == Week(2026, 47)


def test_who_comes_back_late_finds_the_newest_week_and_none_of_the_older() -> None:
    assert due_week(BERLIN, now=utc("2026-11-23T13:00")) == Week(2026, 47)
    assert due_week(BERLIN, now=utc("2026-12-23T13:00")) == Week(2026, 51)


@pytest.mark.parametrize(
    ("week", "moment"),
    [
        (Week(2026, 12), "2026-03-23T08:00"),
        (Week(2026, 13), "2026-03-30T07:00"),
        (Week(2026, 42), "2026-10-19T07:00"),
        (Week(2026, 43), "2026-10-26T08:00"),
    ],
)
def test_nine_stays_nine_when_the_clocks_change(week: Week, moment: str) -> None:
    assert moment_of(BERLIN, week) == utc(moment)


@pytest.mark.parametrize(
    ("tz", "at", "week", "moment"),
    [
        ("Europe/Berlin", time(2, 30), Week(2026, 12), "2026-03-29T01:00"),
        ("America/New_York", time(2, 0), Week(2026, 9), "2026-03-08T07:00"),
        ("Australia/Lord_Howe", time(2, 15), Week(2026, 39), "2026-10-03T15:30"),
        ("America/Santiago", time(0, 0), Week(2026, 35), "2026-09-06T04:00"),
    ],
)
def test_a_time_that_the_clocks_skip_is_the_first_after_the_gap(tz: str, at: time, week: Week, moment: str) -> None:
    assert moment_of(Schedule(weekday=6, at=at, tz=tz), week) == utc(moment)


@pytest.mark.parametrize(
    ("tz", "week", "moment"),
    [
        ("Europe/Berlin", Week(2026, 42), "2026-10-25T00:30"),
        ("Australia/Lord_Howe", Week(2026, 13), "2026-04-04T14:45"),
    ],
)
def test_a_time_that_comes_twice_is_its_first(tz: str, week: Week, moment: str) -> None:
    at = time(2, 30) if tz == "Europe/Berlin" else time(1, 45)

    assert moment_of(Schedule(weekday=6, at=at, tz=tz), week) == utc(moment)


def test_a_day_that_a_country_skipped_gives_the_first_moment_after_it() -> None:
    friday = Schedule(weekday=4, at=time(9), tz="Pacific/Apia")

    assert moment_of(friday, Week(2011, 51)) == utc("2011-12-30T10:00")


@given(schedules, moments)
def test_the_newest_digest_is_due_and_the_next_is_not(schedule: Schedule, now: datetime) -> None:
    week = due_week(schedule, now=now)

    assert moment_of(schedule, week) <= now < moment_of(schedule, week.next())
    assert next_moment(schedule, after=now) == moment_of(schedule, week.next())


@given(schedules, moments)
def test_each_digest_comes_on_its_day_and_hour_unless_the_clocks_skip_them(schedule: Schedule, now: datetime) -> None:
    moment = next_moment(schedule, after=now)
    local = moment.astimezone(ZoneInfo(schedule.tz))
    skipped = timedelta(hours=local.hour, minutes=local.minute) - timedelta(
        hours=schedule.at.hour, minutes=schedule.at.minute
    )

    assert local.weekday() == schedule.weekday
    assert timedelta() <= skipped <= timedelta(hours=1)
    assert Week.of(local.date()).previous() == due_week(schedule, now=moment)
