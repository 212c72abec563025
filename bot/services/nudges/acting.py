"""What people do with a nudge: done, snoozed, given to somebody else, skipped, moved."""

from datetime import datetime
from typing import Any

from bot.domain.influencers.touches import TouchKind
from bot.domain.nudges.nudges import Nudge, NudgeState
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.influencers import followups, touches
from bot.services.nudges import endings
from bot.services.team import members
from bot.services.team.homes import refresh_home
from storage import Store

_LATER = "Choose a moment that lies ahead."


def open_turn(store: Store, nudge_id: int, turn: int) -> Nudge:
    """The nudge if it still waits for an answer in the turn that a button was made for."""
    one = found(store, nudge_id)
    if one.state in (NudgeState.DONE, NudgeState.SETTLED):
        who = f" by {members.name_of(store, one.ended_by)}" if one.ended_by else ""
        raise Refused(f"This has been dealt with{who}. Nothing is left to be done.")
    if one.turn != turn or one.state is not NudgeState.SHOWN:
        raise Refused("This reminder was put off or given to somebody else meanwhile. `/rapport upcoming` shows it.")
    return one


def found(store: Store, nudge_id: int) -> Nudge:
    """The nudge, or a refusal."""
    one = store.nudges.get(nudge_id)
    if one is None:
        raise Refused("This reminder is no longer here: what it was about was merged or erased.")
    return one


def done(
    store: Store,
    one: Nudge,
    *,
    outcome: str,
    kind: TouchKind,
    next_at: datetime | None,
    next_what: str,
    by: Member,
    now: datetime,
) -> None:
    """Close a nudge: what happened goes into the timeline, and a date for what comes next becomes a follow-up.

    The series goes on while its matter is open: what was promised is not done by saying so.
    """
    if not outcome.strip():
        raise Refused("Say in a few words what happened.", field="note")
    _won(endings.end(store, one, NudgeState.DONE, by=by.slack_id, why=outcome.strip(), now=now))
    if one.influencer_id is not None:
        touches.log(store, one.influencer_id, kind=kind, text=outcome, by=by, now=now)
        if next_at is not None:
            what = next_what.strip() or outcome.strip()
            followups.add(store, one.influencer_id, due_at=next_at, what=what, owner=by.slack_id, by=by, now=now)
    store.audit.record("done", f"nudge:{one.id}", by=by.slack_id, now=now, kind=one.kind, number=one.number)


def snooze(store: Store, one: Nudge, *, until: datetime, by: Member, now: datetime) -> None:
    """Have it come again at a later moment; the other steps of its series stay where they are."""
    if until <= now:
        raise Refused(_LATER, field="when")
    ending = {"ending": "snoozed", "by": by.slack_id, "why": "", "until": until.isoformat()}
    _again(store, one, ending, {"send_at": until}, by=by, now=now)


def reassign(store: Store, one: Nudge, *, to: Member, by: Member, now: datetime) -> None:
    """Give it to a colleague, who is told at once, in their hours."""
    if to.slack_id == one.to:
        raise Refused(f"{to.name} has this one already.", field="owner")
    ending = {"ending": "given", "by": by.slack_id, "why": to.slack_id, "until": None}
    _again(store, one, ending, {"to": to.slack_id, "send_at": now}, by=by, now=now)


def skip(store: Store, one: Nudge, *, by: Member, now: datetime) -> None:
    """Leave one out that still waits; the others of its series come."""
    _waits(one)
    _won(store.nudges.change(one, state=NudgeState.SKIPPED, ended_at=now, ended_by=by.slack_id))
    store.audit.record("skip", f"nudge:{one.id}", by=by.slack_id, now=now, kind=one.kind, number=one.number)


def move(store: Store, one: Nudge, *, to: datetime, by: Member, now: datetime) -> None:
    """Give one that still waits another moment; the others of its series stay where they are."""
    _waits(one)
    if to <= now:
        raise Refused(_LATER, field="when")
    _won(store.nudges.change(one, send_at=to, turn=one.turn + 1))
    store.audit.record("move", f"nudge:{one.id}", by=by.slack_id, now=now, to=to.isoformat())


def _waits(one: Nudge) -> None:
    if one.state is not NudgeState.WAITING:
        raise Refused("This one was sent or ended meanwhile. Open the list again.")


def _again(
    store: Store, one: Nudge, ending: dict[str, Any], values: dict[str, Any], *, by: Member, now: datetime
) -> None:
    """Let a nudge that was shown wait again, for another turn; the message it stood in says so."""
    cleared = {"state": NudgeState.WAITING, "turn": one.turn + 1, "shown_at": None, "message": None}
    _won(store.nudges.change(one, **cleared, **values))
    refresh_home(store, one.to, now=now)
    endings.say(store, one, ending, now=now)
    store.audit.record(ending["ending"], f"nudge:{one.id}", by=by.slack_id, now=now, kind=one.kind, number=one.number)


def _won(changed: Nudge | None) -> None:
    if changed is None:
        raise Refused("Somebody dealt with this one a moment ago. Nothing was changed by you.")
