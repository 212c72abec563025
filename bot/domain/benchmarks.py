"""Tiers by followers, and the public engagement rates that are usual for them (formulas.md, section 2)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

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
    return next((tier for tier in reversed(Tier) if followers >= _table()["tiers"][tier.value]), None)


def benchmark(platform: str, *, followers: int | None) -> Benchmark | None:
    """The usual rates for a profile of this size, or None where no source gives any."""
    tier, table = tier_of(followers), _table()
    if tier is None or platform == "tiers" or not isinstance(table.get(platform), dict):
        return None
    good, average = (Decimal(percent) for percent in table[platform][tier.value])
    return Benchmark(platform, tier, good, average, table["source"], table["day"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
