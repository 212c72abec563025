"""Follow-ups: nudges that a person asked for."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MORNING = time(9, 0)
"""The hour of a day on which something without an hour happens."""


class FollowupState(StrEnum):
    """Whether a follow-up still waits."""

    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Followup:
    """Something a member wants to be reminded of. `turn` counts its dates: each is nudged once.

    `is_urgent`: at its very moment, also outside of its owner's hours.
    """

    id: int
    influencer_id: int
    owner: str
    due_at: datetime
    what: str
    link: str | None
    state: FollowupState
    turn: int
    created_by: str
    is_urgent: bool = False


def nudge_key(followup_id: int, turn: int) -> str:
    """When a reminder would be a repeat: the same follow-up for the same turn."""
    return f"followup:{followup_id}:{turn}"


def snoozed_until(choice: str, *, now: datetime, tz: str) -> datetime:
    """The moment a snooze ends: `1d`, `3d` and `week` mean that day's morning in the member's zone.

    Raises KeyError for a choice that no menu offers.
    """
    local = now.astimezone(ZoneInfo(tz))
    days = {"1d": 1, "3d": 3, "week": 7 - local.weekday()}[choice]
    morning = datetime.combine(local.date() + timedelta(days=days), MORNING, ZoneInfo(tz))
    return morning.astimezone(now.tzinfo)
