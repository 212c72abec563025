"""Cadence: how long it may be quiet between us and an influencer, by tag, by stage, or by the tier of their size.

A tag that a team gave a gap says most, then the stage, then the tier; of several tags the one with the shortest ideal.
Whoever is prospect, paused, alumni or declined is left in peace, and so is who asked for it. The numbers are ours;
a team can set its own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.influencers.influencers import key_of
from bot.domain.influencers.stages import Stage
from bot.domain.refused import Faults, Refused
from bot.domain.results.benchmarks import Tier

KEPT_UP = (Stage.CONTACTED, Stage.NEGOTIATING, Stage.ACTIVE)
"""Stages in which a relationship is kept up. Contacted has a longer gap than the two reminders of *no reply*."""
BY_STAGE = (Stage.CONTACTED, Stage.NEGOTIATING)
"""Stages that can have a gap of their own; who is active is kept up by their tier."""
LONGEST = 730
"""Days that a gap can have at most."""
MOST_TAGS = 20
LONGEST_TAG = 64
SAYS = "Write two numbers of days, the ideal and the longest, such as 30 to 60."

_GAP = re.compile(r"\s*(\d{1,5})\s*(?:to|-|–|,|/|and)\s*(\d{1,5})\s*(?:days?)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without a touch: what is ideal, and what is the longest."""

    ideal: int
    longest: int

    def __str__(self) -> str:
        """As a form shows it and reads it again."""
        return f"{self.ideal} to {self.longest}"


@dataclass(frozen=True, slots=True)
class Cadence:
    """The gaps of a team. `tags` are by the tag as it was written."""

    tiers: Mapping[Tier, Gap]
    stages: Mapping[Stage, Gap] = field(default_factory=dict)
    tags: Mapping[str, Gap] = field(default_factory=dict)

    @property
    def shortest(self) -> int:
        """The shortest ideal gap of all: whoever was in touch since then is not looked at."""
        return min(one.ideal for one in (*self.tiers.values(), *self.stages.values(), *self.tags.values()))


DEFAULT = Cadence(
    tiers={
        Tier.NANO: Gap(45, 90),
        Tier.MICRO: Gap(30, 60),
        Tier.MID: Gap(30, 60),
        Tier.MACRO: Gap(21, 45),
        Tier.MEGA: Gap(14, 30),
    },
    stages={Stage.CONTACTED: Gap(14, 30), Stage.NEGOTIATING: Gap(7, 14)},
)
"""Rapport's own rule."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The gap that holds for somebody, and because of what: `tagged vip`, `negotiating`, `a micro influencer`."""

    gap: Gap
    because: str


def gap_for(cadence: Cadence, *, tier: Tier | None, stage: Stage, tags: Iterable[str]) -> Chosen:
    """The gap that holds for somebody; a profile below the smallest tier, or without a count, is kept as nano."""
    mine = {key_of(tag) for tag in tags}
    tagged = [(gap, tag) for tag, gap in cadence.tags.items() if key_of(tag) in mine]
    if tagged:
        gap, tag = min(tagged, key=lambda one: (one[0].ideal, one[0].longest, key_of(one[1])))
        return Chosen(gap, f"tagged {tag}")
    if stage in cadence.stages:
        return Chosen(cadence.stages[stage], str(stage))
    return Chosen(cadence.tiers[tier or Tier.NANO], f"a {tier or Tier.NANO} influencer")


def read_gap(typed: str, *, field: str) -> Gap:
    """The gap from `30 to 60`, `30-60` or `30, 60`; raises Refused, on the field, for anything else."""
    found = _GAP.fullmatch(typed)
    if found is None:
        raise Refused(SAYS, field=field)
    gap = Gap(int(found[1]), int(found[2]))
    if not 1 <= gap.ideal <= LONGEST or gap.longest > LONGEST:
        raise Refused(f"A gap has from 1 to {LONGEST} days.", field=field)
    if gap.longest <= gap.ideal:
        raise Refused("The longest gap comes after the ideal one. Write the smaller number first.", field=field)
    return gap


def read(typed: Mapping[str, str]) -> Cadence:
    """The gaps from a form: a field for each tier, for each stage (empty: as its tier says), and `tags`, one a line."""
    faults = Faults()
    tiers: dict[Tier, Gap] = {}
    stages: dict[Stage, Gap] = {}
    tags: dict[str, Gap] = {}
    for tier in Tier:
        with faults.noting():
            tiers[tier] = read_gap(typed.get(tier, ""), field=tier)
    for stage in BY_STAGE:
        with faults.noting():
            if typed.get(stage, "").strip():
                stages[stage] = read_gap(typed[stage], field=stage)
    with faults.noting():
        tags = _read_tags(typed.get("tags", ""))
    faults.check()
    return Cadence(tiers, stages, tags)


def _read_tags(typed: str) -> dict[str, Gap]:
    found: dict[str, Gap] = {}
    for line in typed.splitlines():
        if not line.strip():
            continue
        tag, colon, gap = (part.strip() for part in line.rpartition(":"))
        if not colon or not tag or len(tag) > LONGEST_TAG:
            raise Refused(
                f"“{line.strip()[:40]}”: write a tag, a colon and its gap, such as vip: 14 to 30.", field="tags"
            )
        if any(key_of(tag) == key_of(known) for known in found):
            raise Refused(f"“{tag}” stands here twice. Leave one line.", field="tags")
        try:
            found[tag] = read_gap(gap, field="tags")
        except Refused as refused:
            raise Refused(f"“{line.strip()[:40]}”: {refused.sentence}", field="tags") from refused
    if len(found) > MOST_TAGS:
        raise Refused(f"That is {len(found)} tags; {MOST_TAGS} is the most.", field="tags")
    return found


def to_json(cadence: Cadence) -> dict[str, Any]:
    """The gaps for a setting; `from_json` gives them back."""
    return {"tiers": _plain(cadence.tiers), "stages": _plain(cadence.stages), "tags": _plain(cadence.tags)}


def _plain(gaps: Mapping[Any, Gap]) -> dict[str, list[int]]:
    return {str(key): [gap.ideal, gap.longest] for key, gap in gaps.items()}


def from_json(told: Mapping[str, Mapping[str, Any]]) -> Cadence:
    """The gaps of a setting."""
    return Cadence(
        tiers={Tier(key): Gap(*gap) for key, gap in told["tiers"].items()},
        stages={Stage(key): Gap(*gap) for key, gap in told["stages"].items()},
        tags={key: Gap(*gap) for key, gap in told["tags"].items()},
    )
