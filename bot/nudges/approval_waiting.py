"""Remind who was asked to decide and has not, once each, after the hours that the workspace set."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.approvals.thresholds import REMIND_HOURS
from bot.domain.nudges.nudges import Nudge
from bot.services.approvals import approval_limits, approval_messages, approval_waiting
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """What is to be decided, while there is something to decide."""
    approval = store.approvals.get(one.number)
    if approval is None or not approval_waiting.stands(store, approval):
        return None
    return approval_messages.listed(store, approval)


def tell(store: Store, one: Nudge, now: datetime) -> str | None:
    """Remind whoever was asked, in a message of its own that follows the decision."""
    approval = store.approvals.get(one.number)
    return approval_waiting.remind(store, approval, one.to, now=now) if approval else None


def steps_of(store: Store, now: datetime) -> tuple[int, ...]:
    """After how many hours: as the workspace's rules of approval say."""
    return (approval_limits.hours(store, today=now.date())[0],)


KIND = Kind("approval_waiting", steps=(REMIND_HOURS,), steps_of=steps_of, load=load, tell=tell, rank=0)
