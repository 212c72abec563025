"""Settings that several managers may change at once: the slower one is told, and nothing is overwritten unseen."""

from datetime import date

from bot.domain.refused import Refused
from bot.services.team import members
from storage import Store


def version_of(store: Store, name: str, *, today: date) -> str:
    """What a form remembers of a setting as it showed it."""
    told = store.settings.on(name, day=today)
    return told.set_at.isoformat() if told else ""


def check_seen(store: Store, name: str, *, seen: str, today: date, field: str) -> None:
    """Refuse to change a setting that somebody changed since the form showed it."""
    told = store.settings.on(name, day=today)
    if told is not None and told.set_at.isoformat() != seen:
        who = members.name_of(store, told.set_by)
        raise Refused(f"{who} changed this meanwhile. Copy what you typed, close this and open it again.", field=field)
