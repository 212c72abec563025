"""What is to be planned: open matters without their nudges, and nudges without their matter.

The statements are built once for each kind: a round asks them every minute, and building one takes longer than running
it where little is open.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, bindparam, literal, or_, select

from bot.domain.nudges.nudges import AHEAD, BEHIND, OPEN, Matter, Nudge, NudgeState, Seat, shift
from storage.base import Queries, prepared
from storage.matters import MATTERS
from storage.tables import nudge

Only = Callable[[Subquery], ColumnElement[bool]]
"""What narrows the matters of a kind, by their columns."""

EVERY = 1_000_000
"""Matters that are found at once where nothing limits them."""

_WORKSPACE: ColumnElement[str] = bindparam("workspace")


def nudge_of(row: Any) -> Nudge:
    """The nudge that a row of its table holds."""
    same = {name: row._mapping[name] for name in Nudge.__dataclass_fields__ if name not in ("seat", "state")}
    return Nudge(**same, seat=Seat(row.seat), state=NudgeState(row.state))


class Planned(Queries):
    """What is planned, and what is not yet."""

    def missing(
        self, kind: str, *, steps: Sequence[int], now: datetime, limit: int = EVERY, only: Only | None = None
    ) -> list[tuple[Matter, list[int]]]:
        """Open matters of a kind, each with those of the steps that are near enough and were never planned.

        `only` narrows them.
        """
        if not steps:
            return []
        return self._lacking(_missing(kind, tuple(steps), only), kind, tuple(steps), now=now, limit=limit)

    def _lacking(
        self, query: Select[Any], kind: str, steps: tuple[int, ...], *, now: datetime, limit: int
    ) -> list[tuple[Matter, list[int]]]:
        is_day = MATTERS[kind].is_day
        near = {step: _window(step, is_day=is_day, now=now) for step in steps}
        values = {f"first_{at}": near[step][0] for at, step in enumerate(steps)}
        values |= {f"last_{at}": near[step][1] for at, step in enumerate(steps)}
        values |= {"first": min(first for first, _ in near.values()), "last": max(last for _, last in near.values())}
        found = [(_matter_of(row, is_day=is_day), row) for row in self._run(query, limit=limit, **values)]
        return [
            (one, [step for at, step in enumerate(steps) if _lacks(one, row, at, near[step])]) for one, row in found
        ]

    def known_days(self, kind: str, step: int, *, since: date) -> set[tuple[int, date | None, str]]:
        """The matters with a day from one on of which a step was planned: their numbers, days and owners."""
        columns = (nudge.c.number, nudge.c.day, nudge.c.owner)
        query = self._select(nudge, *columns).where(nudge.c.kind == kind, nudge.c.step == step, nudge.c.day >= since)
        return {(row.number, row.day, row.owner) for row in self._connection.execute(query)}

    def open_kinds(self) -> set[str]:
        """The kinds of which any nudge waits or was shown and not answered."""
        query = self._select(nudge, nudge.c.kind).where(nudge.c.state.in_(OPEN)).distinct()
        return set(self._connection.scalars(query))

    def over(self, kind: str) -> list[Nudge]:
        """The open nudges of a kind whose matter is over, or is another by now: it moved, or has another owner.

        What somebody put off is left out: its moment will show whether its matter is open then.
        """
        return [nudge_of(row) for row in self._run(_over(kind))]

    def stands(self, one: Nudge) -> bool:
        """Whether the matter of a nudge is still open, from the same anchor and with the same owner."""
        query = prepared(nudge, nudge.c.id).where(nudge.c.id == one.id, _stands(one.kind))
        return self._run(query).first() is not None

    def plan(self, rows: Sequence[Mapping[str, Any]]) -> int:
        """Add nudges that wait; one that was planned already is passed over. How many were new."""
        return self._insert_new(nudge, [{"state": NudgeState.WAITING, **row} for row in rows])


def _matter(kind: str) -> tuple[Subquery, ColumnElement[Any]]:
    """The open matters of a kind, and the column of a nudge that holds their anchor."""
    found = MATTERS[kind]
    ours = found.query.where(found.query.selected_columns.workspace_id == _WORKSPACE)
    return ours.subquery("matter"), nudge.c.day if found.is_day else nudge.c.at


def _same(kind: str, matter: Subquery, anchor: ColumnElement[Any]) -> tuple[ColumnElement[bool], ...]:
    """That a nudge is about a matter."""
    return (
        nudge.c.workspace_id == _WORKSPACE,
        nudge.c.kind == kind,
        nudge.c.number == matter.c.number,
        same(anchor, matter.c.anchor) if (same := MATTERS[kind].same) else anchor == matter.c.anchor,
        nudge.c.owner == matter.c.owner,
    )


@lru_cache(maxsize=200)
def _missing(kind: str, steps: tuple[int, ...], only: Only | None) -> Select[Any]:
    matter, anchor = _matter(kind)
    of = matter.c.anchor
    same = _same(kind, matter, anchor)
    planned = [select(literal(1)).where(nudge.c.step == step, *same).exists() for step in steps]
    lacking = [and_(of.between(_end("first", at, of), _end("last", at, of)), ~one) for at, one in enumerate(planned)]
    query = select(matter, *(one.label(f"planned_{at}") for at, one in enumerate(planned)))
    whole = of.between(bindparam("first", type_=of.type), bindparam("last", type_=of.type))
    narrowed = [only(matter)] if only else []
    return query.where(whole, or_(*lacking), *narrowed).limit(bindparam("limit"))


def _end(name: str, at: int, of: ColumnElement[Any]) -> ColumnElement[Any]:
    return bindparam(f"{name}_{at}", type_=of.type)


@cache
def _stands(kind: str) -> ColumnElement[bool]:
    """That the matter of a nudge is open."""
    matter, anchor = _matter(kind)
    return select(literal(1)).where(*_same(kind, matter, anchor)).exists()


@cache
def _over(kind: str) -> Select[Any]:
    put_off = and_(nudge.c.state == NudgeState.WAITING, nudge.c.turn > 1)
    query = prepared(nudge).where(nudge.c.kind == kind, nudge.c.state.in_(OPEN), ~put_off, ~_stands(kind))
    return query.order_by(nudge.c.id)


def _window(step: int, *, is_day: bool, now: datetime) -> tuple[Any, Any]:
    """Between which anchors, days or moments, a step is near enough to be planned."""
    away = shift(step, is_day=is_day)
    first, last = now - BEHIND - away, now + AHEAD - away
    return (first.date(), last.date()) if is_day else (first, last)


def _lacks(one: Matter, row: Any, at: int, near: tuple[Any, Any]) -> bool:
    """Whether a step of a matter is near and not planned."""
    first, last = near
    anchor: Any = one.at if one.day is None else one.day
    return bool(first <= anchor <= last) and not row._mapping[f"planned_{at}"]


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
