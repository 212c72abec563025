"""The collaboration's card: the hub from which everything about one influencer in one campaign is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import COMMITTED, Collaboration, Cost, CostState, StageChange
from bot.domain.campaigns.fit import Fit
from bot.domain.campaigns.outreach import Talks
from bot.domain.contracts.contracts import ENDED, Contract
from bot.domain.influencers.influencers import Influencer, Profile
from bot.domain.influencers.touches import LOGGED_BY_PEOPLE, Touch
from bot.domain.team.roles import Member
from bot.services.campaigns import campaigns, collaborations, fitting
from bot.services.content import content, posts
from bot.services.content.posts import PostLine
from bot.services.influencers import touches
from storage import Store

SHOWN = 3
"""Last touches on a collaboration's card: what people logged, for the stages stand there already."""

POSTS_SHOWN = 3
"""Posts on a collaboration's card, the newest; the rest is their own list."""


@dataclass(frozen=True, slots=True)
class CollaborationCard:
    """All that is worth knowing of one influencer in one campaign."""

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
    contract: Contract | None = None

    @property
    def writes_contract(self) -> bool:
        """Whether a contract may be written: none stands."""
        return self.contract is None or self.contract.stage in ENDED

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


def load(store: Store, collaboration_id: int, *, reader: Member, note: str = "") -> CollaborationCard:
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
        contract=next(iter(store.contracts.of([one.id])), None),
    )
