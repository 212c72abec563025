"""The campaign's card and the collaboration's card: what is worth knowing of each, for one reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.campaigns import BriefLine, Campaign, WantedKind, card_key
from bot.domain.collaborations import COMMITTED, Collaboration, CollaborationStage, Cost, CostState, StageChange
from bot.domain.fit import Fit
from bot.domain.influencers import Influencer, Profile
from bot.domain.outreach import Talks
from bot.domain.roles import Member
from bot.messages import Message
from bot.services import campaign_sums, campaigns, collaborations, content, fitting, posts, touches
from bot.services.campaign_sums import Budget, Progress
from bot.services.posts import PostLine
from bot.domain.touches import LOGGED_BY_PEOPLE, Touch
from storage import Store
from storage.campaign_sums import LatePiece

SHOWN = 3
"""Last touches on a collaboration's card: what people logged, for the stages stand there already."""

POSTS_SHOWN = 3
"""Posts on a collaboration's card, the newest; the rest is their own list."""


@dataclass(frozen=True, slots=True)
class CampaignCard:
    """A campaign with its brief, who is wanted, how it goes, and how many collaborations stand in each stage."""

    campaign: Campaign
    when: str
    brief: Sequence[BriefLine]
    wanted: Mapping[WantedKind, Sequence[str]]
    stages: Mapping[CollaborationStage, int]
    roster: Sequence["RosterLine"]
    progress: Sequence[Progress]
    budget: Budget
    late: Sequence[LatePiece]


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One influencer on a campaign's roster."""

    collaboration: Collaboration
    influencer: Influencer


@dataclass(frozen=True, slots=True)
class CollaborationCard:
    """One influencer in one campaign: the hub from which everything about it is done."""

    collaboration: Collaboration
    campaign: Campaign
    influencer: Influencer
    profiles: Sequence[Profile]
    history: Sequence[StageChange]
    costs: Sequence[Cost]
    reader: Member
    talks: Talks
    fit: Fit
    touches: Sequence[Touch]
    owed: Sequence[content.Line] = ()
    posts: Sequence[PostLine] = ()
    post_count: int = 0
    note: str = ""

    @property
    def sums(self) -> Mapping[tuple[CostState, str], int]:
        """What it costs, by how far the money has come and by currency."""
        found: dict[tuple[CostState, str], int] = {}
        for one in sorted(self.costs, key=lambda cost: list(CostState).index(cost.state)):
            found[one.state, one.currency] = found.get((one.state, one.currency), 0) + one.amount
        return found

    @property
    def uncommitted(self) -> int:
        """How many costs are only planned although the influencer has said yes."""
        said_yes = self.collaboration.stage in COMMITTED
        return sum(one.state is CostState.PLANNED for one in self.costs) if said_yes else 0


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
    )


def roster(store: Store, campaign_id: int) -> list[RosterLine]:
    """Everybody on a campaign's roster, in the order in which they were added."""
    listed = store.collaborations.of_campaign(campaign_id)
    people = store.influencers.many(one.influencer_id for one in listed)
    return [RosterLine(one, people[one.influencer_id]) for one in listed if one.influencer_id in people]


def lines(store: Store, listed: Sequence[Campaign], *, now: datetime) -> list[CampaignLine]:
    """Campaigns as a list shows them, in the order given."""
    stages = store.collaborations.count_stages(one.id for one in listed)
    return [CampaignLine(one, one.when(now.date()), sum(stages.get(one.id, {}).values())) for one in listed]


def load_collaboration(store: Store, collaboration_id: int, *, reader: Member, note: str = "") -> CollaborationCard:
    """The card of one collaboration; raises Refused when it is gone. `note` says what just happened."""
    one = collaborations.found(store, collaboration_id)
    influencer = touches.found(store, one.influencer_id)
    campaign = campaigns.found(store, one.campaign_id)
    live = store.posts.of_collaborations([one.id])
    return CollaborationCard(
        collaboration=one,
        campaign=campaign,
        influencer=influencer,
        profiles=store.profiles.of([influencer.id]).get(influencer.id, []),
        history=store.collaborations.stages(one.id),
        costs=store.collaborations.costs([one.id]) if reader.sees_private else [],
        reader=reader,
        talks=Talks(store.outreaches.last(one.id), store.outreaches.offers(one.id) if reader.sees_private else ()),
        fit=fitting.fits(store, campaign, [influencer])[influencer.id],
        touches=store.touches.last(influencer.id, kinds=LOGGED_BY_PEOPLE, limit=SHOWN),
        note=note,
        owed=content.lines(store, [one.id]),
        posts=posts.lines(store, live[:POSTS_SHOWN]),
        post_count=len(live),
    )


def refresh(store: Store, campaign_id: int, *, now: datetime) -> None:
    """Have the card in the campaign's channel say how things stand now, if it was ever posted there."""
    campaigns.refresh_card(store, campaign_id, now=now)


def status(store: Store, values: Mapping[str, Any], *, now: datetime) -> Mapping[str, Any] | None:
    """What the card in the channel says at the moment it is sent; None where the campaign is gone."""
    campaign_id = int(values["id"])
    return {"card": load(store, campaign_id, now=now)} if store.campaigns.get(campaign_id) else None


def tell_shut_out(store: Store, values: Mapping[str, Any], *, now: datetime) -> None:
    """Tell the owner, once for each channel, that the card cannot be shown where it belongs, and what to do."""
    campaign = store.campaigns.get(int(values["id"]))
    if campaign is None or campaign.channel is None:
        return
    key = f"{card_key(campaign.id)}:shut-out:{campaign.channel}"
    said = {"id": campaign.id, "name": campaign.name, "channel": campaign.channel}
    store.outbox.add(Message("campaign_shut_out", key=key, to=campaign.owner, values=said), now=now)
