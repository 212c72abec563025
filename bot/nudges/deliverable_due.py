"""Remind of content that they owe us: 3 days and 1 day before its date, on the day, and 1 and 7 days after it.

It waits for them while it is planned, while changes are asked for, and while it is approved and not live; a draft that
was submitted waits for us, and its feedback is a promise of its own (`feedback_owed`). Nobody is reminded of content
of a closed campaign, of a collaboration that ended, or of somebody who asked not to be contacted.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, now: datetime) -> Mapping[str, Any] | None:
    """Which content, by when, and what it waits for."""
    found = store.deliverables.get(one.number)
    if found is None:
        return None
    return {
        **contexts.about(store, one),
        "deliverable_id": found.id,
        "title": found.title,
        "platform": found.platform,
        "format": found.format,
        "state": found.state,
        "due_on": found.due_on.isoformat(),
        "days": contexts.days_until(store, one, now=now),
    }


KIND = Kind("deliverable_due", steps=(-3, -1, 0, 1, 7), load=load, rank=3, is_private=False)
