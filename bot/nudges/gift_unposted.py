"""Say that a gift arrived and nobody posted about it, 7, 10 and 14 days after it did; then it is given up, and kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.gifts.gifts import POST_AFTER, GiftStage
from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store

_STEPS = tuple(days * 24 for days in POST_AFTER)


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """What arrived when, and whether this is the last time that it is asked about."""
    gift = store.gifts.get(one.number)
    if gift is None or gift.stage is not GiftStage.DELIVERED or gift.delivered_at is None:
        return None
    return {
        "person": contexts.person(store, gift.influencer_id),
        "gift_id": gift.id,
        "what": gift.what,
        "delivered_at": gift.delivered_at.isoformat(),
        "is_last": one.step >= _STEPS[-1],
    }


KIND = Kind("gift_unposted", steps=_STEPS, load=load, rank=6)
