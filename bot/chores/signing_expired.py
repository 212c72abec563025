"""Let contracts expire whose link to sign ran out unused, and tell their owners, once."""

from datetime import datetime

from bot.services.contracts import signing_links
from storage import Store


def run(store: Store, now: datetime) -> None:
    """Bring what ran out by now to expired."""
    signing_links.expire(store, now=now)
