"""Matters of campaigns: whom we wrote to and who has not answered."""

from sqlalchemy import literal, select

from bot.domain.campaigns.campaigns import CampaignState
from bot.domain.campaigns.collaborations import ENDED
from bot.domain.influencers.stages import Stage
from storage.matters.base import Matters, columns
from storage.tables import campaign, collaboration, influencer, outreach

_WRITTEN_AGAIN = outreach.alias("written_again")
_NEWER = select(literal(1)).where(
    _WRITTEN_AGAIN.c.collaboration_id == outreach.c.collaboration_id, _WRITTEN_AGAIN.c.id > outreach.c.id
)
_UNANSWERED = (
    columns(
        outreach.c.id,
        outreach.c.workspace_id,
        anchor=outreach.c.sent_at,
        owner=collaboration.c.owner,
        influencer=collaboration.c.influencer_id,
        collaboration=collaboration.c.id,
        campaign=collaboration.c.campaign_id,
    )
    .join_from(outreach, collaboration, collaboration.c.id == outreach.c.collaboration_id)
    .join(campaign, campaign.c.id == collaboration.c.campaign_id)
    .join(influencer, influencer.c.id == collaboration.c.influencer_id)
    .where(outreach.c.replied_at.is_(None), ~_NEWER.exists(), collaboration.c.stage.not_in(ENDED))
    .where(campaign.c.state == CampaignState.OPEN, influencer.c.stage != Stage.DO_NOT_CONTACT)
)

MATTERS = {"no_reply": Matters(_UNANSWERED)}
