"""A metric over time: its total at a day, its growth between days, and what each day added.

Values are totals since the post went live, as platforms give them. A day without a value stays missing: it is
never 0 and never guessed from its neighbours.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.influencers.figures import Growth
from bot.domain.refused import Refused


@dataclass(frozen=True, slots=True)
class Point:
    """The known total of a metric on one day."""

    day: date
    value: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What one day added; None where that day or the one before it is missing. Corrections can make it negative."""

    day: date
    gained: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """The known totals of one metric, by day. Make it with `series`."""

    points: tuple[Point, ...]

    def at(self, day: date) -> Point | None:
        """The latest known total at or before `day`; None where there is none yet."""
        place = bisect_right(self.points, day, key=lambda point: point.day)
        return self.points[place - 1] if place else None

    def growth(self, from_day: date, to_day: date) -> Growth | None:
        """The growth between the totals that are latest at both days; the answer has the days of those totals.

        None where a total is missing, or both are the same one: then nothing is known of the time between.
        Raises Refused when `to_day` is not the later day.
        """
        if to_day <= from_day:
            raise Refused("Growth needs two days, the earlier one first.")
        before, after = self.at(from_day), self.at(to_day)
        if before is None or after is None or before == after:
            return None
        change = after.value - before.value
        percent = Decimal(change) / before.value * 100 if before.value else None
        return Growth(before.day, after.day, change, percent)

    def gains(self, from_day: date, to_day: date) -> list[Gain]:
        """What each day from `from_day` to `to_day`, both included, added."""
        known = {point.day: point.value for point in self.points}
        days = [from_day + timedelta(days=n) for n in range((to_day - from_day).days + 1)]
        pairs = [(day, known.get(day - timedelta(days=1)), known.get(day)) for day in days]
        return [Gain(day, None if old is None or new is None else new - old) for day, old, new in pairs]


def series(values: Iterable[tuple[date, int | None]]) -> Series:
    """A series from days and totals in any order. Missing totals are left out; of one day's the last counts."""
    known = {day: value for day, value in values if value is not None}
    return Series(tuple(Point(day, known[day]) for day in sorted(known)))
