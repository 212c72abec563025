"""Let payments fall due three days before their date, and ask for their approval, each once."""

from datetime import datetime, timedelta

from bot.domain.payments.payments import DAYS_TO_APPROVE
from bot.services.payments import payments
from storage import Store

AT_ONCE = 100
"""Payments that one round takes on; the next takes the others."""


def run(store: Store, now: datetime) -> bool:
    """Turn the payments due whose date is near enough; whether there may be more."""
    today = now.date()
    near = store.payments.near(until=today + timedelta(days=DAYS_TO_APPROVE), limit=AT_ONCE)
    for one in near:
        payments.fall_due(store, one, today=today, now=now)
    return len(near) == AT_ONCE
