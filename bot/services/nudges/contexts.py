"""What nudges say of the influencer they are about, and of the day they count from."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.nudges.nudges import Nudge
from bot.services.influencers import touches
from storage import Store

SHOWN = 3
"""Profiles of an influencer that a nudge shows."""


def person(store: Store, influencer_id: int) -> dict[str, Any]:
    """Who it is, where they post, and what passed between us last."""
    influencer = touches.found(store, influencer_id)
    profiles = store.profiles.of([influencer.id]).get(influencer.id, [])
    last = store.touches.of(influencer.id, limit=1)
    return {
        "name": influencer.name,
        "stage": influencer.stage,
        "profiles": [
            {"platform": one.platform, "handle": one.handle, "url": one.url, "followers": one.followers}
            for one in profiles[:SHOWN]
        ],
        "last_touch": {"text": _cut(last[0].text), "at": last[0].at.isoformat()} if last else None,
    }


def about(store: Store, one: Nudge) -> dict[str, Any]:
    """Who a nudge is about, and in which campaign; `days` is left to whoever counts them."""
    campaign = store.campaigns.get(one.campaign_id) if one.campaign_id else None
    return {
        "person": person(store, one.influencer_id) if one.influencer_id else None,
        "campaign": campaign.name if campaign else "",
        "collaboration_id": one.collaboration_id,
    }


def days_until(store: Store, one: Nudge, *, now: datetime) -> int:
    """How many days lie ahead of the day that a nudge counts from, on the calendar of who is told; below 0 it is over.

    A channel's calendar is that of the owner.
    """
    if one.day is None:
        raise ValueError("this nudge counts from a moment")
    member = store.members.get(one.to) or store.members.get(one.owner)
    today = now.astimezone(ZoneInfo(member.tz) if member else UTC).date()
    return (one.day - today).days


def _cut(text: str) -> str:
    return text if len(text) <= 300 else text[:299] + "…"
