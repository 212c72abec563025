"""The facts that relationship health is made of, each with its formula, its numbers, its sample and its day.

Rapport's own rules throughout. What was never seen is unknown, and says why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from bot.domain.explained import Figure, Input
from bot.domain.influencers.health import SOURCE, Fact, Part

ANSWER_HOURS = 24
"""Hours within which an answer of ours is as good as can be (product.md, nudges)."""
SLOWEST_HOURS = 24 * 7
"""Hours from which on an answer of ours brings no points."""
PER_CONCERN = 50
"""Points that an open concern takes away, as in brand fit."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some things were as they should be: `good` of `whole`, called `4 of 5 promises`."""

    good: int
    whole: int
    noun: str
    good_noun: str
    source: str
    day: date


def last_touch(touched_on: date | None, *, ideal: int, longest: int, today: date) -> Fact:
    """How fresh the last touch is: 100 up to the ideal gap, then down to 0 at the longest gap (days)."""
    name = "last touch"
    formula = "100 up to the ideal gap; (longest gap - days since) / (longest gap - ideal gap) × 100 beyond, at least 0"
    gaps = [
        _input("ideal gap in days", ideal, "cadence", today),
        _input("longest gap in days", longest, "cadence", today),
    ]
    if touched_on is None:
        return _unknown(Part.COMMUNICATION, name, "Nothing has passed between us yet.", formula)
    days = max((today - touched_on).days, 0)
    points = Decimal(100) if days <= ideal else Decimal(0)
    if ideal < days < longest:
        points = Decimal(longest - days) / (longest - ideal) * 100
    inputs = (_input("days since the last touch", days, "timeline", today), *gaps)
    said = f"The last touch was {_days(days)} ago; ideal is {_days(ideal)}, the longest gap {_days(longest)}."
    return _known(Part.COMMUNICATION, name, said, points, formula, inputs, sample=1, of="touch")


def our_answers(hours: Sequence[Decimal], *, today: date) -> Fact:
    """How quickly we answer: the median of the hours that their replies waited, those that still wait included."""
    name = "our answers"
    formula = (
        f"100 up to {ANSWER_HOURS} hours; ({SLOWEST_HOURS} - median hours) / {SLOWEST_HOURS - ANSWER_HOURS} × 100 "
        "beyond, at least 0"
    )
    if not hours:
        return _unknown(Part.COMMUNICATION, name, "No reply of theirs has waited for us yet.", formula)
    middle = Decimal(median(hours)).quantize(Decimal("0.1"))
    points = (SLOWEST_HOURS - middle) / (SLOWEST_HOURS - ANSWER_HOURS) * 100
    inputs = (_input("median hours until we answered", middle, "promises to answer", today),)
    said = f"Half of their {_count(len(hours), 'reply', 'replies')} had our answer within {middle:.1f} hours."
    bounded = min(max(points, Decimal(0)), Decimal(100))
    return _known(Part.COMMUNICATION, name, said, bounded, formula, inputs, sample=len(hours), of="replies")


def review_rounds(taken: Sequence[tuple[int, int]], *, today: date) -> Fact:
    """How many rounds their approved content took, each with its cap: 100 for one, 0 for more than the cap allows."""
    name = "rounds of review"
    formula = "mean of (cap + 1 - rounds) / cap × 100, each from 0 to 100"
    if not taken:
        return _unknown(Part.COLLABORATION, name, "No content of theirs was approved yet.", formula)
    points = [
        min(max(Decimal(cap + 1 - rounds) / max(cap, 1) * 100, Decimal(0)), Decimal(100)) for rounds, cap in taken
    ]
    rounds, caps = (_mean([one[place] for one in taken]) for place in (0, 1))
    inputs = (
        _input("mean rounds until approved", rounds, "drafts", today),
        _input("mean cap", caps, "campaigns", today),
    )
    said = f"Their content took {rounds:.1f} rounds on average; the cap is {caps:.1f}."
    mean = sum(points, Decimal(0)) / len(points)
    return _known(Part.COLLABORATION, name, said, mean, formula, inputs, sample=len(taken), of="pieces of content")


def open_concerns(number: int | None, *, today: date) -> Fact:
    """100 without open concerns, 50 with one, 0 with more; unknown where none was ever noted."""
    name, formula = "open concerns", f"100 - {PER_CONCERN} × open concerns, at least 0"
    if number is None:
        return _unknown(Part.COMMITMENT, name, "No concern was ever noted, which says little.", formula)
    points = Decimal(max(100 - PER_CONCERN * number, 0))
    said = f"{_count(number, 'concern is', 'concerns are')} open."
    inputs = (_input("open concerns", number, "concerns", today),)
    return _known(Part.COMMITMENT, name, said, points, formula, inputs, sample=number, of="open concerns")


def share(part: Part, name: str, of: Share) -> Fact:
    """A fact that is a part of a whole: good / whole × 100; unknown where the whole is 0."""
    formula = f"{of.good_noun} / {of.noun} × 100"
    if of.whole == 0:
        return _unknown(part, name, f"There are no {of.noun} yet.", formula)
    inputs = (_input(of.good_noun, of.good, of.source, of.day), _input(of.noun, of.whole, of.source, of.day))
    said = f"{of.good:,} of {of.whole:,} {of.noun}: {of.good_noun}."
    return _known(part, name, said, Decimal(of.good) / of.whole * 100, formula, inputs, sample=of.whole, of=of.noun)


def _known(
    part: Part,
    name: str,
    sentence: str,
    points: Decimal,
    formula: str,
    inputs: tuple[Input, ...],
    *,
    sample: int,
    of: str,
) -> Fact:
    note = f"Sample: {sample:,} {of}."
    return Fact(part, sentence, Figure(_title(name), points, "", formula, inputs, note, SOURCE, places=0), sample)


def _unknown(part: Part, name: str, sentence: str, formula: str) -> Fact:
    note = f"Not enough data: {sentence[0].lower()}{sentence[1:]}"
    return Fact(part, sentence, Figure(_title(name), None, "", formula, (), note, SOURCE, places=0))


def _title(name: str) -> str:
    return name[0].upper() + name[1:]


def _input(name: str, number: int | Decimal, source: str, day: date) -> Input:
    return Input(name, number, source, day, None)


def _mean(numbers: Sequence[int]) -> Decimal:
    return Decimal(sum(numbers)) / len(numbers)


def _days(number: int) -> str:
    return _count(number, "day", "days")


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
