"""`/rapport settings`: how it stands now, in words, and the forms that change it."""

from datetime import date

from bot.dates import city
from bot.deps import Deps, Store
from bot.domain.nudges.hours import WEEKDAYS
from bot.domain.nudges.manners import OF_THE_ZONE, Manners, say_hours
from bot.domain.team.roles import Member, Role
from bot.nudges import KINDS
from bot.services.nudges import hours_settings, rule_settings
from bot.services.nudges.manners import Etiquette
from handlers.answers import Answer, Change, Open
from handlers.requests import Click, Command, Form
from handlers.routes import Routes, SubCommand

DAYS = tuple((str(number), name) for number, name in enumerate(WEEKDAYS))


def show(command: Command, deps: Deps) -> Answer:
    """`/rapport settings`."""
    with deps.reading(command.workspace) as store:
        return Open("settings", standing(store, deps, reader=command.member))


def open_again(click: Click, deps: Deps) -> Answer:
    """*Settings* on a list."""
    with deps.reading(click.workspace) as store:
        return Open("settings", standing(store, deps, reader=click.member))


def standing(store: Store, deps: Deps, *, reader: Member, note: str = "") -> dict[str, object]:
    """How it stands now: the reader's own, and the team's for whoever may change it."""
    now = deps.now()
    etiquette = Etiquette(store, now=now)
    team = _team(etiquette) if reader.role.covers(Role.MANAGER) else None
    kinds = rule_settings.standing(store, KINDS, reader=reader, now=now)
    return {"mine": _mine(etiquette, reader, today=now.date()), "team": team, "kinds": kinds, "note": note}


def _hours(one: Manners) -> dict[str, object]:
    return {
        "said": say_hours(one),
        "weekdays": DAYS,
        "chosen": [DAYS[day] for day in sorted(one.days)],
        "start": f"{one.start:%H:%M}",
        "end": f"{one.end:%H:%M}",
        "cap": one.cap,
    }


def _mine(etiquette: Etiquette, reader: Member, *, today: date) -> dict[str, object]:
    country = etiquette.country(reader.slack_id)
    holiday = hours_settings.next_holiday(country, today=today)
    about = {"city": city(reader.tz), "country": country, "holiday": holiday}
    is_own = etiquette.has_own_manners(reader.slack_id)
    return {**_hours(etiquette.manners(reader.slack_id)), **about, "is_own": is_own}


def _team(etiquette: Etiquette) -> dict[str, object]:
    usual, home = etiquette.team_manners(), etiquette.home_tz()
    by_zone = usual.country == OF_THE_ZONE
    zones = [(tz, city(tz)) for tz in sorted({home, *etiquette.zones()})]
    return {**_hours(usual), "by_zone": by_zone, "tz": home, "city": city(home), "zones": zones}


def edit_mine(click: Click, deps: Deps) -> Answer:
    """*Change* beside my hours."""
    with deps.reading(click.workspace) as store:
        mine = _mine(Etiquette(store, now=deps.now()), click.member, today=deps.now().date())
    return Change("settings_hours", {"mine": mine})


def mine_typed(form: Form, deps: Deps) -> Answer:
    """Submit of my hours."""
    with deps.transaction(form.workspace) as store:
        hours_settings.set_own(store, _typed(form, country=form.text("country")), by=form.member, now=deps.now())
        return Change("settings", standing(store, deps, reader=form.member, note="Saved."))


def forget_mine(click: Click, deps: Deps) -> Answer:
    """*Use the team's hours*."""
    with deps.transaction(click.workspace) as store:
        hours_settings.forget_own(store, by=click.member, now=deps.now())
        return Change("settings", standing(store, deps, reader=click.member, note="Saved."))


def edit_team(click: Click, deps: Deps) -> Answer:
    """*Change* beside everybody's hours."""
    with deps.reading(click.workspace) as store:
        return Change("settings_team", {"team": _team(Etiquette(store, now=deps.now()))})


def team_typed(form: Form, deps: Deps) -> Answer:
    """Submit of everybody's hours."""
    country = OF_THE_ZONE if form.text("country") == OF_THE_ZONE else ""
    typed, now = _typed(form, country=country), deps.now()
    with deps.transaction(form.workspace) as store:
        hours_settings.set_team(store, typed, tz=form.text("tz"), by=form.member, now=now)
        return Change("settings", standing(store, deps, reader=form.member, note="Saved for everybody."))


def _typed(form: Form, *, country: str) -> hours_settings.Typed:
    days = form.typed.get("days")
    chosen = [str(day) for day in days] if isinstance(days, list) else []
    return hours_settings.Typed(chosen, form.text("start"), form.text("end"), country, form.text("cap"))


ROUTES = Routes(
    commands={"/rapport": {"settings": SubCommand(show, "settings", "my hours, and what nudges me when")}},
    clicks={
        "settings.open": (open_again, Role.VIEWER),
        "settings.hours": (edit_mine, Role.VIEWER),
        "settings.forget": (forget_mine, Role.VIEWER),
        "settings.team": (edit_team, Role.MANAGER),
    },
    forms={
        "settings_hours": (mine_typed, Role.VIEWER),
        "settings_team": (team_typed, Role.MANAGER),
    },
)
