"""The outbox: what is to be said, and what was said where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func

from bot.messages import Message
from storage.base import Queries
from storage.claims import Parcel
from storage.order import CHANGES, HOMES
from storage.tables import lane, outbox


@dataclass(frozen=True, slots=True)
class Kept:
    """How many messages a conversation did not take for one reason, in Slack's word; `oldest` is the first's number."""

    to: str
    why: str
    many: int
    oldest: int


@dataclass(frozen=True, slots=True)
class Cause:
    """Why Slack takes nothing, by a method or at all (`*`), in its word, and since when."""

    name: str
    cause: str
    since: datetime


class Outbox(Queries):
    """Messages under unique keys. A row is what a message should say; the sender makes Slack agree."""

    has_work = False

    def __init__(self, connection: Connection, workspace: str) -> None:
        super().__init__(connection, workspace)
        self._redrawn: dict[str, tuple[str, Mapping[str, Any], datetime]] = {}

    def add(self, message: Message, *, now: datetime) -> bool:
        """Add a message to post; adding the same key again adds nothing. Whether it was new."""
        self.has_work = True
        row = {
            "key": message.key,
            "kind": message.kind,
            "to": message.to,
            "values": dict(message.values),
            "file_id": message.file_id,
            "thread_of": message.thread_of,
            "due_at": now,
            "added_at": now,
            "lane": HOMES if message.kind == "home" else message.to,
        }
        return self._insert_new(outbox, [row]) == 1

    def change(self, key: str, *, kind: str, values: Mapping[str, Any], now: datetime) -> None:
        """Change what the message under `key` says, wherever it stands by now."""
        self.has_work = True
        due_at = func.coalesce(outbox.c.due_at, now)  # a claim in flight is left alone: its sender sees the change
        changed = self._update(outbox).where(outbox.c.key == key)
        values = {"kind": kind, "values": dict(values), "revision": outbox.c.revision + 1, "due_at": due_at}
        self._connection.execute(changed.values(values))

    def redraw(self, key: str, *, kind: str, values: Mapping[str, Any], now: datetime) -> None:
        """Have the message under `key` drawn anew from its record, once, with the commit: see `write`."""
        self.has_work = True
        self._redrawn[key] = (kind, values, now)

    def write(self) -> None:
        """Note what is to be drawn anew, at the end of a transaction and in one order for all.

        Many write about the same campaign and the same person's Home: in the order of their own work they would
        block one another.
        """
        for key, (kind, values, now) in sorted(self._redrawn.items()):
            self.change(key, kind=kind, values=values, now=now)
        self._redrawn = {}

    def rename(self, key: str, *, to: str) -> None:
        """Let a message stand under another key from now on, so that a new one can take the old."""
        self._connection.execute(self._update(outbox).where(outbox.c.key == key).values(key=to))

    def forget(self, *, to: Iterable[str], before: datetime) -> None:
        """Leave out what waits to be posted to somebody since before a moment: a past that they know already."""
        old = (outbox.c.lane.in_(list(to)), outbox.c.shown_revision == 0, outbox.c.added_at < before)
        self._connection.execute(self._delete(outbox).where(*old))

    def shown_before(self, keys: Iterable[str], *, moment: datetime) -> list[str]:
        """Those of these messages that were last shown before a moment and wait for nothing."""
        rests = (outbox.c.due_at.is_(None), outbox.c.failure.is_(None), outbox.c.sent_at < moment)
        query = self._select(outbox, outbox.c.key).where(outbox.c.key.in_(list(keys)), *rests)
        return list(self._connection.scalars(query))

    def said(self, key: str, *, hold: bool = False) -> Mapping[str, Any] | None:
        """The values of the message under `key`, if there is one. `hold`: nobody else changes it until the commit."""
        query = self._select(outbox, outbox.c["values"]).where(outbox.c.key == key)
        row = self._connection.execute(query.with_for_update() if hold else query).first()
        return dict(row[0]) if row else None

    def unsent(self) -> int:
        """How many messages wait."""
        return len(
            self._connection.execute(self._select(outbox, outbox.c.id).where(outbox.c.due_at.is_not(None))).all()
        )

    def failed(self) -> int:
        """How many messages could never be posted."""
        given_up = (outbox.c.due_at.is_(None), outbox.c.failure.is_not(None))
        return len(self._connection.execute(self._select(outbox, outbox.c.id).where(*given_up)).all())

    def shut_out(self, one: Parcel, *, why: str) -> bool:
        """Keep a message that its conversation did not take, and what waits behind it. False where others hold it."""
        kept = {"due_at": None, "failure": why, "kept": why}
        mine = self._update(outbox).where(outbox.c.id == one.id, outbox.c.held_by == one.held_by)
        attempts = one.attempts - 1
        if not self._connection.execute(mine.values(held_by=None, attempts=attempts, **kept)).rowcount:
            return False
        behind = (outbox.c.lane == one.to, outbox.c.due_at.is_not(None), outbox.c.held_by.is_(None))
        self._connection.execute(self._update(outbox).where(*behind).values(kept))
        return True

    def post_kept(self, to: str, *, now: datetime) -> int:
        """Let everything that is kept for a conversation be due again; how much that is."""
        self.has_work = True
        kept = (outbox.c.to == to, outbox.c.kept.is_not(None), outbox.c.due_at.is_(None))
        return self._connection.execute(self._update(outbox).where(*kept).values(due_at=now)).rowcount

    def kept(self) -> list[Kept]:
        """The conversations that take nothing, with what is kept for each, the most first."""
        many = func.count().label("many")
        query = self._select(outbox, outbox.c.to, outbox.c.kept, many, func.min(outbox.c.id)).where(
            outbox.c.kept.is_not(None)
        )
        rows = self._connection.execute(query.group_by(outbox.c.to, outbox.c.kept).order_by(many.desc(), outbox.c.to))
        return [Kept(*row) for row in rows]

    def standing(self, prefix: str) -> list[str]:
        """The keys that begin so, of messages that stand."""
        begins = (outbox.c.key.startswith(prefix, autoescape=True), outbox.c.sent_at.is_not(None))
        return list(self._connection.scalars(self._select(outbox, outbox.c.key).where(*begins).order_by(outbox.c.id)))

    def causes(self) -> list[Cause]:
        """What has to be mended before Slack takes anything."""
        query = self._select(lane, lane.c.name, lane.c.cause, lane.c.since).where(lane.c.cause.is_not(None))
        return [Cause(*row) for row in self._connection.execute(query.order_by(lane.c.name))]

    def keep(self, message: Message, *, now: datetime) -> None:
        """Keep a message that is shown already, so that later changes reach it."""
        row = {"key": message.key, "kind": message.kind, "to": message.to, "values": {}, "shown_revision": 1}
        row["lane"] = HOMES if message.kind == "home" else CHANGES
        self._insert_new(outbox, [{**row, "added_at": now, "sent_at": now}])
