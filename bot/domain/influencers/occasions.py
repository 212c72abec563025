"""Occasions: the days on which a gift or a word of thanks is in place.

Who was born, or began with us, on 29 February has their day on 28 February in years without one: a wish a day early
is kinder than one that comes late.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.influencers.stages import Stage

CELEBRATED = (Stage.NEGOTIATING, Stage.ACTIVE, Stage.PAUSED, Stage.ALUMNI)
"""Stages in which we know somebody well enough to congratulate."""
LATE = timedelta(days=7)
"""How long after its day an occasion is still worth a word."""


class OccasionKind(StrEnum):
    """What there is to celebrate (product.md, nudges)."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    COMPLETED = "campaign completed"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day worth a gift or a thank-you. `years` since the first time; None for a birthday, whose age is nobody's.

    `collaboration_id` is the one that was completed, or the first of all.
    """

    kind: OccasionKind
    influencer_id: int
    on: date
    years: int | None = None
    collaboration_id: int | None = None


def in_year(day: date, year: int) -> date:
    """The same day in another year; 29 February is 28 February where there is none."""
    if (day.month, day.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return day.replace(year=year)


def between(day: date, first: date, last: date) -> date | None:
    """When a day comes round, in a later year than its own, between two others less than a year apart; or None."""
    comes = (in_year(day, year) for year in {first.year, last.year} if year > day.year)
    return next((on for on in comes if first <= on <= last), None)


def next_of(day: date, *, today: date) -> date:
    """The first time from today on that a day comes round."""
    this = in_year(day, today.year)
    return this if this >= today else in_year(day, today.year + 1)


def birthday(influencer_id: int, born_on: date, *, today: date) -> Occasion:
    """The next birthday of an influencer, today's included."""
    return Occasion(OccasionKind.BIRTHDAY, influencer_id, next_of(born_on, today=today))


def anniversary(influencer_id: int, first_on: date, *, collaboration_id: int, today: date) -> Occasion:
    """The next anniversary of the day on which they first said yes; in the first year it lies a year ahead."""
    comes = next_of(first_on, today=today)
    if comes.year <= first_on.year:
        comes = in_year(first_on, first_on.year + 1)
    years = comes.year - first_on.year
    return Occasion(OccasionKind.ANNIVERSARY, influencer_id, comes, years=years, collaboration_id=collaboration_id)


def completed(influencer_id: int, completed_on: date, *, collaboration_id: int) -> Occasion:
    """That a collaboration of theirs was completed."""
    return Occasion(OccasionKind.COMPLETED, influencer_id, completed_on, collaboration_id=collaboration_id)
