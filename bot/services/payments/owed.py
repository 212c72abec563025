"""What we owe follows what happens: an answer to a reply, another owner, a collaboration that came to nothing.

Knows nothing of other services, so that each of them can call it.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.domain.campaigns.collaborations import ENDED, Collaboration, CollaborationStage
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import TouchKind
from bot.domain.payments.promises import ANSWER_WITHIN, Promise, PromiseKind, PromiseSource, about
from bot.services.team.homes import refresh_home
from storage import Store

ANSWERS = (TouchKind.MESSAGE, TouchKind.CALL, TouchKind.MEETING)
"""Touches that answer a reply: those in which we spoke. A note, a gift or a payment says nothing to anybody."""
_SPOKEN = frozenset(ANSWERS)


def spoke(store: Store, influencer_id: int, kind: TouchKind, *, by: str, at: datetime, now: datetime) -> None:
    """A touch was logged: where we spoke, what they wrote until then is answered."""
    if kind not in _SPOKEN:
        return
    listed = store.promises.open_of_influencer(influencer_id)
    answered = [one for one in listed if one.source is PromiseSource.REPLY and one.due_at - ANSWER_WITHIN <= at]
    if answered:
        store.promises.keep_these([one.id for one in answered], by=by, at=at)
        _show(store, answered, now=now)


def replied(store: Store, influencer: Influencer, touch_id: int, *, by: str, at: datetime, now: datetime) -> None:
    """They wrote to us: we owe an answer, within a day of what they wrote first.

    Nothing is owed where one is owed already, where we spoke since, and to somebody who asked not to be contacted.
    """
    listed = store.promises.open_of_influencer(influencer.id)
    is_owed = any(one.source is PromiseSource.REPLY for one in listed)
    last = store.touches.last(influencer.id, kinds=ANSWERS, limit=1)
    if is_owed or influencer.stage is Stage.DO_NOT_CONTACT or (last and last[0].at > at):
        return
    one = _under_way(store, influencer.id)
    owner = one.owner if one else influencer.owner or by
    store.promises.add(
        PromiseKind.ANSWER,
        about(PromiseSource.REPLY, touch_id),
        influencer_id=influencer.id,
        collaboration_id=one.id if one else None,
        campaign_id=one.campaign_id if one else None,
        owner=owner,
        text="Answer their reply",
        due_at=at + ANSWER_WITHIN,
        now=at,
    )
    refresh_home(store, owner, now=now)


def _under_way(store: Store, influencer_id: int) -> Collaboration | None:
    """The collaboration that a reply is about: the only one that is under way, if there is but one."""
    listed = [one for one in store.collaborations.of_influencers([influencer_id]) if one.stage not in ENDED]
    return listed[0] if len(listed) == 1 else None


def let_be(store: Store, influencer_id: int, *, why: str, now: datetime) -> None:
    """Neither a reply nor an idea of theirs is to be answered: they asked not to be contacted."""
    words = _is(PromiseSource.REPLY, PromiseSource.IDEA)
    _let_go(store, store.promises.open_of_influencer(influencer_id), words, why=why, now=now)


def ended(store: Store, one: Collaboration, to: CollaborationStage, *, now: datetime) -> None:
    """A collaboration came to nothing: what no longer holds is let go; what we owe in money or in words is not."""
    if to in (CollaborationStage.DECLINED, CollaborationStage.DROPPED):
        sources = (PromiseSource.DRAFT, PromiseSource.OFFER, PromiseSource.PROPOSAL, PromiseSource.PRODUCT)
        why = f"the collaboration was {to}"
        _let_go(store, store.promises.open_of_collaboration(one.id), _is(*sources), why=why, now=now)


def closed(store: Store, campaign_id: int, *, now: datetime) -> None:
    """A campaign was closed: nobody answers an offer or reviews a draft in it any more."""
    sources = (PromiseSource.DRAFT, PromiseSource.OFFER)
    why = "the campaign was closed"
    _let_go(store, store.promises.open_of_campaign(campaign_id), _is(*sources), why=why, now=now)


def collaboration_given(store: Store, one: Collaboration, *, to: str, now: datetime) -> None:
    """A colleague looks after a collaboration from now on: what its owner was to keep is theirs."""
    mine = [p for p in store.promises.open_of_collaboration(one.id) if p.owner == one.owner]
    _give(store, [p for p in mine if p.source is not PromiseSource.DRAFT], to=to, now=now)
    store.gifts.give(collaboration_id=one.id, to=to)


def campaign_given(store: Store, campaign_id: int, *, owner: str, to: str, now: datetime) -> None:
    """A colleague runs a campaign from now on: its drafts are theirs to review."""
    mine = [p for p in store.promises.open_of_campaign(campaign_id) if p.owner == owner != to]
    _give(store, [p for p in mine if p.source is PromiseSource.DRAFT], to=to, now=now)


def influencer_given(store: Store, influencer_id: int, *, owner: str | None, to: str, now: datetime) -> None:
    """A colleague looks after an influencer from now on: what is owed outside of collaborations is theirs."""
    listed = [p for p in store.promises.open_of_influencer(influencer_id) if p.collaboration_id is None]
    _give(store, [p for p in listed if owner in (None, p.owner)], to=to, now=now)
    store.ideas.give(influencer_id, owner=owner, to=to)
    store.gifts.give(influencer_id=influencer_id, owner=owner, to=to)


def _give(store: Store, listed: list[Promise], *, to: str, now: datetime) -> None:
    if listed:
        store.promises.give([one.id for one in listed], to=to)
        _show(store, listed, now=now, also=to)


def _is(*sources: PromiseSource) -> Callable[[Promise], bool]:
    return lambda one: one.source in sources


def _let_go(store: Store, listed: list[Promise], which: Callable[[Promise], bool], *, why: str, now: datetime) -> None:
    gone = [one for one in listed if which(one)]
    if gone:
        store.promises.let_go([one.id for one in gone], why=why, now=now)
        _show(store, gone, now=now)


def _show(store: Store, listed: Iterable[Promise], *, now: datetime, also: str | None = None) -> None:
    """Have the Home of each owner drawn anew."""
    for owner in {one.owner for one in listed} | ({also} if also else set()):
        refresh_home(store, owner, now=now)
