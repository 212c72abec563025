"""The audit log: every write, with who and when, each entry carrying the hash of the one before."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Text, bindparam, cast, func, insert, select, update

from bot.domain.team.audit_chain import GENESIS, ChainEntry, entry_hash
from storage.base import Queries
from storage.tables import audit, workspace

_HEAD = (
    select(workspace.c.audit_hash, workspace.c.audit_count)
    .where(workspace.c.id == bindparam("workspace"))
    .with_for_update(key_share=True)
)
_NEW_HEAD = (
    update(workspace)
    .where(workspace.c.id == bindparam("workspace"))
    .values(audit_hash=bindparam("head"), audit_count=bindparam("count"))
)
_READ_WHOLE = ("at", "detail")
_AS_STORED = tuple(cast(one, Text).label(one.name) if one.name in _READ_WHOLE else one for one in audit.c)
"""The columns of an entry, without trusting what they hold."""
_TOGETHER = 1_000
"""Entries read from the database at a time."""


@dataclass(frozen=True, slots=True)
class Log:
    """A workspace's log as it stood at one moment. `entries` can be read once."""

    entries: Iterator[ChainEntry]
    head: str
    count: int


class Audit(Queries):
    """Adds to the log and reads it; nothing here changes an entry."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        super().__init__(connection, workspace)
        self._new: list[dict[str, Any]] = []

    def record(self, verb: str, about: str, *, by: str, now: datetime, **detail: Any) -> None:
        """Note that `by` did `verb` to `about` (`influencer:12`). It is written with the commit: see `write`."""
        kept = json.loads(json.dumps(detail, allow_nan=False))
        self._new.append({"at": now, "by": by, "verb": verb, "about": about, "detail": kept})

    def of(self, about: str) -> list[dict[str, Any]]:
        """The entries about one thing, oldest first; those of this transaction too."""
        query = self._select(audit).where(audit.c.about == about).order_by(audit.c.id)
        stored = [dict(row._mapping) for row in self._connection.execute(query)]
        return stored + [dict(one) for one in self._new if one["about"] == about]

    def write(self) -> None:
        """Chain what was recorded to the log: the last thing that a transaction does.

        Whoever writes holds the head until the commit, so nobody who holds it may still wait for somebody else.
        """
        if not self._new:
            return
        before, count = self._connection.execute(_HEAD, {"workspace": self.workspace}).one()
        before = before or GENESIS
        for row in self._new:
            row |= {"before": before, "hash": entry_hash(before, workspace=self.workspace, **row)}
            before = row["hash"]
        self._connection.execute(insert(audit), [{"workspace_id": self.workspace, **row} for row in self._new])
        head = {"workspace": self.workspace, "head": before, "count": count + len(self._new)}
        self._connection.execute(_NEW_HEAD, head)
        self._new = []

    @contextmanager
    def log(self) -> Iterator[Log]:
        """The whole log, streamed, with the head and the count that are kept of it: all as of one moment."""
        mine = (audit.c.workspace_id == workspace.c.id, audit.c.workspace_id == self.workspace)
        query = (
            select(*_AS_STORED, workspace.c.audit_hash, workspace.c.audit_count)
            .select_from(workspace.outerjoin(audit, mine[0] & mine[1]))
            .where(workspace.c.id == self.workspace)
            .order_by(audit.c.id)
        )
        with self._connection.execute(query, execution_options={"yield_per": _TOGETHER}) as rows:
            first = rows.fetchone()
            if first is None:
                raise LookupError(self.workspace)
            entries = (_entry(row) for row in chain([first], rows) if row.id is not None)
            yield Log(entries, head=first.audit_hash or GENESIS, count=first.audit_count)

    def count(self) -> int:
        """How many entries were written."""
        query = select(workspace.c.audit_count).where(workspace.c.id == self.workspace)
        return int(self._connection.execute(query).scalar_one())

    def id_before(self, entry_id: int) -> int:
        """The entry that stands before another, 0 where none does."""
        query = self._select(audit, func.max(audit.c.id)).where(audit.c.id < entry_id)
        return int(self._connection.execute(query).scalar_one() or 0)


def _entry(row: Any) -> ChainEntry:
    """The entry in a row that somebody may have changed: what cannot be read is read as something never written."""
    return ChainEntry(
        id=row.id,
        workspace=row.workspace_id,
        at=_moment(row.at),
        by=str(row.by),
        verb=str(row.verb),
        about=str(row.about),
        detail=_detail(row.detail),
        before=str(row.before or ""),
        hash=str(row.hash or ""),
    )


def _moment(text: str) -> datetime:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read


def _detail(text: str) -> Mapping[str, Any]:
    try:
        read = json.loads(text)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {"": read}
