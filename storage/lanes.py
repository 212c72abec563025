"""Lanes: how far Slack's limits are used up, and what rests because Slack asked for it. Shared by all processes.

A lane is a conversation, a method of Slack's, or `*`, everything. A rest is no moment but a token and its length:
whoever has seen the same token for so long knows that it is over, whatever a clock says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import lane

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
EVERYTHING = "*"
"""The lane that every call goes through."""


@dataclass(frozen=True, slots=True)
class Lane:
    """`free_at` as a pace keeps it. `rest` is the token of a rest of `seconds`; `cause` says what has to be mended."""

    workspace: str
    name: str
    free_at: datetime
    rest: str | None = None
    seconds: int = 0
    cause: str | None = None
    since: datetime | None = None


def _lane(row: Any) -> Lane:
    return Lane(row.workspace_id, row.name, row.free_at, row.rest, row.rest_seconds, row.cause, row.since)


class Lanes:
    """The lanes of all workspaces."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def busy(self, *, now: datetime) -> list[Lane]:
        """The lanes that rest, or have been used of late."""
        query = select(lane).where(or_(lane.c.rest.is_not(None), lane.c.free_at > now))
        return [_lane(row) for row in self._connection.execute(query)]

    def hold(self, workspace: str, names: Sequence[str]) -> dict[str, Lane]:
        """These lanes, for this transaction alone; those that nobody used yet are free."""
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        rows = [{"workspace_id": workspace, "name": name, "free_at": LONG_AGO} for name in sorted(names)]
        known = self._found(workspace, names)
        missing = [row for row in rows if row["name"] not in known]
        if missing:
            self._connection.execute(dialect.insert(lane).on_conflict_do_nothing(), missing)
            known = self._found(workspace, names)
        return known

    def _found(self, workspace: str, names: Sequence[str]) -> dict[str, Lane]:
        mine = (lane.c.workspace_id == workspace, lane.c.name.in_(names))
        query = select(lane).where(*mine).order_by(lane.c.name).with_for_update()
        return {row.name: _lane(row) for row in self._connection.execute(query)}

    def advance(self, one: Lane, *, free_at: datetime) -> None:
        """Note that a call is made."""
        self._set(one, free_at=free_at)

    def begin_rest(
        self, one: Lane, *, token: str, seconds: int, cause: str | None = None, since: datetime | None = None
    ) -> None:
        """Let a lane rest from now on."""
        self._set(one, rest=token, rest_seconds=seconds, cause=cause, since=since)

    def end_rest(self, one: Lane) -> None:
        """Let a lane go on; nothing is in its way any more."""
        self._set(one, rest=None, rest_seconds=0, cause=None, since=None)

    def _set(self, one: Lane, **values: Any) -> None:
        mine = (lane.c.workspace_id == one.workspace, lane.c.name == one.name)
        self._connection.execute(update(lane).where(*mine).values(values))
