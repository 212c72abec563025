"""Say that a gift was approved and is not on its way, three days after its approval."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.gifts.gifts import SHIP_WITHIN, TO_SHIP
from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """What is to be sent, to whom, and whether we know where to."""
    gift = store.gifts.get(one.number)
    influencer = store.influencers.get(gift.influencer_id) if gift else None
    if gift is None or influencer is None or gift.stage not in TO_SHIP or gift.approved_at is None:
        return None
    return {
        "person": contexts.person(store, gift.influencer_id),
        "gift_id": gift.id,
        "what": gift.what,
        "is_shipped": gift.is_shipped,
        "has_address": bool(influencer.address),
        "approved_at": gift.approved_at.isoformat(),
        "wanted_on": gift.wanted_on.isoformat() if gift.wanted_on else None,
    }


KIND = Kind("gift_unshipped", steps=(SHIP_WITHIN.days * 24,), load=load, rank=2)
