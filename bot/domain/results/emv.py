"""Earned media value: what the same attention would have cost as advertising (formulas.md, section 3).

It is not revenue, and each figure says so beside its variant and its rates. Variant C (Keepface) needs a table of
CPMs per country and a quality factor per profile that we do not have; variant E (CreatorIQ, Archive) is
proprietary and not published. Neither is imitated here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from bot.domain.explained import Figure, Input, say_money, say_partly, words_of
from bot.domain.results.results import Totals, count_of

NOT_REVENUE = "This is an estimate of worth, not revenue."


@dataclass(frozen=True, slots=True)
class Rates:
    """What attention is held to be worth, in minor units of `currency`; None is a rate nobody has set.

    `cpm` is per 1,000 views or impressions, `cpc` per reaction or comment, `per_metric` per one of each metric
    (named as in Totals). `source` and `day` say who says so and since when.
    """

    currency: str
    source: str
    day: date
    cpm: Decimal | None = None
    cpc: Decimal | None = None
    per_metric: Mapping[str, Decimal] = field(default_factory=dict)


UPFLUENCE = Rates("USD", "Upfluence's standard CPM [U3]", date(2026, 11, 22), cpm=Decimal(650))
DUEL = Rates("USD", "Duel's CPM for Instagram [F14]", date(2026, 11, 22), cpm=Decimal(1080))
"""Duel publishes no CPC: a team sets its own before variant B says anything."""


def by_cpm(totals: Totals, rates: Rates = UPFLUENCE) -> Figure:
    """Variant A, the default: impressions / 1000 × CPM."""
    impressions, cpm = count_of(totals, "impressions"), _rate(rates, "CPM", rates.cpm)
    value = _times(impressions, cpm, per=1000)
    name, formula = "EMV, variant A (CPM)", "impressions / 1000 × CPM"
    return _emv(name, value, (impressions, cpm), formula=formula, rates=rates, source="Upfluence [U3]")


def by_cpm_and_cpc(
    totals: Totals, rates: Rates = DUEL, *, followers: int | None = None, public_rate: Decimal | None = None
) -> Figure:
    """Variant B: views / 1000 × CPM + (likes + comments) × CPC.

    Where no views are known, followers × engagement rate (`public_rate`, in percent) stand in for those of each
    post, and the formula says so.
    """
    seen, said, views = _views(totals, followers=followers, public_rate=public_rate)
    likes, comments = count_of(totals, "likes"), count_of(totals, "comments")
    cpm, cpc = _rate(rates, "CPM", rates.cpm), _rate(rates, "CPC", rates.cpc)
    inputs = (*seen, likes, comments, cpm, cpc)
    clicks = (_times(likes, cpc) or 0) + (_times(comments, cpc) or 0)
    value = views / 1000 * (cpm.number or 0) + clicks
    formula = f"{said} / 1000 × CPM + (likes + comments) × CPC"
    return _emv("EMV, variant B (CPM + CPC)", value, inputs, formula=formula, rates=rates, source="Duel [F14]")


def by_metric(totals: Totals, rates: Rates) -> Figure:
    """Variant D: the sum of each metric × its rate, over the metrics that are known; the note names the others."""
    counts = {name: count_of(totals, name) for name in rates.per_metric}
    known = {name: one for name, one in counts.items() if one.number is not None}
    missing = [words_of(name) for name in counts if name not in known]
    prices = [_rate(rates, f"rate of {words_of(name)}", rates.per_metric[name]) for name in known or counts]
    values = [_times(one, price) or Decimal(0) for one, price in zip(known.values(), prices, strict=False)]
    formula = " + ".join(f"{words_of(name)} × rate" for name in known or counts) or "metric × rate"
    used = tuple((known or counts).values()) or (_rate(rates, "rates", None),)
    found = _emv(
        "EMV, variant D (value per metric)",
        sum(values, Decimal(0)),
        (*used, *prices),
        formula=formula,
        rates=rates,
        source="Sprout [F17]",
    )
    note = f" Not counted, because missing: {', '.join(missing)}." if known and missing else ""
    return replace(found, note=found.note + note)


def _views(totals: Totals, *, followers: int | None, public_rate: Decimal | None) -> tuple[list[Input], str, Decimal]:
    """The views, or what stands in for them where they are missing; how to say it, and how many they are."""
    if totals.views is not None or followers is None or public_rate is None:
        return [count_of(totals, "views")], "views", Decimal(totals.views or 0)
    told = (("posts", totals.posts or None), ("followers", followers), ("public ER in %", public_rate))
    inputs = [Input(name, number, totals.source, totals.day, totals.entered_by) for name, number in told]
    return inputs, "posts × followers × public ER", totals.posts * followers * public_rate / 100


def _rate(rates: Rates, name: str, rate: Decimal | None) -> Input:
    return Input(name, rate, rates.source, rates.day, None, currency=rates.currency)


def _times(count: Input, rate: Input, *, per: int = 1) -> Decimal | None:
    known = count.number is not None and rate.number is not None
    return Decimal(count.number or 0) / per * (rate.number or 0) if known else None


def _emv(
    name: str, value: Decimal | None, inputs: tuple[Input, ...], *, formula: str, rates: Rates, source: str
) -> Figure:
    missing = [words_of(one.name) for one in inputs if one.number is None]
    said = [
        f"{one.name} {say_money(one.number, rates.currency)}"
        for one in inputs
        if one.currency and one.number is not None
    ]
    note = f"Rates: {', '.join(said)} ({rates.source}). {NOT_REVENUE}"
    if missing:
        value, note = None, f"Not enough data: {', '.join(missing)} missing. {NOT_REVENUE}"
    else:
        note = " ".join(filter(None, (note, say_partly(inputs))))
    return Figure(name, value, "", formula, inputs, note, source, rates.currency)
