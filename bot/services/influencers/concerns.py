"""Concerns: noting what worries us about somebody, and settling it with what came of it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.influencers.concerns import Concern
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.touches import TouchKind
from bot.domain.nudges.nudges import NudgeState
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.influencers import touches
from bot.services.nudges import endings
from bot.services.team import members
from storage import Store

LONGEST = 1_000
"""Characters of a concern, and of what came of it."""
SETTLED = 3
"""Settled concerns that are shown when another is noted."""


@dataclass(frozen=True, slots=True)
class Past:
    """Whom a new concern is about, and what worried us before."""

    influencer: Influencer
    open: list[Concern]
    settled: list[Concern]


def past(store: Store, influencer_id: int, *, by: Member) -> Past:
    """What to know before another concern is noted."""
    by.require(Role.MARKETER)
    return Past(
        influencer=touches.found(store, influencer_id),
        open=store.concerns.open_of(influencer_id),
        settled=store.concerns.settled_of(influencer_id, limit=SETTLED),
    )


def note(store: Store, influencer_id: int, *, text: str, by: Member, now: datetime) -> int:
    """Note a concern; gives its id. What it says stays with those who see private things."""
    by.require(Role.MARKETER)
    influencer = touches.found(store, influencer_id)
    _check(text, missing="Say what worries you, in a sentence or two.", field="text")
    concern_id = store.concerns.add(influencer.id, text.strip(), by=by.slack_id, now=now)
    _record(store, influencer.id, concern_id, "concern", "A concern was noted", by=by, now=now)
    return concern_id


def settle(store: Store, concern_id: int, *, outcome: str, by: Member, now: datetime) -> Concern:
    """Settle a concern, once, with what came of it."""
    by.require(Role.MARKETER)
    one = _open(store, concern_id)
    _check(outcome, missing="Say what came of it, so that the next who works with them knows.", field="outcome")
    if not store.concerns.settle(one.id, outcome=outcome.strip(), by=by.slack_id, now=now):
        raise Refused(_settled_by(store, found(store, concern_id)), field="outcome")
    _record(store, one.influencer_id, one.id, "settle", "A concern was settled", by=by, now=now)
    for nudge in store.nudges.open_about("concern_open", one.id):
        endings.end(store, nudge, NudgeState.SETTLED, by=by.slack_id, why=None, now=now)
    return one


def found(store: Store, concern_id: int) -> Concern:
    """The concern, or a refusal."""
    one = store.concerns.get(concern_id)
    if one is None:
        raise Refused("This concern is no longer here.")
    return one


def to_settle(store: Store, concern_id: int, *, by: Member) -> tuple[Concern, Influencer]:
    """The concern while it is open, and whom it is about; or a refusal that says who settled it."""
    by.require(Role.MARKETER)
    one = _open(store, concern_id)
    return one, touches.found(store, one.influencer_id)


def _open(store: Store, concern_id: int) -> Concern:
    one = found(store, concern_id)
    if one.closed_at is not None:
        raise Refused(_settled_by(store, one), field="outcome")
    return one


def _settled_by(store: Store, one: Concern) -> str:
    said = one.outcome if len(one.outcome) <= 200 else one.outcome[:199] + "…"
    return f"{members.name_of(store, one.closed_by or '')} settled this a moment ago: “{said}”. Close this."


def _check(text: str, *, missing: str, field: str) -> None:
    if not text.strip():
        raise Refused(missing, field=field)
    if len(text) > LONGEST:
        raise Refused(f"That is {len(text):,} characters; {LONGEST:,} is the most. Shorten it.", field=field)


def _record(
    store: Store, influencer_id: int, concern_id: int, verb: str, said: str, *, by: Member, now: datetime
) -> None:
    """Into the log and the timeline: that it happened, without what it says, for a viewer reads the timeline."""
    store.touches.add(influencer_id, TouchKind.NOTE, said, by=by.slack_id, at=now)
    store.audit.record(verb, f"influencer:{influencer_id}", by=by.slack_id, now=now, concern=concern_id)
