"""Orders, refunds, and whose they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select

from bot.domain.results.attribution import Attribution, By, Order, Why, code_key
from bot.domain.results.revenue import Refund, standing_refund
from storage.base import Queries
from storage.tables import conversion, conversion_trace, refund


class Trace(StrEnum):
    """By what an order can be found again."""

    CODE = "code"
    CLICK = "click"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Conversion:
    """An order as it is kept: what was refunded, whose it is, by what and why. Money is in minor units."""

    id: int
    order: Order
    refunded: int
    collaboration_id: int | None
    campaign_id: int | None
    by: By | None
    why: Why
    source: str


def _conversion(row: Any) -> Conversion:
    traces = (tuple(row.codes), tuple(row.clicks), tuple(row.links))
    order = Order(row.order_key, row.at, row.amount, row.currency, *traces)
    by = By(row.by) if row.by else None
    whose = (row.collaboration_id, row.campaign_id, by, Why(row.why))
    return Conversion(row.id, order, row.refunded, *whose, row.source)


def _refund(row: Any) -> Refund:
    return Refund(row.refund_key, row.order_key, row.at, row.amount, row.currency)


class Conversions(Queries):
    """Orders, refunds, and whose they are."""

    def hold(self) -> None:
        """Let nobody else write orders, clicks or codes of this workspace before this transaction ends.

        Without it an order and the click that it names, written at once, would not see each other.
        """
        if self._connection.dialect.name == "postgresql":  # SQLite has one writer
            turn = func.hashtextextended(f"conversions:{self.workspace}", 0)
            self._connection.execute(select(func.pg_advisory_xact_lock(turn)))

    def kept(self, order_keys: Iterable[str]) -> dict[str, Conversion]:
        """The orders among these keys."""
        query = self._select(conversion).where(conversion.c.order_key.in_(list(order_keys)))
        return {row.order_key: _conversion(row) for row in self._connection.execute(query)}

    def put(self, orders: Sequence[Order], *, source: str, by: str | None, now: datetime) -> None:
        """Write orders; one that is kept already is changed. Whose they are is decided afterwards."""
        told = {"why": Why.NO_TRACE, "source": source, "entered_by": by, "entered_at": now}
        rows = [{**_row(one), **told} for one in orders]
        new = ("at", "amount", "currency", "codes", "clicks", "links", "source", "entered_by", "entered_at")
        self._put(conversion, rows, same=("workspace_id", "order_key"), new=new)
        kept = self.kept(one.key for one in orders)
        ids = [one.id for one in kept.values()]
        self._connection.execute(self._delete(conversion_trace).where(conversion_trace.c.conversion_id.in_(ids)))
        traces = [{"conversion_id": one.id, **trace} for one in kept.values() for trace in _traces(one.order)]
        self._insert_many(conversion_trace, traces)

    def give(self, one: Conversion, to: Attribution, *, campaign_id: int | None, refunded: int) -> None:
        """Note whose an order is, by what and why, and how much of it was given back."""
        whose = {"collaboration_id": to.collaboration_id, "campaign_id": campaign_id, "by": to.by, "why": to.why}
        changed = self._update(conversion).where(conversion.c.id == one.id)
        self._connection.execute(changed.values(**whose, refunded=refunded))

    def naming(self, kind: Trace, keys: Iterable[str]) -> list[str]:
        """The keys of the orders that name one of these codes (as compared), clicks or links."""
        mine = (conversion_trace.c.kind == kind, conversion_trace.c.key.in_(list(keys)))
        query = self._select(conversion_trace, conversion.c.order_key)
        query = query.join(conversion, conversion.c.id == conversion_trace.c.conversion_id).where(*mine)
        return list(self._connection.scalars(query.distinct()))

    def put_refunds(self, refunds: Sequence[Refund], *, source: str, now: datetime) -> list[str]:
        """Write refunds; gives the keys of the orders of those that were not known so."""
        query = self._select(refund).where(refund.c.refund_key.in_([one.key for one in refunds]))
        kept = {row.refund_key: _refund(row) for row in self._connection.execute(query)}
        new: dict[str, Refund] = {}
        for one in refunds:
            stands = standing_refund(new.get(one.key) or kept.get(one.key, one), one)
            if stands != kept.get(one.key):
                new[one.key] = stands
        told = {"source": source, "entered_at": now}
        rows = [
            {"refund_key": one.key, "order_key": one.order_key, "at": one.at, "amount": one.amount, **told}
            | {"currency": one.currency}
            for one in new.values()
        ]
        self._put(refund, rows, same=("workspace_id", "refund_key"), new=("order_key", "at", "amount", "currency"))
        return [one.order_key for one in new.values()]

    def refunds(self, order_keys: Iterable[str]) -> dict[str, list[Refund]]:
        """The refunds of these orders, by order."""
        found: dict[str, list[Refund]] = {}
        query = self._select(refund).where(refund.c.order_key.in_(list(order_keys))).order_by(refund.c.id)
        for row in self._connection.execute(query):
            found.setdefault(row.order_key, []).append(_refund(row))
        return found

    def waiting(self) -> int:
        """How many refunds have no order yet."""
        known = select(conversion.c.id).where(
            conversion.c.workspace_id == self.workspace, conversion.c.order_key == refund.c.order_key
        )
        query = self._select(refund, func.count()).where(~known.exists())
        return int(self._connection.execute(query).scalar_one())

    def of_campaign(self, campaign_id: int, *, limit: int) -> list[Conversion]:
        """The last orders of a campaign."""
        query = self._select(conversion).where(conversion.c.campaign_id == campaign_id)
        return self._listed(query, limit=limit)

    def unattributed(self, *, limit: int, skip: int = 0) -> list[Conversion]:
        """The last orders that belong to nobody."""
        return self._listed(self._select(conversion).where(conversion.c.by.is_(None)), limit=limit, skip=skip)

    def count_unattributed(self) -> int:
        """How many orders belong to nobody."""
        query = self._select(conversion, func.count()).where(conversion.c.by.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def keys_of_campaign(self, campaign_id: int) -> list[str]:
        """The keys of all orders of a campaign."""
        query = self._select(conversion, conversion.c.order_key).where(conversion.c.campaign_id == campaign_id)
        return list(self._connection.scalars(query))

    def _listed(self, query: Select[Any], *, limit: int, skip: int = 0) -> list[Conversion]:
        query = query.order_by(conversion.c.at.desc(), conversion.c.id.desc()).limit(limit).offset(skip)
        return [_conversion(row) for row in self._connection.execute(query)]


def _row(order: Order) -> dict[str, Any]:
    traces = {"codes": list(order.codes), "clicks": list(order.clicks), "links": list(order.links)}
    return {"order_key": order.key, "at": order.at, "amount": order.amount, "currency": order.currency, **traces}


def _traces(order: Order) -> list[dict[str, str]]:
    """All that an order names, each once."""
    named = {(Trace.CODE, code_key(one)) for one in order.codes}
    named |= {(Trace.CLICK, one) for one in order.clicks} | {(Trace.LINK, one) for one in order.links}
    return [{"kind": kind, "key": key} for kind, key in sorted(named)]
