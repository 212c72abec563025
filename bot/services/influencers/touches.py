"""Logging touches and reading the timeline."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.touches import Touch, TouchKind
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.payments import owed
from storage import Store

PAGE = 8
"""Lines on a page of the timeline."""
LONGEST = 10_000
"""Characters of a note."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of the timeline. `page` counts from 0."""

    influencer: Influencer
    touches: list[Touch]
    page: int
    pages: int
    total: int


def log(
    store: Store,
    influencer_id: int,
    *,
    kind: TouchKind,
    text: str,
    by: Member,
    now: datetime,
    at: datetime | None = None,
    link: str | None = None,
    asks: bool = True,
) -> Influencer:
    """Write a touch into the timeline; gives the influencer it is about.

    A reply is to be answered, unless it `asks` for nothing beyond what is promised already.
    """
    influencer = found(store, influencer_id)
    if not text.strip():
        raise Refused("Write a few words about what happened.", field="note")
    if len(text) > LONGEST:
        raise Refused(f"The note has {len(text):,} characters; {LONGEST:,} is the most. Shorten it.", field="note")
    if (happened := at or now) > now:
        raise Refused("This lies ahead. For something to come, set a follow-up instead.", field="day")
    touch_id = store.touches.add(influencer_id, kind, text, by=by.slack_id, at=happened, link=link)
    store.influencers.touched(influencer_id, at=happened)
    if kind is TouchKind.REPLY:
        store.outreaches.replied(influencer_id, at=happened)
    if kind is TouchKind.REPLY and asks:
        owed.replied(store, influencer, touch_id, by=by.slack_id, at=happened, now=now)
    owed.spoke(store, influencer_id, kind, by=by.slack_id, at=happened, now=now)
    store.audit.record("log", f"influencer:{influencer_id}", by=by.slack_id, now=now, touch=touch_id, kind=kind)
    return influencer


def timeline(store: Store, influencer_id: int, *, page: int) -> Timeline:
    """A page of what passed between us, newest first."""
    influencer = found(store, influencer_id)
    total = store.touches.count(influencer_id)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    touches = store.touches.of(influencer_id, limit=PAGE, skip=page * PAGE)
    return Timeline(influencer=influencer, touches=touches, page=page, pages=pages, total=total)


def found(store: Store, influencer_id: int) -> Influencer:
    """The influencer, or a refusal that says why an old button leads nowhere."""
    influencer = store.influencers.get(influencer_id)
    if influencer is None:
        raise Refused(
            "This influencer is no longer here: merged into another, or erased. Look with `/influencer find`."
        )
    return influencer
