"""Plan the nudges that became due by data, and send those whose moment has come."""

from datetime import datetime

from bot.nudges import KINDS
from bot.services.nudges import planning, sending
from storage import Store


def run(store: Store, now: datetime) -> None:
    """Plan first, so that what is new and due goes out in the same round."""
    planning.plan(store, KINDS, now=now)
    sending.send(store, KINDS, now=now)
