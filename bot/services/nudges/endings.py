"""How a nudge ends, or goes on, and what its message says from then on, wherever it stands."""

from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge, NudgeState
from bot.services.nudges import batches
from bot.services.team.homes import refresh_home
from storage import Store

LONGEST = 500
"""Characters of what happened that a message shows."""


def end(store: Store, one: Nudge, state: NudgeState, *, by: str | None, why: str | None, now: datetime) -> Nudge | None:
    """End a nudge; gives it as it is then, None where somebody else was quicker. What it stood in says so.

    `by` is a Slack id, None where it ended by itself; `why` is what happened, in a person's words.
    """
    ended = store.nudges.change(one, state=state, ended_at=now, ended_by=by, why=why)
    if ended is not None:
        refresh_home(store, ended.to, now=now)
        say(store, ended, {"ending": str(state), "by": by, "why": (why or "")[:LONGEST], "until": None}, now=now)
    return ended


def settle(store: Store, one: Nudge, *, now: datetime) -> None:
    """End a nudge whose matter is over. One that was never told is forgotten: its matter may be open again one day."""
    if one.state is NudgeState.WAITING and one.turn == 1:
        store.nudges.forget(one)
    else:
        end(store, one, NudgeState.SETTLED, by=None, why=None, now=now)


def over(store: Store, nudge_id: int) -> Nudge | None:
    """The nudge, where it was told, nobody answered it, and its matter is over."""
    one = store.nudges.get(nudge_id)
    return one if one and one.state is NudgeState.SHOWN and not store.nudges.stands(one) else None


def say(store: Store, one: Nudge, ending: dict[str, Any], *, now: datetime) -> None:
    """Have the message in which a nudge stands say what became of it."""
    before = store.outbox.said(one.message) if one.message else None
    if one.message is None or before is None:
        return
    if "items" in before:
        batches.say(store, one.message, nudge_id=one.id, turn=one.turn, ending=ending, now=now)
    elif "it" in before:
        store.outbox.change(one.message, kind="nudge_settled", values={**before, **ending}, now=now)


def renew(store: Store, kind: str, number: int, *, now: datetime) -> None:
    """Have what stands about an open matter say how it is by now: messages read their records when they are changed."""
    for one in store.nudges.open_about(kind, number):
        before = store.outbox.said(one.message, hold=True) if one.message else None
        if one.message is not None and before is not None:
            same = "nudge_batch" if "items" in before else "nudge"
            store.outbox.change(one.message, kind=same, values=before, now=now)
