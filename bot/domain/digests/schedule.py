"""When the weekly digest is due, and which week it is about."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.local_time import moment_at


@dataclass(frozen=True, slots=True)
class Schedule:
    """Once a week: the weekday (Monday is 0) and the local time in the zone `tz`."""

    weekday: int
    at: time
    tz: str


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """A week of ISO 8601, from Monday to Sunday."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week that a day lies in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def first(self) -> date:
        """Its Monday."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its Sunday."""
        return date.fromisocalendar(self.year, self.number, 7)

    def previous(self) -> "Week":
        """The week before."""
        return Week.of(self.first - timedelta(days=7))

    def next(self) -> "Week":
        """The week after."""
        return Week.of(self.first + timedelta(days=7))

    def __str__(self) -> str:
        """`2026-W47`."""
        return f"{self.year}-W{self.number:02}"


def moment_of(schedule: Schedule, week: Week) -> datetime:
    """When the digest about `week` is due (UTC): on the schedule's day of the week after it.

    At a change of clocks a time that is skipped is the first that exists, and one that comes twice its first.
    """
    return moment_at(week.next().first + timedelta(days=schedule.weekday), schedule.at, tz=schedule.tz)


def due_week(schedule: Schedule, *, now: datetime) -> Week:
    """The week that the newest digest due by `now` is about: the last full week before that digest's day."""
    week = _this_week(schedule, now=now)
    while moment_of(schedule, week) > now:
        week = week.previous()
    return week


def next_moment(schedule: Schedule, *, after: datetime) -> datetime:
    """When the first digest after a moment is due (UTC)."""
    return moment_of(schedule, due_week(schedule, now=after).next())


def _this_week(schedule: Schedule, *, now: datetime) -> Week:
    return Week.of(now.astimezone(ZoneInfo(schedule.tz)).date())
