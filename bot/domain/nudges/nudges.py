"""Nudges: what the bot says because a rule or a date says so, once, and what becomes of it.

A *matter* is what a nudge is about: an outreach without a reply, a payment to be made. Its *anchor* is the day or the
moment that the series counts from; each *step* is so many days after a day, or hours after a moment (before it, where
negative). A matter with another anchor or another owner is another series.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

AHEAD = timedelta(days=15)
"""How far ahead nudges are planned: a day more than `/rapport upcoming` shows."""

BEHIND = timedelta(days=60)
"""How long after its moment a nudge that was never planned is still said: longer than the bot is down, and short
enough that a roster of old matters does not flood anybody on the first day."""


class NudgeState(StrEnum):
    """Where a nudge stands: it waits, it was shown, or it is over: by a person, by itself, or for a newer one."""

    WAITING = "waiting"
    SHOWN = "shown"
    DONE = "done"
    SETTLED = "settled"
    SKIPPED = "skipped"
    SUPERSEDED = "superseded"


OPEN = (NudgeState.WAITING, NudgeState.SHOWN)


class Seat(StrEnum):
    """In which capacity somebody is nudged."""

    OWNER = "owner"
    MANAGER = "manager"
    CHANNEL = "channel"


def shift(step: int, *, is_day: bool) -> timedelta:
    """How far a step lies from the anchor of its series."""
    return timedelta(days=step) if is_day else timedelta(hours=step)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a series is about. Either `day` or `at` is its anchor; `owner` is the Slack id of who sees to it.

    It stands since a moment, where that is known: steps that lie before it are left out.
    """

    number: int
    day: date | None
    at: datetime | None
    owner: str
    influencer_id: int | None
    collaboration_id: int | None
    campaign_id: int | None
    is_urgent: bool
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Nudge:
    """One nudge of a series. `to` is the Slack id of a member or a channel; `turn` counts the times it was to be shown.

    `message` is the key of the message in which it stands. `ended_by` is a Slack id, None where it ended by itself.
    """

    id: int
    kind: str
    number: int
    step: int
    day: date | None
    at: datetime | None
    owner: str
    seat: Seat
    to: str
    influencer_id: int | None
    collaboration_id: int | None
    campaign_id: int | None
    state: NudgeState
    turn: int
    is_urgent: bool
    send_at: datetime
    shown_at: datetime | None
    message: str | None
    ended_at: datetime | None
    ended_by: str | None
    why: str | None
    version: int


def message_key(nudge: Nudge) -> str:
    """When a nudge would be a repeat: the same one for the same turn."""
    return f"nudge:{nudge.id}:{nudge.turn}"


def batch_key(to: str, *, day: date) -> str:
    """The one message of a day in which everything stands that is beyond somebody's daily cap."""
    return f"nudges:{to}:{day}"
