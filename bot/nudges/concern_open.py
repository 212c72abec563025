"""Remind of a concern that is open for 3 days: whoever looks after the influencer, else whoever noted it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """Who worries about whom; what it is only for those who see private things."""
    concern, reader = store.concerns.get(one.number), store.members.get(one.to)
    if concern is None or concern.closed_at is not None:
        return None
    return {
        "person": contexts.person(store, concern.influencer_id),
        "concern_id": concern.id,
        "text": concern.text if reader is not None and reader.sees_private else "",
        "opened_by": concern.opened_by,
        "opened_at": concern.opened_at.isoformat(),
    }


KIND = Kind("concern_open", steps=(3 * 24,), load=load, rank=2)
