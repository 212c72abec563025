"""What will be posted in the next fourteen days: what waits, at the moment at which it will be sent, and no other.

It asks the same questions as the sending does, ahead of time: who wants it, whether a later step comes with it, in
whose hours, and whether anything is left to be done.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.digests.schedule import due_week, next_moment
from bot.domain.nudges.hours import is_open, next_open, why_closed
from bot.domain.nudges.nudges import Nudge, NudgeState
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.digests import digest_settings
from bot.services.influencers import followups
from bot.services.nudges import acting, planning, sending
from bot.services.nudges.kinds import Kinds
from bot.services.nudges.manners import Etiquette
from bot.services.nudges.rule_settings import ASKED_FOR
from storage import Store

AHEAD = timedelta(days=14)
PAGE = 8
MOST = 2_000
"""Nudges that are looked through."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A nudge, when it will be sent, what its words need, and whether its recipient muted the series.

    Without a nudge it is the weekly digest.
    """

    at: datetime
    nudge: Nudge | None = None
    it: Mapping[str, Any] = field(default_factory=dict)
    is_muted: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of what is coming, the soonest first. `page` counts from 0."""

    lines: list[Coming]
    page: int
    pages: int
    total: int


def plan_asked(store: Store, kinds: Kinds, *, now: datetime) -> None:
    """Plan what people asked for a moment ago: they look for it in the list. The rest is planned by the clock."""
    planning.plan(store, {name: kind for name, kind in kinds.items() if name in ASKED_FOR}, now=now)


def coming(store: Store, kinds: Kinds, *, reader: Member, to: Sequence[str] | None, page: int, now: datetime) -> Page:
    """A page of what will be posted to these members and channels, or to all, with the digests that they get."""
    found: list[tuple[datetime, Nudge | None]] = [*planned(store, kinds, to=to, now=now)]
    found += [(at, None) for at in _digests(store, reader=reader, is_all=to is None, now=now)]
    found.sort(key=lambda pair: pair[0])
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(page, 0), pages - 1)
    muted = store.nudges.muted()
    lines = [
        line
        for at, one in found[page * PAGE : (page + 1) * PAGE]
        if (line := _line(store, kinds, one, at=at, muted=muted)) is not None
    ]
    return Page(lines, page, pages, len(found))


def _line(
    store: Store, kinds: Kinds, one: Nudge | None, *, at: datetime, muted: set[tuple[str, int, str]]
) -> Coming | None:
    if one is None:
        return Coming(at)
    it = _still(store, kinds, one, at=at)
    return None if it is None else Coming(at, one, it, is_muted=(one.kind, one.number, one.to) in muted)


def _digests(store: Store, *, reader: Member, is_all: bool, now: datetime) -> Iterator[datetime]:
    """When the weekly digest comes; only for those who get it in a message of their own, or for all."""
    plan = digest_settings.load(store, now=now)
    if not is_all and (plan.channel is not None or not reader.role.covers(Role.MANAGER)):
        return
    installed = store.digests.installed_at().astimezone(ZoneInfo(plan.schedule.tz)).date()
    at = digest_settings.next_digest(store, now=now)
    while at is not None and at <= now + AHEAD:
        if installed <= due_week(plan.schedule, now=at).last:  # of a week before the bot was there nothing is told
            yield at
        at = next_moment(plan.schedule, after=at)


def planned(store: Store, kinds: Kinds, *, to: Sequence[str] | None, now: datetime) -> list[tuple[datetime, Nudge]]:
    """What waits and will be sent, each with its moment, the soonest first."""
    etiquette = Etiquette(store, now=now)
    waiting = store.nudges.ahead(to=to, until=now + AHEAD, limit=MOST)
    latest: dict[tuple[object, ...], Nudge] = {}
    for one in sorted(waiting, key=lambda each: each.step):
        latest[_series(one)] = one
    found = [
        (_moment(etiquette, one, now=now), one)
        for one in waiting
        if one.kind in kinds and etiquette.wants(kinds[one.kind], one.to) and not _comes_with(one, latest[_series(one)])
    ]
    return sorted((pair for pair in found if pair[0] <= now + AHEAD), key=lambda pair: (pair[0], pair[1].id))


def _series(one: Nudge) -> tuple[object, ...]:
    return one.kind, one.number, one.owner, one.seat, one.day, one.at


def _comes_with(one: Nudge, later: Nudge) -> bool:
    """Whether a later step of the series comes by the same moment, and is told instead."""
    return one.turn == 1 and later.step > one.step and later.send_at <= one.send_at


def _moment(etiquette: Etiquette, one: Nudge, *, now: datetime) -> datetime:
    at = max(one.send_at, now)
    return at if one.is_urgent else next_open(etiquette.hours(one.to), at)


def _still(store: Store, kinds: Kinds, one: Nudge, *, at: datetime) -> Mapping[str, Any] | None:
    """What a nudge will say, if there will be anything to say."""
    if sending.is_superseded(store, one, now=at) or not store.nudges.stands(one):
        return None
    return kinds[one.kind].load(store, one, at)


def found(store: Store, nudge_id: int, turn: int, *, by: Member) -> Nudge:
    """The nudge that a line was about, if it still waits as it did and is this person's to change."""
    one = acting.found(store, nudge_id)
    if one.turn != turn or one.state is not NudgeState.WAITING:
        raise Refused("This one was sent or changed meanwhile. Open the list again.")
    if one.to != by.slack_id:
        by.require(Role.MANAGER)
    return one


def move(store: Store, kinds: Kinds, one: Nudge, *, to: datetime, by: Member, now: datetime) -> datetime:
    """Give a nudge another moment; gives the one at which it will come, in its recipient's hours."""
    if to <= now:
        raise Refused("That moment has passed. Choose one that lies ahead.", field="when")
    at = in_hours(store, one.to, to, is_urgent=one.is_urgent, now=now)[0]
    if one.kind in ASKED_FOR:  # its date is the follow-up's own
        followup = followups.get(store, one.number)
        followups.snooze(store, followup, until=to, by=by, now=now)
        plan_asked(store, kinds, now=now)
    else:
        acting.move(store, one, to=at, by=by, now=now)
    return at


def mute(store: Store, one: Nudge, *, is_muted: bool, by: Member, now: datetime) -> None:
    """Let its recipient hear nothing more of a series, or hear of it again."""
    if is_muted:
        store.nudges.mute(one, one.to, now=now)
    else:
        store.nudges.unmute(one, one.to)
    verb = "mute" if is_muted else "unmute"
    store.audit.record(verb, f"nudge:{one.id}", by=by.slack_id, now=now, kind=one.kind, number=one.number, to=one.to)


def in_hours(
    store: Store, slack_id: str, at: datetime, *, is_urgent: bool, now: datetime
) -> tuple[datetime, str | None]:
    """When somebody hears of what is meant for a moment, and why not at once ("Saturday"), or None."""
    hours = Etiquette(store, now=now).hours(slack_id)
    if is_urgent or is_open(hours, at):
        return at, None
    return next_open(hours, at), why_closed(hours, at)
