"""Say that somebody may soon advertise for others again, 14, 7 and 1 days before the last day of their exclusivity.

It holds on after the collaboration is completed, and is over where that was declined or dropped. Another last day is
another series.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, now: datetime) -> Mapping[str, Any] | None:
    """Who, for what they are ours alone, and until when."""
    collaboration = store.collaborations.get(one.number)
    if collaboration is None or one.day is None:
        return None
    return {
        **contexts.about(store, one),
        "category": collaboration.exclusive_category or "",
        "until": one.day.isoformat(),
        "days": contexts.days_until(store, one, now=now),
    }


KIND = Kind("exclusivity_ending", steps=(-14, -7, -1), load=load, rank=5)
