"""Ambassador tiers by rules that the team sets: the highest tier whose rules all hold, and down only after a while."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bot.domain.explained import Figure, say_figure
from bot.domain.influencers.influencers import key_of
from bot.domain.refused import Faults, Refused

MOST_TIERS = 6
LONGEST_NAME = 30
GRACE_DAYS = 60
"""Days below their tier's rules before somebody moves down, unless the team sets another number."""
MOST_GRACE = 365


class Fact(StrEnum):
    """What a rule can ask for: at least so much of it."""

    COMPLETED = "completed"
    REVENUE = "revenue"
    ENGAGEMENT = "engagement"
    ON_TIME = "on_time"
    MONTHS = "months"


MOST: Mapping[Fact, int] = {
    Fact.COMPLETED: 1_000,
    Fact.REVENUE: 100,
    Fact.ENGAGEMENT: 100,
    Fact.ON_TIME: 100,
    Fact.MONTHS: 600,
}
"""The most that a rule can ask for: collaborations, percentiles, percent and months."""


@dataclass(frozen=True, slots=True)
class TierRule:
    """One tier and what it needs, at least."""

    name: str
    least: Mapping[Fact, int]

    @property
    def key(self) -> str:
        """Under which it is kept who holds it: the same however it is written."""
        return key_of(self.name)


@dataclass(frozen=True, slots=True)
class Rules:
    """The tiers of a team, the lowest first, and after how many days below its rules somebody moves down."""

    tiers: Sequence[TierRule] = ()
    grace_days: int = GRACE_DAYS

    def rank(self, key: str | None) -> int:
        """How high a tier is: 0 for none, or one that the team no longer has."""
        return next((at for at, one in enumerate(self.tiers, 1) if one.key == key), 0)

    def named(self, key: str | None) -> TierRule | None:
        """The tier that is kept under a key, if the team has it."""
        rank = self.rank(key)
        return self.tiers[rank - 1] if rank else None

    def placed(self, rule: TierRule, at: int, *, instead_of: str | None) -> "Rules":
        """The rules with a tier at a place (1 is the lowest), in place of another or as a further one."""
        others = [one for one in self.tiers if one.key != instead_of]
        place = min(max(at, 1), len(others) + 1) - 1
        return Rules((*others[:place], rule, *others[place:]), self.grace_days)

    def without(self, key: str) -> "Rules":
        """The rules without a tier."""
        return Rules(tuple(one for one in self.tiers if one.key != key), self.grace_days)


@dataclass(frozen=True, slots=True)
class Condition:
    """What a tier needs of one thing, what there is of it, and whether that is enough; `why` where it is not."""

    fact: Fact
    least: int
    figure: Figure
    is_met: bool
    why: str


@dataclass(frozen=True, slots=True)
class Held:
    """The tier that somebody holds (its key), since when, and since when they are below its rules (None: not)."""

    tier: str | None
    since: date
    below_since: date | None = None


def conditions(rule: TierRule, facts: Mapping[Fact, Figure]) -> list[Condition]:
    """Each thing that a tier needs. What is not known is not met, and says why."""
    return [_condition(fact, rule.least[fact], facts[fact]) for fact in Fact if fact in rule.least]


def _condition(fact: Fact, least: int, figure: Figure) -> Condition:
    is_met = figure.value is not None and figure.value >= least
    if is_met:
        return Condition(fact, least, figure, is_met, "")
    why = figure.note if figure.value is None else f"{say_figure(figure)}, at least {least} needed."
    return Condition(fact, least, figure, is_met, why)


def earned(rules: Rules, facts: Mapping[Fact, Figure]) -> str | None:
    """The key of the highest tier whose rules all hold, or None."""
    held = [rule.key for rule in rules.tiers if all(one.is_met for one in conditions(rule, facts))]
    return held[-1] if held else None


def next_above(rules: Rules, tier: str | None) -> TierRule | None:
    """The tier above this one, if there is any."""
    at = rules.rank(tier)
    return rules.tiers[at] if at < len(rules.tiers) else None


def move(held: Held | None, *, to: str | None, rules: Rules, today: date) -> Held:
    """What somebody holds from today on, who has earned the tier `to`: up at once, down only after the grace period.

    Who holds a tier that the team no longer has moves at once. Give it what was held before, or None.
    """
    if held is None:
        return Held(to, today)
    here, there = rules.rank(held.tier), rules.rank(to)
    if here == there:
        return Held(to, held.since) if to == held.tier else Held(to, today)
    if there > here:
        return Held(to, today)
    below = held.below_since or today
    if today - below >= timedelta(days=rules.grace_days):
        return Held(to, today)
    return Held(held.tier, held.since, below)


def check_tier(rule: TierRule, others: Rules) -> None:
    """Refuse a tier that cannot be beside the others, each fault on its field: `name`, and each fact."""
    faults = Faults()
    with faults.noting():
        _check_name(rule.name, {one.key for one in others.tiers})
    if not rule.least:
        with faults.noting():
            raise Refused("Say what it needs: at least one of these.", field=Fact.COMPLETED)
    for fact, number in rule.least.items():
        with faults.noting():
            if not 0 < number <= MOST[fact]:
                raise Refused(f"Write a number from 1 to {MOST[fact]:,}.", field=fact)
    if len(others.tiers) >= MOST_TIERS:
        with faults.noting():
            raise Refused(f"{MOST_TIERS} tiers are the most. Change one of them.", field="name")
    faults.check()


def check_grace(days: int | None) -> int:
    """The days of grace that somebody typed; refuses what cannot be."""
    if days is None or not 0 <= days <= MOST_GRACE:
        raise Refused(f"Write a number of days from 0 to {MOST_GRACE}.", field="grace_days")
    return days


def _check_name(name: str, taken: Collection[str]) -> None:
    if not name.strip():
        raise Refused("Give the tier a name.", field="name")
    if len(name) > LONGEST_NAME:
        raise Refused(f"That is {len(name)} characters; {LONGEST_NAME} is the most.", field="name")
    if not name.isprintable():
        raise Refused("Write the name on one line.", field="name")
    if key_of(name) in taken:
        raise Refused("Another tier has this name. Choose a name that is not taken.", field="name")


def to_json(rules: Rules) -> dict[str, Any]:
    """The rules as they are kept."""
    tiers = [
        {"name": one.name, "least": {str(fact): number for fact, number in one.least.items()}} for one in rules.tiers
    ]
    return {"tiers": tiers, "grace_days": rules.grace_days}


def from_json(kept: Mapping[str, Any] | None) -> Rules:
    """The rules as they were kept; none where nothing was."""
    if kept is None:
        return Rules()
    tiers = [
        TierRule(one["name"], {Fact(name): int(number) for name, number in one["least"].items()})
        for one in kept["tiers"]
    ]
    return Rules(tuple(tiers), int(kept["grace_days"]))


def number(kept: str | None) -> Decimal | None:
    """A number as it was kept with a fact."""
    return None if kept is None else Decimal(kept)
