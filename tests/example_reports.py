"""What the templates of results are given, as handlers and services give it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.campaigns.collaboration_rates import public_rate_of_posts
from bot.domain.campaigns.collaborations import CostKind
from bot.domain.campaigns.goals import progress
from bot.domain.campaigns.strengths import Evidence, Strength
from bot.domain.explained import explain, say_figure
from bot.domain.results.results import Totals
from bot.domain.results.sums import DaySums, Order, Source, Unattributed
from bot.services.results import report_values
from bot.services.results.report_lines import ReportLine
from bot.services.results.reports import PAGE, Report
from tests.example_campaigns import MESSAGES as CAMPAIGNS
from tests.example_campaigns import Example, Values, campaign, collaboration
from tests.example_records import MARIA, NOW, Said, influencer, member


def totals(many: int) -> Totals:
    """Sums: with 0 of everything, nothing is known."""
    if not many:
        return Totals("EUR", NOW.date())
    counts = dict.fromkeys(("views", "likes", "comments", "shares", "reach", "impressions", "clicks"), 13_800_000)
    costs: dict[CostKind, int | None] = dict.fromkeys(CostKind, 550_000)
    others = {"USD": 99_900, "JPY": 120}
    return Totals(
        "EUR",
        NOW.date(),
        posts=many,
        **counts,  # type: ignore[arg-type]
        conversions=120,
        revenue=1_800_000,
        costs=costs,
        revenue_elsewhere=others,
        costs_elsewhere=others,
        source="our records",
    )


def line(said: Said, many: int, *, number: int = 5) -> ReportLine:
    """One influencer in a report."""
    ours = totals(number % 3)
    strength = (None, Strength.SELLER, Strength.STORYTELLER)[number % 3]
    return ReportLine(
        collaboration_id=number,
        influencer=influencer(said, many, number=number),
        stage=collaboration(said, many).stage,
        totals=ours,
        engagements=41_400_000 if ours.posts else None,
        public_rate=public_rate_of_posts(ours, followers=12_000),
        verdict="below for micro" if number % 2 else "",
        evidence=Evidence(strength, bool(strength), "Seller: conversion rate at percentile 90 among 12 like peers."),
        labels=["Seller"] if number % 2 else [],
    )


def report(said: Said, many: int) -> Report:
    """A whole report."""
    planned, whole, today = campaign(said, many), totals(many), NOW.date()
    targets = progress(
        planned.targets, dict.fromkeys(planned.targets, 700), starts_on=today, ends_on=today, today=today
    )
    days = [DaySums(today - timedelta(days=n), 10 * n, n, 1_000 * n) for n in range(min(many, 80), 0, -1)]
    lines = [line(said, many, number=number) for number in range(1, min(many, PAGE) + 1)]
    lost = [Unattributed("click outside the window", "EUR", 3, 12_000 + n) for n in range(many)]
    common = {"campaign": planned, "day": today, "reader": member(), "totals": whole, "goals": targets, "days": days}
    return Report(
        **common,  # type: ignore[arg-type]
        lines=lines,
        people=many,
        order=Order.REVENUE,
        page=1 if many > 2 * PAGE else 0,
        unattributed=lost,
    )


def _private(said: Said, many: int) -> Values:
    return {"report": report_values.private(report(said, many))}


def _by_engagement(said: Said, many: int) -> Values:
    """Sorted so that the chart is by influencer."""
    return {"report": report_values.shared(replace(report(said, many), order=Order.ENGAGEMENT), paid=many)}


def _how(said: Said, many: int) -> Values:
    shown = report(said, many)
    figures = [*shown.figures, *shown.worth]
    people = [(one.influencer.name, one.evidence.sentence, say_figure(one.public_rate)) for one in shown.lines]
    sources = [Source("CSV", MARIA if n % 2 else None, 1_200, NOW) for n in range(min(many, 8))]
    values: dict[str, Any] = {"explained": [explain(one) for one in figures], "sources": sources, "people": people}
    return {**values, "robots": many, "refunded": 1_200, "currency": "EUR"}


def _note(said: Said, many: int) -> Values:
    counts = dict.fromkeys(("posts", "reach", "engagements", "clicks", "orders"), many or None)
    who = {"name": said("name"), "campaign": said("name")[:100], "sender": "Maria Rossi"}
    return {**who, **counts, "thanked_by": MARIA if many else None, "thanked_at": NOW if many else None}


MESSAGES: Mapping[str, Example] = {
    "report": _private,
    "report_lines": _private,
    "report_shared": _by_engagement,
    "report_which": CAMPAIGNS["campaign_which"],
    "report_told": lambda said, many: {
        "name": said("name"),
        "channel": "C0LAUNCH" if many else None,
        "form": None if many else "csv",
    },
    "report_file": lambda said, many: {"name": said("name"), "count": many},
    "thanks_logged": lambda said, _many: {"name": said("name"), "influencer_id": 7},
}
MODALS: Mapping[str, Example] = {"report_how": _how, "thanks_note": _note}
