"""Have the digest of the last week worked out on the workspace's day and hour, once, and late rather than never."""

from datetime import datetime

from bot.services.digests import digests
from storage import Store


def run(store: Store, now: datetime) -> None:
    """Begin, if the moment of a digest has come that nobody planned yet."""
    digests.begin(store, now=now)
