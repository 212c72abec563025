"""The catalogue of gifts in Slack, and above which value somebody else approves one."""

from typing import Any

from bot import words
from bot.deps import Deps, Store
from bot.domain.gifts.gifts import GiftKind, limit_of
from bot.domain.money import Money, parse_amount
from bot.domain.team.roles import Member, Role
from bot.services.gifts import catalogue, gift_limits
from handlers.answers import Answer, Change, Open
from handlers.gifts.gift_forms import KINDS, currency_of, kind_of
from handlers.requests import Click, Form
from handlers.routes import Routes


def show(click: Click, deps: Deps) -> Answer:
    """*Catalogue*: what is offered, and the limits."""
    with deps.reading(click.workspace) as store:
        return Open("gift_catalogue", _shown(store, deps, reader=click.member))


def _shown(store: Store, deps: Deps, *, reader: Member, note: str = "") -> dict[str, Any]:
    chosen = gift_limits.chosen(store, today=deps.now().date())
    limits = [*(chosen if chosen else {"EUR": limit_of("EUR", chosen=None)}).items()]
    may_edit = reader.role.covers(Role.MANAGER)
    return {"items": catalogue.offered(store), "limits": limits, "may_edit": may_edit, "note": note}


def edit(click: Click, deps: Deps) -> Answer:
    """*Add*, or *Edit* beside a line."""
    if not click.value:
        typed = {"name": None, "kind": GiftKind.PRODUCT.value, "value": None, "currency": None}
        with deps.reading(click.workspace) as store:
            typed["currency"] = store.gift_items.last_currency() or store.campaigns.last_currency() or "EUR"
        return Change("gift_item", {"item": None, "typed": typed, "kinds": KINDS})
    with deps.reading(click.workspace) as store:
        one = catalogue.found(store, click.id)
    typed = {"name": one.name, "kind": one.kind.value, "currency": one.value.currency}
    typed["value"] = words.amount(one.value.minor, one.value.currency)
    return Change("gift_item", {"item": one, "typed": typed, "kinds": KINDS}, {"id": one.id, "version": one.version})


def edited(form: Form, deps: Deps) -> Answer:
    """Submit of a line: added, or changed."""
    fields: dict[str, Any] = {"name": form.text("name"), "kind": kind_of(form), "value": _value(form)}
    fields |= {"by": form.member, "now": deps.now()}
    with deps.transaction(form.workspace) as store:
        if "id" in form.about:
            catalogue.change(store, form.id, version=form.version, **fields)
        else:
            catalogue.add(store, **fields)
        note = f"Saved: {fields['name']}"
        return Change("gift_catalogue", _shown(store, deps, reader=form.member, note=note))


def _value(form: Form) -> Money:
    """The value, a fault of it or of its currency on the field."""
    currency = currency_of(form)
    return Money(parse_amount(form.text("value"), currency, field="value"), currency)


def retire(click: Click, deps: Deps) -> Answer:
    """*Retire* a line."""
    with deps.transaction(click.workspace) as store:
        name = catalogue.retire(store, click.id, by=click.member, now=deps.now())
        note = f"Offered no more: {name}"
        return Change("gift_catalogue", _shown(store, deps, reader=click.member, note=note))


def choose_limit(click: Click, deps: Deps) -> Answer:
    """*Change a limit*."""
    with deps.reading(click.workspace) as store:
        currency = store.gift_items.last_currency() or store.campaigns.last_currency() or "EUR"
        limit = gift_limits.limit(store, currency, today=deps.now().date())
    return Change("gift_limit", {"currency": currency, "amount": words.amount(limit, currency)})


def limit_typed(form: Form, deps: Deps) -> Answer:
    """Submit of a limit."""
    now, currency, amount = deps.now(), currency_of(form), form.text("amount")
    with deps.transaction(form.workspace) as store:
        gift_limits.set_limit(store, currency, amount=amount, by=form.member, today=now.date(), now=now)
        note = f"Saved for {currency}."
        return Change("gift_catalogue", _shown(store, deps, reader=form.member, note=note))


ROUTES = Routes(
    clicks={
        "gift.catalogue": (show, Role.MARKETER),
        "gift.item": (edit, Role.MANAGER),
        "gift.retire": (retire, Role.MANAGER),
        "gift.limit": (choose_limit, Role.MANAGER),
    },
    forms={"gift_item": (edited, Role.MANAGER), "gift_limit": (limit_typed, Role.MANAGER)},
)
