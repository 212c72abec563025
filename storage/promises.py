"""What we owe, with its date."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func

from bot.domain.payments.promises import Promise, PromiseKind
from storage.base import Queries, prepared
from storage.tables import promise

_OPEN = (promise.c.kept_at.is_(None), promise.c.cancelled_at.is_(None))
_OWED = prepared(promise).where(promise.c.influencer_id == bindparam("influencer"), *_OPEN)
_OWED = _OWED.order_by(promise.c.due_at, promise.c.id)
_SAME = tuple(name for name in Promise.__dataclass_fields__ if name != "kind")


def promise_of(row: Any) -> Promise:
    """The promise that a row of its table holds."""
    return Promise(**{name: row._mapping[name] for name in _SAME}, kind=PromiseKind(row.kind))


@dataclass(frozen=True, slots=True)
class Owed:
    """Which promises are meant: somebody's, a campaign's, those that were due before a moment; or all."""

    owner: str | None = None
    campaign_id: int | None = None
    overdue_at: datetime | None = None


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

    def get(self, promise_id: int) -> Promise | None:
        """The promise, or None if there is none of that id here."""
        row = self._connection.execute(self._select(promise).where(promise.c.id == promise_id)).first()
        return promise_of(row) if row else None

    def let_go(self, ids: Iterable[int], *, why: str, now: datetime) -> int:
        """Note that these are no longer owed, as far as they are open; how many were."""
        changed = self._update(promise).where(promise.c.id.in_(list(ids)), *_OPEN)
        return self._connection.execute(changed.values(cancelled_at=now, why=why)).rowcount

    def keep_these(self, ids: Iterable[int], *, by: str, at: datetime) -> int:
        """Note that these were kept at a moment, as far as they are open; how many were."""
        changed = self._update(promise).where(promise.c.id.in_(list(ids)), *_OPEN)
        return self._connection.execute(changed.values(kept_at=at, kept_by=by)).rowcount

    def give(self, ids: Iterable[int], *, to: str) -> int:
        """Let somebody else keep these, as far as they are open; how many were."""
        changed = self._update(promise).where(promise.c.id.in_(list(ids)), *_OPEN)
        return self._connection.execute(changed.values(owner=to)).rowcount

    def open_of_influencer(self, influencer_id: int) -> list[Promise]:
        """What we owe an influencer, by date."""
        return [promise_of(row) for row in self._run(_OWED, influencer=influencer_id)]

    def towards(self, influencer_ids: Iterable[int]) -> list[Promise]:
        """Everything that we ever owed these influencers, the kept and the cancelled too, by date."""
        return self._listed(self._select(promise).where(promise.c.influencer_id.in_(list(influencer_ids))))

    def open_of_collaboration(self, collaboration_id: int) -> list[Promise]:
        """What we owe in a collaboration, by date."""
        return self._listed(self._select(promise).where(promise.c.collaboration_id == collaboration_id, *_OPEN))

    def of_collaboration(self, collaboration_id: int) -> list[Promise]:
        """All promises in a collaboration, the kept and the cancelled too, by date."""
        return self._listed(self._select(promise).where(promise.c.collaboration_id == collaboration_id))

    def open_of_campaign(self, campaign_id: int) -> list[Promise]:
        """What we owe in a campaign, by date."""
        return self._listed(self._select(promise).where(promise.c.campaign_id == campaign_id, *_OPEN))

    def page(self, of: Owed, *, limit: int, skip: int = 0) -> list[Promise]:
        """A page of what is open, by date."""
        query = self._select(promise).where(*self._chosen(of), *_OPEN)
        return self._listed(query.limit(limit).offset(skip))

    def count(self, of: Owed) -> int:
        """How many are open."""
        query = self._select(promise, func.count()).where(*self._chosen(of), *_OPEN)
        return int(self._connection.execute(query).scalar_one())

    def every(self, of: Owed) -> list[Promise]:
        """All promises, the kept and the cancelled too, by date; `overdue_at` says nothing here."""
        return self._listed(self._select(promise).where(*self._chosen(replace(of, overdue_at=None))))

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Let what we owed one influencer be owed to another."""
        mine = self._update(promise).where(promise.c.influencer_id == from_id)
        self._connection.execute(mine.values(influencer_id=to_id))

    @staticmethod
    def _chosen(of: Owed) -> list[ColumnElement[bool]]:
        chosen = []
        if of.owner is not None:
            chosen.append(promise.c.owner == of.owner)
        if of.campaign_id is not None:
            chosen.append(promise.c.campaign_id == of.campaign_id)
        if of.overdue_at is not None:
            chosen.append(promise.c.due_at < of.overdue_at)
        return chosen

    def _listed(self, query: Select[Any]) -> list[Promise]:
        return [promise_of(row) for row in self._connection.execute(query.order_by(promise.c.due_at, promise.c.id))]
