"""Remind each owner of a follow-up at its date, once a turn."""

from datetime import datetime

from bot.services.influencers import followups
from storage import Store


def plan(store: Store, now: datetime) -> None:
    """Put the reminders that are due by now into the outbox."""
    for followup in store.followups.due(now=now):
        followups.remind(store, followup, now=now)
