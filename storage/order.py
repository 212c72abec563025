"""What is taken next: in a conversation the oldest of what is new to it, and changes as they come."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select

from storage.tables import outbox

LONGEST_WAIT = timedelta(minutes=5)
"""The most that anything is put off at a time."""

FARTHEST = LONGEST_WAIT + timedelta(seconds=10)
"""A moment further ahead was written before the clock was set back: nobody waits for it."""

CHANGES = "chat.update"
HOMES = "views.publish"
ASIDE = "aside"
"""The lanes in which there is no order: changes, Homes, and what a template cannot print yet."""


def is_due(table: Table, now: datetime) -> ColumnElement[bool]:
    """Whether a row's moment has come; one beyond the farthest was written before the clock was set back."""
    return or_(table.c.due_at <= now, table.c.due_at > now + FARTHEST)


def changes(now: datetime) -> Select[Any]:
    """What is due and has no order."""
    loose = outbox.c.lane.in_((CHANGES, HOMES, ASIDE))
    return select(outbox).where(loose, is_due(outbox, now)).order_by(outbox.c.due_at, outbox.c.id)


def firsts(now: datetime) -> Select[Any]:
    """The first of what is new to each conversation, where its moment has come.

    What was kept there comes first too: one try of the oldest says whether the conversation takes something again.
    """
    waits = or_(outbox.c.due_at.is_not(None), outbox.c.kept.is_not(None))
    heads = select(func.min(outbox.c.id).label("id")).where(waits, outbox.c.lane.not_in((CHANGES, HOMES, ASIDE)))
    first = heads.group_by(outbox.c.workspace_id, outbox.c.lane).having(func.count(outbox.c.due_at) > 0).subquery()
    is_ripe = or_(and_(outbox.c.due_at.is_(None), outbox.c.kept.is_not(None)), is_due(outbox, now))
    return select(outbox).join(first, and_(first.c.id == outbox.c.id)).where(is_ripe).order_by(outbox.c.id)
