"""Remind of a payment that we owe: 3 days before its date, on the day, and a day late, then a manager too.

It is owed from the moment at which it is planned until it is paid or cancelled; what stands in the way of paying it,
such as an approval that is still waited for, is said with it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.approvals.approvals import Subject
from bot.domain.nudges.nudges import Nudge, Seat
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from bot.services.payments import payment_values
from storage import Store


def load(store: Store, one: Nudge, now: datetime) -> Mapping[str, Any] | None:
    """What is to be paid, by when, and what it waits for."""
    payment = store.payments.get(one.number)
    if payment is None:
        return None
    asked = store.approvals.open_of(Subject.PAYMENT, payment.id)
    return {
        **contexts.about(store, one),
        **payment_values.of(store, payment),
        "days": contexts.days_until(store, one, now=now),
        "waits_for": [each.slack_id for each in store.approvals.asked(asked.id)][:5] if asked else [],
        "owner": payment.owner,
        "is_for_manager": one.seat is Seat.MANAGER,
    }


KIND = Kind("payment_due", steps=(-3, 0, 1), load=load, rank=1, seats={1: (Seat.OWNER, Seat.MANAGER)})
