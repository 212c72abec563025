"""Follow-ups: asking for one, and what becomes of it when its moment has come."""

from datetime import datetime
from typing import Any

from bot.domain.influencers.followups import Followup, FollowupState, nudge_key
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.touches import TouchKind
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.services.influencers import touches
from bot.services.nudges import contexts
from bot.services.team.homes import refresh_home
from storage import Store

LONGEST = 2_000
"""Characters of what a follow-up says."""


def add(
    store: Store,
    influencer_id: int,
    *,
    due_at: datetime,
    what: str,
    owner: str,
    by: Member,
    now: datetime,
    link: str | None = None,
    is_urgent: bool = False,
) -> Followup:
    """Ask to be reminded (or remind a colleague) of an influencer."""
    touches.found(store, influencer_id)
    _check(what, due_at=due_at, now=now)
    followup_id = store.followups.add(
        influencer_id,
        owner=owner,
        due_at=due_at,
        what=what.strip(),
        by=by.slack_id,
        now=now,
        link=link,
        is_urgent=is_urgent,
    )
    about = f"followup:{followup_id}"
    store.audit.record("add", about, by=by.slack_id, now=now, due_at=due_at.isoformat(), owner=owner)
    refresh_home(store, owner, now=now)
    return get(store, followup_id)


def _check(what: str, *, due_at: datetime, now: datetime) -> None:
    if not what.strip():
        raise Refused("Say what to do, in a few words.", field="what")
    check_length(what)
    if due_at <= now:
        raise Refused("That moment has passed. Choose one that lies ahead.", field="when")


def check_length(what: str) -> None:
    """Refuse more words than a follow-up holds."""
    if len(what) > LONGEST:
        raise Refused(f"That is {len(what):,} characters; {LONGEST:,} is the most. Shorten it.", field="what")


def get(store: Store, followup_id: int) -> Followup:
    """The follow-up, or a refusal."""
    followup = store.followups.get(followup_id)
    if followup is None:
        raise Refused("This follow-up is no longer here: its influencer was merged or erased.")
    return followup


def open_turn(store: Store, followup_id: int, turn: int) -> Followup:
    """The follow-up if it still waits in the turn that a button was made for."""
    followup = get(store, followup_id)
    if followup.state is FollowupState.DONE:
        raise Refused("Somebody has already done this one.")
    if followup.turn != turn:
        raise Refused("This one has another date by now. `/followup list` shows it.")
    return followup


def done(
    store: Store,
    followup: Followup,
    *,
    outcome: str,
    kind: TouchKind,
    next_at: datetime | None,
    next_what: str,
    by: Member,
    now: datetime,
) -> None:
    """Close it, write what happened into the timeline, and set the next one if a date was given."""
    if next_at is not None:
        _check(next_what or followup.what, due_at=next_at, now=now)
    if not store.followups.finish(followup, by=by.slack_id, now=now):
        raise Refused("Somebody dealt with this one a moment ago. `/followup list` shows what is open.")
    touches.log(store, followup.influencer_id, kind=kind, text=outcome, by=by, now=now)
    store.audit.record("done", f"followup:{followup.id}", by=by.slack_id, now=now)
    if next_at is not None:
        what = next_what or followup.what
        add(store, followup.influencer_id, due_at=next_at, what=what, owner=followup.owner, by=by, now=now)
    values = {**reminder(store, followup), "by": by.slack_id, "outcome": outcome}
    values["next_at"] = next_at.isoformat() if next_at else None
    _settle(store, followup, kind="followup_done", values=values, now=now)


def snooze(store: Store, followup: Followup, *, until: datetime, by: Member, now: datetime) -> None:
    """Give it a later date; its message says so."""
    _check(followup.what, due_at=until, now=now)
    _move(store, followup, due_at=until, owner=followup.owner, by=by, now=now)
    values = {**reminder(store, followup), "by": by.slack_id, "until": until.isoformat()}
    _settle(store, followup, kind="followup_snoozed", values=values, now=now)


def reassign(store: Store, followup: Followup, *, to: Member, by: Member, now: datetime) -> None:
    """Give it to a colleague, who is reminded at its date, or at once when that has passed."""
    if to.slack_id == followup.owner:
        raise Refused(f"{to.name} has this one already.", field="owner")
    due_at = max(followup.due_at, now)
    _move(store, followup, due_at=due_at, owner=to.slack_id, by=by, now=now)
    refresh_home(store, to.slack_id, now=now)
    values = {**reminder(store, followup), "by": by.slack_id, "to": to.slack_id}
    _settle(store, followup, kind="followup_reassigned", values=values, now=now)


def _move(store: Store, followup: Followup, *, due_at: datetime, owner: str, by: Member, now: datetime) -> None:
    if not store.followups.move(followup, due_at=due_at, owner=owner):
        raise Refused("Somebody dealt with this one a moment ago. `/followup list` shows what is open.")
    about = f"followup:{followup.id}"
    store.audit.record("move", about, by=by.slack_id, now=now, due_at=due_at.isoformat(), owner=owner)


def _settle(store: Store, followup: Followup, *, kind: str, values: dict[str, Any], now: datetime) -> None:
    """Let the reminder that was posted say what became of it, and Home follow."""
    store.outbox.change(nudge_key(followup.id, followup.turn), kind=kind, values=values, now=now)
    refresh_home(store, followup.owner, now=now)


def remind(store: Store, followup: Followup, *, to: str | None = None, now: datetime) -> str:
    """Put the reminder of this turn into the outbox, for its owner or who sees to it instead; gives its key."""
    message = Message(
        kind="followup_due",
        key=nudge_key(followup.id, followup.turn),
        to=to or followup.owner,
        values=reminder(store, followup),
    )
    store.outbox.add(message, now=now)
    refresh_home(store, followup.owner, now=now)
    return message.key


def reminder(store: Store, followup: Followup) -> dict[str, Any]:
    """What a reminder says: the follow-up with its influencer's context."""
    return {
        **contexts.person(store, followup.influencer_id),
        "id": followup.id,
        "turn": followup.turn,
        "influencer_id": followup.influencer_id,
        "what": followup.what,
        "due_at": followup.due_at.isoformat(),
        "asked_by": followup.created_by,
        "owner": followup.owner,
        "link": followup.link,
    }


def names(store: Store, followups: list[Followup]) -> dict[int, Influencer]:
    """The influencers that follow-ups are about, by id."""
    return store.influencers.many({one.influencer_id for one in followups})
