"""Offers and counter-offers of a collaboration: one at most is open, and every one is kept."""

from datetime import datetime

from bot.domain.campaigns.collaborations import Collaboration, CostKind, CostState
from bot.domain.campaigns.outreach import Offer, OfferState, Side
from bot.domain.influencers.touches import TouchKind
from bot.domain.money import Money
from bot.domain.payments.promises import ANSWER_WITHIN, PromiseKind, PromiseSource, about
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.campaigns import campaign_cards, campaigns, collaborations
from bot.services.influencers import touches
from bot.services.payments import promises
from bot.services.team import members
from storage import Store


def add(
    store: Store, collaboration_id: int, side: Side, fee: Money, *, terms: str, after: int, by: Member, now: datetime
) -> None:
    """Keep an offer, in the place of the one that was open. `after` is the last one its writer knew of."""
    one = _held(store, collaboration_id)
    last = next(reversed(store.outreaches.offers(one.id)), None)
    if last and last.id > after:
        raise Refused(
            f"{members.name_of(store, last.by)} added an offer while this was open. Copy what you typed, close this, "
            "and look at it first.",
            field="fee",
        )
    offer_id = store.outreaches.add_offer(
        one.id, side, fee=fee.minor, currency=fee.currency, terms=terms.strip(), by=by.slack_id, now=now
    )
    came = side is Side.THEIRS
    text = f"{_campaign(store, one)}: {'they made an offer' if came else 'we made an offer'}"
    kind = TouchKind.REPLY if came else TouchKind.MESSAGE
    touches.log(store, one.influencer_id, kind=kind, text=text, by=by, now=now, asks=False)
    _owe(store, one, offer_id, last, came=came, by=by, now=now)
    store.audit.record("offer", f"collaboration:{one.id}", by=by.slack_id, now=now, offer=offer_id, side=side)


def answer(store: Store, offer_id: int, *, accept: bool, as_cost: bool, of: int, by: Member, now: datetime) -> None:
    """Accept or decline the open offer of collaboration `of`, once; `as_cost` writes its fee as promised."""
    one = _held(store, of)
    state = OfferState.ACCEPTED if accept else OfferState.DECLINED
    offer = next(listed for listed in store.outreaches.offers(one.id) if listed.id == offer_id)
    if not store.outreaches.decide_offer(offer_id, state=state, by=by.slack_id, now=now):
        raise Refused(_settled(store, offer))
    promises.keep(store, _about(offer_id), by=by.slack_id, at=now)
    if accept and as_cost and offer.fee:
        fields = {"kind": CostKind.FEES, "state": CostState.COMMITTED, "amount": offer.fee}
        fields |= {"currency": offer.currency, "note": "Offer accepted"}
        cost_id = store.collaborations.add_cost(one.id, fields, by=by.slack_id, now=now)
        store.audit.record("cost", f"collaboration:{one.id}", by=by.slack_id, now=now, cost=cost_id)
    text = f"{_campaign(store, one)}: {'our' if offer.side is Side.OURS else 'their'} offer was {state}"
    touches.log(store, one.influencer_id, kind=TouchKind.NOTE, text=text, by=by, now=now)
    store.audit.record(state, f"collaboration:{one.id}", by=by.slack_id, now=now, offer=offer_id)
    campaign_cards.refresh(store, one.campaign_id, now=now)


def _owe(
    store: Store, one: Collaboration, offer_id: int, last: Offer | None, *, came: bool, by: Member, now: datetime
) -> None:
    """Their offer is to be answered within a day; ours is an answer to theirs, a new one of theirs takes its place."""
    if last and not came:
        promises.keep(store, _about(last.id), by=by.slack_id, at=now)
    if last and came:
        promises.cancel(store, _about(last.id), why="they made another offer", now=now)
    if came:
        text, due_at = "Answer their offer", now + ANSWER_WITHIN
        promises.note(
            store, PromiseKind.ANSWER, _about(offer_id), collaboration_id=one.id, text=text, due_at=due_at, now=now
        )


def _about(offer_id: int) -> str:
    return about(PromiseSource.OFFER, offer_id)


def _held(store: Store, collaboration_id: int) -> Collaboration:
    """The collaboration, with everybody else who makes or answers an offer waiting."""
    store.outreaches.hold(collaboration_id)
    one = collaborations.found(store, collaboration_id)
    campaigns.check_open(campaigns.found(store, one.campaign_id))
    return one


def _campaign(store: Store, one: Collaboration) -> str:
    return campaigns.found(store, one.campaign_id).name


def _settled(store: Store, offer: Offer) -> str:
    """The sentence that tells the slower of two what became of the offer."""
    who = members.name_of(store, offer.decided_by or "")
    did = "made another offer instead" if offer.state is OfferState.SUPERSEDED else f"{offer.state} this offer"
    return f"{who} {did} a moment ago. Close this to see how things stand."
