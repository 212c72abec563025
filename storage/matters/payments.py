"""Matters of payments: money that we owe, and whatever else we promised."""

from sqlalchemy import ColumnElement

from bot.domain.payments.payments import OPEN
from bot.domain.payments.promises import PromiseKind, PromiseSource
from storage.matters.base import Matters, columns
from storage.tables import collaboration, payment, promise

_UNPAID = (
    columns(
        payment.c.id,
        payment.c.workspace_id,
        anchor=payment.c.due_on,
        owner=payment.c.owner,
        influencer=collaboration.c.influencer_id,
        collaboration=collaboration.c.id,
        campaign=collaboration.c.campaign_id,
    )
    .join_from(payment, collaboration, collaboration.c.id == payment.c.collaboration_id)
    .where(payment.c.stage.in_(OPEN), payment.c.due_on.is_not(None), payment.c.amount > 0)
)


def _promised(kind: PromiseKind, *only: ColumnElement[bool]) -> Matters:
    """Promises of a kind that are open. They count from the moment by which we promised it."""
    query = columns(
        promise.c.id,
        promise.c.workspace_id,
        anchor=promise.c.due_at,
        owner=promise.c.owner,
        influencer=promise.c.influencer_id,
        collaboration=promise.c.collaboration_id,
        campaign=promise.c.campaign_id,
    )
    is_open = (promise.c.kept_at.is_(None), promise.c.cancelled_at.is_(None))
    return Matters(query.where(*is_open, promise.c.kind == kind, *only))


MATTERS = {
    "payment_due": Matters(_UNPAID, is_day=True),
    "feedback_owed": _promised(PromiseKind.FEEDBACK),
    "answer_owed": _promised(PromiseKind.ANSWER),
    "product_owed": _promised(PromiseKind.SHIP, promise.c.about.startswith(f"{PromiseSource.PRODUCT}:")),
}
