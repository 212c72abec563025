"""Deeds, done by the real services."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import select

from bot.domain.approvals.approvals import Verdict
from bot.domain.campaigns.outreach import Letter
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import TouchKind
from bot.domain.nudges.nudges import Nudge
from bot.domain.team.roles import Member
from bot.nudges import KINDS
from bot.services.approvals import approvals
from bot.services.campaigns import campaign_ends, campaigns, collaborations, outreach
from bot.services.influencers import followups, influencers, touches
from bot.services.nudges import acting, hours_settings, rule_settings, upcoming
from bot.services.team import members
from storage import Store
from storage.tables import nudge
from tests.year import contracting, giving, story, working
from tests.year.answering import other, outcome, put_off
from tests.year.deeds import Deed
from tests.year.world import World

Known = dict[str, Any]
Do = Callable[[World, Store, Deed, Member], None]


def do(world: World, deed: Deed, *, seed: int) -> bool:
    """Have a deed done, in transactions of its own; whether anything was."""
    world.now = deed.at
    by = world.member(deed.who)
    if deed.verb == "looks":
        return look(world, by, seed=seed)
    if deed.verb == "move":
        world.move(deed.who, deed.known["tz"])
        members.refresh(world.deps, world.team, deed.who)
    else:
        with world.database.transaction(world.team) as store:
            _DOING[deed.verb](world, store, deed, by)
    return True


def _write(_: World, store: Store, deed: Deed, by: Member) -> None:
    number = deed.known["collab"]
    last = store.outreaches.last(number)
    letter = Letter("Bread", "Would you like some?")
    outreach.sent(store, number, letter, reason="Bread", after=last.id if last else 0, by=by, now=deed.at)


def _reply(_: World, store: Store, deed: Deed, by: Member) -> None:
    touches.log(store, deed.known["influencer"], kind=TouchKind.REPLY, text="Yes", by=by, now=deed.at)


def _followup(_: World, store: Store, deed: Deed, by: Member) -> None:
    known = deed.known
    followups.add(
        store,
        known["influencer"],
        due_at=known["due"],
        what="Ask about rates",
        owner=known["owner"],
        by=by,
        now=deed.at,
        is_urgent=known["is_urgent"],
    )


def _decide(world: World, store: Store, deed: Deed, _: Member) -> None:
    verdict = Verdict.APPROVE if deed.known["is_yes"] else Verdict.REJECT
    found = store.members.get(deed.known["by"])
    assert found is not None
    number = deed.known["request"]
    approvals.decide(store, number, verdict=verdict, reason="It is so", by=found, evidence={}, now=deed.at)


def _give(_: World, store: Store, deed: Deed, by: Member) -> None:
    to = store.members.get(deed.known["to"])
    assert to is not None
    collaborations.give(store, collaborations.found(store, deed.known["collab"]), to=to, by=by, now=deed.at)


def _close(_: World, store: Store, deed: Deed, by: Member) -> None:
    number = deed.known["campaign"]
    version = campaigns.found(store, number).version
    boss = store.members.get("UFAY") or by
    campaign_ends.close(store, number, version=version, outcome="Well", lessons="", by=boss, now=deed.at)


def _reopen(_: World, store: Store, deed: Deed, by: Member) -> None:
    campaign_ends.reopen(store, deed.known["campaign"], by=store.members.get("UFAY") or by, now=deed.at)


def _never_again(_: World, store: Store, deed: Deed, by: Member) -> None:
    influencers.move(store, deed.known["influencer"], Stage.DO_NOT_CONTACT, why="Their wish", by=by, now=deed.at)


def _after_all(_: World, store: Store, deed: Deed, by: Member) -> None:
    influencers.move(store, deed.known["influencer"], Stage.PROSPECT, why="They called", by=by, now=deed.at)


def _manners(_: World, store: Store, deed: Deed, by: Member) -> None:
    told = deed.known["manners"]
    if not told:
        hours_settings.forget_own(store, by=by, now=deed.at)
        return
    fields = {
        **told,
        "days": [str(day) for day in told["days"]],
        "country": told["country"] or "",
        "cap": str(told["cap"]),
    }
    hours_settings.set_own(store, hours_settings.Typed(**fields), by=by, now=deed.at)


def _wish(_: World, store: Store, deed: Deed, by: Member) -> None:
    standing = rule_settings.standing(store, KINDS, reader=by, now=deed.at)
    wanted = {one.name for one in standing if one.is_wanted} - {deed.known["kind"]}
    wanted |= {deed.known["kind"]} if deed.known["is_on"] else set()
    rule_settings.set_wishes(store, KINDS, wanted, by=by, now=deed.at)


def _rule(_: World, store: Store, deed: Deed, by: Member) -> None:
    boss = store.members.get("UFAY") or by
    kind, known = KINDS[deed.known["kind"]], deed.known
    seen = next(
        one.seen for one in rule_settings.standing(store, KINDS, reader=boss, now=deed.at) if one.name == kind.name
    )
    steps = [str(step) for step in known["steps"] or kind.steps]
    typed = rule_settings.Typed(known["is_on"], steps, known["to"], seen)
    rule_settings.set_rule(store, kind, typed, by=boss, now=deed.at)


def _mute(_: World, store: Store, deed: Deed, by: Member) -> None:
    upcoming.mute(store, _any(deed, to=by.slack_id), is_muted=deed.verb == "mute", by=by, now=deed.at)


def _any(deed: Deed, *, to: str) -> Nudge:
    """A nudge of the series that a deed is about: any will do."""
    number = deed.known["number"]
    nothing: dict[str, Any] = dict.fromkeys(Nudge.__dataclass_fields__)
    return Nudge(**{**nothing, "id": 0, "kind": deed.known["kind"], "number": number, "to": to})


def _coming(world: World, deed: Deed) -> Any:
    """The row of what somebody found in the list of what is to come."""
    known = deed.known
    mine = (nudge.c.kind == known["kind"], nudge.c.step == known["step"], nudge.c.to == deed.who)
    rows = world.rows(select(nudge).where(*mine, nudge.c.state == "waiting"))
    (found,) = [
        row
        for row in rows
        if (row.day or row.at, world.number(row.kind, row.number)) == (known["anchor"], known["number"])
    ]
    return found


def _skip(world: World, store: Store, deed: Deed, by: Member) -> None:
    row = _coming(world, deed)
    acting.skip(store, upcoming.found(store, row.id, row.turn, by=by), by=by, now=deed.at)


def _move_nudge(world: World, store: Store, deed: Deed, by: Member) -> None:
    row = _coming(world, deed)
    one = upcoming.found(store, row.id, row.turn, by=by)
    upcoming.move(store, KINDS, one, to=deed.known["to"], by=by, now=deed.at)


def look(world: World, by: Member, *, seed: int) -> bool:
    """Somebody sees to the reminders that stand before them. Whether there was anything that they answered."""
    found = [row for row in world.seen(by.slack_id) if row.kind != "approval_waiting"]
    answers = {row.id: _answer_of(world, row, by, seed=seed) for row in found}
    for row in found:
        way, chance = answers[row.id]
        if way != "leave":
            with world.database.transaction(world.team) as store:
                (_answer_followup if row.kind == "followup" else _answer)(world, store, row, by, way, chance)
    return any(way != "leave" for way, _ in answers.values())


def _answer_of(world: World, row: Any, by: Member, *, seed: int) -> tuple[str, Random]:
    return story.answer(seed, row.kind, world.number(row.kind, row.number), row.step, row.turn, by.slack_id)


def _answer(world: World, store: Store, row: Any, by: Member, way: str, chance: Random) -> None:
    now, one = world.now, acting.open_turn(store, row.id, row.turn)
    if way == "done":
        kind, soon = outcome(chance, now=now)
        acting.done(store, one, **_said(kind, soon), by=by, now=now)
    elif way == "snooze":
        acting.snooze(store, one, until=put_off(chance, now=now, tz=by.tz), by=by, now=now)
    else:
        acting.reassign(store, one, to=_colleague(store, chance, by), by=by, now=now)


def _said(kind: str, soon: datetime | None) -> Known:
    return {"outcome": "Called", "kind": TouchKind(kind), "next_at": soon, "next_what": ""}


def _colleague(store: Store, chance: Random, by: Member) -> Member:
    found = store.members.get(other(chance, by.slack_id))
    assert found is not None
    return found


def _answer_followup(world: World, store: Store, row: Any, by: Member, way: str, chance: Random) -> None:
    now, one = world.now, followups.get(store, row.number)
    if way == "done":
        kind, soon = outcome(chance, now=now)
        followups.done(store, one, **_said(kind, soon), by=by, now=now)
    elif way == "snooze":
        followups.snooze(store, one, until=put_off(chance, now=now, tz=by.tz), by=by, now=now)
    else:
        followups.reassign(store, one, to=_colleague(store, chance, by), by=by, now=now)


_DOING: dict[str, Do] = {
    **working.DOING,
    **giving.DOING,
    **contracting.DOING,
    "write": _write,
    "reply": _reply,
    "followup": _followup,
    "decide": _decide,
    "give": _give,
    "close": _close,
    "reopen": _reopen,
    "never again": _never_again,
    "after all": _after_all,
    "manners": _manners,
    "wish": _wish,
    "rule": _rule,
    "mute": _mute,
    "unmute": _mute,
    "skip once": _skip,
    "move nudge": _move_nudge,
}
