"""Benchmarks and EMV rates in Slack: everybody reads them, a manager changes them from a day on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot import words
from bot.deps import Deps, Store
from bot.domain.influencers.platforms import PLATFORMS
from bot.domain.influencers.typed_rates import parse_percent, parse_rate
from bot.domain.money import digits
from bot.domain.refused import Faults, Refused
from bot.domain.results.benchmarks import Tier, bounds
from bot.domain.results.emv import Rates
from bot.domain.team.roles import Member, Role
from bot.services.results import benchmarks
from handlers.answers import Answer, Change, Open
from handlers.content.metrics import TYPED
from handlers.requests import Click, Form
from handlers.routes import Routes

_CPM, _CPC = ("cpm", "CPM: per 1,000 views or impressions"), ("cpc", "CPC: per like or comment")
_RATES = {
    "a": (_CPM,),
    "b": (_CPM, _CPC),
    "d": tuple((name, f"Per one of: {words.names(name)}") for name in TYPED),
}
"""The rates of each EMV variant, with what people read."""


def show(click: Click, deps: Deps) -> Answer:
    """*Benchmarks and rates*: what holds today, from where and since when."""
    with deps.reading(click.workspace) as store:
        values = _whole(store, click.member, deps)
    return Change("benchmark_list", values) if click.where == "modal" else Open("benchmark_list", values)


def _whole(store: Store, member: Member, deps: Deps, *, since: date | None = None) -> dict[str, object]:
    """All of them, and from when what was just saved holds."""
    today = _today(member, deps)
    return {
        "usual": benchmarks.usual(store, day=today),
        "worth": [benchmarks.worth(store, variant, day=today) for variant in benchmarks.VARIANTS],
        "choices": [
            (f"{platform}:{tier}", f"{PLATFORMS[platform].name}, {tier}") for platform in PLATFORMS for tier in Tier
        ],
        "since": since,
        "may_change": member.role.covers(Role.MANAGER),
    }


def edit(click: Click, deps: Deps) -> Answer:
    """A benchmark chosen in *Change a benchmark*."""
    platform, _, tier = click.value.partition(":")
    today = _today(click.member, deps)
    with deps.reading(click.workspace) as store:
        found = [one for one in benchmarks.usual(store, day=today) if one.benchmark.platform == platform]
        known = next((one.benchmark for one in found if one.benchmark.tier == tier), None)
        seen = benchmarks.set_at(store, benchmarks.name_of(platform, tier), day=today)
    typed = {"good": str(known.good), "average": str(known.average)} if known else {"good": None, "average": None}
    values = _benchmark_form(platform, Tier(tier), {**typed, "source": None, "since": today.isoformat()})
    return Change("benchmark_edit", values, {"platform": platform, "tier": tier, "seen": seen})


def _benchmark_form(
    platform: str, tier: Tier, typed: Mapping[str, str | None], *, warning: str = ""
) -> dict[str, object]:
    least, below = bounds(tier)
    return {"platform": platform, "tier": tier, "least": least, "below": below, "typed": typed, "warning": warning}


def edited(form: Form, deps: Deps) -> Answer:
    """Submit of a benchmark."""
    platform, tier = str(form.about["platform"]), Tier(form.about["tier"])
    told, since = _benchmark(form), date.fromisoformat(form.text("since"))
    name = benchmarks.name_of(platform, tier)
    with deps.transaction(form.workspace) as store:
        warning = benchmarks.changed_since(store, name, since=since, seen=form.about["seen"])
        if warning:
            typed = {field: form.text(field) for field in ("good", "average", "source", "since")}
            about = {**form.about, "seen": benchmarks.set_at(store, name, day=since)}
            return Change("benchmark_edit", _benchmark_form(platform, tier, typed, warning=warning), about)
        benchmarks.set_benchmark(store, platform, tier, told, since=since, by=form.member, now=deps.now())
        return Change("benchmark_list", _whole(store, form.member, deps, since=since))


def _benchmark(form: Form) -> dict[str, str]:
    """Good, average and source, every fault on its field."""
    faults, told = Faults(), {"source": form.text("source")}
    for name in ("good", "average"):
        with faults.noting():
            told[name] = str(parse_percent(form.text(name), field=name))
    faults.check()
    if Decimal(told["average"]) > Decimal(told["good"]):
        raise Refused("Average begins below good. Write a smaller percentage.", field="average")
    return told


def edit_rates(click: Click, deps: Deps) -> Answer:
    """*Change* beside an EMV variant."""
    today, variant = _today(click.member, deps), click.value
    with deps.reading(click.workspace) as store:
        rates = benchmarks.worth(store, variant, day=today).rates
        seen = benchmarks.set_at(store, benchmarks.rates_name(variant), day=today)
    typed = {name: _typed(_rate(rates, name), rates.currency) for name, _ in _RATES[variant]}
    typed |= {"currency": rates.currency, "source": None, "since": today.isoformat()}
    return Change("emv_edit", _rates_form(variant, typed), {"variant": variant, "seen": seen})


def _rates_form(variant: str, typed: Mapping[str, str | None], *, warning: str = "") -> dict[str, object]:
    name = benchmarks.VARIANTS[variant]
    return {"name": name, "rates": _RATES[variant], "typed": typed, "warning": warning}


def _rate(rates: Rates, name: str) -> Decimal | None:
    return rates.per_metric.get(name) if name in TYPED else {"cpm": rates.cpm, "cpc": rates.cpc}[name]


def _typed(rate: Decimal | None, currency: str) -> str | None:
    return None if rate is None else f"{rate.scaleb(-digits(currency)).normalize():f}"


def rates_edited(form: Form, deps: Deps) -> Answer:
    """Submit of a variant's rates."""
    variant = str(form.about["variant"])
    rates = _rates_of(form, variant)
    name = benchmarks.rates_name(variant)
    with deps.transaction(form.workspace) as store:
        warning = benchmarks.changed_since(store, name, since=rates.day, seen=form.about["seen"])
        if warning:
            typed = {field: form.optional(field) for field in (*dict(_RATES[variant]), "currency", "source", "since")}
            about = {**form.about, "seen": benchmarks.set_at(store, name, day=rates.day)}
            return Change("emv_edit", _rates_form(variant, typed, warning=warning), about)
        benchmarks.set_rates(store, variant, rates, by=form.member, now=deps.now())
        return Change("benchmark_list", _whole(store, form.member, deps, since=rates.day))


def _rates_of(form: Form, variant: str) -> Rates:
    """The rates that the form says, every fault on its field."""
    currency = words.currency_code(form.text("currency"))
    if currency is None:
        raise Refused("Write the currency with its three letters, such as EUR or USD.", field="currency")
    faults, told = Faults(), {}
    for name, _ in _RATES[variant]:
        with faults.noting():
            if form.optional(name):
                told[name] = parse_rate(form.text(name), currency, field=name)
    faults.check()
    if not told:
        raise Refused("Write at least one rate.", field=_RATES[variant][0][0])
    return Rates(
        currency,
        form.text("source"),
        date.fromisoformat(form.text("since")),
        cpm=told.get("cpm"),
        cpc=told.get("cpc"),
        per_metric={name: rate for name, rate in told.items() if name in TYPED},
    )


def _today(member: Member, deps: Deps) -> date:
    """The day that it is where this member is."""
    return deps.now().astimezone(ZoneInfo(member.tz)).date()


ROUTES = Routes(
    clicks={
        "benchmark.list": (show, Role.VIEWER),
        "benchmark.edit": (edit, Role.MANAGER),
        "emv.edit": (edit_rates, Role.MANAGER),
    },
    forms={"benchmark_edit": (edited, Role.MANAGER), "emv_edit": (rates_edited, Role.MANAGER)},
)
