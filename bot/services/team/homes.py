"""Having a member's Home drawn anew."""

from datetime import datetime

from storage import Store


def refresh_home(store: Store, slack_id: str, *, now: datetime) -> None:
    """Have a member's Home drawn anew, if they ever opened it."""
    store.outbox.redraw(home_key(slack_id), kind="home", values={}, now=now)


def home_key(slack_id: str) -> str:
    """Under which key a member's Home stands in the outbox."""
    return f"home:{slack_id}"
