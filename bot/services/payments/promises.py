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
    collaboration_id: int,
    text: str,
    due_at: datetime,
    now: datetime,
    owner: str | None = None,
) -> None:
    """Note that we owe the influencer of a collaboration something by a moment; once for each `about` that is open.

    `owner` is who is to keep it: by default who looks after the collaboration.
    """
    one = collaborations.found(store, collaboration_id)
    who = {"influencer_id": one.influencer_id, "collaboration_id": one.id, "campaign_id": one.campaign_id}
    _add(store, kind, about, owner=owner or one.owner, text=text, due_at=due_at, now=now, **who)


def note_to(
    store: Store,
    kind: PromiseKind,
    about: str,
    *,
    influencer_id: int,
    campaign_id: int | None,
    owner: str,
    text: str,
    due_at: datetime,
    now: datetime,
) -> None:
    """The same towards an influencer, outside of any collaboration."""
    who = {"influencer_id": influencer_id, "collaboration_id": None, "campaign_id": campaign_id}
    _add(store, kind, about, owner=owner, text=text, due_at=due_at, now=now, **who)


def _add(
    store: Store,
    kind: PromiseKind,
    about: str,
    *,
    owner: str,
    text: str,
    due_at: datetime,
    now: datetime,
    **who: int | None,
) -> None:
    if store.promises.open_about(about) is not None:
        return
    store.promises.add(kind, about, due_at=due_at, now=now, owner=owner, text=text[:LONGEST], **who)
    refresh_home(store, owner, now=now)


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
