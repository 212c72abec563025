"""Touches: anything that passed between us and an influencer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TouchKind(StrEnum):
    """What kind of contact it was (product.md, "touch"), or a change worth a line in the timeline."""

    NOTE = "note"
    CALL = "call"
    MESSAGE = "message"
    REPLY = "reply"
    MEETING = "meeting"
    DRAFT = "draft"
    GIFT = "gift"
    PAYMENT = "payment"
    STAGE = "stage"
    ADDED = "added"
    FOLLOWUP = "follow-up"


LOGGED_BY_PEOPLE = (
    TouchKind.NOTE,
    TouchKind.CALL,
    TouchKind.MESSAGE,
    TouchKind.REPLY,
    TouchKind.MEETING,
    TouchKind.DRAFT,
    TouchKind.GIFT,
    TouchKind.PAYMENT,
)


@dataclass(frozen=True, slots=True)
class Touch:
    """One line of the timeline. `by` is a member's Slack id, `link` the message it was saved from."""

    id: int
    influencer_id: int
    kind: TouchKind
    at: datetime
    by: str
    text: str
    link: str | None
