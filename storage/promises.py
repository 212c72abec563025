"""What we owe, with its date."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.domain.promises import Promise, PromiseKind
from storage.base import Queries
from storage.tables import promise

_SAME = tuple(name for name in Promise.__dataclass_fields__ if name != "kind")


def promise_of(row: Any) -> Promise:
    """The promise that a row of its table holds."""
    return Promise(**{name: row._mapping[name] for name in _SAME}, kind=PromiseKind(row.kind))


class Promises(Queries):
    """What we owe, with its date. `about` names what a promise came from (`payment:12`)."""

    def open_about(self, about: str) -> Promise | None:
        """The promise that is open about something, if there is one."""
        query = self._select(promise).where(promise.c.about == about, *_OPEN).order_by(promise.c.id.desc())
        row = self._connection.execute(query).first()
        return promise_of(row) if row else None

    def add(self, kind: PromiseKind, about: str, *, due_at: datetime, now: datetime, **fields: Any) -> int:
        """Note a promise; gives its id."""
        row = {"kind": kind, "about": about, "due_at": due_at, "opened_at": now, "why": "", **fields}
        return self._insert(promise, **row)

    def keep(self, about: str, *, by: str, at: datetime) -> bool:
        """Note that what was promised was done at a moment. Whether a promise was open about it."""
        changed = self._update(promise).where(promise.c.about == about, *_OPEN)
        return self._connection.execute(changed.values(kept_at=at, kept_by=by)).rowcount > 0

    def cancel(self, about: str, *, why: str, now: datetime) -> bool:
        """Note that it is no longer owed. Whether a promise was open about it."""
        changed = self._update(promise).where(promise.c.about == about, *_OPEN)
        return self._connection.execute(changed.values(cancelled_at=now, why=why)).rowcount > 0

    def move(self, about: str, *, due_at: datetime) -> bool:
        """Give an open promise another date. Whether one was open."""
        changed = self._update(promise).where(promise.c.about == about, *_OPEN)
        return self._connection.execute(changed.values(due_at=due_at)).rowcount > 0

    def of_campaigns(self, campaign_ids: Iterable[int]) -> list[Promise]:
        """Every promise in these campaigns, by date."""
        query = self._select(promise).where(promise.c.campaign_id.in_(list(campaign_ids)))
        return [promise_of(row) for row in self._connection.execute(query.order_by(promise.c.due_at, promise.c.id))]


_OPEN = (promise.c.kept_at.is_(None), promise.c.cancelled_at.is_(None))
