"""The statements that hold nudges against the matters they are about, each built once for its kind.

A tick asks them for every step of every kind, and building one takes longer than running it. Each has `workspace`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, bindparam, literal, or_, select

from bot.domain.nudges.nudges import OPEN, NudgeState
from storage.matters import MATTERS
from storage.tables import nudge


@cache
def missing(kind: str, steps: tuple[int, ...]) -> tuple[Select[Any], Subquery]:
    """The open matters of which one of these steps is near (see `spans`) and was never planned; the matters in it."""
    matter, anchor = _matter(kind)
    lacking = []
    for place, step in enumerate(steps):
        planned = select(literal(1)).where(nudge.c.step == step, *_same(kind, matter, anchor))
        near = matter.c.anchor.between(bindparam(f"first_{place}"), bindparam(f"last_{place}"))
        lacking.append(and_(near, ~planned.exists()))
    whole = matter.c.anchor.between(bindparam("first"), bindparam("last"))
    return select(matter).where(whole, or_(*lacking)), matter


def spans(near: Mapping[Any, tuple[Any, Any]]) -> dict[str, Any]:
    """The values of `missing`: between which anchors each of its steps is near, and any of them."""
    found = {"first": min(first for first, _ in near.values()), "last": max(last for _, last in near.values())}
    for place, (first, last) in enumerate(near.values()):
        found |= {f"first_{place}": first, f"last_{place}": last}
    return found


@cache
def over(kind: str) -> Select[Any]:
    """The open nudges whose matter is over; what somebody put off is left out, for its moment will show."""
    matter, anchor = _matter(kind)
    still = select(literal(1)).where(*_same(kind, matter, anchor))
    put_off = and_(nudge.c.state == NudgeState.WAITING, nudge.c.turn > 1)
    mine = (nudge.c.workspace_id == bindparam("workspace"), nudge.c.kind == kind, nudge.c.state.in_(OPEN))
    return select(nudge).where(*mine, ~put_off, ~still.exists()).order_by(nudge.c.id)


@cache
def stands(kind: str) -> Select[Any]:
    """The matter of the nudge with `id`, if it is still open."""
    matter, anchor = _matter(kind)
    return select(matter.c.number, nudge.c.id).where(nudge.c.id == bindparam("id"), *_same(kind, matter, anchor))


def _matter(kind: str) -> tuple[Subquery, ColumnElement[Any]]:
    found = MATTERS[kind]
    ours = found.query.where(found.query.selected_columns.workspace_id == bindparam("workspace"))
    return ours.subquery("matter"), nudge.c.day if found.is_day else nudge.c.at


def _same(kind: str, matter: Subquery, anchor: ColumnElement[Any]) -> tuple[ColumnElement[bool], ...]:
    """That a nudge is about a matter: of the same thing, from the same anchor, with the same owner."""
    return (
        nudge.c.workspace_id == bindparam("workspace"),
        nudge.c.kind == kind,
        nudge.c.number == matter.c.number,
        same(anchor, matter.c.anchor) if (same := MATTERS[kind].same) else anchor == matter.c.anchor,
        nudge.c.owner == matter.c.owner,
    )
