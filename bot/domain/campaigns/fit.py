"""Brand fit: how well an influencer suits a campaign, in parts (formulas.md, section 6).

Each part is 0 to 100 or unknown. The score is over the known parts alone, and its coverage says how much of the
weight they have: unknown is never 0. Bands are those of cloutaura.com [F16b].
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from bot.domain.explained import Figure, Input
from bot.domain.influencers.influencers import key_of
from bot.domain.refused import Refused
from bot.domain.results.benchmarks import Benchmark

SOURCE = "weighted form and bands: cloutaura.com [F16b]; parts: Sprout [F16] and ours"
WEIGHTS: Mapping[str, Decimal] = {
    "niche": Decimal("0.20"),
    "audience": Decimal("0.20"),
    "values": Decimal("0.15"),
    "style": Decimal("0.10"),
    "engagement": Decimal("0.15"),
    "conversion potential": Decimal("0.10"),
    "safety": Decimal("0.10"),
}
"""Ours, after the published ones; a team can set its own."""
PUBLISHED_WEIGHTS: Mapping[str, Decimal] = {
    "niche": Decimal("0.20"),
    "audience": Decimal("0.20"),
    "location": Decimal("0.10"),
    "content quality": Decimal("0.15"),
    "engagement quality": Decimal("0.15"),
    "brand safety": Decimal("0.10"),
    "reputation": Decimal("0.05"),
    "timeline": Decimal("0.05"),
}
_AGAINST_TIER = {"good": Decimal(100), "average": Decimal(60), "below": Decimal(20)}
"""Points for the public rate against its tier. Ours."""
_PER_CONCERN = Decimal(50)
"""Points that an open concern takes away. Ours."""


class Band(StrEnum):
    """How good a fit is: from 80, from 65, from 45, and below."""

    STRONG = "strong"
    GOOD = "good"
    REVIEW = "review"
    WEAK = "weak"


_FROM = {Band.STRONG: 80, Band.GOOD: 65, Band.REVIEW: 45}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a fit: 0 to 100, or None where it is unknown, with the sentence that says why."""

    name: str
    score: Decimal | None
    sentence: str

    def __post_init__(self) -> None:
        """Refuse a score that is none."""
        if self.score is not None and not 0 <= self.score <= 100:
            raise Refused(f"The {self.name} score lies between 0 and 100.")


@dataclass(frozen=True, slots=True)
class Fit:
    """A fit with its parts; `score` (one decimal) and `band` are None where nothing is known.

    `coverage` is how many percent of the weight the known parts have. `weights` are as used.
    """

    score: Decimal | None
    coverage: Decimal
    band: Band | None
    parts: tuple[Part, ...]
    weights: Mapping[str, Decimal]

    def figure(self, *, day: date) -> Figure:
        """The score as a figure that explains itself."""
        inputs = tuple(Input(part.name, part.score, part.sentence.rstrip("."), day, None) for part in self.parts)
        note = f"Known parts have {self.coverage:.0f}% of the weight."
        if self.score is None:
            note = "Not enough data: no part with a weight is known."
        terms = " + ".join(f"{self.weights.get(part.name, Decimal(0))} {part.name}" for part in self.parts)
        formula = f"({terms}) / the weight of the known parts"
        return Figure("Brand fit", self.score, "", formula, inputs, note, SOURCE, places=1)


def fit(parts: Sequence[Part], *, weights: Mapping[str, Decimal] = WEIGHTS) -> Fit:
    """The weighted mean of the known parts. Raises Refused for weights below 0 or that are all 0."""
    used = {part.name: weights.get(part.name, Decimal(0)) for part in parts}
    if any(not weight.is_finite() or weight < 0 for weight in weights.values()):
        raise Refused("A weight cannot be below 0.", field="weights")
    whole = sum(used.values())
    if parts and not whole:
        raise Refused("Give at least one part a weight above 0.", field="weights")
    known = sum(used[part.name] for part in parts if part.score is not None)
    points = sum(used[part.name] * part.score for part in parts if part.score is not None)
    coverage = Decimal(known) / whole * 100 if whole else Decimal(0)
    score = (Decimal(points) / known).quantize(Decimal("0.1"), ROUND_HALF_UP) if known else None
    return Fit(score, coverage, None if score is None else band_of(score), tuple(parts), used)


def band_of(score: Decimal) -> Band:
    """The band of a score from 0 to 100."""
    return next((band for band, start in _FROM.items() if score >= start), Band.WEAK)


def overlap(name: str, wanted: Iterable[str], present: Iterable[str], *, noun: str = "") -> Part:
    """How many of the wanted labels there are; unknown where nothing is wanted, or nothing is recorded.

    `noun` is how the sentence calls them, where that is not the part's name: "2 of 3 themes: …".
    """
    noun = noun or name
    asked = {key_of(label): label for label in wanted}
    have = {key_of(label) for label in present}
    if not asked or not have:
        return Part(name, None, f"The campaign names no {noun}." if not asked else f"No {noun} are recorded.")
    found = [label for key, label in asked.items() if key in have]
    missing = [label for key, label in asked.items() if key not in have]
    parts = (": " + ", ".join(found) if found else "", f"; missing: {', '.join(missing)}" if missing else "")
    said = f"{len(found)} of {len(asked)} {noun}{''.join(parts)}."
    return Part(name, Decimal(len(found)) / len(asked) * 100, said)


def audience(places: Iterable[str], *, audience_country: str | None, country: str | None) -> Part:
    """Whether the audience is in one of the campaign's places; where that is unknown, whether the influencer is."""
    asked = {key_of(place): place for place in places}
    told = audience_country or country
    if not asked or told is None:
        return Part(
            "audience", None, "Nobody has said where the audience is." if asked else "The campaign names no place."
        )
    is_in = key_of(told) in asked
    whose = "The audience is" if audience_country else "Where the audience is nobody said; the influencer is"
    said = f"{whose} in {told}, {'one' if is_in else 'none'} of the campaign's places ({', '.join(asked.values())})."
    return Part("audience", Decimal(100 if is_in else 0), said)


def engagement(
    *, percentile: Decimal | None = None, public_rate: Decimal | None = None, benchmark: Benchmark | None = None
) -> Part:
    """The percentile of the Meaningful ER within our roster, or else the public rate (percent) against its tier."""
    if percentile is not None:
        return Part("engagement", percentile, f"Meaningful ER at percentile {percentile:.0f} of like profiles of ours.")
    if public_rate is None or benchmark is None:
        return Part("engagement", None, "There is neither a percentile nor a public rate with a benchmark.")
    judged = benchmark.judge(public_rate)
    said = f"Public ER of {public_rate:.2f}% is {judged} for {benchmark.tier} profiles ({benchmark.source})."
    return Part("engagement", _AGAINST_TIER[judged], said)


def conversion_potential(percentile: Decimal | None) -> Part:
    """The percentile of past conversion rates among like peers; None is unknown."""
    if percentile is None:
        return Part("conversion potential", None, "There are no past conversions to compare.")
    said = f"Past conversion rate at percentile {percentile:.0f} of like peers."
    return Part("conversion potential", percentile, said)


def safety(open_concerns: int | None) -> Part:
    """100 without open concerns, 50 with one, 0 with more; None is unknown."""
    if open_concerns is None:
        return Part("safety", None, "No concern was ever noted, which says little.")
    said = f"{open_concerns} open {'concern' if open_concerns == 1 else 'concerns'}."
    return Part("safety", max(100 - _PER_CONCERN * open_concerns, Decimal(0)), said)


def strengths_missing(wanted: Iterable[str], present: Iterable[str]) -> tuple[str, ...]:
    """Which of the strengths that a campaign wants nobody in its roster has, in the campaign's order."""
    have = {key_of(strength) for strength in present}
    asked = {key_of(strength): strength for strength in wanted}
    return tuple(strength for key, strength in asked.items() if key not in have)


def say_missing(missing: Sequence[str]) -> str:
    """`no seller in this launch`, or "" where nothing is missing."""
    return f"{' and '.join(f'no {strength}' for strength in missing)} in this launch" if missing else ""
