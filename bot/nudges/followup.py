"""Remind of a follow-up at its moment: a nudge that a person asked for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.influencers import followups
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """What the follow-up says."""
    followup = store.followups.get(one.number)
    return followups.reminder(store, followup) if followup else None


def tell(store: Store, one: Nudge, now: datetime) -> str | None:
    """Remind its owner, or who sees to it instead, in a message that the follow-up itself changes from then on."""
    return followups.remind(store, followups.get(store, one.number), to=one.to, now=now)


KIND = Kind("followup", steps=(0,), load=load, tell=tell, rank=0)
