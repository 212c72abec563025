"""The campaign's card: what is worth knowing of a campaign, also in its channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.campaigns.campaigns import LEAST_PAID, BriefLine, Campaign, WantedKind
from bot.domain.campaigns.collaborations import Collaboration, CollaborationStage
from bot.domain.influencers.influencers import Influencer
from bot.services.campaigns import campaign_sums, campaigns
from bot.services.campaigns.campaign_sums import Budget, Progress
from bot.services.payments import promise_lists
from bot.services.payments.promise_lists import Kept
from storage import Store
from storage.campaign_sums import LatePiece


@dataclass(frozen=True, slots=True)
class CampaignCard:
    """A campaign with its brief, who is wanted, how it goes, and how many collaborations stand in each stage.

    `tells_no_fee`: nobody costs anything yet, or so many people do that a sum does not tell what one of them gets.
    """

    campaign: Campaign
    when: str
    brief: Sequence[BriefLine]
    wanted: Mapping[WantedKind, Sequence[str]]
    stages: Mapping[CollaborationStage, int]
    roster: Sequence["RosterLine"]
    progress: Sequence[Progress]
    budget: Budget
    late: Sequence[LatePiece]
    promises: Kept | None = None
    tells_no_fee: bool = True


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One influencer on a campaign's roster."""

    collaboration: Collaboration
    influencer: Influencer


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in a list."""

    campaign: Campaign
    when: str
    people: int


def load(store: Store, campaign_id: int, *, now: datetime) -> CampaignCard:
    """The card of one campaign; raises Refused when it is gone."""
    campaign = campaigns.found(store, campaign_id)
    stages = store.collaborations.count_stages([campaign_id]).get(campaign_id, {})
    return CampaignCard(
        campaign=campaign,
        when=campaign.when(now.date()),
        brief=store.campaigns.brief(campaign_id),
        wanted=store.campaigns.wanted(campaign_id),
        stages={stage: stages[stage] for stage in CollaborationStage if stage in stages},
        roster=roster(store, campaign_id),
        progress=campaign_sums.progress(store, campaign),
        budget=campaign_sums.budget(store, campaign),
        late=campaign_sums.late(store, campaign_id, now=now),
        promises=promise_lists.of_campaign(store, campaign_id, now=now),
        tells_no_fee=_tells_no_fee(store, campaign_id),
    )


def _tells_no_fee(store: Store, campaign_id: int) -> bool:
    listed = store.collaborations.costs(one.id for one in store.collaborations.of_campaign(campaign_id))
    paid = {one.collaboration_id for one in listed}
    return not paid or len(paid) >= LEAST_PAID


def roster(store: Store, campaign_id: int) -> list[RosterLine]:
    """Everybody on a campaign's roster, in the order in which they were added."""
    listed = store.collaborations.of_campaign(campaign_id)
    people = store.influencers.many(one.influencer_id for one in listed)
    return [RosterLine(one, people[one.influencer_id]) for one in listed if one.influencer_id in people]


def lines(store: Store, listed: Sequence[Campaign], *, now: datetime) -> list[CampaignLine]:
    """Campaigns as a list shows them, in the order given."""
    stages = store.collaborations.count_stages(one.id for one in listed)
    return [CampaignLine(one, one.when(now.date()), sum(stages.get(one.id, {}).values())) for one in listed]


def refresh(store: Store, campaign_id: int, *, now: datetime) -> None:
    """Have the card in the campaign's channel say how things stand now, if it was ever posted there."""
    campaigns.refresh_card(store, campaign_id, now=now)


def status(store: Store, values: Mapping[str, Any], *, now: datetime) -> Mapping[str, Any] | None:
    """What the card in the channel says at the moment it is sent; None where the campaign is gone."""
    campaign_id = int(values["id"])
    return {"card": load(store, campaign_id, now=now)} if store.campaigns.get(campaign_id) else None
