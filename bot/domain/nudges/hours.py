"""The hours in which somebody wants to hear from the bot: working days, from when until when, and holidays."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.local_time import change_between, moment_at
from bot.domain.refused import Refused

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_AHEAD = 400
"""Days that are looked through for the next open one."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Working days (Monday is 0) from `start` until before `end`, in the zone `tz`.

    `free` gives what the holiday of a day is called, or None.
    """

    tz: str
    days: frozenset[int]
    start: time
    end: time
    free: Callable[[date], str | None]


def check_hours(hours: Hours) -> None:
    """Raises Refused, with the field, for hours that nobody can have: no day at all, or none within one day."""
    if not hours.days:
        raise Refused("Choose at least one day: on the others I stay quiet.", field="days")
    if hours.start == hours.end:
        raise Refused(f"From {say_time(hours.start)} until {say_time(hours.end)} is no time at all.", field="end")
    if hours.start > hours.end:
        sentence = "Hours cannot go past midnight: choose an end on the same day, at the latest 23:59."
        raise Refused(sentence, field="end")


def is_open(hours: Hours, at: datetime) -> bool:
    """Whether a moment lies in the hours, by what the clocks show then."""
    return why_closed(hours, at) is None


def why_closed(hours: Hours, at: datetime) -> str | None:
    """What keeps a moment out of the hours: "Saturday", "Thanksgiving Day", "before 9:00", "after 18:00", or None."""
    local = at.astimezone(ZoneInfo(hours.tz))
    if local.weekday() not in hours.days:
        return WEEKDAYS[local.weekday()]
    if holiday := hours.free(local.date()):
        return holiday
    if local.time() < hours.start:
        return f"before {say_time(hours.start)}"
    return f"after {say_time(hours.end)}" if local.time() >= hours.end else None


def next_open(hours: Hours, at: datetime) -> datetime:
    """The first moment of the hours from `at` on (UTC): `at` itself if it is one."""
    moment = at.astimezone(UTC)
    if is_open(hours, moment):
        return moment
    found = next((one for one in _beginnings(hours, moment) if one > moment and is_open(hours, one)), None)
    return found or next_open(replace(hours, free=_never_free), moment)  # holidays on every working day of a year


def opening(hours: Hours, day: date) -> datetime:
    """The moment (UTC) at which the first working day on or after `day` begins."""
    return next_open(hours, moment_at(day, time(0), tz=hours.tz))


def say_time(at: time) -> str:
    """`9:00`."""
    return f"{at.hour}:{at.minute:02}"


def _beginnings(hours: Hours, after: datetime) -> Iterator[datetime]:
    """The moments at which the hours can begin, day by day: at their start, or where the clocks change."""
    zone = ZoneInfo(hours.tz)
    today = after.astimezone(zone).date()
    for later in range(_AHEAD):
        day = today + timedelta(days=later)
        midnight, next_midnight = (moment_at(one, time(0), tz=hours.tz) for one in (day, day + timedelta(days=1)))
        change = change_between(midnight, next_midnight, tz=hours.tz)
        start = datetime.combine(day, hours.start, zone)
        moments = {one.astimezone(UTC) for one in (start, start.replace(fold=1))} if change else {start.astimezone(UTC)}
        yield from sorted(moments | ({change} if change else set()))


def _never_free(_: date) -> None:
    return None
