"""Sending nudges whose moment has come: each is looked at once more, and told once, in somebody's hours."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from bot.domain.nudges.hours import is_open, next_open
from bot.domain.nudges.nudges import Nudge, NudgeState, batch_key, message_key, shift
from bot.messages import Message
from bot.services.nudges import batches, endings
from bot.services.nudges.kinds import Kind, Kinds
from bot.services.nudges.manners import Etiquette
from bot.services.nudges.recipients import is_person, is_there, recipient
from bot.services.team.homes import refresh_home
from storage import Store

AT_ONCE = 200
"""Nudges that one round sends; the next sends the others."""

AS_IT_WAS: Mapping[str, Any] = {"ending": None, "by": None, "why": "", "until": None}
"""What the message of a nudge says that nobody has answered yet."""


def send(store: Store, kinds: Kinds, *, now: datetime) -> bool:
    """Send what is due; whether there was anything. Who is beyond their cap is told in the day's one message."""
    due = store.nudges.due(now=now, limit=AT_ONCE)
    if not due:
        return False
    etiquette = Etiquette(store, now=now)
    for to in sorted({one.to for one in due}):
        store.members.hold(to)  # another bot counts what they were told today only when this one is done
        for one in sorted(due, key=lambda each: (_rank(kinds, each), each.send_at, each.id)):
            if one.to == to:
                _send(store, etiquette, kinds, one, now=now)
    return True


def _send(store: Store, etiquette: Etiquette, kinds: Kinds, one: Nudge, *, now: datetime) -> None:
    kind = kinds.get(one.kind)
    here = _to_somebody(store, etiquette, one, now=now)
    if here is None:
        return
    one = here
    if kind is None or not etiquette.wants(kind, one.to) or store.nudges.is_muted(one, one.to):
        store.nudges.change(one, state=NudgeState.SKIPPED, ended_at=now)
    elif is_superseded(store, one, now=now):
        store.nudges.change(one, state=NudgeState.SUPERSEDED, ended_at=now)
    elif not one.is_urgent and not is_open(etiquette.hours(one.to), now):
        store.nudges.change(one, send_at=next_open(etiquette.hours(one.to), now))
    elif not store.nudges.stands(one):
        endings.settle(store, one, now=now)
    elif (it := kind.load(store, one, now)) is None:
        store.nudges.change(one, state=NudgeState.SETTLED, ended_at=now)
    elif kind.tell is not None:
        _tell(store, one, kind, now=now)
    elif not one.is_urgent and _is_over_cap(store, etiquette, one, now=now):
        _batch(store, etiquette, kinds, one, it, now=now)
    else:
        shown = store.nudges.change(one, state=NudgeState.SHOWN, shown_at=now, message=message_key(one))
        if shown is not None:
            values = values_of(shown, it)
            store.outbox.add(Message("nudge", key=message_key(one), to=one.to, values=values), now=now)
            refresh_home(store, one.to, now=now)


def _to_somebody(store: Store, etiquette: Etiquette, one: Nudge, *, now: datetime) -> Nudge | None:
    """The nudge, for somebody else where whom it was for has left meanwhile; None where they have it already."""
    if not is_person(one.to) or is_there(etiquette.people, one.to):
        return one
    to = recipient(store, etiquette.people, one, one.seat)
    if to is None or to == one.to:
        return one
    if store.nudges.is_for(one, to):
        store.nudges.change(one, state=NudgeState.SUPERSEDED, ended_at=now)
        return None
    return store.nudges.change(one, to=to)


def _rank(kinds: Kinds, one: Nudge) -> int:
    return kinds[one.kind].rank if one.kind in kinds else 0


def _tell(store: Store, one: Nudge, kind: Kind, *, now: datetime) -> None:
    """Let a kind post its own message."""
    shown = store.nudges.change(one, state=NudgeState.SHOWN, shown_at=now)
    if shown is not None and kind.tell is not None:
        store.nudges.change(shown, message=kind.tell(store, one, now))


def is_superseded(store: Store, one: Nudge, *, now: datetime) -> bool:
    """Whether a later step of the series has come as well: after a time of silence one nudge is enough.

    One that was put off by somebody, or given to somebody else, comes as they wanted.
    """
    if one.turn > 1:
        return False
    gone = (NudgeState.SKIPPED, NudgeState.SETTLED)
    series = [each for each in store.nudges.series(one) if each.step > one.step]
    later = [each for each in series if each.shown_at is not None or each.state not in gone]
    return any(each.state is not NudgeState.WAITING or _has_come(each, now=now) for each in later)


def _has_come(one: Nudge, *, now: datetime) -> bool:
    """Whether the moment of a step has come; of one that somebody moved or put off, its own moment counts as well."""
    anchor = one.at or datetime.combine(one.day or now.date(), time(0), UTC)
    is_past = anchor + shift(one.step, is_day=one.at is None) <= now
    return one.send_at <= now or (one.turn > 1 and is_past)


def _is_over_cap(store: Store, etiquette: Etiquette, one: Nudge, *, now: datetime) -> bool:
    """Whether somebody was nudged as often today as they want to be, one by one. A channel has no cap."""
    if not is_person(one.to):
        return False
    today = store.nudges.shown_since(one.to, moment=etiquette.day_began(one.to, now=now))
    alone = [each for each in today if each.message == message_key(each) and not each.is_urgent]
    return len(alone) >= etiquette.manners(one.to).cap


def _batch(
    store: Store, etiquette: Etiquette, kinds: Kinds, one: Nudge, it: Mapping[str, Any], *, now: datetime
) -> None:
    """Put a nudge into the one message that holds what is beyond somebody's cap today."""
    day = etiquette.today(one.to, now=now)
    shown = store.nudges.change(one, state=NudgeState.SHOWN, shown_at=now, message=batch_key(one.to, day=day))
    if shown is not None:
        refresh_home(store, one.to, now=now)
        item = {**values_of(shown, it), "rank": _rank(kinds, one)}
        batches.add(store, item, to=one.to, day=day, now=now)


def values_of(one: Nudge, it: Mapping[str, Any]) -> dict[str, Any]:
    """What the message of a nudge carries: which it is, and what its words need."""
    about = {"id": one.id, "turn": one.turn, "kind": one.kind, "step": one.step, "influencer_id": one.influencer_id}
    person = it.get("person")
    if person and not is_person(one.to):  # what passed between us is not for a whole channel
        it = {**it, "person": {**person, "last_touch": None}}
    return {**about, **AS_IT_WAS, "it": dict(it)}


def as_now(store: Store, kinds: Kinds, values: Mapping[str, Any], *, now: datetime) -> Mapping[str, Any] | None:
    """What a nudge says at the moment at which it is posted or changed; None where nothing is left to be said."""
    one = store.nudges.get(int(values["id"]))
    if one is None or one.turn != values["turn"] or one.state is not NudgeState.SHOWN or one.kind not in kinds:
        return None
    it = kinds[one.kind].load(store, one, now) if store.nudges.stands(one) else None
    if it is None:
        endings.end(store, one, NudgeState.SETTLED, by=None, why=None, now=now)
        return None
    return values_of(one, it)


def batch_now(store: Store, kinds: Kinds, values: Mapping[str, Any], *, now: datetime) -> Mapping[str, Any]:
    """What the message of a day says at the moment at which it is posted or changed, line by line.

    `is_over`: every line was dealt with before anybody read it.
    """
    gone = {"ending": str(NudgeState.SETTLED), "by": None}
    items = [
        item if item["ending"] else {**item, **(as_now(store, kinds, item, now=now) or gone)}
        for item in values["items"]
    ]
    return {
        **values,
        "items": items,
        "is_over": all(item["ending"] == gone["ending"] and not item["by"] for item in items),
    }
