"""`/rapport settings`: how it stands now, in words, and the forms that change it."""

from datetime import date

from bot.dates import city
from bot.deps import Deps, Store
from bot.domain.nudges.hours import WEEKDAYS
from bot.domain.nudges.manners import OF_THE_ZONE, Manners, say_hours
from bot.domain.team.roles import Member, Role
from bot.services.nudges import manners
from handlers.answers import Answer, Change, Open
from handlers.requests import Click, Command, Form
from handlers.routes import Routes, SubCommand

DAYS = tuple((str(number), name) for number, name in enumerate(WEEKDAYS))


def show(command: Command, deps: Deps) -> Answer:
    """`/rapport settings`."""
    with deps.reading(command.workspace) as store:
        return Open("settings", _standing(store, deps, reader=command.member))


def _standing(store: Store, deps: Deps, *, reader: Member, note: str = "") -> dict[str, object]:
    """How it stands now: the reader's own, and the team's for whoever may change it."""
    today = deps.now().date()
    known = manners.everybodys(store, today=today)
    mine = _mine(manners.manners_of(known, reader.slack_id), tz=reader.tz, today=today)
    mine["is_own"] = manners.own_manners(known, reader.slack_id) is not None
    team = _hours(manners.team_manners(known)) if reader.role.covers(Role.MANAGER) else None
    return {"mine": mine, "team": team, "note": note}


def _hours(one: Manners) -> dict[str, object]:
    return {
        "said": say_hours(one),
        "weekdays": DAYS,
        "chosen": [DAYS[day] for day in sorted(one.days)],
        "start": f"{one.start:%H:%M}",
        "end": f"{one.end:%H:%M}",
        "by_zone": one.country == OF_THE_ZONE,
        "cap": one.cap,
    }


def _mine(one: Manners, *, tz: str, today: date) -> dict[str, object]:
    country = manners.country_of(one, tz=tz)
    holiday = manners.next_holiday(country, today=today)
    return {**_hours(one), "city": city(tz), "country": country, "holiday": holiday}


def edit_mine(click: Click, deps: Deps) -> Answer:
    """*Change* beside my hours."""
    today = deps.now().date()
    with deps.reading(click.workspace) as store:
        one = manners.manners_of(manners.everybodys(store, today=today), click.member.slack_id)
    return Change("settings_hours", {"mine": _mine(one, tz=click.member.tz, today=today)})


def mine_typed(form: Form, deps: Deps) -> Answer:
    """Submit of my hours."""
    with deps.transaction(form.workspace) as store:
        manners.set_own(store, _typed(form, country=form.text("country")), by=form.member, now=deps.now())
        return Change("settings", _standing(store, deps, reader=form.member, note="Saved."))


def forget_mine(click: Click, deps: Deps) -> Answer:
    """*Use the team's hours*."""
    with deps.transaction(click.workspace) as store:
        manners.forget_own(store, by=click.member, now=deps.now())
        return Change("settings", _standing(store, deps, reader=click.member, note="Saved."))


def edit_team(click: Click, deps: Deps) -> Answer:
    """*Change* beside everybody's hours."""
    with deps.reading(click.workspace) as store:
        one = manners.team_manners(manners.everybodys(store, today=deps.now().date()))
    return Change("settings_team", {"team": _hours(one)})


def team_typed(form: Form, deps: Deps) -> Answer:
    """Submit of everybody's hours."""
    country = OF_THE_ZONE if form.text("country") == OF_THE_ZONE else ""
    with deps.transaction(form.workspace) as store:
        manners.set_team(store, _typed(form, country=country), by=form.member, now=deps.now())
        return Change("settings", _standing(store, deps, reader=form.member, note="Saved for everybody."))


def _typed(form: Form, *, country: str) -> manners.Typed:
    days = form.typed.get("days")
    chosen = [str(day) for day in days] if isinstance(days, list) else []
    return manners.Typed(chosen, form.text("start"), form.text("end"), country, form.text("cap"))


ROUTES = Routes(
    commands={"/rapport": {"settings": SubCommand(show, "settings", "my hours, and what nudges me when")}},
    clicks={
        "settings.hours": (edit_mine, Role.VIEWER),
        "settings.forget": (forget_mine, Role.VIEWER),
        "settings.team": (edit_team, Role.MANAGER),
    },
    forms={
        "settings_hours": (mine_typed, Role.VIEWER),
        "settings_team": (team_typed, Role.MANAGER),
    },
)
