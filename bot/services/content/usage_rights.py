"""Usage rights of content: adding one, and ending it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot import words
from bot.domain.content.usage_rights import UsageRight, check_right
from bot.domain.influencers.touches import TouchKind
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.campaigns import collaborations
from bot.services.content import content
from bot.services.influencers import touches
from storage import Store


def add(store: Store, deliverable_id: int, fields: Mapping[str, Any], *, by: Member, now: datetime) -> int:
    """Note a right to use a deliverable's content; gives its id, or refuses, every fault on its own field."""
    one = content.found(store, deliverable_id)
    today = content.today_of(by, now=now)
    check_right(fields, today=today)
    right_id = store.deliverables.add_right(deliverable_id, fields, by=by.slack_id, now=now)
    until = f"until {words.day(fields['until'])}" if fields["until"] else "without end"
    text = f"Usage rights of “{one.title}”: {fields['kind']}, {fields['channel']}, {fields['territory']}, {until}"
    _note(store, one.collaboration_id, text, by=by, now=now)
    detail = {"right": right_id, "kind": fields["kind"]}
    store.audit.record("add right", content.about(deliverable_id), by=by.slack_id, now=now, **detail)
    return right_id


def found(store: Store, right_id: int) -> UsageRight:
    """The right, or a refusal."""
    right = store.deliverables.right(right_id)
    if right is None:
        raise Refused("This usage right is no longer here.")
    return right


def end(store: Store, right_id: int, *, by: Member, now: datetime) -> UsageRight:
    """Let a right end: today is its last day."""
    right = found(store, right_id)
    one = content.found(store, right.deliverable_id)
    if not store.deliverables.end_right(right_id, last_day=now.date(), now=now):
        raise Refused("This usage right ends today or has ended already. Open the deliverable to see it.")
    text = f"Usage rights of “{one.title}” end today: {right.kind}, {right.channel}, {right.territory}"
    _note(store, one.collaboration_id, text, by=by, now=now)
    store.audit.record("end right", content.about(one.id), by=by.slack_id, now=now, right=right_id)
    return right


def _note(store: Store, collaboration_id: int, text: str, *, by: Member, now: datetime) -> None:
    """Write it into the timeline: what was agreed is part of the history."""
    collaboration = collaborations.found(store, collaboration_id)
    touches.log(store, collaboration.influencer_id, kind=TouchKind.NOTE, text=text, by=by, now=now)
