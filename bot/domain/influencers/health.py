"""Relationship health: communication, collaboration and commitment, each the mean of named facts.

Every fact gives 0 to 100 points or is unknown; an unknown one is left out and never 0, and the coverage says how much
of the weight is known. All of it is Rapport's own rule; no published standard names one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from bot.domain.explained import Figure, Input
from bot.domain.refused import Refused

SOURCE = "Rapport's own rule"


class Part(StrEnum):
    """What the health of a relationship is made of (product.md, issue "The bot that remembers")."""

    COMMUNICATION = "communication"
    COLLABORATION = "collaboration"
    COMMITMENT = "commitment"


WEIGHTS: Mapping[Part, Decimal] = {part: Decimal(1) for part in Part}
"""Rapport's own rule: the three count alike unless a team says otherwise, and within a part every fact does."""
HEAVIEST = Decimal(100)
"""The largest weight that a team can give."""


class Band(StrEnum):
    """How healthy a relationship is: from 75, from 50, and below."""

    STRONG = "strong"
    STEADY = "steady"
    NEEDS_CARE = "needs care"


_FROM = {Band.STRONG: 75, Band.STEADY: 50}


@dataclass(frozen=True, slots=True)
class Fact:
    """One named fact: its points as a figure that explains itself, and of how many things it is known.

    `figure.value` is 0 to 100, or None where the fact is unknown; `sentence` says it to people either way.
    """

    part: Part
    sentence: str
    figure: Figure
    sample: int = 0

    @property
    def name(self) -> str:
        """What it is called."""
        return self.figure.name

    @property
    def points(self) -> Decimal | None:
        """0 to 100, or None where it is unknown."""
        return self.figure.value


@dataclass(frozen=True, slots=True)
class PartHealth:
    """One part with all its facts. `score` is None where none of them is known: not enough data."""

    part: Part
    score: Decimal | None
    facts: tuple[Fact, ...]

    @property
    def known(self) -> tuple[Fact, ...]:
        """The facts that count."""
        return tuple(one for one in self.facts if one.points is not None)


@dataclass(frozen=True, slots=True)
class Health:
    """The health of one relationship; `score` (one decimal) and `band` are None where nothing is known.

    `coverage` is how many percent of the weight is known; `drag` the fact that costs the most points, if any does.
    """

    score: Decimal | None
    band: Band | None
    coverage: Decimal
    parts: tuple[PartHealth, ...]
    drag: Fact | None
    weights: Mapping[Part, Decimal]

    def figure(self, *, day: date) -> Figure:
        """The score as a figure that explains itself."""
        inputs = tuple(Input(one.part, one.score, _of_facts(one), day, None) for one in self.parts)
        terms = " + ".join(f"{self.weights[one.part]} {one.part}" for one in self.parts)
        note = f"Known facts have {self.coverage:.0f}% of the weight."
        if self.score is None:
            note = "Not enough data: no fact is known yet."
        formula = f"({terms}) / the weight of the known parts; each part is the mean of its known facts"
        return Figure("Relationship health", self.score, "", formula, inputs, note, SOURCE, places=1)


def health(facts: Sequence[Fact], *, weights: Mapping[Part, Decimal] = WEIGHTS) -> Health:
    """The weighted mean of the known parts. Raises Refused for weights that are none."""
    check_weights(weights)
    parts = tuple(_part(part, [one for one in facts if one.part is part]) for part in Part)
    counted = [one for one in parts if one.score is not None]
    whole = sum((weights[one.part] for one in counted), Decimal(0))
    score = None
    if whole:
        points = sum((weights[one.part] * (one.score or 0) for one in counted), Decimal(0))
        score = (points / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Health(
        score=score,
        band=None if score is None else band_of(score),
        coverage=_coverage(parts, weights),
        parts=parts,
        drag=_drag(parts, weights),
        weights=weights,
    )


def check_weights(weights: Mapping[Part, Decimal]) -> None:
    """Refuse weights below 0, beyond the largest, or that are all 0, each on its field."""
    for part in Part:
        weight = weights[part]
        if not weight.is_finite() or not 0 <= weight <= HEAVIEST:
            raise Refused(f"Write a number from 0 to {HEAVIEST}.", field=part)
    if not any(weights[part] for part in Part):
        raise Refused("Give at least one part a weight above 0.", field=Part.COMMUNICATION)


def band_of(score: Decimal) -> Band:
    """The band of a score from 0 to 100."""
    return next((band for band, start in _FROM.items() if score >= start), Band.NEEDS_CARE)


def _part(part: Part, facts: Sequence[Fact]) -> PartHealth:
    known = [one.points for one in facts if one.points is not None]
    return PartHealth(part, sum(known, Decimal(0)) / len(known) if known else None, tuple(facts))


def _coverage(parts: Sequence[PartHealth], weights: Mapping[Part, Decimal]) -> Decimal:
    """How much of the weight is known, in percent: a part's weight is shared by its facts alike."""
    shares = [weights[one.part] * len(one.known) / len(one.facts) for one in parts if one.facts]
    whole = sum((weights[one.part] for one in parts), Decimal(0))
    return sum(shares, Decimal(0)) / whole * 100


def _drag(parts: Sequence[PartHealth], weights: Mapping[Part, Decimal]) -> Fact | None:
    """The known fact whose missing points cost the score most; the first of several alike."""
    costs = [
        (weights[one.part] * (100 - fact.points) / len(one.known), fact)
        for one in parts
        for fact in one.known
        if fact.points is not None
    ]
    worst = max(costs, key=lambda cost: cost[0], default=None)
    return worst[1] if worst and worst[0] > 0 else None


def _of_facts(one: PartHealth) -> str:
    return f"{len(one.known)} of {len(one.facts)} facts known"
