"""Promises: noting what we owe somebody, and that we kept our word."""

from datetime import datetime

from bot.domain.promises import PromiseKind
from bot.services import collaborations
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
    if store.promises.open_about(about) is not None:
        return
    one = collaborations.found(store, collaboration_id)
    who = {"influencer_id": one.influencer_id, "collaboration_id": one.id, "campaign_id": one.campaign_id}
    whose = {"owner": owner or one.owner, "text": text[:LONGEST]}
    store.promises.add(kind, about, due_at=due_at, now=now, **who, **whose)


def keep(store: Store, about: str, *, by: str, at: datetime) -> bool:
    """Note that we did at a moment what we owed. Whether a promise was open about it."""
    return store.promises.keep(about, by=by, at=at)


def cancel(store: Store, about: str, *, why: str, now: datetime) -> bool:
    """Note that we no longer owe it, and why. Whether a promise was open about it."""
    return store.promises.cancel(about, why=why, now=now)
