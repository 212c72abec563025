"""Who goes on a campaign's roster: what speaks against it, and what their stage there means for the relationship."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.campaigns.campaigns import Campaign, CampaignState
from bot.domain.campaigns.collaborations import Collaboration, CollaborationStage
from bot.domain.influencers.influencers import key_of
from bot.domain.influencers.stages import Stage, next_stages

RECENT = timedelta(days=14)
"""How long a colleague's touch is worth a warning."""

MOST_AT_ONCE = 1_000
"""People who go on a roster in one step: more are narrowed down first."""

_LEFT = (CollaborationStage.DECLINED, CollaborationStage.DROPPED)
_BRINGS: Mapping[CollaborationStage, Stage] = {
    CollaborationStage.INVITED: Stage.CONTACTED,
    CollaborationStage.ACCEPTED: Stage.ACTIVE,
}
_FORWARD = (Stage.PROSPECT, Stage.SHORTLISTED, Stage.CONTACTED, Stage.NEGOTIATING, Stage.ACTIVE)


class ConflictKind(StrEnum):
    """Why somebody's other collaboration may stand in the way."""

    EXCLUSIVE = "exclusive"
    COMPETING = "competing"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another collaboration of the same influencer that this campaign clashes with.

    `until` is the last day of an exclusivity (None: no end was agreed), or of a competing campaign.
    """

    kind: ConflictKind
    influencer_id: int
    campaign: Campaign
    until: date | None


def conflict(campaign: Campaign, standing: Collaboration, other: Campaign, *, today: date) -> Conflict | None:
    """How an influencer's place in another campaign clashes with this one, the graver way; None where it does not.

    Exclusivity binds from now until its last day; campaigns compete in the same category on the same days.
    """
    if standing.stage in _LEFT or other.id == campaign.id or not key_of(campaign.category or ""):
        return None
    if _is_bound(standing, campaign, today=today):
        return Conflict(ConflictKind.EXCLUSIVE, standing.influencer_id, other, standing.exclusive_until)
    if other.state is CampaignState.OPEN and _compete(campaign, other):
        return Conflict(ConflictKind.COMPETING, standing.influencer_id, other, other.ends_on)
    return None


def _is_bound(standing: Collaboration, campaign: Campaign, *, today: date) -> bool:
    until = standing.exclusive_until
    if key_of(standing.exclusive_category or "") != key_of(campaign.category or ""):
        return False
    return until is None or until >= max(today, campaign.starts_on)


def _compete(one: Campaign, other: Campaign) -> bool:
    """Whether both are in one category and share a day."""
    same = key_of(one.category or "") == key_of(other.category or "")
    return same and one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def brought_stage(stage: Stage, to: CollaborationStage) -> Stage | None:
    """The stage that the influencer reaches as well when a collaboration reaches `to`: never one further back."""
    brought = _BRINGS.get(to)
    if brought is None or stage not in _FORWARD or brought not in next_stages(stage):
        return None
    return brought if _FORWARD.index(brought) > _FORWARD.index(stage) else None
