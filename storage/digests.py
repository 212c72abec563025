"""What the digest of a week is made of, for many campaigns at once: the database adds up, row by row nobody does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from bot.domain.campaigns.collaborations import CostState
from bot.domain.results.sums import DaySums, Sums
from bot.domain.team.roles import Role
from storage.digest_matters import DigestMatters
from storage.results import COUNTED, COUNTS, sums_of
from storage.tables import collaboration, cost, link, member, post, post_metric, result, result_day, workspace

ENGAGEMENTS = ("likes", "comments", "shares", "saves")
_WEEK = ("clicks", "conversions", "revenue")


@dataclass(frozen=True, slots=True)
class PersonWeek:
    """One collaboration in a week. `posts` is how many are live in all; revenue in minor units."""

    collaboration_id: int
    campaign_id: int
    posts: int
    is_tracked: bool
    clicks: int
    conversions: int
    revenue: int


@dataclass(frozen=True, slots=True)
class Spent:
    """What a campaign cost by currency and state, in minor units, and how many collaborations cost something."""

    sums: dict[tuple[str, CostState], int]
    paid: int


class Digests(DigestMatters):
    """The figures of a week, of some campaigns, each by campaign or by collaboration."""

    def installed_at(self) -> datetime:
        """When the bot came to this workspace."""
        query = select(workspace.c.added_at).where(workspace.c.id == self.workspace)
        moment: datetime = self._connection.execute(query).scalar_one()
        return moment

    def first_zone(self) -> str | None:
        """The zone of the first admin or manager whom the bot met."""
        leads = (member.c.role.in_([Role.ADMIN, Role.MANAGER]), member.c.is_welcome)
        query = self._select(member, member.c.tz).where(*leads).order_by(member.c.id).limit(1)
        return self._connection.scalars(query).first()

    def hold_schedule(self) -> None:
        """Let nobody else change the schedule of this workspace before this transaction ends."""
        if self._connection.dialect.name == "postgresql":  # SQLite has one writer
            turn = func.hashtextextended(f"digest:{self.workspace}", 0)
            self._connection.execute(select(func.pg_advisory_xact_lock(turn)))

    def people(self, campaign_ids: Sequence[int], *, first: date, last: date) -> list[PersonWeek]:
        """Those of these campaigns of whom anything is live or came in, with clicks, orders and revenue of some days.

        A day without any has no row, so those who are tracked and have none count as 0.
        """
        days = self._select(
            result_day, result_day.c.collaboration_id, *(func.sum(result_day.c[name]).label(name) for name in _WEEK)
        )
        days = days.join(collaboration, collaboration.c.id == result_day.c.collaboration_id)
        days = days.where(collaboration.c.campaign_id.in_(campaign_ids), result_day.c.day.between(first, last))
        week = days.group_by(result_day.c.collaboration_id).subquery()
        columns = (collaboration.c.id, collaboration.c.campaign_id, func.coalesce(result.c.posts, 0), link.c.id)
        query = self._select(collaboration, *columns, *(func.coalesce(week.c[name], 0) for name in _WEEK))
        query = query.outerjoin(result, result.c.collaboration_id == collaboration.c.id)
        query = query.outerjoin(link, link.c.collaboration_id == collaboration.c.id)
        query = query.outerjoin(week, week.c.collaboration_id == collaboration.c.id)
        told = or_(result.c.posts > 0, week.c.collaboration_id.is_not(None))
        query = query.where(collaboration.c.campaign_id.in_(campaign_ids), told).order_by(collaboration.c.id)
        return [
            PersonWeek(number, campaign_id, posts, link_id is not None, int(clicks), int(orders), int(revenue))
            for number, campaign_id, posts, link_id, clicks, orders, revenue in self._connection.execute(query)
        ]

    def days(self, campaign_ids: Sequence[int], *, first: date, last: date) -> dict[int, list[DaySums]]:
        """Clicks, orders and revenue of each campaign by day, both ends included; days without any are left out."""
        sums = [func.sum(result_day.c[name]) for name in _WEEK]
        columns = (collaboration.c.campaign_id, result_day.c.day)
        query = self._select(result_day, *columns, *sums)
        query = query.join(collaboration, collaboration.c.id == result_day.c.collaboration_id)
        query = query.where(collaboration.c.campaign_id.in_(campaign_ids), result_day.c.day.between(first, last))
        found: dict[int, list[DaySums]] = {}
        for campaign_id, day, *numbers in self._connection.execute(query.group_by(*columns).order_by(*columns)):
            found.setdefault(campaign_id, []).append(DaySums(day, *map(int, numbers)))
        return found

    def published(self, campaign_ids: Sequence[int], *, first: date, last: date) -> dict[int, dict[int, int]]:
        """How many posts went live on these days, by campaign and collaboration."""
        columns = (collaboration.c.campaign_id, collaboration.c.id)
        query = self._select(post, *columns, func.count())
        query = query.join(collaboration, collaboration.c.id == post.c.collaboration_id)
        query = query.where(post.c.published_on.between(first, last), collaboration.c.campaign_id.in_(campaign_ids))
        return _nested(self._connection.execute(query.group_by(*columns)))

    def gained(self, campaign_ids: Sequence[int], *, first: date, last: date) -> dict[int, dict[int, int]]:
        """By how much engagements grew on these days, by campaign and collaboration; only where posts were read then.

        What a post had when it was first read counts whole.
        """
        read = self._select(post_metric, post_metric.c.post_id).where(post_metric.c.day.between(first, last)).distinct()
        day = post_metric.c.day
        each = [
            self._latest(name, day <= last) - func.coalesce(self._latest(name, day < first), 0) for name in ENGAGEMENTS
        ]
        columns = (collaboration.c.campaign_id, collaboration.c.id)
        mine = self._select(post, *columns, *(one.label(name) for name, one in zip(ENGAGEMENTS, each, strict=True)))
        mine = mine.join(collaboration, collaboration.c.id == post.c.collaboration_id)
        posts = mine.where(post.c.id.in_(read), collaboration.c.campaign_id.in_(campaign_ids)).subquery()
        known = [posts.c[name] for name in ENGAGEMENTS]
        first_one, *others = (func.coalesce(one, 0) for one in known)
        by = (posts.c.campaign_id, posts.c.id)
        query = select(*by, func.sum(sum(others, first_one))).where(or_(*(one.is_not(None) for one in known)))
        return _nested(self._connection.execute(query.group_by(*by)))

    def _latest(self, name: str, when: ColumnElement[bool]) -> ColumnElement[Any]:
        """The latest known value of a metric of a post, of some days."""
        query = self._select(post_metric, post_metric.c[name]).where(post_metric.c.post_id == post.c.id, when)
        query = query.where(post_metric.c[name].is_not(None)).order_by(post_metric.c.day.desc()).limit(1)
        return query.correlate(post).scalar_subquery()

    def totals(self, campaign_ids: Sequence[int]) -> dict[int, Sums]:
        """The sums over everybody in each of these campaigns, up to now."""
        mine = collaboration.c.campaign_id.in_(campaign_ids)
        foreign = self._foreign(mine)
        links = self._select(link, collaboration.c.campaign_id).distinct()
        links = links.join(collaboration, collaboration.c.id == link.c.collaboration_id).where(mine)
        tracked = set(self._connection.scalars(links))
        query = self._select(result, collaboration.c.campaign_id, *(func.sum(column) for column in COUNTS))
        query = query.join(collaboration, collaboration.c.id == result.c.collaboration_id).where(mine)
        rows = self._connection.execute(query.group_by(collaboration.c.campaign_id))
        found = {number: [int(count or 0) for count in counts] for number, *counts in rows}
        none = [0] * len(COUNTS)
        return {
            number: sums_of(found.get(number, none), foreign.get(number, {}), is_tracked=number in tracked)
            for number in campaign_ids
        }

    def _foreign(self, mine: ColumnElement[bool]) -> dict[int, dict[str, int]]:
        """Revenue in other currencies than each campaign's own."""
        query = self._select(result, collaboration.c.campaign_id, result.c.foreign_revenue)
        query = query.join(collaboration, collaboration.c.id == result.c.collaboration_id)
        found: dict[int, dict[str, int]] = {}
        for number, money in self._connection.execute(query.where(mine, result.c.foreign_revenue.is_not(None))):
            mine_too = found.setdefault(number, {})
            for currency, minor in (money or {}).items():
                mine_too[currency] = mine_too.get(currency, 0) + minor
        return found

    def spent(self, campaign_ids: Iterable[int]) -> dict[int, Spent]:
        """What each campaign cost."""
        mine = collaboration.c.campaign_id.in_(list(campaign_ids))
        columns = (collaboration.c.campaign_id, cost.c.currency, cost.c.state)
        query = self._select(cost, *columns, func.sum(cost.c.amount)).group_by(*columns).where(mine)
        query = query.join(collaboration, collaboration.c.id == cost.c.collaboration_id)
        sums: dict[int, dict[tuple[str, CostState], int]] = {}
        for number, currency, state, amount in self._connection.execute(query):
            sums.setdefault(number, {})[currency, CostState(state)] = int(amount)
        people = self._select(cost, collaboration.c.campaign_id, func.count(cost.c.collaboration_id.distinct()))
        people = people.join(collaboration, collaboration.c.id == cost.c.collaboration_id)
        people = people.where(mine, cost.c.state.in_(COUNTED)).group_by(collaboration.c.campaign_id)
        paid = {number: int(count) for number, count in self._connection.execute(people)}
        return {number: Spent(mine_too, paid.get(number, 0)) for number, mine_too in sums.items()}


def _nested(rows: Iterable[Any]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for campaign_id, collaboration_id, count in rows:
        found.setdefault(campaign_id, {})[collaboration_id] = int(count)
    return found
