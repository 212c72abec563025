"""Sums over posts, clicks and orders, as they are kept: of one collaboration, of a campaign, of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.campaigns.collaborations import CollaborationStage


class Order(StrEnum):
    """What the lines of a report can be sorted by, the most first."""

    REVENUE = "revenue"
    ROI = "roi"
    ENGAGEMENT = "engagement"
    CLICKS = "clicks"


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over the posts, clicks and orders of one or many collaborations; a metric that nobody knows is None.

    Money is in minor units of the campaign's currency; `foreign` is what came in others.
    `is_tracked` says whether there is a link or a code, without which nothing is known of clicks and orders.
    """

    posts: int
    metrics: Mapping[str, int | None]
    known: Mapping[str, int]
    clicks: int
    robot_clicks: int
    conversions: int
    revenue: int
    refunded: int
    foreign: Mapping[str, int]
    is_tracked: bool


@dataclass(frozen=True, slots=True)
class ResultLine:
    """The sums of one collaboration. `profile_id` is the profile that all its posts stand on, if it is only one."""

    collaboration_id: int
    campaign_id: int
    influencer_id: int
    stage: CollaborationStage
    profile_id: int | None
    sums: Sums


@dataclass(frozen=True, slots=True)
class DaySums:
    """Clicks, orders and revenue of one day in UTC."""

    day: date
    clicks: int
    conversions: int
    revenue: int


@dataclass(frozen=True, slots=True)
class Unattributed:
    """Orders that belong to no collaboration, for one reason, in one currency; net of refunds."""

    why: str
    currency: str
    orders: int
    revenue: int


@dataclass(frozen=True, slots=True)
class Source:
    """Who entered figures of posts and by what, how many rows, and when last."""

    source: str
    by: str | None
    rows: int
    last_at: datetime


def added(all_: Sequence[Sums]) -> Sums:
    """The sums of several together. A metric that is known of none stays unknown."""
    names = {name for one in all_ for name in one.metrics}
    foreign: dict[str, int] = {}
    for one in all_:
        for currency, amount in one.foreign.items():
            foreign[currency] = foreign.get(currency, 0) + amount
    known = {name: [one.metrics[name] for one in all_ if one.metrics.get(name) is not None] for name in names}
    return Sums(
        posts=sum(one.posts for one in all_),
        metrics={name: sum(number or 0 for number in numbers) if numbers else None for name, numbers in known.items()},
        known={name: sum(one.known.get(name, 0) for one in all_) for name in names},
        clicks=sum(one.clicks for one in all_),
        robot_clicks=sum(one.robot_clicks for one in all_),
        conversions=sum(one.conversions for one in all_),
        revenue=sum(one.revenue for one in all_),
        refunded=sum(one.refunded for one in all_),
        foreign=foreign,
        is_tracked=any(one.is_tracked for one in all_),
    )
