"""Joining two influencers who are one person: offered, never done silently."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.campaigns.collaborations import Collaboration
from bot.domain.influencers.influencers import Influencer, Profile
from bot.domain.influencers.touches import TouchKind
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.campaigns import campaign_cards, campaigns
from bot.services.influencers import figures
from bot.services.influencers.touches import found
from bot.services.payments import commissions
from bot.services.results import results
from bot.services.rewards import proposals
from storage import Store
from storage.merges import MergeOffer

FILLED = ("owner", "country", "audience_country", "email", "phone", "birthday", "address", "notes")
"""Fields that the one who stays takes over where they have nothing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two influencers side by side, with what is known of each."""

    offer: MergeOffer
    kept: Influencer
    other: Influencer
    profiles: dict[int, list[Profile]]
    touches: dict[int, int]
    waiting: int


def next_pair(store: Store, *, after: int = 0, about: int | None = None) -> Pair | None:
    """The next offer behind the one with id `after`, on one influencer or on all; None when there is none left."""
    offer = store.merges.next(after=after) if about is None else next(iter(store.merges.about(about)), None)
    if offer is None:
        return None
    ids = [offer.kept_id, offer.other_id]
    return Pair(
        offer=offer,
        kept=found(store, offer.kept_id),
        other=found(store, offer.other_id),
        profiles=store.profiles.of(ids),
        touches={one: store.touches.count(one) for one in ids},
        waiting=store.merges.waiting(),
    )


def decide(store: Store, offer_id: int, *, join: bool, by: Member, now: datetime) -> Influencer:
    """Join the two, or note that they are two; gives the one who stays."""
    offer = store.merges.get(offer_id)
    if offer is None or not store.merges.decide(offer_id, state="joined" if join else "apart", by=by.slack_id, now=now):
        raise Refused("A colleague decided this a moment ago.")
    kept = found(store, offer.kept_id)
    if join:
        _join(store, kept, found(store, offer.other_id), by=by, now=now)
    else:
        store.audit.record("apart", f"influencer:{kept.id}", by=by.slack_id, now=now, other=offer.other_id)
    return kept


def _join(store: Store, kept: Influencer, other: Influencer, *, by: Member, now: datetime) -> None:
    """Give everything that hangs on `other` to `kept`, then take `other` away."""
    store.profiles.hand_over(other.id, kept.id)
    store.touches.hand_over(other.id, kept.id)
    store.followups.hand_over(other.id, kept.id)
    store.influencers.hand_labels_over(other.id, kept.id)
    store.promises.hand_over(other.id, kept.id)
    store.concerns.hand_over(other.id, kept.id)
    store.ideas.hand_over(other.id, kept.id)
    proposals.hand_over(store, other.id, kept.id, by=by, now=now)
    store.gifts.hand_over(other.id, kept.id)
    store.address_links.hand_over(other.id, kept.id)
    store.merges.hand_over(other.id, kept.id)
    stages = _join_collaborations(store, kept, other, by=by, now=now)
    filled = {name: getattr(other, name) for name in FILLED if getattr(other, name) and not getattr(kept, name)}
    if not store.influencers.change(kept, filled):
        raise Refused("A colleague changed this influencer a moment ago. Try again.")
    store.influencers.touched(kept.id, at=other.quiet_since)
    detail = {"other": other.id, "name": other.name, "filled": sorted(filled)}
    store.influencers.remove(other.id)
    store.influencers.index(kept.id)
    figures.sum_up(store, [kept.id])
    text = "; ".join([f"Joined with {other.name}", *stages])
    store.touches.add(kept.id, TouchKind.NOTE, text, by=by.slack_id, at=now)
    store.audit.record("join", f"influencer:{kept.id}", by=by.slack_id, now=now, **detail)


def _join_collaborations(store: Store, kept: Influencer, other: Influencer, *, by: Member, now: datetime) -> list[str]:
    """Give the other's collaborations to the one who stays; says what became of those that both had."""
    mine = {one.campaign_id: one for one in store.collaborations.of_influencers([kept.id])}
    said = []
    for one in store.collaborations.of_influencers([other.id]):
        standing = mine.get(one.campaign_id)
        if standing is None:
            store.collaborations.hand_over(one, kept.id)
        else:
            said.append(_join_pair(store, standing, one, by=by, now=now))
        campaign_cards.refresh(store, one.campaign_id, now=now)
    return said


def _join_pair(store: Store, kept: Collaboration, other: Collaboration, *, by: Member, now: datetime) -> str:
    """Make one of two collaborations in the same campaign: stage and terms of `kept` count, all work moves to it."""
    campaign = campaigns.found(store, kept.campaign_id)
    if len(store.collaborations.linked([kept.id, other.id])) > 1:
        raise Refused(
            f"Both have a tracking link of their own in {campaign.name}, and both links are out in the world: "
            "joined, one of them would lead nowhere. Choose Later and leave them two."
        )
    names = ("why", "exclusive_category", "exclusive_until")
    filled = {name: getattr(other, name) for name in names if getattr(other, name) and not getattr(kept, name)}
    if not store.collaborations.change(kept, filled):
        raise Refused("A colleague changed one of their collaborations a moment ago. Try again.")
    store.collaborations.join(other, kept)
    results.sum_up(store, [kept.id])
    commissions.bring_up_to_date(store, [kept.id], now=now)
    detail = {"other": other.id, "stage": other.stage, "filled": sorted(filled)}
    store.audit.record("join", f"collaboration:{kept.id}", by=by.slack_id, now=now, **detail)
    return f"{campaign.name} goes on as {kept.stage}, the other was {other.stage}"
