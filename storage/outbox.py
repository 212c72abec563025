"""The outbox: what is to be said, and what was said where."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func

from bot.messages import Message
from storage.base import Queries
from storage.tables import outbox


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

    def keep(self, message: Message, *, now: datetime) -> None:
        """Keep a message that is shown already, so that later changes reach it."""
        row = {"key": message.key, "kind": message.kind, "to": message.to, "values": {}, "shown_revision": 1}
        self._insert_new(outbox, [{**row, "added_at": now, "sent_at": now}])
