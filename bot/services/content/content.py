"""Content as cards show it: what is owed, what is late, and one deliverable with its drafts, post and rights."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import Collaboration
from bot.domain.content.deliverables import Deliverable, Draft
from bot.domain.content.live_posts import LivePost, says_whose
from bot.domain.content.usage_rights import UsageRight
from bot.domain.influencers.influencers import Influencer
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.campaigns import campaigns, collaborations
from bot.services.influencers import touches
from bot.services.team import members
from storage import Store

_DID = {
    "plan": "planned it",
    "change": "changed it",
    "submit": "submitted a draft",
    "approve": "approved the draft",
    "ask": "asked for changes",
    "publish": "noted that it is live",
    "check": "checked the post again",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A deliverable in a list, with its live post, if it has one."""

    deliverable: Deliverable
    post: LivePost | None


@dataclass(frozen=True, slots=True)
class DeliverableCard:
    """One deliverable, whole. `says_whose` is whether the live post's address carries the creator's handle."""

    deliverable: Deliverable
    collaboration: Collaboration
    campaign: Campaign
    influencer: Influencer
    drafts: Sequence[Draft]
    post: LivePost | None
    says_whose: bool
    rights: Sequence[UsageRight]
    reader: Member


def lines(store: Store, collaboration_ids: Iterable[int]) -> list[Line]:
    """What is owed in these collaborations, what is due first first."""
    owed = store.deliverables.of(collaboration_ids)
    posts = store.live.of_deliverables(one.id for one in owed)
    return [Line(one, posts.get(one.id)) for one in owed]


def load(store: Store, deliverable_id: int, *, reader: Member) -> DeliverableCard:
    """The card of one deliverable; raises Refused when it is gone."""
    one = found(store, deliverable_id)
    collaboration = collaborations.found(store, one.collaboration_id)
    post = store.live.of_deliverables([one.id]).get(one.id)
    return DeliverableCard(
        deliverable=one,
        collaboration=collaboration,
        campaign=campaigns.found(store, collaboration.campaign_id),
        influencer=touches.found(store, collaboration.influencer_id),
        drafts=store.deliverables.drafts(one.id),
        post=post,
        says_whose=post is not None and says_whose(post.url),
        rights=store.deliverables.rights([one.id]),
        reader=reader,
    )


def found(store: Store, deliverable_id: int) -> Deliverable:
    """The deliverable, or a refusal."""
    one = store.deliverables.get(deliverable_id)
    if one is None:
        raise Refused("This deliverable is no longer here: it was removed while it was planned.")
    return one


def about(deliverable_id: int) -> str:
    """Under which name a deliverable stands in the audit log."""
    return f"deliverable:{deliverable_id}"


def changed_meanwhile(store: Store, deliverable_id: int) -> str:
    """The sentence that tells the slower of two what the other did."""
    one = found(store, deliverable_id)
    last = [entry for entry in store.audit.of(about(deliverable_id)) if entry["verb"] in _DID][-1]
    return (
        f"{members.name_of(store, last['by'])} {_DID[last['verb']]} a moment ago: this deliverable is {one.state} now. "
        "Copy what you typed, close this, and open it again."
    )


def today_of(member: Member, *, now: datetime) -> date:
    """The day it is where a member is."""
    return now.astimezone(ZoneInfo(member.tz)).date()
