"""Say that we may soon no longer use somebody's content, 14, 7 and 1 days before the last day.

One nudge for everything of a collaboration that ends on the same day. A right is left out where another one of the
same kind, place and country outlasts it (it was renewed), where somebody ended it before its time, and where the
content was never made.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store

SHOWN = 20
"""Rights that a nudge holds; its words show the first few."""


def load(store: Store, one: Nudge, now: datetime) -> Mapping[str, Any] | None:
    """Which rights end, to which content."""
    if one.day is None:
        return None
    rights = store.deliverables.rights_ending(one.number, day=one.day)
    content = {each.id: each.title for each in store.deliverables.of([one.number])}
    if not rights:
        return None
    return {
        **contexts.about(store, one),
        "until": one.day.isoformat(),
        "days": contexts.days_until(store, one, now=now),
        "total": len(rights),
        "rights": [
            {
                "id": each.id,
                "title": content.get(each.deliverable_id, ""),
                "kind": each.kind,
                "channel": each.channel,
                "territory": each.territory,
            }
            for each in rights[:SHOWN]
        ],
    }


KIND = Kind("usage_right_ending", steps=(-14, -7, -1), load=load, rank=3)
