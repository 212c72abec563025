"""Benchmarks and rates: what is usual, what attention is worth, as dated settings that a manager changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.domain.influencers.figures import FiguresOfDay, meaningful_rate
from bot.domain.influencers.platforms import PLATFORMS
from bot.domain.refused import Refused
from bot.domain.results.benchmarks import (
    Benchmark,
    Benchmarks,
    Peer,
    Tier,
    benchmark,
    bounds,
    built_in,
    read_benchmarks,
)
from bot.domain.results.emv import DUEL, UPFLUENCE, Rates
from bot.domain.team.roles import Member, Role
from bot.services.team import members
from storage import Store
from storage.settings import Setting

BENCHMARK, EMV = "benchmark", "emv"
VARIANTS = {"a": "A: CPM", "b": "B: CPM + CPC", "d": "D: value per metric"}
_DEFAULTS = {"a": UPFLUENCE, "b": DUEL, "d": Rates("USD", "nobody has set any", date(2026, 11, 22))}


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for a tier on a platform, and who of the team says so (None: it came with Rapport)."""

    benchmark: Benchmark
    set_by: str | None


@dataclass(frozen=True, slots=True)
class Worth:
    """The rates of an EMV variant, and who of the team set them (None: they came with Rapport)."""

    variant: str
    name: str
    rates: Rates
    set_by: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a public rate is by the benchmark of its tier; the benchmark is None where no source gives one."""

    platform: str
    rate: Decimal | None
    benchmark: Benchmark | None

    @property
    def word(self) -> str | None:
        """`good`, `average` or `below`."""
        if self.benchmark is None or self.rate is None:
            return None
        return self.benchmark.judge(self.rate)


def ours(store: Store, *, day: date) -> Benchmarks:
    """The benchmarks that the team has set, as they hold on a day."""
    told: dict[str, dict[str, dict[str, str]]] = {}
    for name, one in store.settings.beginning(f"{BENCHMARK}:", day=day).items():
        _, platform, tier = name.split(":")
        told.setdefault(platform, {})[tier] = {**one.value, "source": one.source, "day": one.since.isoformat()}
    return read_benchmarks(told)


def judge(store: Store, platform: str, *, rate: Decimal | None, followers: int | None, day: date) -> Judgement:
    """A public rate of a day against what was usual for the tier on that day."""
    return Judgement(platform, rate, benchmark(platform, followers=followers, ours=ours(store, day=day)))


def peers(store: Store, platform: str, tier: Tier, *, without: int) -> list[Any]:
    """The latest figures of the roster's other profiles of this tier on this platform."""
    least, below = bounds(tier)
    return [one for one in store.profiles.alike(platform, least=least, below=below) if one.profile_id != without]


def rates_of_peers(store: Store, platform: str, tier: Tier, *, without: int) -> list[Peer]:
    """The Meaningful ER of the roster's other profiles of this tier on this platform, by their latest figures."""
    found = []
    for one in peers(store, platform, tier, without=without):
        day = FiguresOfDay(
            one.day,
            followers=one.followers,
            comments=one.comments,
            relevant_comments=one.relevant_comments,
            shares=one.shares,
        )
        rate = meaningful_rate(day)
        if rate.value is not None:
            found.append(Peer(platform, tier, rate.name, rate.value))
    return found


def usual(store: Store, *, day: date) -> list[Usual]:
    """All benchmarks that hold on a day: ours first where there are some, else what came with Rapport."""
    settings, mine = store.settings.beginning(f"{BENCHMARK}:", day=day), ours(store, day=day)
    whole = {**built_in(), **mine}
    order = {(platform, tier): (p, t) for p, platform in enumerate(PLATFORMS) for t, tier in enumerate(Tier)}
    return [
        Usual(whole[key], settings[name].set_by if (name := name_of(*key)) in settings else None)
        for key in sorted(whole, key=lambda key: order[key])
    ]


def name_of(platform: str, tier: str) -> str:
    """Under which name the benchmark of a tier is kept."""
    return f"{BENCHMARK}:{platform}:{tier}"


def rates_name(variant: str) -> str:
    """Under which name the rates of an EMV variant are kept."""
    return f"{EMV}:{variant}"


def worth(store: Store, variant: str, *, day: date) -> Worth:
    """The rates of an EMV variant ("a", "b", "d") as they hold on a day."""
    one = store.settings.on(rates_name(variant), day=day)
    rates = _DEFAULTS[variant] if one is None else _rates(one)
    return Worth(variant, VARIANTS[variant], rates, one.set_by if one else None)


def _rates(one: Setting) -> Rates:
    told: Mapping[str, Any] = one.value
    cpm, cpc = (None if told.get(name) is None else Decimal(told[name]) for name in ("cpm", "cpc"))
    per_metric = {name: Decimal(rate) for name, rate in told.get("per_metric", {}).items()}
    return Rates(told["currency"], one.source, one.since, cpm=cpm, cpc=cpc, per_metric=per_metric)


def set_benchmark(
    store: Store, platform: str, tier: Tier, told: Mapping[str, str], *, since: date, by: Member, now: datetime
) -> None:
    """Let a benchmark hold from a day on; figures of earlier days keep theirs. `told`: good, average, source."""
    value = {"good": told["good"], "average": told["average"]}
    read_benchmarks({platform: {tier: {**value, "source": told["source"], "day": since.isoformat()}}})
    _set(store, name_of(platform, tier), value, since=since, source=told["source"], by=by, now=now)


def set_rates(store: Store, variant: str, rates: Rates, *, by: Member, now: datetime) -> None:
    """Let an EMV variant's rates hold from their day on."""
    if variant not in VARIANTS:
        raise Refused("This variant of EMV does not exist. Open *Benchmarks and rates* again.")
    value: dict[str, Any] = {"currency": rates.currency}
    value |= {name: str(rate) for name in ("cpm", "cpc") if (rate := getattr(rates, name)) is not None}
    value["per_metric"] = {name: str(rate) for name, rate in rates.per_metric.items()}
    _set(store, rates_name(variant), value, since=rates.day, source=rates.source, by=by, now=now)


def _set(
    store: Store, name: str, value: Mapping[str, Any], *, since: date, source: str, by: Member, now: datetime
) -> None:
    by.require(Role.MANAGER)
    store.settings.set(name, dict(value), since=since, source=source, by=by.slack_id, now=now)
    store.audit.record("set", f"setting:{name}", by=by.slack_id, now=now, since=since.isoformat(), value=dict(value))


def set_at(store: Store, name: str, *, day: date) -> str | None:
    """When the setting that holds on a day was set, as a form remembers it; None where none was."""
    one = store.settings.on(name, day=day)
    return one.set_at.isoformat() if one else None


def changed_since(store: Store, name: str, *, since: date, seen: str | None) -> str | None:
    """Who changed a setting of that day after it was `seen` (the moment it was set at), as a sentence; or None."""
    one = store.settings.on(name, day=since)
    if one is None or one.since != since or one.set_at.isoformat() == seen:
        return None
    return f"{members.name_of(store, one.set_by)} set this a moment ago, for the same day."
