"""Outreach: what is written to influencers, the tokens of its templates, the no-reply clock, and offers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.refused import Refused

TOKENS: Mapping[str, str] = {
    "first_name": "give the influencer a name",
    "name": "give the influencer a name",
    "handle": "add a profile with Edit on the influencer's card",
    "platform": "add a profile with Edit on the influencer's card",
    "campaign": "give the campaign a name",
    "about": "write what the campaign is about",
    "hashtags": "set the campaign's hashtags",
    "deadline": "set the campaign's end date to a day that lies ahead",
    "our_name": "set your name in Slack",
    "reason": "write what you like in their recent work, and why it should be us",
    "musts": "add lines marked must to the campaign's brief",
}
"""Every token that a template may hold, and what to do where it is empty."""

LONGEST_BODY = 3_000
"""Characters of a message: as many as a field of Slack's modals holds."""
LONGEST_SUBJECT = 500
LONGEST_NAME = 80
MOST_TEMPLATES = 30
"""How many one list shows."""


@dataclass(frozen=True, slots=True)
class OutreachTemplate:
    """A message with tokens that the team edits. `edited_by` is a member's Slack id."""

    id: int
    name: str
    subject: str
    body: str
    edited_by: str
    edited_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject and a body, with tokens or filled in."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Outreach:
    """A message that went out. `reason` is why this person; the clock stops with `replied_at`."""

    id: int
    collaboration_id: int
    subject: str
    body: str
    reason: str
    sent_at: datetime
    sent_by: str
    replied_at: datetime | None


class Side(StrEnum):
    """Who made an offer."""

    OURS = "ours"
    THEIRS = "theirs"


class OfferState(StrEnum):
    """What became of an offer. One at most is open in a collaboration."""

    OPEN = "open"
    SUPERSEDED = "superseded"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Offer:
    """A fee, in minor units of `currency`, with its terms, and who settled it when."""

    id: int
    collaboration_id: int
    side: Side
    fee: int
    currency: str
    terms: str
    state: OfferState
    at: datetime
    by: str
    decided_at: datetime | None
    decided_by: str | None


@dataclass(frozen=True, slots=True)
class Talks:
    """How far we have come with somebody: the last message that went out, and the offers, oldest first."""

    last: Outreach | None
    offers: tuple[Offer, ...]

    @property
    def waiting_since(self) -> datetime | None:
        """Since when we wait for a reply, if we do."""
        return self.last.sent_at if self.last and self.last.replied_at is None else None

    @property
    def open_offer(self) -> Offer | None:
        """The offer that waits for an answer."""
        return next((one for one in self.offers if one.state is OfferState.OPEN), None)


_LEFT_OVER = re.compile(r"\{\{\s*(" + "|".join(TOKENS) + r")\s*\}\}")


def check_finished(text: str, *, field: str) -> None:
    """Refuse a message with a token left in it."""
    found = _LEFT_OVER.search(text)
    if found:
        raise Refused(f"There is a token left: {found[0]}. Write what belongs there.", field=field)


def check_filled(used: Iterable[str], values: Mapping[str, str], *, field: str) -> None:
    """Refuse while a token that the template uses is empty, naming each and what to do."""
    empty = [name for name in TOKENS if name in set(used) and not values[name].strip()]
    if empty:
        named = "; ".join(f"{name} is empty: {TOKENS[name]}" for name in empty)
        raise Refused(f"{named}.", field=field)
