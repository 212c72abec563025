"""Which nudges there are, in `/rapport settings`: on or off for me, and for everybody when and to whom."""

from bot.deps import Deps
from bot.domain.refused import Denied
from bot.domain.team.roles import Role
from bot.nudges import KINDS
from bot.services.nudges import rule_settings
from handlers.answers import Answer, Change
from handlers.nudges.settings import standing
from handlers.requests import CHANGED, Click, Form
from handlers.routes import Routes


def edit_wishes(click: Click, deps: Deps) -> Answer:
    """*Change* beside my nudges."""
    with deps.reading(click.workspace) as store:
        found = rule_settings.standing(store, KINDS, reader=click.member, now=deps.now())
    return Change("settings_wishes", {"kinds": [one for one in found if one.is_on]})


def wishes_ticked(form: Form, deps: Deps) -> Answer:
    """Submit of my nudges."""
    ticked = {
        str(name)
        for field, names in form.typed.items()
        if field.startswith("wanted_") and isinstance(names, list)
        for name in names
    }
    with deps.transaction(form.workspace) as store:
        rule_settings.set_wishes(store, KINDS, ticked, by=form.member, now=deps.now())
        return Change("settings", standing(store, deps, reader=form.member, note="Saved."))


def edit_rule(click: Click, deps: Deps) -> Answer:
    """*Change* beside a nudge of everybody's."""
    with deps.reading(click.workspace) as store:
        found = rule_settings.standing(store, KINDS, reader=click.member, now=deps.now())
    one = next((each for each in found if each.name == click.value), None)
    if one is None:
        raise Denied(CHANGED)
    return Change("settings_rule", {"one": one}, {"kind": one.name, "seen": one.seen})


def rule_typed(form: Form, deps: Deps) -> Answer:
    """Submit of a nudge of everybody's."""
    kind = KINDS.get(str(form.about["kind"]))
    if kind is None or kind.name in rule_settings.ASKED_FOR:
        raise Denied(CHANGED)
    steps = form.typed.get("steps")
    chosen = [str(step) for step in steps] if isinstance(steps, list) else []
    typed = rule_settings.Typed(bool(form.typed.get("is_on")), chosen, form.text("to"), str(form.about["seen"]))
    with deps.transaction(form.workspace) as store:
        rule_settings.set_rule(store, kind, typed, by=form.member, now=deps.now())
        return Change("settings", standing(store, deps, reader=form.member, note="Saved for everybody."))


ROUTES = Routes(
    clicks={
        "settings.wishes": (edit_wishes, Role.VIEWER),
        "settings.rule": (edit_rule, Role.MANAGER),
    },
    forms={
        "settings_wishes": (wishes_ticked, Role.VIEWER),
        "settings_rule": (rule_typed, Role.MANAGER),
    },
)
