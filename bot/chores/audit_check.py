"""Check the audit log once a day, and tell the admins when somebody changed it from outside."""

from datetime import datetime

from bot.services.team import audit_check
from storage import Store


def run(store: Store, now: datetime) -> None:
    """Start the day's check, unless it was started already."""
    audit_check.begin(store, now=now)
