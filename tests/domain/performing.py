"""Performances to judge, as tests of rewards need them."""

from datetime import date
from typing import Any

from bot.domain.campaigns.campaigns import Goal
from bot.domain.campaigns.collaborations import CostKind
from bot.domain.results.results import Totals
from bot.domain.rewards.performances import Performance, Period

TODAY = date(2026, 11, 23)
CAMPAIGN = Period(campaign_id=1)
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)


def performance(
    who: int,
    *,
    revenue: int | None = 10_000,
    cost: int | None = 5_000,
    collaboration: int | None = None,
    period: Period = CAMPAIGN,
    goal: Goal = Goal.SALES,
    platform: str | None = "instagram",
    followers: int | None = 20_000,
    currency: str = "EUR",
    measured: int = 4,
    first_on: date | None = OCTOBER,
    months: tuple[date, ...] = (OCTOBER, NOVEMBER),
    **metrics: Any,
) -> Performance:
    """A micro profile on Instagram in a campaign about sales, unless told otherwise."""
    totals = Totals(
        currency,
        TODAY,
        posts=measured,
        revenue=revenue,
        costs={} if cost is None else {CostKind.FEES: cost},
        **metrics,
    )
    number = who if collaboration is None else collaboration
    return Performance(period, who, number, goal, platform, followers, totals, measured, first_on, months)


def crowd(*revenues: int, **shared: Any) -> list[Performance]:
    """Influencers 1, 2, 3, …, each with this revenue."""
    return [performance(who, revenue=revenue, **shared) for who, revenue in enumerate(revenues, 1)]
