"""Which nudges there are, when and for whom: what the team sets for everybody, and what each person wants."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Seat
from bot.domain.nudges.steps import choices, say_step, say_steps
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member, Role
from bot.services.nudges.hours_settings import SOURCE
from bot.services.nudges.kinds import Kind, Kinds
from bot.services.nudges.manners import RULE, Etiquette
from bot.services.team import members
from storage import Store
from storage.matters import MATTERS

ASKED_FOR = frozenset({"followup"})
"""Kinds that a person asks for each time: there is nothing to set."""

USUAL = "usual"
SEATS = {
    "owner": (Seat.OWNER,),
    "owner_manager": (Seat.OWNER, Seat.MANAGER),
    "manager": (Seat.MANAGER,),
    "owner_channel": (Seat.OWNER, Seat.CHANNEL),
    "channel": (Seat.CHANNEL,),
}
"""To whom a nudge can be sent, by the name of the choice."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form of a kind: steps as texts, a choice of `SEATS`, and when the rule had been set last."""

    is_on: bool
    steps: Iterable[str]
    to: str
    seen: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a kind of nudge stands. `to` names a choice of `SEATS`, or `USUAL`; `is_wanted` is what the reader wants.

    `steps` can be chosen from, as (step, words); `chosen` hold now; none where they are set elsewhere. `seen` is when
    the rule was set last.
    """

    name: str
    is_on: bool
    is_wanted: bool
    when: str
    to: str
    tos: tuple[str, ...]
    later: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]
    seen: str


def standing(store: Store, kinds: Kinds, *, reader: Member, now: datetime) -> list[Standing]:
    """How every kind stands that can be set."""
    etiquette = Etiquette(store, now=now)
    seen = {name: one.set_at.isoformat() for name, one in store.settings.beginning(RULE, day=now.date()).items()}
    return [
        _standing(store, etiquette, kind, reader=reader, now=now, seen=seen.get(RULE + kind.name, ""))
        for kind in kinds.values()
        if kind.name not in ASKED_FOR
    ]


def _standing(store: Store, etiquette: Etiquette, kind: Kind, *, reader: Member, now: datetime, seen: str) -> Standing:
    rule, is_day = etiquette.rule(kind), MATTERS[kind.name].is_day
    steps = kind.steps_of(store, now) if kind.steps_of else rule.steps
    offered = () if kind.steps_of else choices((*steps, *kind.steps), is_day=is_day)
    later = [step for step in sorted(kind.steps) if Seat.MANAGER in kind.seats_at(step)]
    return Standing(
        name=kind.name,
        is_on=rule.is_on,
        is_wanted=etiquette.wants(kind, reader.slack_id),
        when=say_steps(steps, is_day=is_day),
        to=next((name for name, seats in SEATS.items() if seats == rule.seats), USUAL),
        tos=(USUAL, *(name for name in SEATS if not kind.is_private or "channel" not in name)),
        later=tuple(say_step(step, is_day=is_day) for step in later),
        steps=tuple((str(step), say_step(step, is_day=is_day)) for step in offered),
        chosen=() if kind.steps_of else tuple(str(step) for step in sorted(steps)),
        seen=seen,
    )


def set_wishes(store: Store, kinds: Kinds, wanted: Collection[str], *, by: Member, now: datetime) -> None:
    """Keep which kinds somebody wants, of those that the team has."""
    etiquette = Etiquette(store, now=now)
    for kind in kinds.values():
        is_wanted = kind.name in wanted
        if kind.name in ASKED_FOR or not etiquette.rule(kind).is_on:
            continue
        if is_wanted != etiquette.wants(kind, by.slack_id):
            _keep(store, f"{RULE}{kind.name}:{by.slack_id}", {"is_on": is_wanted}, by=by, now=now)


def set_rule(store: Store, kind: Kind, typed: Typed, *, by: Member, now: datetime) -> None:
    """Keep how a kind is nudged in this workspace from today on."""
    by.require(Role.MANAGER)
    _check_unchanged(store, kind, seen=typed.seen, now=now)
    faults, steps = Faults(), _steps(kind, typed.steps)
    with faults.noting():
        if typed.is_on and not steps and not kind.steps_of:
            raise Refused("Choose at least one moment, or turn the nudge off.", field="steps")
    with faults.noting():
        if typed.to != USUAL and (typed.to not in SEATS or (kind.is_private and Seat.CHANNEL in SEATS[typed.to])):
            raise Refused("This one holds what is not for a channel. Choose a person.", field="to")
    faults.check()
    seats = [str(seat) for seat in SEATS[typed.to]] if typed.to != USUAL else None
    _keep(store, RULE + kind.name, {"is_on": typed.is_on, "steps": steps, "seats": seats}, by=by, now=now)
    store.nudges.forget_planned(kind.name)


def _steps(kind: Kind, typed: Iterable[str]) -> list[int]:
    offered = {str(step): step for step in choices((), is_day=MATTERS[kind.name].is_day)} | {
        str(step): step for step in kind.steps
    }
    return [] if kind.steps_of else sorted(offered[step] for step in typed if step in offered)


def _check_unchanged(store: Store, kind: Kind, *, seen: str, now: datetime) -> None:
    """Refuse whoever looks at what a colleague has changed since."""
    held = store.settings.on(RULE + kind.name, day=now.date())
    if held is not None and held.set_at.isoformat() != seen:
        who = members.name_of(store, held.set_by)
        raise Refused(f"{who} changed this nudge a moment ago. Close this and look at it again.", field="to")


def _keep(store: Store, name: str, value: dict[str, Any], *, by: Member, now: datetime) -> None:
    store.settings.set(name, value, since=now.date(), source=SOURCE, by=by.slack_id, now=now)
    store.audit.record("set", name, by=by.slack_id, now=now, **value)
