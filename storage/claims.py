"""Taking due work from the queues of all workspaces: messages to send, jobs to run.

A message is claimed by writing a token of its holder's beside it. Nobody waits for a moment to pass by some clock: a
process that has itself seen the same token for a whole lease takes the message over, so neither a dead holder nor a
clock that is set loses or doubles anything. A job's claim moves `due_at` to the end of a lease; its steps are
conditional, so that two who do the same one do it once. On PostgreSQL several processes share the queues with SKIP
LOCKED; SQLite has one writing process.

What is new to a conversation goes out in the order it was added: only the first of those that wait there is ever
claimed. What changes a message that stands, and Homes, wait for nobody.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, case, func, literal, or_, select, tuple_, update

from bot.domain.team.pace import POST
from storage.lanes import EVERYTHING, Lanes
from storage.order import ASIDE, CHANGES, HOMES, changes, firsts, is_due
from storage.tables import job, outbox
from storage.types import Moment

LEASE = timedelta(seconds=60)
"""How long a claim holds: longer than any single attempt to send, or any step of a job."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message as the sender holds it. `attempts` counts this one, so 2 means an earlier one may have got through.

    `was_kept` says that its conversation had shut it out.
    """

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
    lane: str
    held_by: str
    was_kept: bool


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
    """The due rows of all workspaces, and the lanes they go through."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.lanes = Lanes(connection)

    def is_waiting(self) -> bool:
        """Whether there is any message to send, now or later."""
        return (
            self._connection.execute(select(outbox.c.id).where(outbox.c.due_at.is_not(None)).limit(1)).first()
            is not None
        )

    def holders(self) -> set[str]:
        """The tokens of all who hold a message."""
        return set(self._connection.scalars(select(outbox.c.held_by).where(outbox.c.held_by.is_not(None))))

    def message(
        self, *, now: datetime, token: str, lapsed: Collection[str] = (), busy: Collection[tuple[str, str]] = ()
    ) -> Parcel | None:
        """Claim a message under a token of one's own: a change before something new, and the oldest of each.

        `lapsed` are tokens of holders who are gone; `busy` are lanes, by workspace and name, to be left alone.
        """
        free = or_(outbox.c.held_by.is_(None), outbox.c.held_by.in_(lapsed))
        quiet = tuple_(outbox.c.workspace_id, outbox.c.lane).not_in(list(busy)) if busy else literal(value=True)
        for query, through in ((changes(now), {EVERYTHING}), (firsts(now), {EVERYTHING, POST})):
            closed = outbox.c.workspace_id.in_([workspace for workspace, name in busy if name in through])
            claimable = query.where(free, quiet, ~closed).limit(1).with_for_update(skip_locked=True, of=outbox)
            row = self._connection.execute(claimable).first()
            if row is not None:
                return self._hold(row, token=token, now=now)
        return None

    def _hold(self, row: Any, *, token: str, now: datetime) -> Parcel:
        due_at = func.coalesce(outbox.c.due_at, literal(now, Moment))
        held = update(outbox).where(outbox.c.id == row.id)
        self._connection.execute(held.values(held_by=token, attempts=row.attempts + 1, kept=None, due_at=due_at))
        return Parcel(
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
            lane=row.lane,
            held_by=token,
            was_kept=row.kept is not None,
        )

    def jobs(self, *, now: datetime, limit: int = 1) -> list[Job]:
        """Claim due jobs."""
        return [replace(job_of(row), attempts=row.attempts + 1) for row in self._claim(job, now=now, limit=limit)]

    def _claim(self, table: Table, *, now: datetime, limit: int) -> Sequence[Any]:
        due = select(table).where(is_due(table, now)).order_by(table.c.due_at, table.c.id).limit(limit)
        rows = self._connection.execute(due.with_for_update(skip_locked=True)).all()
        claimed = update(table).where(table.c.id.in_([row.id for row in rows]))
        if rows:
            self._connection.execute(claimed.values(due_at=now + LEASE, attempts=table.c.attempts + 1))
        return rows

    def take_back(self, *, now: datetime) -> None:
        """Make every claim due again. Only for a process that knows it is alone (SQLite, at its start)."""
        self._connection.execute(update(outbox).where(outbox.c.held_by.is_not(None)).values(held_by=None))
        self._connection.execute(update(job).where(job.c.due_at > now).values(due_at=now))

    def first_of_thread(self, parcel: Parcel) -> Place | None:
        """Where the message stands in whose thread this one belongs; None where there is none or never will be.

        One that was added later waits for this one, so this one does not wait for it.
        """
        mine = (outbox.c.workspace_id == parcel.workspace, outbox.c.key == parcel.thread_of)
        row = self._connection.execute(select(outbox).where(*mine)).first()
        if row is None or (row.ts is None and (row.due_at is None or row.id > parcel.id)):
            return None
        return Place(row.channel, row.ts)

    def sent(self, parcel: Parcel, *, channel: str, ts: str | None, now: datetime) -> None:
        """Mark a message as shown in this revision; a change made meanwhile makes it due again.

        Where its conversation had shut it out, all that was kept there is due again.
        """
        shown = {"channel": channel, "ts": ts, "shown_revision": parcel.revision, "sent_at": now}
        due_at = case((outbox.c.revision == parcel.revision, None), else_=literal(now, Moment))
        lane = HOMES if parcel.lane == HOMES else CHANGES
        self._let_go(parcel, attempts=0, failure=None, due_at=due_at, lane=lane, **shown)
        if parcel.was_kept:
            kept = (outbox.c.workspace_id == parcel.workspace, outbox.c.to == parcel.to, outbox.c.kept.is_not(None))
            self._connection.execute(update(outbox).where(*kept).values(due_at=now, kept=None))

    def later(
        self, parcel: Parcel, *, at: datetime, in_doubt: bool, why: str | None = None, aside: bool = False
    ) -> None:
        """Try a message again; one that surely did not get through is as if never tried.

        `aside` lets what comes after it in its conversation go first.
        """
        values: dict[str, Any] = {"due_at": at} | ({"failure": why} if why else {}) | ({"lane": ASIDE} if aside else {})
        self._let_go(parcel, **values, **({} if in_doubt else {"attempts": parcel.attempts - 1}))

    def give_up(self, parcel: Parcel, *, why: str) -> None:
        """Keep a message that can never be posted, with the reason."""
        self._let_go(parcel, due_at=None, failure=why)

    def drop(self, parcel: Parcel, *, now: datetime) -> None:
        """Say nothing: what the message was to say is no longer so. A change made meanwhile makes it due again."""
        due_at = case((outbox.c.revision == parcel.revision, None), else_=literal(now, Moment))
        self._let_go(parcel, due_at=due_at, attempts=0, failure=None)

    def _let_go(self, parcel: Parcel, **values: Any) -> None:
        """Write what became of a message, unless somebody else has taken it over."""
        mine = (outbox.c.id == parcel.id, outbox.c.held_by == parcel.held_by)
        self._connection.execute(update(outbox).where(*mine).values(held_by=None, **values))

    def note_file(self, parcel: Parcel, *, slack_file: str) -> None:
        """Remember Slack's id of an uploaded file before it is shared."""
        self._connection.execute(update(outbox).where(outbox.c.id == parcel.id).values(slack_file=slack_file))
