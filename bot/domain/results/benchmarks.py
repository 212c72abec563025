"""Tiers by followers, and the public engagement rates that are usual for them (formulas.md, section 2)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from bot.domain.explained import Figure, Input
from bot.domain.influencers.platforms import name_of
from bot.domain.refused import Refused

LEAST_PEERS = 5
"""Fewer peers say nothing (the number is ours; formulas.md, section 2)."""

_DATA = Path(__file__).with_name("benchmarks.toml")


class Tier(StrEnum):
    """How large a profile is."""

    NANO = "nano"
    MICRO = "micro"
    MID = "mid"
    MACRO = "macro"
    MEGA = "mega"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Public engagement rates in percent from which a profile of this tier is good, or average."""

    platform: str
    tier: Tier
    good: Decimal
    average: Decimal
    source: str
    day: date

    def judge(self, public_rate: Decimal) -> str:
        """`good`, `average` or `below` for a *public* rate in percent; it says nothing of any other rate."""
        if public_rate >= self.good:
            return "good"
        return "average" if public_rate >= self.average else "below"


def tier_of(followers: int | None) -> Tier | None:
    """The tier of a profile; None where its followers are missing or fewer than the smallest tier's."""
    if followers is None:
        return None
    return next((tier for tier, least in _bounds() if followers >= least), None)


Benchmarks = Mapping[tuple[str, Tier], Benchmark]


@dataclass(frozen=True, slots=True)
class Peer:
    """A profile of our own roster with one of its rates in percent; `rate_name` says which variant it is."""

    platform: str
    tier: Tier
    rate_name: str
    rate: Decimal


def benchmark(platform: str, *, followers: int | None, ours: Benchmarks | None = None) -> Benchmark | None:
    """The usual rates for a profile of this size, or None where no source gives any. `ours` come first."""
    tier, table = tier_of(followers), _table()
    if tier is not None and ours and (platform, tier) in ours:
        return ours[platform, tier]
    if tier is None or platform == "tiers" or not isinstance(table.get(platform), dict):
        return None
    good, average = (Decimal(percent) for percent in table[platform][tier.value])
    return Benchmark(platform, tier, good, average, table["source"], table["day"])


def bounds(tier: Tier) -> tuple[int, int | None]:
    """From how many followers on a profile is of this tier, and from how many no longer (None: no end)."""
    tiers = list(Tier)
    above = tiers[tiers.index(tier) + 1 :]
    told = _table()["tiers"]
    return told[tier.value], told[above[0].value] if above else None


def built_in() -> Benchmarks:
    """The benchmarks that come with the program."""
    table = _table()
    told = {(platform, tier): row[tier.value] for platform, row in table.items() if _is_rates(row) for tier in Tier}
    return {
        (platform, tier): Benchmark(platform, tier, Decimal(good), Decimal(average), table["source"], table["day"])
        for (platform, tier), (good, average) in told.items()
    }


def _is_rates(row: object) -> bool:
    return isinstance(row, dict) and isinstance(row.get(Tier.NANO), list)


def read_benchmarks(settings: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Benchmarks:
    """Benchmarks that a team has set: platform → tier → good, average (percent), source, day (ISO).

    Raises Refused for one that cannot be read, or whose good rate lies below its average one.
    """
    told = [(platform, _tier(tier), one) for platform, tiers in settings.items() for tier, one in tiers.items()]
    return {(platform, tier): _read(platform, tier, one) for platform, tier, one in told}


def percentile_of(value: Decimal, peers: Sequence[Decimal], *, least: int = LEAST_PEERS) -> Decimal | None:
    """How many percent of the peers lie below `value`, an equal one counting half; None with too few peers.

    It never falls when `value` rises. `peers` are without the one who is compared.
    """
    if len(peers) < max(least, 1):
        return None
    twice = sum(2 if peer < value else 1 for peer in peers if peer <= value)
    return Decimal(twice) * 50 / len(peers)


def roster_percentile(own: Peer, peers: Sequence[Peer], *, day: date) -> Figure:
    """Where a profile's Meaningful ER stands within its platform and tier; only the same variant is compared."""
    same = (own.platform, own.tier, own.rate_name)
    rates = [one.rate for one in peers if (one.platform, one.tier, one.rate_name) == same]
    value = percentile_of(own.rate, rates)
    alike = f"{own.tier} profiles on {name_of(own.platform)}"
    note = f"Compared with {len(rates)} {alike} of our own roster."
    if value is None:
        note = f"Not enough data: {len(rates)} other {alike} with this rate, at least {LEAST_PEERS} needed."
    inputs = (
        Input(f"{own.rate_name} in %", own.rate, "calculated", day, None),
        Input("peers", len(rates), "own roster", day, None),
    )
    formula = "(peers below + half of the equal ones) / peers × 100"
    name = f"Percentile of {own.rate_name}"
    return Figure(name, value, "", formula, inputs, note, "ours; at least 5 peers is our number", places=0)


def _read(platform: str, tier: Tier, told: Mapping[str, str]) -> Benchmark:
    where = f"The benchmark of {tier} on {name_of(platform)}"
    try:
        good, average = Decimal(told["good"]), Decimal(told["average"])
        day = date.fromisoformat(told["day"])
    except (KeyError, InvalidOperation, ValueError) as fault:
        raise Refused(f"{where} needs good and average in percent and a day like 2026-11-01.") from fault
    if not (good.is_finite() and average.is_finite() and 100 >= good >= average >= 0):
        raise Refused(f"{where}: good must not be below average, and both lie between 0 and 100 %.")
    if not told.get("source", "").strip():
        raise Refused(f"{where} needs its source, so that people can weigh it.")
    return Benchmark(platform, tier, good, average, told["source"], day)


def _tier(name: str) -> Tier:
    try:
        return Tier(name)
    except ValueError as fault:
        raise Refused(f"“{name}” is not a tier. Choose from {', '.join(Tier)}.") from fault


@cache
def _bounds() -> tuple[tuple[Tier, int], ...]:
    """From how many followers on a profile is of a tier, the largest first."""
    return tuple((tier, _table()["tiers"][tier.value]) for tier in reversed(Tier))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
