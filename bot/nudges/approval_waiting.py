"""Remind who was asked to decide and has not, once each; later ask whoever stands in, or the next in line, once."""

from datetime import datetime

from bot.services.approvals import approval_waiting
from storage import Store


def plan(store: Store, now: datetime) -> None:
    """Look at every open request: whether people are to be reminded, or somebody else is to be asked."""
    for one in store.approvals.open_ones():
        if not approval_waiting.stands(store, one):
            continue
        approval_waiting.remind(store, one, now=now)
        approval_waiting.escalate(store, one, now=now)
