"""Matters of content: what they owe us, and live posts that lack something."""

from sqlalchemy import literal, select

from bot.domain.campaigns.campaigns import CampaignState
from bot.domain.campaigns.collaborations import ENDED, GIVEN_UP
from bot.domain.content.deliverables import DeliverableStage
from bot.domain.influencers.stages import Stage
from storage.matters.base import Matters, columns
from storage.tables import campaign, collaboration, deliverable, influencer, post, post_metric

_THEIR_TURN = (DeliverableStage.PLANNED, DeliverableStage.CHANGES_REQUESTED, DeliverableStage.APPROVED)
"""What waits for them: a draft, a better draft, or the post itself. A submitted draft waits for us."""

_OWED = (
    columns(
        deliverable.c.id,
        deliverable.c.workspace_id,
        anchor=deliverable.c.due_on,
        owner=collaboration.c.owner,
        influencer=collaboration.c.influencer_id,
        collaboration=collaboration.c.id,
        campaign=collaboration.c.campaign_id,
        since=deliverable.c.added_at,
    )
    .join_from(deliverable, collaboration, collaboration.c.id == deliverable.c.collaboration_id)
    .join(campaign, campaign.c.id == collaboration.c.campaign_id)
    .join(influencer, influencer.c.id == collaboration.c.influencer_id)
    .where(deliverable.c.state.in_(_THEIR_TURN), collaboration.c.stage.not_in(ENDED))
    .where(campaign.c.state == CampaignState.OPEN, influencer.c.stage != Stage.DO_NOT_CONTACT)
)

_LIVE = (
    columns(
        post.c.id,
        post.c.workspace_id,
        anchor=post.c.published_on,
        owner=collaboration.c.owner,
        influencer=collaboration.c.influencer_id,
        collaboration=collaboration.c.id,
        campaign=collaboration.c.campaign_id,
    )
    .join_from(post, collaboration, collaboration.c.id == post.c.collaboration_id)
    .where(post.c.published_on.is_not(None), collaboration.c.stage.not_in(GIVEN_UP))
)
"""Live posts of collaborations whose day is known."""

_UNDISCLOSED = _LIVE.where(post.c.deliverable_id.is_not(None), post.c.disclosure["ok"].as_boolean().is_(False))

_SAME_POST = (post_metric.c.workspace_id == post.c.workspace_id, post_metric.c.post_id == post.c.id)
_MEASURED = select(literal(1)).where(*_SAME_POST)
_UNMEASURED = (
    _LIVE.join(campaign, campaign.c.id == collaboration.c.campaign_id)
    .where(campaign.c.state == CampaignState.OPEN)
    .where(~_MEASURED.exists())
)

MATTERS = {
    "deliverable_due": Matters(_OWED, is_day=True),
    "post_undisclosed": Matters(_UNDISCLOSED, is_day=True),
    "post_unmeasured": Matters(_UNMEASURED, is_day=True),
}
