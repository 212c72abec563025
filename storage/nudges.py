"""Nudges: what is planned to be said, what was said, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, bindparam, func, literal, select

from bot.domain.nudges.nudges import AHEAD, BEHIND, OPEN, Matter, Nudge, NudgeState, Seat, shift
from storage.base import Queries
from storage.matters import MATTERS
from storage.tables import muted, nudge


def nudge_of(row: Any) -> Nudge:
    """The nudge that a row of its table holds."""
    same = {name: row._mapping[name] for name in Nudge.__dataclass_fields__ if name not in ("seat", "state")}
    return Nudge(**same, seat=Seat(row.seat), state=NudgeState(row.state))


class Nudges(Queries):
    """What is planned to be said, what was said, and what became of it."""

    def get(self, nudge_id: int) -> Nudge | None:
        """The nudge, or None if there is none of that id here."""
        row = self._connection.execute(self._select(nudge).where(nudge.c.id == nudge_id)).first()
        return nudge_of(row) if row else None

    def many(self, ids: Iterable[int]) -> dict[int, Nudge]:
        """Nudges by id."""
        rows = self._connection.execute(self._select(nudge).where(nudge.c.id.in_(list(ids))))
        return {row.id: nudge_of(row) for row in rows}

    def unplanned(self, kind: str, *, step: int, now: datetime) -> list[Matter]:
        """The open matters of a kind of which this step is near enough and was never planned."""
        matter, anchor, is_day = self._matter(kind)
        away = shift(step, is_day=is_day)
        first, last = now - BEHIND - away, now + AHEAD - away
        near = matter.c.anchor.between(first.date(), last.date()) if is_day else matter.c.anchor.between(first, last)
        planned = select(literal(1)).where(nudge.c.step == step, *self._same(kind, matter, anchor))
        query = select(matter).where(matter.c.workspace_id == self.workspace, near, ~planned.exists())
        return [_matter_of(row, is_day=is_day) for row in self._connection.execute(query)]

    def over(self, kind: str) -> list[Nudge]:
        """The open nudges of a kind whose matter is over, or is another by now: it moved, or has another owner."""
        matter, anchor, _ = self._matter(kind)
        still = select(literal(1)).where(matter.c.workspace_id == self.workspace, *self._same(kind, matter, anchor))
        query = self._select(nudge).where(nudge.c.kind == kind, nudge.c.state.in_(OPEN), ~still.exists())
        return [nudge_of(row) for row in self._connection.execute(query.order_by(nudge.c.id))]

    def open_about(self, kind: str, number: int) -> list[Nudge]:
        """The open nudges of a kind about one thing."""
        mine = (nudge.c.kind == kind, nudge.c.number == number, nudge.c.state.in_(OPEN))
        query = self._select(nudge).where(*mine).order_by(nudge.c.id)
        return [nudge_of(row) for row in self._connection.execute(query)]

    def stands(self, one: Nudge) -> bool:
        """Whether the matter of a nudge is still open, from the same anchor and with the same owner."""
        matter, anchor, _ = self._matter(one.kind)
        mine = (nudge.c.id == one.id, matter.c.workspace_id == self.workspace)
        query = self._select(nudge, literal(1)).where(*mine, *self._same(one.kind, matter, anchor))
        return self._connection.execute(query.add_columns(matter.c.number)).first() is not None

    def _matter(self, kind: str) -> tuple[Subquery, ColumnElement[Any], bool]:
        found = MATTERS[kind]
        return found.query.subquery("matter"), nudge.c.day if found.is_day else nudge.c.at, found.is_day

    def _same(self, kind: str, matter: Subquery, anchor: ColumnElement[Any]) -> tuple[ColumnElement[bool], ...]:
        """That a nudge is about a matter."""
        return (
            nudge.c.workspace_id == self.workspace,
            nudge.c.kind == kind,
            nudge.c.number == matter.c.number,
            anchor == matter.c.anchor,
            nudge.c.owner == matter.c.owner,
        )

    def plan(self, rows: Sequence[Mapping[str, Any]]) -> int:
        """Add nudges that wait; one that was planned already is passed over. How many were new."""
        return self._insert_new(nudge, [{"state": NudgeState.WAITING, **row} for row in rows])

    def due(self, *, now: datetime, limit: int) -> list[Nudge]:
        """Nudges whose moment has come, in order; those that another bot holds are left to it."""
        query = self._select(nudge).where(nudge.c.state == NudgeState.WAITING, nudge.c.send_at <= now)
        query = query.order_by(nudge.c.send_at, nudge.c.id).limit(limit).with_for_update(skip_locked=True)
        return [nudge_of(row) for row in self._connection.execute(query)]

    def series(self, one: Nudge) -> list[Nudge]:
        """Every nudge of the same series, for the same seat, in order of their steps."""
        same = (nudge.c.kind == one.kind, nudge.c.number == one.number, nudge.c.seat == one.seat)
        anchor = (nudge.c.day.is_not_distinct_from(one.day), nudge.c.at.is_not_distinct_from(one.at))
        query = self._select(nudge).where(*same, *anchor, nudge.c.owner == one.owner).order_by(nudge.c.step)
        return [nudge_of(row) for row in self._connection.execute(query)]

    def change(self, one: Nudge, **values: Any) -> Nudge | None:
        """Change a nudge that nobody changed since `one` was read; gives it as it is then, None for the slower."""
        mine = (nudge.c.id == one.id, nudge.c.version == one.version)
        done = self._update(nudge).where(*mine).values(**values, version=one.version + 1)
        if self._connection.execute(done).rowcount == 0:
            return None
        return replace(one, **values, version=one.version + 1)

    def forget_planned(self, kind: str) -> None:
        """Forget the steps of a kind of which nobody was told and nobody moved any: they are planned anew."""
        begun = nudge.alias("begun")
        same = [begun.c[name].is_not_distinct_from(nudge.c[name]) for name in ("number", "step", "day", "at", "owner")]
        is_begun = (begun.c.state != NudgeState.WAITING) | (begun.c.turn > 1)
        of_step = select(literal(1)).where(
            begun.c.workspace_id == self.workspace, begun.c.kind == kind, *same, is_begun
        )
        self._connection.execute(self._delete(nudge).where(nudge.c.kind == kind, ~of_step.exists()))

    def planned_for(self, people: Sequence[str], *, with_channels: bool) -> list[Nudge]:
        """What waits for these people, and for channels, at the moment at which it was planned: nobody moved it."""
        theirs = nudge.c.to.in_(people)
        channels = ~nudge.c.to.startswith("U") & ~nudge.c.to.startswith("W")
        query = self._select(nudge).where(nudge.c.state == NudgeState.WAITING, nudge.c.turn == 1)
        query = query.where(theirs | channels if with_channels else theirs)
        return [nudge_of(row) for row in self._connection.execute(query.order_by(nudge.c.id))]

    def reschedule(self, moments: Mapping[int, datetime]) -> None:
        """Give nudges that wait as they were planned another moment, by id."""
        if not moments:
            return
        mine = (nudge.c.id == bindparam("nudge_id"), nudge.c.state == NudgeState.WAITING, nudge.c.turn == 1)
        query = self._update(nudge).where(*mine).values(send_at=bindparam("moment"), version=nudge.c.version + 1)
        rows = [{"nudge_id": number, "moment": at} for number, at in sorted(moments.items())]
        self._connection.execute(query, rows)

    def shown_since(self, to: str, *, moment: datetime) -> list[Nudge]:
        """What was shown to somebody since a moment, the first first."""
        query = self._select(nudge).where(nudge.c.to == to, nudge.c.shown_at >= moment)
        return [nudge_of(row) for row in self._connection.execute(query.order_by(nudge.c.shown_at, nudge.c.id))]

    def ahead(self, *, to: Sequence[str] | None, until: datetime, limit: int, skip: int = 0) -> list[Nudge]:
        """What waits to be shown until a moment, to these members and channels or to all, the soonest first."""
        query = self._select(nudge).where(nudge.c.state == NudgeState.WAITING, nudge.c.send_at <= until)
        if to is not None:
            query = query.where(nudge.c.to.in_(to))
        query = query.order_by(nudge.c.send_at, nudge.c.id).limit(limit).offset(skip)
        return [nudge_of(row) for row in self._connection.execute(query)]

    def mute(self, one: Nudge, slack_id: str, *, now: datetime) -> bool:
        """Show somebody nothing more of a series. Whether it was heard until now."""
        row = {"kind": one.kind, "number": one.number, "slack_id": slack_id, "muted_at": now}
        return self._insert_new(muted, [row]) == 1

    def unmute(self, one: Nudge, slack_id: str) -> bool:
        """Let somebody hear of a series again. Whether it was muted."""
        mine = (muted.c.kind == one.kind, muted.c.number == one.number, muted.c.slack_id == slack_id)
        return self._connection.execute(self._delete(muted).where(*mine)).rowcount == 1

    def muted(self) -> set[tuple[str, int, str]]:
        """Every series that somebody wants to hear nothing of: its kind, its number, and whose Slack id."""
        query = self._select(muted, muted.c.kind, muted.c.number, muted.c.slack_id)
        return {(row.kind, row.number, row.slack_id) for row in self._connection.execute(query)}

    def is_muted(self, one: Nudge, slack_id: str) -> bool:
        """Whether somebody wants to hear nothing of a series."""
        mine = (muted.c.kind == one.kind, muted.c.number == one.number, muted.c.slack_id == slack_id)
        return bool(self._connection.execute(self._select(muted, func.count()).where(*mine)).scalar_one())


def _matter_of(row: Any, *, is_day: bool) -> Matter:
    return Matter(
        number=row.number,
        day=row.anchor if is_day else None,
        at=None if is_day else row.anchor,
        owner=row.owner,
        influencer_id=row.influencer_id,
        collaboration_id=row.collaboration_id,
        campaign_id=row.campaign_id,
        is_urgent=bool(row.is_urgent),
    )
