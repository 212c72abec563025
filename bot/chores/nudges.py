"""Plan the nudges that became due by data, and send those whose moment has come."""

from datetime import datetime

from bot.nudges import KINDS
from bot.services.nudges import planning, sending
from storage import Store


def run(store: Store, now: datetime) -> bool:
    """Plan first, so that what is new and due goes out in the same round; whether there was anything to send."""
    planning.plan(store, KINDS, now=now)
    return sending.send(store, KINDS, now=now)
