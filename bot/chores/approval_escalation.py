"""Ask whoever stands in, or the next in line, once, where nobody has decided for too long."""

from datetime import datetime

from bot.services.approvals import approval_waiting
from storage import Store


def run(store: Store, now: datetime) -> None:
    """Look at every open request: whether somebody else is to be asked."""
    for one in store.approvals.open_ones():
        if approval_waiting.stands(store, one):
            approval_waiting.escalate(store, one, now=now)
