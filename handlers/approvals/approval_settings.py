"""The rules of approval in Slack, for admins: limits by currency, and hours."""

from bot import words
from bot.deps import Deps, Store
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.approvals import approval_limits, approval_settings
from handlers.answers import Answer, Change, Open
from handlers.requests import Click, Form
from handlers.routes import Routes


def show(click: Click, deps: Deps) -> Answer:
    """*Approvals* beside the roles: what holds today."""
    with deps.reading(click.workspace) as store:
        return Open("approval_rules", _rules(store, deps))


def _rules(store: Store, deps: Deps, *, note: str = "") -> dict[str, object]:
    today = deps.now().date()
    return {"rules": approval_settings.rules(store, today=today), "note": note}


def edit_limits(click: Click, deps: Deps) -> Answer:
    """*Change* beside a currency, or *Another currency*."""
    today = deps.now().date()
    typed = {"admin_from": "", "two_from": ""}
    if click.value:
        with deps.reading(click.workspace) as store:
            found = approval_limits.limits(store, click.value, today=today)
        typed = {"admin_from": _typed(found.admin_from, click.value), "two_from": _typed(found.two_from, click.value)}
    return Change("approval_limit", {"currency": click.value, "typed": typed}, {"currency": click.value})


def _typed(limit: int | None, currency: str) -> str:
    return approval_settings.NONE if limit is None else words.amount(limit, currency)


def limits_typed(form: Form, deps: Deps) -> Answer:
    """Submit of the limits of a currency."""
    currency = words.currency_code(str(form.about.get("currency") or form.text("currency")))
    if currency is None:
        raise Refused("Type a currency's three letters, such as EUR.", field="currency")
    now = deps.now()
    limits = {"admin_from": form.text("admin_from"), "two_from": form.text("two_from")}
    with deps.transaction(form.workspace) as store:
        approval_settings.set_limits(store, currency, **limits, by=form.member, today=now.date(), now=now)
        return Change("approval_rules", _rules(store, deps, note=f"Saved for {currency}."))


def edit_hours(click: Click, deps: Deps) -> Answer:
    """*Change the hours*."""
    with deps.reading(click.workspace) as store:
        return Change("approval_hours", _rules(store, deps))


def hours_typed(form: Form, deps: Deps) -> Answer:
    """Submit of the hours."""
    now = deps.now()
    hours = {"remind": form.text("remind"), "escalate": form.text("escalate")}
    with deps.transaction(form.workspace) as store:
        approval_settings.set_hours(store, **hours, by=form.member, today=now.date(), now=now)
        return Change("approval_rules", _rules(store, deps, note="Saved."))


ROUTES = Routes(
    clicks={
        "approval.rules": (show, Role.ADMIN),
        "approval.limit": (edit_limits, Role.ADMIN),
        "approval.hours": (edit_hours, Role.ADMIN),
    },
    forms={
        "approval_limit": (limits_typed, Role.ADMIN),
        "approval_hours": (hours_typed, Role.ADMIN),
    },
)
