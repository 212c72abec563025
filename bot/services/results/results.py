"""What came of collaborations: sums over their posts, clicks and conversions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.campaigns.campaigns import Campaign, Target
from bot.domain.campaigns.collaborations import CollaborationStage, Cost, CostKind
from bot.domain.results.results import Totals, engagements_of
from bot.domain.results.sums import ResultLine, Sums
from storage import Store
from storage.results import COUNTED

SOURCE = "our records"

Costs = Mapping[tuple[CostKind, str], int]
"""Amounts in minor units by kind and currency."""


@dataclass(frozen=True, slots=True)
class CampaignResult:
    """What one campaign came to for one influencer. None is not enough data; revenue is in minor units."""

    collaboration_id: int
    campaign_id: int
    campaign: str
    currency: str
    stage: CollaborationStage
    posts: int
    engagements: int | None
    clicks: int | None
    conversions: int | None
    revenue: int | None


def sum_up(store: Store, collaboration_ids: Iterable[int]) -> None:
    """Bring the sums of these collaborations up to date with their posts, clicks and conversions."""
    store.results.sum_up(collaboration_ids)


def totals_of(sums: Sums, costs: Costs, *, currency: str, has_orders: bool, day: date) -> Totals:
    """The sums as the formulas take them. Where nothing could be counted a number is missing, not 0.

    Clicks are counted where there is a link. Orders count where there is one and any ever arrived (`has_orders`).
    """
    is_sold = bool(sums.conversions or sums.refunded or sums.revenue or sums.foreign)
    knows_orders = is_sold or (sums.is_tracked and has_orders)
    elsewhere: dict[str, int] = {}
    for (_, other), amount in costs.items():
        if other != currency:
            elsewhere[other] = elsewhere.get(other, 0) + amount
    metrics: dict[str, Any] = dict(sums.metrics)
    return Totals(
        currency,
        day,
        posts=sums.posts,
        **metrics,
        clicks=sums.clicks if sums.is_tracked or sums.clicks else None,
        conversions=sums.conversions if knows_orders else None,
        revenue=sums.revenue if knows_orders else None,
        costs={kind: amount for (kind, other), amount in costs.items() if other == currency},
        known=sums.known,
        revenue_elsewhere=sums.foreign,
        costs_elsewhere=elsewhere,
        source=SOURCE,
    )


def reached(totals: Totals) -> dict[Target, int | None]:
    """What a goal can be counted in, as far as it is known."""
    return {
        Target.REACH: totals.reach,
        Target.ENGAGEMENTS: engagement_sum(totals),
        Target.CONVERSIONS: totals.conversions,
        Target.REVENUE: totals.revenue,
        Target.POSTS: totals.posts,
    }


def costs_of(costs: Iterable[Cost]) -> dict[int, dict[tuple[CostKind, str], int]]:
    """What counts of these lines of cost, by collaboration, kind and currency."""
    found: dict[int, dict[tuple[CostKind, str], int]] = {}
    for one in costs:
        if one.state in COUNTED:
            mine = found.setdefault(one.collaboration_id, {})
            mine[one.kind, one.currency] = mine.get((one.kind, one.currency), 0) + one.amount
    return found


def engagement_sum(totals: Totals) -> int | None:
    """All engagements that are known; None where likes or comments are missing."""
    counted = [one.number for one in engagements_of(totals)[0]]
    return None if any(one is None for one in counted) else sum(int(one or 0) for one in counted)


def lines_of_influencer(store: Store, influencer_id: int) -> list[CampaignResult]:
    """What each campaign with any result came to for an influencer, the newest first. It holds nothing private."""
    lines = [one for one in store.results.of_influencer(influencer_id) if _has_any(one.sums)]
    campaigns = store.campaigns.many({one.campaign_id for one in lines})
    has_orders = bool(lines) and store.results.has_orders()
    return [_in_one_line(one, campaigns[one.campaign_id], has_orders=has_orders) for one in lines]


def _has_any(sums: Sums) -> bool:
    return bool(sums.posts or sums.clicks or sums.conversions or sums.refunded or sums.foreign)


def _in_one_line(one: ResultLine, campaign: Campaign, *, has_orders: bool) -> CampaignResult:
    ours = totals_of(one.sums, {}, currency=campaign.currency, has_orders=has_orders, day=campaign.ends_on)
    return CampaignResult(
        collaboration_id=one.collaboration_id,
        campaign_id=campaign.id,
        campaign=campaign.name,
        currency=campaign.currency,
        stage=one.stage,
        posts=ours.posts,
        engagements=engagement_sum(ours),
        clicks=ours.clicks,
        conversions=ours.conversions,
        revenue=ours.revenue,
    )
