"""What the digest of a week is made of, for many campaigns at once: the database adds up, row by row nobody does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, func, or_, select

from bot.domain.campaigns.collaborations import CostState
from bot.domain.results.sums import DaySums, Sums
from bot.domain.team.roles import Role
from storage.base import prepared
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
        rows: Sequence[Any] = self._run(_PEOPLE, ids=campaign_ids, first=first, last=last).all()
        return [
            PersonWeek(number, campaign_id, posts, link_id is not None, int(clicks), int(orders), int(revenue))
            for number, campaign_id, posts, link_id, clicks, orders, revenue in rows
        ]

    def days(self, campaign_ids: Sequence[int], *, first: date, last: date) -> dict[int, list[DaySums]]:
        """Clicks, orders and revenue of each campaign by day, both ends included; days without any are left out."""
        found: dict[int, list[DaySums]] = {}
        rows: Sequence[Any] = self._run(_BY_DAY, ids=campaign_ids, first=first, last=last).all()
        for campaign_id, day, clicks, orders, revenue in rows:
            found.setdefault(campaign_id, []).append(DaySums(day, int(clicks), int(orders), int(revenue)))
        return found

    def published(self, campaign_ids: Sequence[int], *, first: date, last: date) -> dict[int, dict[int, int]]:
        """How many posts went live on these days, by campaign and collaboration."""
        return _nested(self._run(_PUBLISHED, ids=campaign_ids, first=first, last=last).all())

    def gained(self, campaign_ids: Sequence[int], *, first: date, last: date) -> dict[int, dict[int, int]]:
        """By how much engagements grew on these days, by campaign and collaboration; only where posts were read then.

        What a post had when it was first read counts whole.
        """
        return _nested(self._run(_GAINED, ids=campaign_ids, first=first, last=last).all())

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


_FIRST, _LAST = bindparam("first", type_=Date), bindparam("last", type_=Date)
_OURS = collaboration.c.campaign_id.in_(bindparam("ids", expanding=True))
_BOTH = (collaboration.c.campaign_id, collaboration.c.id)


def _people() -> Select[Any]:
    """The collaborations of some campaigns beside their posts, their link, and the sums of some days."""
    sums = (func.sum(result_day.c[name]).label(name) for name in _WEEK)
    days = prepared(result_day, result_day.c.collaboration_id, *sums)
    days = days.join(collaboration, collaboration.c.id == result_day.c.collaboration_id)
    days = days.where(_OURS, result_day.c.day.between(_FIRST, _LAST))
    week = days.group_by(result_day.c.collaboration_id).subquery()
    columns = (collaboration.c.id, collaboration.c.campaign_id, func.coalesce(result.c.posts, 0), link.c.id)
    query = prepared(collaboration, *columns, *(func.coalesce(week.c[name], 0) for name in _WEEK))
    query = query.outerjoin(result, result.c.collaboration_id == collaboration.c.id)
    query = query.outerjoin(link, link.c.collaboration_id == collaboration.c.id)
    query = query.outerjoin(week, week.c.collaboration_id == collaboration.c.id)
    told = or_(result.c.posts > 0, week.c.collaboration_id.is_not(None))
    return query.where(_OURS, told).order_by(collaboration.c.id)


def _by_day() -> Select[Any]:
    """The sums of each campaign by day."""
    columns = (collaboration.c.campaign_id, result_day.c.day)
    query = prepared(result_day, *columns, *(func.sum(result_day.c[name]) for name in _WEEK))
    query = query.join(collaboration, collaboration.c.id == result_day.c.collaboration_id)
    return query.where(_OURS, result_day.c.day.between(_FIRST, _LAST)).group_by(*columns).order_by(*columns)


def _published() -> Select[Any]:
    """Posts by the day on which they went live: found by it first, or SQLite goes through all of the campaigns."""
    then = post.alias()
    recent = select(then.c.id).where(then.c.workspace_id == bindparam("workspace"))
    recent = recent.where(then.c.published_on.between(_FIRST, _LAST))
    query = prepared(post, *_BOTH, func.count())
    query = query.join(collaboration, collaboration.c.id == post.c.collaboration_id)
    return query.where(post.c.id.in_(recent), _OURS).group_by(*_BOTH)


def _gained() -> Select[Any]:
    """The latest known engagements of the posts that were read on some days, less those known before."""
    day = post_metric.c.day
    read = prepared(post_metric, post_metric.c.post_id).where(day.between(_FIRST, _LAST)).distinct()
    each = [
        (_latest(name, day <= _LAST) - func.coalesce(_latest(name, day < _FIRST), 0)).label(name)
        for name in ENGAGEMENTS
    ]
    mine = prepared(post, *_BOTH, *each).join(collaboration, collaboration.c.id == post.c.collaboration_id)
    posts = mine.where(post.c.id.in_(read), _OURS).subquery()
    known = [posts.c[name] for name in ENGAGEMENTS]
    first_one, *others = (func.coalesce(one, 0) for one in known)
    by = (posts.c.campaign_id, posts.c.id)
    query = select(*by, func.sum(sum(others, first_one))).where(or_(*(one.is_not(None) for one in known)))
    return query.group_by(*by)


def _latest(name: str, when: ColumnElement[bool]) -> ColumnElement[Any]:
    """The latest known value of a metric of a post, of some days."""
    query = prepared(post_metric, post_metric.c[name]).where(post_metric.c.post_id == post.c.id, when)
    query = query.where(post_metric.c[name].is_not(None)).order_by(post_metric.c.day.desc()).limit(1)
    return query.correlate(post).scalar_subquery()


_PEOPLE, _BY_DAY, _PUBLISHED, _GAINED = _people(), _by_day(), _published(), _gained()


def _nested(rows: Iterable[Any]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    for campaign_id, collaboration_id, count in rows:
        found.setdefault(campaign_id, {})[collaboration_id] = int(count)
    return found
