"""Say that nobody has answered an outreach, 4 and 9 days after it, until a reply is logged."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """Whom we wrote to, about which campaign, and when."""
    collaboration = store.collaborations.get(one.collaboration_id or 0)
    campaign = store.campaigns.get(collaboration.campaign_id) if collaboration else None
    if collaboration is None or campaign is None or one.at is None:
        return None
    return {
        "person": contexts.person(store, collaboration.influencer_id),
        "campaign": campaign.name,
        "collaboration_id": collaboration.id,
        "sent_at": one.at.isoformat(),
    }


KIND = Kind("no_reply", steps=(4 * 24, 9 * 24), load=load, rank=4, is_private=False)
