"""What stands out in a week: who is above and below the median of their campaign, and what grew since the one before.

A comparison needs at least four people with a known figure. All thresholds are ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from heapq import nsmallest
from statistics import median

from bot.domain.campaigns.campaigns import Goal

LEAST = 4
"""People with a known figure, without whom a median says nothing."""

MOST = 3
"""People who are named at either end."""

QUIET_AFTER = timedelta(days=14)
"""After so long without a touch somebody in a running collaboration has gone quiet."""


class Measure(StrEnum):
    """What the people of a campaign are compared by in a week. Revenue is in minor units."""

    REVENUE = "revenue"
    CLICKS = "clicks"
    ENGAGEMENTS = "engagements"


MEASURES: Mapping[Goal, Sequence[Measure]] = {
    Goal.SALES: (Measure.REVENUE, Measure.CLICKS, Measure.ENGAGEMENTS),
    Goal.AWARENESS: (Measure.ENGAGEMENTS, Measure.CLICKS, Measure.REVENUE),
    Goal.CONTENT: (Measure.ENGAGEMENTS, Measure.CLICKS, Measure.REVENUE),
}
"""What each goal looks at first."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody's figure beside the median. `times` is how many times the median it is; None over a median of 0."""

    id: int
    value: int
    median: Decimal
    times: Decimal | None


@dataclass(frozen=True, slots=True)
class Ends:
    """Who stands out. `people` is how many were compared; with fewer than four nobody stands out."""

    measure: Measure
    people: int
    top: Sequence[Placed] = ()
    bottom: Sequence[Placed] = ()

    @property
    def is_enough(self) -> bool:
        """Whether there was enough data to compare."""
        return self.people >= LEAST


def ends(goal: Goal, known: Mapping[Measure, Mapping[int, int]]) -> Ends:
    """The ends of a campaign by the first measure of its goal that is known of enough people and not 0 for all.

    `known` holds each person's figure by measure; who is not in it has none that is known.
    """
    for measure in MEASURES[goal]:
        figures = known.get(measure, {})
        if len(figures) >= LEAST and any(figures.values()):
            return _ends(measure, figures)
    first = max(MEASURES[goal], key=lambda one: len(known.get(one, {})))
    return Ends(first, len(known.get(first, {})))


def _ends(measure: Measure, figures: Mapping[int, int]) -> Ends:
    middle = Decimal(median(figures.values()))
    above = nsmallest(MOST, ((-value, number) for number, value in figures.items() if value > middle))
    below = nsmallest(MOST, ((value, number) for number, value in figures.items() if value < middle))
    top = [_placed(number, -value, middle) for value, number in above]
    return Ends(measure, len(figures), top, [_placed(number, value, middle) for value, number in below])


def _placed(number: int, value: int, middle: Decimal) -> Placed:
    return Placed(number, value, middle, Decimal(value) / middle if middle else None)


def change(now: int | None, before: int | None) -> Decimal | None:
    """By how many percent something grew; None where either is missing or there was nothing before."""
    if now is None or not before:
        return None
    return Decimal(now - before) * 100 / abs(before)
