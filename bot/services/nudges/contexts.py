"""What nudges say of the influencer they are about."""

from typing import Any

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


def _cut(text: str) -> str:
    return text if len(text) <= 300 else text[:299] + "…"
