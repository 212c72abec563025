"""Bringing the sums over posts, clicks and conversions up to date, many collaborations at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    insert,
    literal,
    literal_column,
    null,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.base import Queries
from storage.roster import batches
from storage.tables import (
    METRICS,
    campaign,
    click,
    collaboration,
    conversion,
    post,
    post_metric,
    refund,
    result,
    result_day,
)

_PAID_BACK = case((conversion.c.refunded > conversion.c.amount, conversion.c.amount), else_=conversion.c.refunded)
_NET = conversion.c.amount - _PAID_BACK
_IS_OURS = conversion.c.currency == campaign.c.currency


class ResultSums(Queries):
    """Writes `result` and `result_day` anew from the rows that they sum up."""

    def sum_up(self, collaboration_ids: Iterable[int]) -> None:
        """Bring the sums of these collaborations up to date. Ids that are not of this workspace are passed over."""
        for batch in batches(sorted(set(collaboration_ids))):
            self._hold(batch)
            self._put_results(batch)
            self._put_foreign(batch)
            self._put_days(batch)

    def _hold(self, ids: Sequence[int]) -> None:
        """Let two who sum up the same collaboration do so one after the other, so that the later sees all."""
        query = self._select(collaboration, collaboration.c.id).where(collaboration.c.id.in_(ids))
        self._connection.execute(query.order_by(collaboration.c.id).with_for_update(key_share=True))

    def _put_results(self, ids: Sequence[int]) -> None:
        posts, clicks, orders = self._posts(ids), self._clicks(ids), self._orders(ids)
        parts: dict[str, ColumnElement[Any]] = {"profile_id": posts.c.profile_id, "foreign_revenue": null()}
        for source in (posts, clicks, orders):
            parts |= {name: func.coalesce(source.c[name], 0) for name in source.c.keys() if name in _SUMS}  # noqa: SIM118
        joined: FromClause = collaboration
        for source in (posts, clicks, orders):
            joined = joined.outerjoin(source, source.c.collaboration_id == collaboration.c.id)
        query = select(literal(self.workspace), collaboration.c.id, *parts.values()).select_from(joined)
        query = query.where(collaboration.c.workspace_id == self.workspace, collaboration.c.id.in_(ids))
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(result).from_select(["workspace_id", "collaboration_id", *parts], query)
        new = {name: statement.excluded[name] for name in parts}
        self._connection.execute(statement.on_conflict_do_update(index_elements=["collaboration_id"], set_=new))

    def _posts(self, ids: Sequence[int], *among: ColumnElement[bool]) -> FromClause:
        """The posts of each collaboration (all, or those `among` some), and their latest known metrics."""
        latest = [self._latest(name) for name in METRICS]
        mine = self._select(post, post.c.collaboration_id, post.c.profile_id, *latest)
        each = mine.where(post.c.collaboration_id.in_(ids), *among).subquery()
        only = func.min(each.c.profile_id)
        query = select(
            each.c.collaboration_id,
            case((only == func.max(each.c.profile_id), only)).label("profile_id"),
            func.count().label("posts"),
            *(func.sum(each.c[name]).label(name) for name in METRICS),
            *(func.count(each.c[name]).label(f"{name}_known") for name in METRICS),
        )
        return query.group_by(each.c.collaboration_id).subquery()

    def _latest(self, name: str) -> ColumnElement[Any]:
        """The latest known value of a metric of a post."""
        known = (post_metric.c.post_id == post.c.id, post_metric.c[name].is_not(None))
        query: ScalarSelect[Any] = (
            self._select(post_metric, post_metric.c[name])
            .where(*known)
            .order_by(post_metric.c.day.desc())
            .limit(1)
            .correlate(post)
            .scalar_subquery()
        )
        return query.label(name)

    def _clicks(self, ids: Sequence[int]) -> FromClause:
        by_robots = func.sum(case((click.c.is_robot, 1), else_=0))
        counts = ((func.count() - by_robots).label("clicks"), by_robots.label("robot_clicks"))
        query = self._select(click, click.c.collaboration_id, *counts).where(click.c.collaboration_id.in_(ids))
        return query.group_by(click.c.collaboration_id).subquery()

    def _orders(self, ids: Sequence[int]) -> FromClause:
        """Orders that were not given back whole, and the money in the campaign's own currency."""
        sums = (
            func.sum(case((self._is_given_back(), 0), else_=1)).label("conversions"),
            func.sum(case((_IS_OURS, _NET), else_=0)).label("revenue"),
            func.sum(case((_IS_OURS, _PAID_BACK), else_=0)).label("refunded"),
        )
        query = self._of_campaigns(ids, conversion.c.collaboration_id, *sums)
        return query.group_by(conversion.c.collaboration_id).subquery()

    def _of_campaigns(self, ids: Sequence[int], *columns: ColumnElement[Any]) -> Select[Any]:
        """Conversions of these collaborations, each beside its campaign."""
        query = self._select(conversion, *columns).where(conversion.c.collaboration_id.in_(ids))
        query = query.join(collaboration, collaboration.c.id == conversion.c.collaboration_id)
        return query.join(campaign, campaign.c.id == collaboration.c.campaign_id)

    def _is_given_back(self) -> ColumnElement[bool]:
        """Whether an order was given back whole, or cancelled (bot.domain.revenue, `net`)."""
        whole = and_(conversion.c.amount > 0, conversion.c.refunded >= conversion.c.amount)
        mine = (refund.c.workspace_id == self.workspace, refund.c.order_key == conversion.c.order_key)
        return or_(whole, exists().where(*mine, refund.c.amount.is_(None)))

    def _put_foreign(self, ids: Sequence[int]) -> None:
        """Revenue in other currencies, apart by currency."""
        columns = (conversion.c.collaboration_id, conversion.c.currency)
        query = self._of_campaigns(ids, *columns, func.sum(_NET).label("net")).where(~_IS_OURS).group_by(*columns)
        found: dict[int, dict[str, int]] = {}
        for row in self._connection.execute(query.having(func.sum(_NET) > 0)):
            found.setdefault(row.collaboration_id, {})[row.currency] = int(row.net)
        if not found:
            return
        mine = (result.c.workspace_id == self.workspace, result.c.collaboration_id == bindparam("of"))
        statement = update(result).where(*mine).values(foreign_revenue=bindparam("money"))
        self._connection.execute(statement, [{"of": number, "money": money} for number, money in found.items()])

    def _put_days(self, ids: Sequence[int]) -> None:
        self._connection.execute(self._delete(result_day).where(result_day.c.collaboration_id.in_(ids)))
        days = union_all(self._click_days(ids), self._order_days(ids)).subquery()
        names = ("clicks", "conversions", "revenue")
        sums = [func.sum(days.c[name]) for name in names]
        query = select(literal(self.workspace), days.c.collaboration_id, days.c.day, *sums)
        query = query.group_by(days.c.collaboration_id, days.c.day)
        target = ["workspace_id", "collaboration_id", "day", *names]
        self._connection.execute(insert(result_day).from_select(target, query))

    def _click_days(self, ids: Sequence[int]) -> Select[Any]:
        day = self._day(click.c.at)
        counts = (func.count().label("clicks"), literal(0).label("conversions"), literal(0).label("revenue"))
        query = self._select(click, click.c.collaboration_id, day.label("day"), *counts)
        return query.where(click.c.collaboration_id.in_(ids), ~click.c.is_robot).group_by(click.c.collaboration_id, day)

    def _order_days(self, ids: Sequence[int]) -> Select[Any]:
        day = self._day(conversion.c.at)
        counted = func.sum(case((self._is_given_back(), 0), else_=1))
        revenue = func.sum(case((_IS_OURS, _NET), else_=0))
        query = self._of_campaigns(ids, conversion.c.collaboration_id, day, literal(0), counted, revenue)
        return query.group_by(conversion.c.collaboration_id, day)

    def _day(self, moment: ColumnElement[Any]) -> ColumnElement[Any]:
        """The day of a moment in UTC."""
        if self._connection.dialect.name == "postgresql":
            return cast(func.timezone(literal_column("'UTC'"), moment), Date)
        return func.date(moment)


_SUMS = frozenset(
    {
        *("posts", "clicks", "robot_clicks", "conversions", "revenue", "refunded"),
        *METRICS,
        *(f"{name}_known" for name in METRICS),
    }
)
