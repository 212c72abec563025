"""The oracle's calendar: when somebody wants to hear of something, found by walking from quarter of an hour to quarter.

Every zone's offset and everybody's hours are whole quarters, so nothing opens or closes in between.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

QUARTER = timedelta(minutes=15)
LOOK = timedelta(seconds=30)
"""So long after midnight in Greenwich the bot looks at the new day."""
COUNTRIES = {"Europe/Berlin": "DE", "America/New_York": "US", "Asia/Kolkata": "IN"}
WEEK = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Manners:
    """When somebody works, by whose holidays, and how many nudges a day they want one by one."""

    tz: str
    days: tuple[int, ...] = WEEK
    start: time = time(9)
    end: time = time(18)
    country: str | None = "zone"
    cap: int = 10


@lru_cache(maxsize=100)
def _holidays(country: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, years=year))


def is_holiday(manners: Manners, day: date) -> bool:
    """Whether nobody works on a day where they live."""
    country = COUNTRIES[manners.tz] if manners.country == "zone" else manners.country
    return country is not None and day in _holidays(country, day.year)


def is_open(manners: Manners, at: datetime) -> bool:
    """Whether somebody wants to hear from the bot at a moment."""
    local = at.astimezone(ZoneInfo(manners.tz))
    works = local.weekday() in manners.days and not is_holiday(manners, local.date())
    return works and manners.start <= local.time() < manners.end


@lru_cache(maxsize=200_000)
def first_open(manners: Manners, at: datetime) -> datetime:
    """The first moment from `at` on at which somebody wants to hear of something."""
    if is_open(manners, at):
        return at
    moment = at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)
    while not (moment > at and is_open(manners, moment)):
        moment += QUARTER
    return moment


@lru_cache(maxsize=20_000)
def day_begins(tz: str, day: date) -> datetime:
    """The first moment of a day, by the clocks of a zone."""
    moment = datetime.combine(day, time(0), UTC) - timedelta(hours=15)
    while moment.astimezone(ZoneInfo(tz)).date() < day:
        moment += QUARTER
    return moment


def comes_round(day: date, year: int) -> date:
    """The same day of another year. 29 February is kept on the 28th where there is none: better early than late."""
    while True:
        try:
            return day.replace(year=year)
        except ValueError:
            day -= timedelta(days=1)


def at_noon(tz: str, day: date) -> datetime:
    """The middle of a day, by the clocks of a zone."""
    return datetime.combine(day, time(12), ZoneInfo(tz)).astimezone(UTC)


def end_of_day(tz: str, day: date) -> datetime:
    """The last moment of a day, by the clocks of a zone."""
    return day_begins(tz, day + timedelta(days=1)) - timedelta.resolution


def today(tz: str, at: datetime) -> date:
    """The day that the calendar shows in a zone."""
    return at.astimezone(ZoneInfo(tz)).date()
