"""`/rapport upcoming`: what will be posted in the next fourteen days, to be skipped, moved or muted."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.dates import city, say_when
from bot.deps import Deps, Store
from bot.domain.influencers import when
from bot.domain.refused import Denied
from bot.domain.team.roles import Member, Role
from bot.nudges import KINDS
from bot.services.nudges import acting, upcoming
from bot.services.nudges.manners import Etiquette
from bot.services.nudges.upcoming import Coming
from handlers.answers import Answer, Finish, Open, Replace, Say
from handlers.influencers.followups import moment_of
from handlers.requests import CHANGED, Click, Command, Form, turn_of
from handlers.routes import Routes, SubCommand

MINE, ALL = "mine", "all"


def show(command: Command, deps: Deps) -> Answer:
    """`/rapport upcoming`: mine."""
    with deps.transaction(command.workspace) as store:
        upcoming.plan_asked(store, KINDS, now=deps.now())
        return Say("upcoming", _page(store, command.member, f"{MINE}:0", now=deps.now()))


def turn_page(click: Click, deps: Deps) -> Answer:
    """Another page, or everybody's."""
    with deps.reading(click.workspace) as store:
        return Replace("upcoming", _page(store, click.member, click.value, now=deps.now()))


def _page(store: Store, reader: Member, which: str, *, now: datetime, note: str = "") -> dict[str, Any]:
    """The values of a page: `which` is `mine:0` or `all:2`."""
    scope, _, page = which.partition(":")
    if scope not in (MINE, ALL) or not page.isdecimal() or len(page) > 6:
        raise Denied(CHANGED)
    if scope == ALL:
        reader.require(Role.MANAGER)
    to = None if scope == ALL else [reader.slack_id]
    found = upcoming.coming(store, KINDS, reader=reader, to=to, page=int(page), now=now)
    cap = Etiquette(store, now=now).manners(reader.slack_id).cap
    return {
        "days": _by_day(found.lines, reader, now=now),
        "scope": scope,
        "page": found.page,
        "pages": found.pages,
        "total": found.total,
        "until": (now + upcoming.AHEAD).astimezone(ZoneInfo(reader.tz)).date(),
        "city": city(reader.tz),
        "cap": cap,
        "beyond": found.total > cap,
        "is_manager": reader.role.covers(Role.MANAGER),
        "note": note,
    }


def _by_day(lines: list[Coming], reader: Member, *, now: datetime) -> list[dict[str, Any]]:
    days: dict[str, list[dict[str, Any]]] = {}
    for one in lines:
        local = one.at.astimezone(ZoneInfo(reader.tz))
        said = f"{when.WEEKDAYS[local.weekday()].capitalize()} {when.say_day(local.date())}"
        near = (local.date() - now.astimezone(ZoneInfo(reader.tz)).date()).days
        said = {0: f"Today, {said}", 1: f"Tomorrow, {said}"}.get(near, said)
        days.setdefault(said, []).append(_line(one, local, reader))
    return [{"said": said, "lines": shown} for said, shown in days.items()]


def _line(one: Coming, local: datetime, reader: Member) -> dict[str, Any]:
    nudge = one.nudge
    if nudge is None:
        return {"kind": "digest", "time": f"{local.hour}:{local:%M}"}
    return {
        "id": nudge.id,
        "turn": nudge.turn,
        "kind": nudge.kind,
        "it": one.it,
        "time": f"{local.hour}:{local:%M}",
        "to": nudge.to,
        "is_channel": not nudge.to.startswith(("U", "W")),
        "is_urgent": nudge.is_urgent,
        "is_muted": one.is_muted,
        "is_shown": reader.sees_private or not KINDS[nudge.kind].is_private,
    }


def act(click: Click, deps: Deps) -> Answer:
    """A line's menu: *Skip once*, *Move*, *Mute*, *Unmute*."""
    verb, _, rest = click.value.partition("@")
    about, _, which = rest.partition("@")
    nudge_id, turn = turn_of(about)
    now = deps.now()
    if verb == "move":
        return _choose_moment(click, deps, nudge_id, turn, which)
    with deps.transaction(click.workspace) as store:
        one = upcoming.found(store, nudge_id, turn, by=click.member)
        if verb == "skip":
            acting.skip(store, one, by=click.member, now=now)
        else:
            upcoming.mute(store, one, is_muted=verb == "mute", by=click.member, now=now)
        return Replace("upcoming", _page(store, click.member, which, now=now, note=NOTES[verb]))


NOTES = {
    "skip": "Skipped. The others of its series come.",
    "mute": "Muted: nothing more of this series comes until somebody unmutes it here.",
    "unmute": "Unmuted.",
}


def _choose_moment(click: Click, deps: Deps, nudge_id: int, turn: int, which: str) -> Answer:
    with deps.reading(click.workspace) as store:
        one = upcoming.found(store, nudge_id, turn, by=click.member)
        it = KINDS[one.kind].load(store, one, deps.now())
        values = {"kind": one.kind, "it": it or {}, "at": int(one.send_at.timestamp())}
    return Open("upcoming_move", values, {"id": nudge_id, "turn": turn, "which": which})


def moved(form: Form, deps: Deps) -> Answer:
    """Submit of *Move*."""
    now = deps.now()
    to = moment_of(form, field="when", now=now)
    with deps.transaction(form.workspace) as store:
        one = upcoming.found(store, form.id, form.turn, by=form.member)
        at = upcoming.move(store, KINDS, one, to=to, by=form.member, now=now)
        note = f"Moved to {say_when(at, tz=form.member.tz, now=now)}."
        return Finish("upcoming", _page(store, form.member, str(form.about["which"]), now=now, note=note))


ROUTES = Routes(
    commands={"/rapport": {"upcoming": SubCommand(show, "upcoming", "what I will post in 14 days: skip, move, mute")}},
    clicks={
        "upcoming.page": (turn_page, Role.VIEWER),
        "upcoming.act": (act, Role.VIEWER),
    },
    forms={"upcoming_move": (moved, Role.VIEWER)},
)
