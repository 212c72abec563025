"""Say that a live post does not say clearly that it is advertising: on the next working day, and after 3 days.

The check of the post says so (a fault, or something that only a person can see); it is over once a check finds nothing
more. It is a duty whether or not the campaign is still open.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.content import disclosures
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store

SHOWN = 2
"""Findings that a nudge names."""


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """Which post, and what is wrong with it."""
    post = store.live.get(one.number)
    found = store.deliverables.get(post.deliverable_id) if post and post.deliverable_id else None
    if post is None or found is None or not post.disclosure or post.published_on is None:
        return None
    faults = disclosures.faults(post.disclosure)
    open_ones = [each for each in post.disclosure["findings"] if each["severity"] == "unclear"]
    return {
        **contexts.about(store, one),
        "post_id": post.id,
        "deliverable_id": found.id,
        "title": found.title,
        "url": post.url,
        "published_on": post.published_on.isoformat(),
        "is_fault": bool(faults),
        "findings": [each["sentence"][:300] for each in (faults or open_ones)[:SHOWN]],
        "checked_at": post.checked_at.isoformat() if post.checked_at else None,
    }


KIND = Kind("post_undisclosed", steps=(1, 3), load=load, rank=2, is_private=False)
