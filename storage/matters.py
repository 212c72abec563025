"""What nudges are about: for each kind of nudge one SELECT of the matters that are open.

A matter that is no longer selected is over: its nudges end by themselves. So a SELECT holds the whole rule of what is
still to be seen to, and no limit on dates: how far to look is the planner's business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, literal, null, select

from bot.domain.approvals.approvals import ApprovalState
from bot.domain.campaigns.campaigns import CampaignState
from bot.domain.campaigns.collaborations import ENDED
from bot.domain.gifts.gifts import TO_SHIP, GiftStage
from bot.domain.influencers.followups import FollowupState
from bot.domain.influencers.stages import Stage
from storage.tables import (
    approval,
    approval_ask,
    campaign,
    collaboration,
    decision,
    followup,
    gift,
    influencer,
    outreach,
    performance_note,
)


@dataclass(frozen=True, slots=True)
class Matters:
    """The open matters of a kind, of all workspaces. Their series count from a day, or from a moment."""

    query: Select[Any]
    is_day: bool = False


def columns(
    number: ColumnElement[Any],
    workspace: ColumnElement[Any],
    *,
    anchor: ColumnElement[Any],
    owner: ColumnElement[Any],
    influencer: ColumnElement[Any] | None = None,
    collaboration: ColumnElement[Any] | None = None,
    campaign: ColumnElement[Any] | None = None,
    urgent: ColumnElement[Any] | None = None,
) -> Select[Any]:
    """A SELECT of the columns that every kind has; its WHERE and JOINs are the kind's own."""
    return select(
        number.label("number"),
        workspace.label("workspace_id"),
        anchor.label("anchor"),
        owner.label("owner"),
        (null() if influencer is None else influencer).label("influencer_id"),
        (null() if collaboration is None else collaboration).label("collaboration_id"),
        (null() if campaign is None else campaign).label("campaign_id"),
        (false() if urgent is None else urgent).label("is_urgent"),
    )


_FOLLOWUPS = columns(
    followup.c.id,
    followup.c.workspace_id,
    anchor=followup.c.due_at,
    owner=followup.c.owner,
    influencer=followup.c.influencer_id,
    urgent=followup.c.is_urgent,
).where(followup.c.state == FollowupState.OPEN)

_DECIDED = select(literal(1)).where(decision.c.approval_id == approval.c.id, decision.c.by == approval_ask.c.slack_id)

_APPROVALS = (
    columns(approval.c.id, approval.c.workspace_id, anchor=approval_ask.c.asked_at, owner=approval_ask.c.slack_id)
    .join_from(approval, approval_ask, approval_ask.c.approval_id == approval.c.id)
    .where(approval.c.state == ApprovalState.OPEN, ~_DECIDED.exists())
)

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

_UNDERPERFORMING = (
    columns(
        performance_note.c.id,
        performance_note.c.workspace_id,
        anchor=performance_note.c.noted_at,
        owner=performance_note.c.owner,
        influencer=performance_note.c.influencer_id,
        collaboration=collaboration.c.id,
        campaign=collaboration.c.campaign_id,
    )
    .join_from(performance_note, collaboration, collaboration.c.id == performance_note.c.collaboration_id)
    .where(performance_note.c.choice.is_(None), collaboration.c.stage.not_in(ENDED))
)

_GIFT = {"owner": gift.c.owner, "influencer": gift.c.influencer_id}
_GIFT |= {"collaboration": gift.c.collaboration_id, "campaign": gift.c.campaign_id}
_UNSHIPPED = columns(gift.c.id, gift.c.workspace_id, anchor=gift.c.approved_at, **_GIFT).where(
    gift.c.stage.in_(TO_SHIP), gift.c.approved_at.is_not(None)
)
_UNPOSTED = columns(gift.c.id, gift.c.workspace_id, anchor=gift.c.delivered_at, **_GIFT).where(
    gift.c.stage == GiftStage.DELIVERED, gift.c.delivered_at.is_not(None)
)

MATTERS: Mapping[str, Matters] = {
    "followup": Matters(_FOLLOWUPS),
    "approval_waiting": Matters(_APPROVALS),
    "no_reply": Matters(_UNANSWERED),
    "underperforming": Matters(_UNDERPERFORMING),
    "gift_unshipped": Matters(_UNSHIPPED),
    "gift_unposted": Matters(_UNPOSTED),
}
"""The open matters of each kind of nudge, by its name."""
