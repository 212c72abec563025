"""Taking due work from the queues of all workspaces: messages to send, jobs to run.

A claim moves `due_at` to the end of a lease. Whoever holds the row finishes within it, or the row is
due again by itself: nothing is lost when a process dies. On PostgreSQL several processes share the
queues with SKIP LOCKED; SQLite has one writing process.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, case, literal, select, update

from storage.tables import job, outbox
from storage.types import Moment

LEASE = timedelta(seconds=60)
"""How long a claim holds: longer than any single attempt to send, or any step of a job."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message as the sender holds it. `attempts` counts this one, so 2 means an earlier one may have got through."""

    id: int
    workspace: str
    key: str
    kind: str
    to: str
    values: dict[str, Any]
    file_id: int | None
    revision: int
    attempts: int
    channel: str | None
    ts: str | None
    slack_file: str | None
    thread_of: str | None
    added_at: datetime
    held_until: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands; without a `ts` it is still to be posted."""

    channel: str | None
    ts: str | None


@dataclass(frozen=True, slots=True)
class Job:
    """Long work as the worker holds it."""

    id: int
    workspace: str
    kind: str
    step: str
    values: dict[str, Any]
    cursor: int
    file_id: int | None
    asked_by: str
    asked_at: datetime
    attempts: int


def job_of(row: Any) -> Job:
    """The job that a row of its table holds."""
    return Job(
        id=row.id,
        workspace=row.workspace_id,
        kind=row.kind,
        step=row.step,
        values=row._mapping["values"],
        cursor=row.cursor,
        file_id=row.file_id,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        attempts=row.attempts,
    )


class Claims:
    """The due rows of all workspaces."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def messages(self, *, now: datetime, limit: int = 20) -> list[Parcel]:
        """Claim due messages, oldest first."""
        rows = self._claim(outbox, now=now, limit=limit)
        return [
            Parcel(
                id=row.id,
                workspace=row.workspace_id,
                key=row.key,
                kind=row.kind,
                to=row.to,
                values=row._mapping["values"],
                file_id=row.file_id,
                revision=row.revision,
                attempts=row.attempts + 1,
                channel=row.channel,
                ts=row.ts,
                slack_file=row.slack_file,
                thread_of=row.thread_of,
                added_at=row.added_at,
                held_until=now + LEASE,
            )
            for row in rows
        ]

    def jobs(self, *, now: datetime, limit: int = 1) -> list[Job]:
        """Claim due jobs."""
        return [replace(job_of(row), attempts=row.attempts + 1) for row in self._claim(job, now=now, limit=limit)]

    def _claim(self, table: Table, *, now: datetime, limit: int) -> Sequence[Any]:
        due = select(table).where(table.c.due_at <= now).order_by(table.c.due_at, table.c.id).limit(limit)
        rows = self._connection.execute(due.with_for_update(skip_locked=True)).all()
        claimed = update(table).where(table.c.id.in_([row.id for row in rows]))
        if rows:
            self._connection.execute(claimed.values(due_at=now + LEASE, attempts=table.c.attempts + 1))
        return rows

    def take_back(self, *, now: datetime) -> None:
        """Make every claim due again. Only for a process that knows it is alone (SQLite, at its start)."""
        tried = update(outbox).where(outbox.c.due_at > now, outbox.c.attempts > 0)
        self._connection.execute(tried.values(due_at=now))
        self._connection.execute(update(job).where(job.c.due_at > now).values(due_at=now))

    def renew(self, parcel: Parcel, *, now: datetime) -> bool:
        """Hold a message for another lease. False when the old one ended and somebody else took it over."""
        mine = update(outbox).where(outbox.c.id == parcel.id, outbox.c.due_at == parcel.held_until)
        return self._connection.execute(mine.values(due_at=now + LEASE)).rowcount == 1

    def first_of_thread(self, parcel: Parcel) -> Place | None:
        """Where the message stands in whose thread this one belongs; None where there is none or never will be."""
        mine = (outbox.c.workspace_id == parcel.workspace, outbox.c.key == parcel.thread_of)
        row = self._connection.execute(select(outbox).where(*mine)).first()
        if row is None or (row.ts is None and row.due_at is None):
            return None
        return Place(row.channel, row.ts)

    def sent(self, parcel: Parcel, *, channel: str, ts: str | None, now: datetime) -> None:
        """Mark a message as shown in this revision; a change made meanwhile makes it due again."""
        shown = {"channel": channel, "ts": ts, "shown_revision": parcel.revision, "sent_at": now}
        due_at = case((outbox.c.revision == parcel.revision, None), else_=literal(now, Moment))
        done = update(outbox).where(outbox.c.id == parcel.id)
        self._connection.execute(done.values(attempts=0, failure=None, due_at=due_at, **shown))

    def later(self, parcel: Parcel, *, at: datetime, why: str, in_doubt: bool) -> None:
        """Try a message again; one that surely did not get through is as if never tried."""
        values: dict[str, Any] = {"due_at": at, "failure": why}
        if not in_doubt:
            values["attempts"] = parcel.attempts - 1
        self._connection.execute(update(outbox).where(outbox.c.id == parcel.id).values(values))

    def give_up(self, parcel: Parcel, *, why: str) -> None:
        """Keep a message that can never be posted, with the reason."""
        self._connection.execute(update(outbox).where(outbox.c.id == parcel.id).values(due_at=None, failure=why))

    def drop(self, parcel: Parcel) -> None:
        """Say nothing: what the message was to say is no longer so. A change made meanwhile makes it due again."""
        mine = update(outbox).where(outbox.c.id == parcel.id, outbox.c.revision == parcel.revision)
        self._connection.execute(mine.values(due_at=None, attempts=0, failure=None))

    def note_file(self, parcel: Parcel, *, slack_file: str, now: datetime) -> None:
        """Remember Slack's id of an uploaded file before it is shared, and hold it for another lease."""
        noted = update(outbox).where(outbox.c.id == parcel.id)
        self._connection.execute(noted.values(slack_file=slack_file, due_at=now + LEASE))
