"""Promises: noting what we owe somebody, and that we kept our word."""

from datetime import datetime

from bot.domain.influencers.influencers import Influencer
from bot.domain.payments.promises import Promise, PromiseKind, PromiseSource
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import collaborations
from bot.services.influencers import touches
from bot.services.team.homes import refresh_home
from storage import Store

LONGEST = 300
"""Characters of what was promised."""


def note(
    store: Store,
    kind: PromiseKind,
    about: str,
    *,
    collaboration_id: int | None,
    text: str,
    due_at: datetime,
    now: datetime,
    owner: str | None = None,
    influencer_id: int | None = None,
    campaign_id: int | None = None,
) -> None:
    """Note that we owe the influencer of a collaboration something by a moment; once for each `about` that is open.

    `owner` is who is to keep it: by default who looks after the collaboration. Outside of collaborations both
    `owner` and `influencer_id` are needed.
    """
    if store.promises.open_about(about) is not None:
        return
    one = collaborations.found(store, collaboration_id) if collaboration_id is not None else None
    to, keeper = (one.influencer_id, owner or one.owner) if one else (influencer_id, owner)
    if to is None or keeper is None:
        raise ValueError("a promise outside of collaborations names who keeps it, and to whom")
    who = {"influencer_id": to, "collaboration_id": one.id if one else None}
    whose = {"campaign_id": one.campaign_id if one else campaign_id, "owner": keeper, "text": text[:LONGEST]}
    store.promises.add(kind, about, due_at=due_at, now=now, **who, **whose)
    refresh_home(store, keeper, now=now)


def keep(store: Store, about: str, *, by: str, at: datetime) -> bool:
    """Note that we did at a moment what we owed. Whether a promise was open about it."""
    one = store.promises.open_about(about)
    if one is None or not store.promises.keep(about, by=by, at=at):
        return False
    refresh_home(store, one.owner, now=at)
    return True


def cancel(store: Store, about: str, *, why: str, now: datetime) -> bool:
    """Note that we no longer owe it, and why. Whether a promise was open about it."""
    one = store.promises.open_about(about)
    if one is None or not store.promises.cancel(about, why=why, now=now):
        return False
    refresh_home(store, one.owner, now=now)
    return True


def to_answer(store: Store, promise_id: int) -> Influencer:
    """Who is to be answered; refuses once it was done."""
    return touches.found(store, _open_reply(store, promise_id).influencer_id)


def _open_reply(store: Store, promise_id: int) -> Promise:
    """A reply that waits for an answer; everything else is settled by its own record."""
    one = store.promises.get(promise_id)
    if one is None or one.source is not PromiseSource.REPLY:
        raise Refused("Only a reply is answered here. Everything else is settled where it came from.")
    if one.kept_at or one.cancelled_at:
        raise Refused(_SETTLED)
    return one


_SETTLED = "A colleague settled this a moment ago. Open the list again."


def nothing_to_answer(store: Store, promise_id: int, *, by: Member, now: datetime) -> None:
    """Somebody says that a reply asks for nothing; refuses what is settled by its own record."""
    by.require(Role.MARKETER)
    one = _open_reply(store, promise_id)
    if not store.promises.let_go([one.id], why="nothing to answer", now=now):
        raise Refused(_SETTLED)
    store.audit.record("let go", f"promise:{one.id}", by=by.slack_id, now=now, came_from=one.about)
    refresh_home(store, one.owner, now=now)
