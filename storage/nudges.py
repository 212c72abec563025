"""Nudges: what is planned to be said, what was said, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, literal, select

from bot.domain.nudges.nudges import OPEN, Nudge, NudgeState
from storage.planned import Planned, nudge_of
from storage.tables import muted, nudge


class Nudges(Planned):
    """What is planned to be said, what was said, and what became of it."""

    def get(self, nudge_id: int) -> Nudge | None:
        """The nudge, or None if there is none of that id here."""
        row = self._connection.execute(self._select(nudge).where(nudge.c.id == nudge_id)).first()
        return nudge_of(row) if row else None

    def many(self, ids: Iterable[int]) -> dict[int, Nudge]:
        """Nudges by id."""
        rows = self._connection.execute(self._select(nudge).where(nudge.c.id.in_(list(ids))))
        return {row.id: nudge_of(row) for row in rows}

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

    def is_for(self, one: Nudge, slack_id: str) -> bool:
        """Whether the same step of the same series, in another seat, is for somebody already."""
        same = (nudge.c.kind == one.kind, nudge.c.number == one.number, nudge.c.step == one.step)
        anchor = (nudge.c.day.is_not_distinct_from(one.day), nudge.c.at.is_not_distinct_from(one.at))
        told = (nudge.c.to == slack_id, nudge.c.id != one.id, nudge.c.state.in_((*OPEN, NudgeState.DONE)))
        query = self._select(nudge, nudge.c.id).where(*same, *anchor, *told)
        return self._connection.execute(query.limit(1)).first() is not None

    def shown_to(self, slack_id: str, *, kinds: Iterable[str], limit: int) -> list[Nudge]:
        """What was shown to somebody and waits for an answer, of some kinds, the newest first."""
        query = self._select(nudge).where(nudge.c.to == slack_id, nudge.c.state == NudgeState.SHOWN)
        query = query.where(nudge.c.kind.in_(list(kinds))).order_by(nudge.c.shown_at.desc(), nudge.c.id.desc())
        return [nudge_of(row) for row in self._connection.execute(query.limit(limit))]

    def open_about(self, kind: str, number: int) -> list[Nudge]:
        """The nudges of a kind about one thing that wait or were shown and not answered."""
        mine = (nudge.c.kind == kind, nudge.c.number == number, nudge.c.state.in_(OPEN))
        rows = self._connection.execute(self._select(nudge).where(*mine).order_by(nudge.c.id))
        return [nudge_of(row) for row in rows]

    def change(self, one: Nudge, **values: Any) -> Nudge | None:
        """Change a nudge that nobody changed since `one` was read; gives it as it is then, None for the slower."""
        mine = (nudge.c.id == one.id, nudge.c.version == one.version)
        done = self._update(nudge).where(*mine).values(**values, version=one.version + 1)
        if self._connection.execute(done).rowcount == 0:
            return None
        return replace(one, **values, version=one.version + 1)

    def forget(self, one: Nudge) -> None:
        """Forget a nudge that was never told, unless somebody changed it: if its matter opens again, it is new."""
        mine = (nudge.c.id == one.id, nudge.c.version == one.version)
        self._connection.execute(self._delete(nudge).where(*mine))

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
