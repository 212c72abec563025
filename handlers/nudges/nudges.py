"""The buttons of a nudge, wherever it stands: *Done*, *Snooze*, *Reassign*."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.deps import Deps, Store
from bot.domain.influencers.followups import snoozed_until
from bot.domain.influencers.touches import TouchKind
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.nudges import KINDS
from bot.services.nudges import acting, batches, upcoming
from handlers.answers import Answer, Done, Open, Say
from handlers.influencers.followups import colleague_of, moment_of
from handlers.influencers.touches import KINDS as TOUCHES
from handlers.requests import Click, Form, turn_of
from handlers.routes import Routes


def _shown(store: Store, nudge_id: int, turn: int, *, now: datetime) -> dict[str, Any]:
    """What a window says of the nudge that it was opened from; refuses where nothing is left to be done."""
    one = acting.open_turn(store, nudge_id, turn)
    it = KINDS[one.kind].load(store, one, now)
    if it is None:
        raise Refused("Nothing is left to be done here: somebody has seen to it.")
    return {"kind": one.kind, "it": it, "has_influencer": one.influencer_id is not None}


def choose_done(click: Click, deps: Deps) -> Answer:
    """*Done*: what happened, and the next date."""
    nudge_id, turn = turn_of(click.value)
    with deps.reading(click.workspace) as store:
        values = _shown(store, nudge_id, turn, now=deps.now())
    return Open("nudge_done", {**values, "kinds": TOUCHES}, {"id": nudge_id, "turn": turn})


def done(form: Form, deps: Deps) -> Answer:
    """Submit of *Done*."""
    now = deps.now()
    next_at = moment_of(form, field="next", now=now) if form.typed.get("next") else None
    with deps.transaction(form.workspace) as store:
        acting.done(
            store,
            acting.open_turn(store, form.id, form.turn),
            outcome=form.text("note"),
            kind=TouchKind(form.optional("kind") or TouchKind.NOTE),
            next_at=next_at,
            next_what=form.optional("what") or "",
            by=form.member,
            now=now,
        )
    return Done()


def snooze(click: Click, deps: Deps) -> Answer:
    """*Snooze*: a usual time at once, or the choice of a date."""
    choice, _, rest = click.value.partition("@")
    nudge_id, turn = turn_of(rest)
    if choice == "date":
        with deps.reading(click.workspace) as store:
            values = _shown(store, nudge_id, turn, now=deps.now())
        return Open("nudge_snooze", values, {"id": nudge_id, "turn": turn})
    now = deps.now()
    until = snoozed_until(choice, now=now, tz=click.member.tz)
    with deps.transaction(click.workspace) as store:
        one = acting.open_turn(store, nudge_id, turn)
        until = upcoming.heard_at(store, one.to, until, is_urgent=one.is_urgent, now=now)
        acting.snooze(store, one, until=until, by=click.member, now=now)
    return Done()


def snoozed(form: Form, deps: Deps) -> Answer:
    """Submit of *Snooze until*."""
    now = deps.now()
    until = moment_of(form, field="when", now=now)
    with deps.transaction(form.workspace) as store:
        one = acting.open_turn(store, form.id, form.turn)
        until = upcoming.heard_at(store, one.to, until, is_urgent=one.is_urgent, now=now)
        acting.snooze(store, one, until=until, by=form.member, now=now)
    return Done()


def choose_colleague(click: Click, deps: Deps) -> Answer:
    """*Reassign*: to whom."""
    nudge_id, turn = turn_of(click.value)
    with deps.reading(click.workspace) as store:
        values = _shown(store, nudge_id, turn, now=deps.now())
    return Open("nudge_reassign", values, {"id": nudge_id, "turn": turn})


def reassigned(form: Form, deps: Deps) -> Answer:
    """Submit of *Reassign*."""
    to = colleague_of(form, deps)
    with deps.transaction(form.workspace) as store:
        one = acting.open_turn(store, form.id, form.turn)
        acting.reassign(store, one, to=to, by=form.member, now=deps.now())
    return Done()


def act_on_line(click: Click, deps: Deps) -> Answer:
    """The menu of a line in the day's message: *Done*, *Snooze*, *Reassign*."""
    choice, _, about = click.value.partition("@")
    if choice == "done":
        return choose_done(replace(click, value=about), deps)
    return choose_colleague(replace(click, value=about), deps) if choice == "give" else snooze(click, deps)


def show_rest(click: Click, deps: Deps) -> Answer:
    """*And 4 more* below the day's message: my own, of that day."""
    day, _, first = click.value.partition("@")
    with deps.reading(click.workspace) as store:
        values = batches.of_day(store, click.member.slack_id, day=day)
    if values is None or not first.isdecimal():
        raise Refused("Nothing more is left of that day.")
    return Say("nudge_batch", {**values, "first": int(first[:4])})


ROUTES = Routes(
    clicks={
        "nudge.done": (choose_done, Role.MARKETER),
        "nudge.snooze": (snooze, Role.MARKETER),
        "nudge.reassign": (choose_colleague, Role.MARKETER),
        "nudge.line": (act_on_line, Role.MARKETER),
        "nudge.rest": (show_rest, Role.MARKETER),
    },
    forms={
        "nudge_done": (done, Role.MARKETER),
        "nudge_snooze": (snoozed, Role.MARKETER),
        "nudge_reassign": (reassigned, Role.MARKETER),
    },
)
