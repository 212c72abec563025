"""Joining two influencers who are one person: offered, never done silently."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.influencers import Influencer, Profile
from bot.domain.refused import Refused
from bot.domain.roles import Member
from bot.domain.touches import TouchKind
from bot.services import figures
from bot.services.touches import found
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
    store.merges.hand_over(other.id, kept.id)
    filled = {name: getattr(other, name) for name in FILLED if getattr(other, name) and not getattr(kept, name)}
    if not store.influencers.change(kept, filled):
        raise Refused("A colleague changed this influencer a moment ago. Try again.")
    store.influencers.touched(kept.id, at=other.quiet_since)
    detail = {"other": other.id, "name": other.name, "filled": sorted(filled)}
    store.influencers.remove(other.id)
    store.influencers.index(kept.id)
    figures.sum_up(store, [kept.id])
    text = f"Joined with {other.name}"
    store.touches.add(kept.id, TouchKind.NOTE, text, by=by.slack_id, at=now)
    store.audit.record("join", f"influencer:{kept.id}", by=by.slack_id, now=now, **detail)
