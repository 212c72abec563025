"""What came of collaborations: sums over posts, clicks and conversions, read without reading those again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select

from bot.domain.campaigns.collaborations import COMMITTED, CollaborationStage, CostKind, CostState
from bot.domain.results.sums import DaySums, Order, ResultLine, Source, Sums, Unattributed
from storage.result_sums import ResultSums
from storage.tables import (
    METRICS,
    campaign,
    collaboration,
    conversion,
    cost,
    link,
    post,
    post_metric,
    profile,
    result,
    result_day,
)

COUNTED = (CostState.COMMITTED, CostState.SPENT)
"""Costs that count: a planned one may never come."""

PEERS = 500
"""Like peers are looked for among so many collaborations, the newest."""

_MONEY = ("clicks", "robot_clicks", "conversions", "revenue", "refunded")


class Results(ResultSums):
    """Sums over posts, clicks and conversions."""

    def of_campaign(self, campaign_id: int) -> Sums:
        """The sums over everybody in a campaign."""
        mine = self._select(result, *(func.sum(column) for column in COUNTS))
        mine = mine.join(collaboration, collaboration.c.id == result.c.collaboration_id)
        query = mine.where(collaboration.c.campaign_id == campaign_id)
        numbers = [int(number or 0) for number in self._connection.execute(query).one()]
        columns = result.c.foreign_revenue
        foreign = self._select(result, columns).join(collaboration, collaboration.c.id == result.c.collaboration_id)
        found: dict[str, int] = {}
        told = (collaboration.c.campaign_id == campaign_id, columns.is_not(None))
        for money in self._connection.execute(foreign.where(*told)).scalars():
            for currency, minor in (money or {}).items():
                found[currency] = found.get(currency, 0) + minor
        return sums_of(numbers, found, is_tracked=self._has_link(campaign_id))

    def _has_link(self, campaign_id: int) -> bool:
        query = self._select(link, link.c.id).join(collaboration, collaboration.c.id == link.c.collaboration_id)
        query = query.where(collaboration.c.campaign_id == campaign_id).limit(1)
        return self._connection.execute(query).first() is not None

    def has_orders(self) -> bool:
        """Whether any order ever arrived here: without, nothing is known of what was sold."""
        return self._connection.execute(self._select(conversion, conversion.c.id).limit(1)).first() is not None

    def count_lines(self, campaign_id: int) -> int:
        """How many collaborations of a campaign there is anything to say of."""
        query = self._lines(func.count()).where(collaboration.c.campaign_id == campaign_id, _TOLD)
        return int(self._connection.execute(query).scalar_one())

    def lines(self, campaign_id: int, *, order: Order, limit: int, skip: int = 0) -> list[ResultLine]:
        """Those of a campaign who said yes, or of whom there are results anyway, the best first."""
        query = self._lines(*LINE).where(collaboration.c.campaign_id == campaign_id, _TOLD)
        first = self._by_return() if order is Order.ROI else _ORDERS[order]
        query = query.order_by(first.desc().nulls_last(), collaboration.c.id).limit(limit).offset(skip)
        return [line_of(row) for row in self._connection.execute(query)]

    def line(self, collaboration_id: int) -> ResultLine | None:
        """The sums of one collaboration, or None if there is none of that id here."""
        query = self._lines(*LINE).where(collaboration.c.id == collaboration_id)
        row = self._connection.execute(query).first()
        return line_of(row) if row else None

    def some(self, collaboration_ids: Iterable[int]) -> list[ResultLine]:
        """The sums of these collaborations, in no order."""
        query = self._lines(*LINE).where(collaboration.c.id.in_(list(collaboration_ids)))
        return [line_of(row) for row in self._connection.execute(query)]

    def of_influencer(self, influencer_id: int) -> list[ResultLine]:
        """The sums of every collaboration of an influencer, the newest first."""
        query = self._lines(*LINE).where(collaboration.c.influencer_id == influencer_id)
        return [line_of(row) for row in self._connection.execute(query.order_by(collaboration.c.id.desc()))]

    def _lines(self, *columns: Any) -> Select[Any]:
        """Collaborations, each beside its sums and its link if there are any."""
        query = self._select(collaboration, *columns)
        query = query.outerjoin(result, result.c.collaboration_id == collaboration.c.id)
        return query.outerjoin(link, link.c.collaboration_id == collaboration.c.id)

    def _by_return(self) -> ColumnElement[Any]:
        """What puts collaborations in the order of their ROI: revenue over cost in the campaign's currency."""
        currency = select(campaign.c.currency).where(campaign.c.id == collaboration.c.campaign_id)
        currency = currency.where(campaign.c.workspace_id == self.workspace).correlate(collaboration)
        ours = cost.c.currency == currency.scalar_subquery()
        spent = self._select(cost, func.sum(cost.c.amount)).where(cost.c.state.in_(COUNTED), ours)
        whole = spent.where(cost.c.collaboration_id == collaboration.c.id).correlate(collaboration).scalar_subquery()
        return result.c.revenue * literal(1.0) / func.nullif(whole, 0)

    def costs(self, campaign_id: int) -> dict[tuple[CostKind, str], int]:
        """What a campaign cost by kind and currency, in minor units, without what is only planned."""
        columns = (cost.c.kind, cost.c.currency)
        query = self._select(cost, *columns, func.sum(cost.c.amount).label("amount")).group_by(*columns)
        query = query.join(collaboration, collaboration.c.id == cost.c.collaboration_id)
        query = query.where(collaboration.c.campaign_id == campaign_id, cost.c.state.in_(COUNTED))
        return {(CostKind(row.kind), row.currency): int(row.amount) for row in self._connection.execute(query)}

    def count_paid(self, campaign_id: int) -> int:
        """How many collaborations of a campaign cost something: the total of a few would tell single fees."""
        query = self._select(cost, func.count(cost.c.collaboration_id.distinct()))
        query = query.join(collaboration, collaboration.c.id == cost.c.collaboration_id)
        query = query.where(collaboration.c.campaign_id == campaign_id, cost.c.state.in_(COUNTED))
        return int(self._connection.execute(query).scalar_one())

    def days(self, campaign_id: int, *, from_day: date, to_day: date) -> list[DaySums]:
        """Clicks, orders and revenue of a campaign by day, both ends included; days without any are left out."""
        sums = [func.sum(result_day.c[name]) for name in ("clicks", "conversions", "revenue")]
        query = self._select(result_day, result_day.c.day, *sums)
        query = query.join(collaboration, collaboration.c.id == result_day.c.collaboration_id)
        query = query.where(collaboration.c.campaign_id == campaign_id, result_day.c.day.between(from_day, to_day))
        query = query.group_by(result_day.c.day).order_by(result_day.c.day)
        return [DaySums(day, *map(int, numbers)) for day, *numbers in self._connection.execute(query)]

    def revenue(self, collaboration_id: int, *, from_day: date, to_day: date) -> int:
        """Net revenue of one collaboration in its campaign's currency, of the orders of these days, both included."""
        total = func.coalesce(func.sum(result_day.c.revenue), 0)
        query = self._select(result_day, total).where(result_day.c.collaboration_id == collaboration_id)
        return int(self._connection.execute(query.where(result_day.c.day.between(from_day, to_day))).scalar_one())

    def unattributed(self, *, since: datetime, until: datetime) -> list[Unattributed]:
        """The orders of a time that belong to no collaboration, by reason and currency, most orders first."""
        columns = (conversion.c.why, conversion.c.currency)
        number, net = func.count().label("orders"), func.sum(conversion.c.amount - conversion.c.refunded)
        nobodys = conversion.c.by.is_(None)
        query = self._select(conversion, *columns, number, net).where(nobodys, conversion.c.at.between(since, until))
        rows = self._connection.execute(query.group_by(*columns).order_by(number.desc(), *columns))
        return [Unattributed(why, currency, orders, int(money)) for why, currency, orders, money in rows]

    def peers(self, currency: str) -> Sequence[Any]:
        """The newest collaborations with posts on one profile, in campaigns of one currency, as bare rows."""
        query = self._select(result, *_PEER).where(campaign.c.currency == currency, result.c.posts > 0)
        query = query.join(collaboration, collaboration.c.id == result.c.collaboration_id)
        query = query.join(campaign, campaign.c.id == collaboration.c.campaign_id)
        query = query.join(profile, profile.c.id == result.c.profile_id)
        return self._connection.execute(query.order_by(result.c.collaboration_id.desc()).limit(PEERS)).all()

    def sources(self, campaign_id: int, *, limit: int = 8) -> list[Source]:
        """Where the figures of a campaign's posts come from, most rows first."""
        columns = (post_metric.c.source, post_metric.c.entered_by)
        number = func.count().label("rows")
        query = self._select(post_metric, *columns, number, func.max(post_metric.c.entered_at))
        query = query.join(post, post.c.id == post_metric.c.post_id)
        query = query.join(collaboration, collaboration.c.id == post.c.collaboration_id)
        query = query.where(collaboration.c.campaign_id == campaign_id).group_by(*columns)
        rows = self._connection.execute(query.order_by(number.desc()).limit(limit))
        return [Source(*row) for row in rows]


COUNTS = [result.c[name] for name in ("posts", *METRICS, *(f"{name}_known" for name in METRICS), *_MONEY)]
"""The columns that `sums_of` reads."""
LINE = (
    *(collaboration.c.id, collaboration.c.campaign_id, collaboration.c.influencer_id, collaboration.c.stage),
    *(result.c.profile_id, result.c.foreign_revenue, link.c.id.label("link_id")),
    *COUNTS,
)
_PEER = (
    *(collaboration.c.influencer_id, profile.c.platform, profile.c.followers, result.c.posts),
    *(result.c[name] for metric in ("likes", "comments", "shares", "saves") for name in (metric, f"{metric}_known")),
    *(result.c.clicks, result.c.conversions, result.c.revenue),
)
_TOLD = or_(
    collaboration.c.stage.in_(COMMITTED),
    *(result.c[name] > 0 for name in ("posts", "clicks", "conversions", "refunded")),
)
_ORDERS: Mapping[Order, ColumnElement[Any]] = {
    Order.REVENUE: result.c.revenue,
    Order.ENGAGEMENT: result.c.likes + result.c.comments + result.c.shares + result.c.saves,
    Order.CLICKS: result.c.clicks,
}


def line_of(row: Any) -> ResultLine:
    """The sums that a row holds: whose, where its posts stand, and its counts in their order."""
    number, campaign_id, influencer_id, stage, profile_id, foreign, link_id, *counts = row
    numbers = [count or 0 for count in counts]
    sums = sums_of(numbers, foreign or {}, is_tracked=link_id is not None)
    return ResultLine(number, campaign_id, influencer_id, CollaborationStage(stage), profile_id, sums)


def sums_of(numbers: Sequence[int], foreign: Mapping[str, int], *, is_tracked: bool) -> Sums:
    """Sums from what `COUNTS` gives."""
    of_posts, money = numbers[: 1 + 2 * len(METRICS)], numbers[1 + 2 * len(METRICS) :]
    known = dict(zip(METRICS, of_posts[1 + len(METRICS) :], strict=True))
    metrics = {name: of_posts[1 + at] if known[name] else None for at, name in enumerate(METRICS)}
    clicks, robot_clicks, conversions, revenue, refunded = money
    return Sums(
        posts=of_posts[0],
        metrics=metrics,
        known=known,
        clicks=clicks,
        robot_clicks=robot_clicks,
        conversions=conversions,
        revenue=revenue,
        refunded=refunded,
        foreign=dict(foreign),
        is_tracked=is_tracked,
    )
