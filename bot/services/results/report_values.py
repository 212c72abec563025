"""A report as its messages say it: values that JSON can hold, without costs for whom they are not meant."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot import words
from bot.domain.campaigns.campaigns import LEAST_PAID
from bot.domain.campaigns.strengths import Strength
from bot.domain.explained import Figure
from bot.domain.money import digits
from bot.domain.results.sums import Order, Unattributed
from bot.services.results.report_lines import ReportLine
from bot.services.results.reports import Report, Week

CHARTED = 10
"""Influencers in a chart."""


def private(report: Report) -> dict[str, Any]:
    """The report for who asked: with costs if they may see them."""
    return _values(report, in_all=report.reader.sees_private, each=report.reader.sees_private)


def shared(report: Report, *, paid: int) -> dict[str, Any]:
    """The report for a channel: no single fee, and no total that would tell one. `paid` is how many cost something."""
    return _values(report, in_all=paid >= LEAST_PAID, each=False)


def _values(report: Report, *, in_all: bool, each: bool) -> dict[str, Any]:
    """`in_all` and `each`: whether costs in all, and those of each influencer, are in it."""
    campaign, totals = report.campaign, report.totals
    counts = {name: getattr(totals, name) for name in ("posts", "reach", "clicks", "conversions", "revenue")}
    others = {"revenue": _monies(totals.revenue_elsewhere), "costs": _monies(totals.costs_elsewhere) if in_all else []}
    orders = [one.value for one in Order if each or one is not Order.ROI]
    return {
        "id": campaign.id,
        "name": campaign.name,
        "goal": campaign.goal.value,
        "currency": campaign.currency,
        "starts_on": campaign.starts_on.isoformat(),
        "ends_on": campaign.ends_on.isoformat(),
        "day": report.day.isoformat(),
        "window_days": campaign.window_days,
        "page": report.page,
        "pages": report.pages,
        "people": report.people,
        "totals": {**counts, "engagements": report.engagements},
        "money": _said(report.figures) if in_all else [],
        "worth": _said(report.worth),
        "gifts": _said(report.gift_figures(with_cost=each)),
        "goals": [_goal(one) for one in report.goals],
        "weeks": [_week(report.last_days(back=back)) for back in (0, 1)],
        "rows": [_row(one, with_cost=each) for one in report.lines],
        "with_cost": each,
        "chart": chart(report),
        "unattributed": [_nobodys(one) for one in report.unattributed],
        "elsewhere": others,
        "order": report.order.value,
        "orders": orders,
    }


def _monies(amounts: Mapping[str, int]) -> list[str]:
    return [words.money(minor, currency) for currency, minor in sorted(amounts.items())]


def _nobodys(one: Unattributed) -> dict[str, Any]:
    return {"why": one.why, "orders": one.orders, "revenue": one.revenue, "currency": one.currency}


def _said(figures: Sequence[Figure]) -> list[dict[str, str]]:
    return [{"name": one.name, "said": words.figure(one)} for one in figures]


def _goal(one: Any) -> dict[str, Any]:
    percent = None if one.percent is None else float(one.percent)
    told = {"target": one.target.value, "wanted": one.wanted, "reached": one.reached}
    return {**told, "percent": percent, "is_on_pace": one.is_on_pace}


def _week(week: Week) -> dict[str, int]:
    return {"clicks": week.clicks, "conversions": week.conversions, "revenue": week.revenue}


def _row(line: ReportLine, *, with_cost: bool) -> dict[str, Any]:
    totals, cost, roi = line.totals, line.cost, line.roi
    counts = {name: getattr(totals, name) for name in ("posts", "reach", "clicks", "conversions", "revenue")}
    return {
        "id": line.collaboration_id,
        "name": line.influencer.name,
        "stage": line.stage.value,
        **counts,
        "engagements": line.engagements,
        "cost": int(cost.value) if with_cost and cost.value is not None else None,
        "roi": _plain(roi.value) if with_cost else None,
        "rate": _plain(line.public_rate.value),
        "verdict": line.verdict,
        "evidence": line.evidence.strength.value if line.evidence.strength else "",
        "is_enough": line.evidence.is_enough,
        "labels": [one for one in line.labels if one.casefold() in set(Strength)],
    }


def _plain(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value), 2)


def chart(report: Report) -> Mapping[str, Any] | None:
    """What the chart shows, by what the report is sorted by; None where there is nothing to draw."""
    currency = report.campaign.currency
    if report.order is Order.CLICKS or (report.order is Order.REVENUE and report.totals.revenue is not None):
        name = "clicks" if report.order is Order.CLICKS else "revenue"
        weeks = [(f"{one.begins.day} {one.begins:%b}", getattr(one, name)) for one in report.weeks]
        return _chart(name, weeks, by="week", currency=currency)
    name = "revenue" if report.order is Order.ROI else "engagements"
    lines = report.lines[:CHARTED]
    each = [one.totals.revenue if name == "revenue" else one.engagements for one in lines]
    people = [(f"{n}. {one.influencer.name}", value) for n, (one, value) in enumerate(zip(lines, each, strict=True), 1)]
    return _chart(name, [(label, value) for label, value in people if value], by="influencer", currency=currency)


def _chart(name: str, points: Sequence[tuple[str, int]], *, by: str, currency: str) -> Mapping[str, Any] | None:
    if not any(value for _, value in points):
        return None
    scale = 10 ** digits(currency) if name == "revenue" else 1
    told = [{"label": label, "value": value / scale} for label, value in points]
    return {"name": name, "by": by, "unit": currency if name == "revenue" else "", "points": told}
