"""What work cost and what it brought in (formulas.md, section 4).

Money is in minor units with a currency; a cost per something may have parts of a minor unit, as a `Decimal`.
Missing is never 0 and a zero denominator is "not enough data": such a figure has no value, and its note says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from bot.domain.campaigns.collaborations import CostKind
from bot.domain.explained import Figure, Input, over, say_money, words_of
from bot.domain.refused import Refused

CALCULATOR = "elev8or.io campaign ROI calculator [F13]"
COST = "total cost"
_METRICS = ("views", "likes", "comments", "relevant_comments", "shares", "saves", "reach", "impressions", "engagement")


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over a collaboration's or campaign's posts, and its money in minor units of `currency`.

    None is missing. `engagement` is a sum that some sheets give instead of its parts. `costs` has the kinds that
    there were; None says that there was one and nobody knows how much. `known` says of how many of the `posts` a
    metric is known; a metric that is not in it is known of all. Money in other currencies is never mixed in: it
    stands in `revenue_elsewhere` and `costs_elsewhere`, by currency.
    """

    currency: str
    day: date
    posts: int = 0
    views: int | None = None
    likes: int | None = None
    comments: int | None = None
    relevant_comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    reach: int | None = None
    impressions: int | None = None
    engagement: int | None = None
    clicks: int | None = None
    conversions: int | None = None
    orders: int | None = None
    revenue: int | None = None
    costs: Mapping[CostKind, int | None] = field(default_factory=dict)
    known: Mapping[str, int] = field(default_factory=dict)
    revenue_elsewhere: Mapping[str, int] = field(default_factory=dict)
    costs_elsewhere: Mapping[str, int] = field(default_factory=dict)
    source: str = "manual"
    entered_by: str | None = None

    def __post_init__(self) -> None:
        """Refuse money of our own currency among that of others."""
        if self.currency in self.revenue_elsewhere or self.currency in self.costs_elsewhere:
            raise Refused(f"Money in {self.currency} belongs to the revenue or the costs themselves.")


def count_of(totals: Totals, name: str) -> Input:
    """A count of these totals as a figure takes it, with of how many posts it is known."""
    known_of = (totals.known.get(name, totals.posts), totals.posts) if name in _METRICS and totals.posts else None
    return Input(name, getattr(totals, name), totals.source, totals.day, totals.entered_by, known_of=known_of)


def engagements_of(totals: Totals) -> tuple[list[Input], str]:
    """What counts as all engagements, and what is not in it because it is missing, as a sentence or "".

    The sum that is given, or likes and comments and of shares and saves what is known.
    """
    if totals.engagement is not None:
        return [count_of(totals, "engagement")], ""
    missing = [name for name in ("shares", "saves") if getattr(totals, name) is None]
    counted = [name for name in ("likes", "comments", "shares", "saves") if name not in missing]
    note = f"Not counted, because missing: {' and '.join(missing)}." if missing else ""
    return [count_of(totals, name) for name in counted], note


def total_cost(totals: Totals) -> Figure:
    """Fees + commissions + bonuses + product + shipping + paid amplification + usage rights + agency + tools."""
    parts = _costs(totals)
    missing = [words_of(one.name) for one in parts if one.number is None]
    known = [one.number for one in parts if one.number is not None]
    value, note = (None, f"Not enough data: {', '.join(missing)} missing.") if missing else (Decimal(sum(known)), "")
    if missing and known:
        note += f" What is known comes to {say_money(sum(known), totals.currency)}."
    formula = " + ".join(CostKind)
    return Figure("Total cost", value, "", formula, tuple(parts), note, "[F13], [F13b]", totals.currency)


def roi(totals: Totals) -> Figure:
    """(attributed revenue − total cost) / total cost × 100, in percent."""
    formula = "(attributed revenue − total cost) / total cost × 100"
    found = _of_revenue("ROI", totals, _costs(totals), formula=formula, whole=COST, times=100, unit="%")
    return found if found.value is None else replace(found, value=found.value - 100)


def roas(totals: Totals) -> Figure:
    """Attributed revenue / total cost."""
    formula = "attributed revenue / total cost"
    return _of_revenue("ROAS on total cost", totals, _costs(totals), formula=formula, whole=COST)


def roas_on_paid(totals: Totals) -> Figure:
    """Attributed revenue / paid amplification alone [F13c]. Where there was none it is not enough data."""
    kind = CostKind.PAID_AMPLIFICATION
    paid = [_money(totals, kind, totals.costs.get(kind))]
    found = _of_revenue("ROAS on paid amplification", totals, paid, formula=f"attributed revenue / {kind}", whole=kind)
    return replace(found, source="agentskills.market ROI calculator skill [F13c]")


def cpm(totals: Totals) -> Figure:
    """Total cost / impressions × 1000."""
    return _cost_per("CPM", totals, "impressions", times=1000)


def cpe(totals: Totals) -> Figure:
    """Total cost / all engagements: the sum that is given, or likes, comments and what is known of shares and saves."""
    counted, note = engagements_of(totals)
    return _cost_over("CPE, all engagements", totals, counted, note=note, places=3, source=f"Aspire [A7]; {CALCULATOR}")


def cpe_public(totals: Totals) -> Figure:
    """Total cost / (likes + comments)."""
    counted = [count_of(totals, "likes"), count_of(totals, "comments")]
    return _cost_over("CPE, likes + comments only", totals, counted, places=3, source="HypeAuditor [F13d]")


def cpc(totals: Totals) -> Figure:
    """Total cost / clicks."""
    return _cost_per("CPC", totals, "clicks")


def cpv(totals: Totals) -> Figure:
    """Total cost / views."""
    return _cost_per("CPV", totals, "views", places=3)


def cpa(totals: Totals) -> Figure:
    """Total cost / conversions."""
    return _cost_per("CPA", totals, "conversions")


def conversion_rate(totals: Totals, *, by: str = "clicks") -> Figure:
    """Conversions / clicks × 100, or `by` "impressions": the name says which."""
    found = _percent(f"Conversion rate by {by}", [count_of(totals, "conversions")], totals, by, source=CALCULATOR)
    return replace(found, places=2 if by == "clicks" else 3)


def engagement_rate(totals: Totals, *, by: str) -> Figure:
    """All engagements / `by` × 100, where that is "impressions", "reach" or "views"; sums, not a mean of rates."""
    counted, note = engagements_of(totals)
    return _percent(f"ER by {by}", counted, totals, by, note=note, source="Hootsuite [F3]; Clarity Ventures [F3b]")


def average_order(totals: Totals) -> Figure:
    """Attributed revenue / orders."""
    orders = [count_of(totals, "orders")]
    found = _of_revenue("AOV", totals, orders, formula="attributed revenue / orders", whole="orders")
    return replace(found, currency=totals.currency)


def results(totals: Totals) -> list[Figure]:
    """All figures of cost and return, whether or not there is enough data for them."""
    whole = [total_cost(totals), roi(totals), roas(totals), roas_on_paid(totals), cpm(totals), cpe(totals)]
    parts = [cpe_public(totals), cpc(totals), cpv(totals), cpa(totals), conversion_rate(totals)]
    return [*whole, *parts, conversion_rate(totals, by="impressions"), average_order(totals)]


def _money(totals: Totals, name: str, minor: int | None, *, currency: str = "") -> Input:
    return Input(name, minor, totals.source, totals.day, totals.entered_by, currency=currency or totals.currency)


def _costs(totals: Totals) -> list[Input]:
    """The costs by kind. Those in another currency have no amount in ours, so that nothing can hide them."""
    told = [_money(totals, kind, totals.costs[kind]) for kind in CostKind if kind in totals.costs]
    told += [
        _money(totals, f"the worth in {totals.currency} of costs of {say_money(minor, currency)}", None)
        for currency, minor in sorted(totals.costs_elsewhere.items())
    ]
    return told or [_money(totals, "costs", None)]


def _cost_per(name: str, totals: Totals, count: str, *, times: int = 1, places: int = 2) -> Figure:
    return _cost_over(name, totals, [count_of(totals, count)], times=times, places=places, source=CALCULATOR)


def _cost_over(
    name: str,
    totals: Totals,
    counted: Sequence[Input],
    *,
    source: str,
    times: int = 1,
    note: str = "",
    places: int = 2,
) -> Figure:
    words = " + ".join(words_of(one.name) for one in counted)
    formula = f"total cost / {f'({words})' if len(counted) > 1 else words}{f' × {times}' if times > 1 else ''}"
    found = over(name, _costs(totals), counted, formula=formula, source=source, note=note, times=times)
    return replace(found, unit="", places=places, currency=totals.currency)


def _percent(name: str, top: Sequence[Input], totals: Totals, by: str, *, source: str, note: str = "") -> Figure:
    words = " + ".join(words_of(one.name) for one in top)
    formula = f"{f'({words})' if len(top) > 1 else words} / {by} × 100"
    whole = [count_of(totals, by)]
    return over(name, top, whole, formula=formula, source=source, note=note)


def _of_revenue(
    name: str, totals: Totals, bottom: Sequence[Input], *, formula: str, whole: str, times: int = 1, unit: str = ""
) -> Figure:
    """Revenue over `bottom`, with a note on revenue in other currencies, which is not in it."""
    top = [_money(totals, "attributed revenue", totals.revenue)]
    others = [say_money(minor, currency) for currency, minor in sorted(totals.revenue_elsewhere.items())]
    note = f"Not counted, because in another currency: revenue of {' and '.join(others)}." if others else ""
    return over(
        name, top, bottom, formula=formula, source=CALCULATOR, note=note, times=times, unit=unit, bottom_name=whole
    )
