"""Let payments fall due three days before their date, and ask for their approval, each once."""

from datetime import datetime, timedelta

from bot.domain.payments.payments import DAYS_TO_APPROVE
from bot.services.payments import payments
from storage import Store

AT_ONCE = 100
"""Payments that one round takes on; the next takes the others."""


def run(store: Store, now: datetime) -> None:
    """Turn the payments due whose date is near enough."""
    today = now.date()
    for one in store.payments.near(until=today + timedelta(days=DAYS_TO_APPROVE), limit=AT_ONCE):
        payments.fall_due(store, one, today=today, now=now)
