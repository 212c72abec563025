"""Standing in for a manager who is away: naming somebody, seeing who does, ending it."""

from datetime import date

from bot.deps import Deps, Store
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.approvals import delegations
from bot.services.content import content
from bot.services.team import members
from handlers.answers import Answer, Change, Open
from handlers.requests import Click, Form
from handlers.routes import Routes


def away(click: Click, deps: Deps) -> Answer:
    """*While I'm away*: who stands in, and the form to name somebody."""
    with deps.reading(click.workspace) as store:
        return Open("delegation_add", _values(store, click.member, deps))


def _values(store: Store, member: Member, deps: Deps, *, note: str = "") -> dict[str, object]:
    today = content.today_of(member, now=deps.now())
    return {"standing": delegations.of(store, member, today=today), "today": today, "note": note}


def named(form: Form, deps: Deps) -> Answer:
    """Submit of *While I'm away*."""
    chosen = form.optional("delegate")
    if chosen is None:
        raise Refused("Choose who decides for you.", field="delegate")
    starts_on, ends_on = _day(form, "starts_on"), _day(form, "ends_on")
    try:
        person = deps.directory.person(chosen)
    except Refused as refused:
        raise Refused(refused.sentence, field="delegate") from refused
    now, today = deps.now(), content.today_of(form.member, now=deps.now())
    with deps.transaction(form.workspace) as store:
        to = members.meet(store, person, deps)
        delegations.add(store, to, starts_on=starts_on, ends_on=ends_on, by=form.member, today=today, now=now)
        return Change("delegation_add", _values(store, form.member, deps, note=f"{to.name} decides for you then."))


def _day(form: Form, field: str) -> date:
    try:
        return date.fromisoformat(form.text(field))
    except ValueError:
        raise Refused("Choose a day.", field=field) from None


def ended(click: Click, deps: Deps) -> Answer:
    """*End it* beside a delegation."""
    with deps.transaction(click.workspace) as store:
        delegations.end(store, click.id, by=click.member, now=deps.now())
        return Change("delegation_add", _values(store, click.member, deps, note="It has ended."))


ROUTES = Routes(
    clicks={
        "delegation.away": (away, Role.MANAGER),
        "delegation.end": (ended, Role.MANAGER),
    },
    forms={"delegation_add": (named, Role.MANAGER)},
)
