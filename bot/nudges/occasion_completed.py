"""Somebody completed a campaign: a thank-you or a gift, with what their work came to, once thanked no more."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.influencers.occasions import LATE
from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import occasions
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, now: datetime) -> Mapping[str, Any] | None:
    """Who completed what, while it is not long past and nobody thanked them."""
    collaboration = store.collaborations.get(one.number)
    campaign = store.campaigns.get(collaboration.campaign_id) if collaboration else None
    if collaboration is None or campaign is None or collaboration.stage is not CollaborationStage.COMPLETED:
        return None
    if now > collaboration.stage_since + LATE or _is_thanked(store, collaboration.id):
        return None
    return {
        **occasions.known(store, collaboration.influencer_id),
        "campaign": campaign.name,
        "completed_at": collaboration.stage_since.isoformat(),
        "thanks": collaboration.id,
    }


def _is_thanked(store: Store, collaboration_id: int) -> bool:
    return any(one["verb"] == "thank" for one in store.audit.of(f"collaboration:{collaboration_id}"))


KIND = Kind(occasions.COMPLETED, steps=(0,), load=load, rank=7)
