"""Nudges: what is planned to be said, what was said, and what became of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, func, literal, or_, select

from bot.domain.nudges.nudges import AHEAD, BEHIND, OPEN, Matter, Nudge, NudgeState, Seat, shift
from storage.base import Queries
from storage.matters import MATTERS
from storage.tables import muted, nudge

Only = Callable[[Subquery], ColumnElement[bool]]
"""What narrows the matters of a kind, by their columns."""


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

    def unplanned(self, kind: str, *, step: int, now: datetime, only: Only | None = None) -> list[Matter]:
        """The open matters of a kind of which this step is near enough and was never planned; `only` narrows them."""
        return [one for one, _ in self.missing(kind, steps=[step], now=now, only=only)]

    def missing(
        self, kind: str, *, steps: Sequence[int], now: datetime, limit: int | None = None, only: Only | None = None
    ) -> list[tuple[Matter, list[int]]]:
        """Open matters of a kind, each with those of the steps that are near enough and were never planned."""
        matter, anchor, is_day = self._matter(kind)
        near = {step: _window(step, is_day=is_day, now=now) for step in steps}
        if not near:
            return []
        planned = {step: self._planned(kind, matter, anchor, step) for step in steps}
        lacking = [and_(matter.c.anchor.between(*near[step]), ~is_planned) for step, is_planned in planned.items()]
        whole = (min(first for first, _ in near.values()), max(last for _, last in near.values()))
        mine = (matter.c.workspace_id == self.workspace, matter.c.anchor.between(*whole))
        query = select(matter, *(one.label(f"step_{step}") for step, one in planned.items()))
        query = query.where(*mine, or_(*lacking), *([only(matter)] if only else [])).limit(limit)
        found = [(_matter_of(row, is_day=is_day), row) for row in self._connection.execute(query)]
        return [(one, [step for step in steps if _is_lacking(one, row, step, near[step])]) for one, row in found]

    def _planned(self, kind: str, matter: Subquery, anchor: ColumnElement[Any], step: int) -> ColumnElement[bool]:
        return select(literal(1)).where(nudge.c.step == step, *self._same(kind, matter, anchor)).exists()

    def over(self, kind: str) -> list[Nudge]:
        """The open nudges of a kind whose matter is over, or is another by now: it moved, or has another owner."""
        matter, anchor, _ = self._matter(kind)
        still = select(literal(1)).where(matter.c.workspace_id == self.workspace, *self._same(kind, matter, anchor))
        query = self._select(nudge).where(nudge.c.kind == kind, nudge.c.state.in_(OPEN), ~still.exists())
        return [nudge_of(row) for row in self._connection.execute(query.order_by(nudge.c.id))]

    def settled_ahead(self, *, now: datetime) -> set[str]:
        """The kinds of which some nudge ended by itself, unsaid and before its moment, which still lies ahead."""
        query = self._select(nudge, nudge.c.kind).where(*self._unsaid(now)).distinct()
        return set(self._connection.execute(query).scalars())

    def revive(self, kind: str, *, now: datetime) -> int:
        """Let those wait again whose matter stands once more, from the same anchor and with the same owner; how many.

        What would have been said while the matter was over stays unsaid.
        """
        matter, anchor, _ = self._matter(kind)
        again = select(literal(1)).where(matter.c.workspace_id == self.workspace, *self._same(kind, matter, anchor))
        waits = {"state": NudgeState.WAITING, "ended_at": None, "version": nudge.c.version + 1}
        mine = self._update(nudge).where(nudge.c.kind == kind, *self._unsaid(now), again.exists())
        return self._connection.execute(mine.values(waits)).rowcount

    def _unsaid(self, now: datetime) -> tuple[ColumnElement[bool], ...]:
        by_itself = (nudge.c.state == NudgeState.SETTLED, nudge.c.ended_by.is_(None), nudge.c.shown_at.is_(None))
        return (*by_itself, nudge.c.send_at > now)

    def stands(self, one: Nudge) -> bool:
        """Whether the matter of a nudge is still open, from the same anchor and with the same owner."""
        matter, anchor, _ = self._matter(one.kind)
        mine = (nudge.c.id == one.id, matter.c.workspace_id == self.workspace)
        query = self._select(nudge, literal(1)).where(*mine, *self._same(one.kind, matter, anchor))
        return self._connection.execute(query.add_columns(matter.c.number)).first() is not None

    def _matter(self, kind: str) -> tuple[Subquery, ColumnElement[Any], bool]:
        found = MATTERS[kind]
        mine = found.query.where(found.workspace == self.workspace)
        return mine.subquery("matter"), nudge.c.day if found.is_day else nudge.c.at, found.is_day

    def _same(self, kind: str, matter: Subquery, anchor: ColumnElement[Any]) -> tuple[ColumnElement[bool], ...]:
        """That a nudge is about a matter."""
        return (
            nudge.c.workspace_id == self.workspace,
            nudge.c.kind == kind,
            nudge.c.number == matter.c.number,
            same(anchor, matter.c.anchor) if (same := MATTERS[kind].same) else anchor == matter.c.anchor,
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

    def open_about(self, kind: str, number: int) -> list[Nudge]:
        """The nudges of a kind about one thing that wait or were shown and not answered."""
        mine = (nudge.c.kind == kind, nudge.c.number == number, nudge.c.state.in_(OPEN))
        rows = self._connection.execute(self._select(nudge).where(*mine).order_by(nudge.c.id))
        return [nudge_of(row) for row in rows]

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

    def change(self, one: Nudge, **values: Any) -> Nudge | None:
        """Change a nudge that nobody changed since `one` was read; gives it as it is then, None for the slower."""
        mine = (nudge.c.id == one.id, nudge.c.version == one.version)
        done = self._update(nudge).where(*mine).values(**values, version=one.version + 1)
        if self._connection.execute(done).rowcount == 0:
            return None
        return replace(one, **values, version=one.version + 1)

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

    def is_muted(self, one: Nudge, slack_id: str) -> bool:
        """Whether somebody wants to hear nothing of a series."""
        mine = (muted.c.kind == one.kind, muted.c.number == one.number, muted.c.slack_id == slack_id)
        return bool(self._connection.execute(self._select(muted, func.count()).where(*mine)).scalar_one())


def _window(step: int, *, is_day: bool, now: datetime) -> tuple[Any, Any]:
    """Between which anchors, days or moments, a step is near enough to be planned."""
    away = shift(step, is_day=is_day)
    first, last = now - BEHIND - away, now + AHEAD - away
    return (first.date(), last.date()) if is_day else (first, last)


def _is_lacking(one: Matter, row: Any, step: int, near: tuple[Any, Any]) -> bool:
    """Whether a step of a matter is near and not planned."""
    first, last = near
    anchor: Any = one.at if one.day is None else one.day
    return bool(first <= anchor <= last) and not row._mapping[f"step_{step}"]


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
        since=row.since,
    )
