"""Matters of gifts: what was approved and not sent, and what was sent and never came back as a post."""

from bot.domain.gifts.gifts import TO_SHIP, GiftStage
from storage.matters.base import Matters, columns
from storage.tables import gift

_WHOSE = {"owner": gift.c.owner, "influencer": gift.c.influencer_id}
_WHOSE |= {"collaboration": gift.c.collaboration_id, "campaign": gift.c.campaign_id}

_UNSHIPPED = columns(gift.c.id, gift.c.workspace_id, anchor=gift.c.approved_at, **_WHOSE).where(
    gift.c.stage.in_(TO_SHIP), gift.c.approved_at.is_not(None)
)
_UNPOSTED = columns(gift.c.id, gift.c.workspace_id, anchor=gift.c.delivered_at, **_WHOSE).where(
    gift.c.stage == GiftStage.DELIVERED, gift.c.delivered_at.is_not(None)
)

MATTERS = {"gift_unshipped": Matters(_UNSHIPPED), "gift_unposted": Matters(_UNPOSTED)}
