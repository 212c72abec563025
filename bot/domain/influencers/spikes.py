"""Jumps in a profile's followers, from counts that may lack days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Step:
    """The followers on two days between which no count is known."""

    from_day: date
    to_day: date
    before: int
    after: int

    @property
    def daily(self) -> Decimal:
        """The followers gained per day."""
        return Decimal(self.after - self.before) / (self.to_day - self.from_day).days

    @property
    def said(self) -> str:
        """The step in a sentence."""
        when = f"{self.from_day.day} {self.from_day:%B} and {self.to_day.day} {self.to_day:%B %Y}"
        return f"Followers went from {self.before:,} to {self.after:,} between {when}."

    def is_over(self, percent: Decimal) -> bool:
        """Whether on some day of these they must have grown by more than `percent`."""
        return self.before > 0 and self.after > self.before * (1 + percent / 100) ** (self.to_day - self.from_day).days


def steps_of(followers: Mapping[date, int | None]) -> Iterator[Step]:
    """The steps between the days of which a count is known."""
    days = sorted((day, count) for day, count in followers.items() if count is not None)
    for (from_day, before), (to_day, after) in pairwise(days):
        yield Step(from_day, to_day, before, after)


def furthest(steps: Sequence[Step]) -> tuple[Step, Decimal | None]:
    """The largest daily gain and its robust z; None where the gains do not vary enough for one."""
    gains = [step.daily for step in steps]
    middle = median(gains)
    deviation = median(abs(gain - middle) for gain in gains)
    highest = max(steps, key=lambda step: step.daily)
    return highest, (highest.daily - middle) / (deviation * Decimal("1.4826")) if deviation else None
