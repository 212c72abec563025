"""What the forms of gifts say: read once for proposing and for changing, every fault on its field."""

from datetime import date
from typing import Any

from bot import words
from bot.deps import Store
from bot.domain.gifts.gifts import Gift, GiftItem, GiftKind, Occasion
from bot.domain.money import Money, parse_amount
from bot.domain.refused import Faults, Refused
from bot.services.gifts import catalogue
from bot.services.gifts.gifts import Given
from handlers.requests import Form

KINDS = [(kind.value, kind.value.capitalize()) for kind in GiftKind]
OCCASIONS = [(occasion.value, occasion.value.capitalize()) for occasion in Occasion]
TYPED = ("item", "what", "kind", "value", "currency", "occasion", "wanted_on", "note")


def choices(store: Store, *, also: int | None = None) -> dict[str, Any]:
    """What can be chosen from: the catalogue, kinds and occasions. `also`: a line that may be retired by now."""
    items = catalogue.offered(store)
    known = store.gift_items.get(also) if also and also not in {one.id for one in items} else None
    listed = [*items, *([known] if known else [])]
    return {"items": [(str(one.id), _said(one)) for one in listed], "kinds": KINDS, "occasions": OCCASIONS}


def _said(item: GiftItem) -> str:
    price = words.money(item.value.minor, item.value.currency)
    return f"{item.name[: 70 - len(price)]} · {price}"


def blank() -> dict[str, Any]:
    """A form in which nothing is typed yet."""
    return dict.fromkeys(TYPED)


def typed_in(form: Form) -> dict[str, Any]:
    """What was typed, to be shown once more."""
    return {name: form.optional(name) for name in TYPED}


def typed_of(one: Gift) -> dict[str, Any]:
    """A gift as its form says it."""
    return {
        "item": str(one.gift_item_id) if one.gift_item_id else None,
        "what": one.what,
        "kind": one.kind.value,
        "value": words.amount(one.value.minor, one.value.currency),
        "currency": one.value.currency,
        "occasion": one.occasion.value,
        "wanted_on": one.wanted_on.isoformat() if one.wanted_on else None,
        "note": one.note,
    }


def given(store: Store, form: Form, *, usual: str) -> Given:
    """What is to be given. `usual` is the currency of a value that names none."""
    faults, read = Faults(), dict[str, Any]()
    item = _item(store, form)
    with faults.noting():
        read["occasion"] = _chosen(Occasion, form, "occasion", "Choose the occasion.")
    with faults.noting():
        if not form.text("what") and item is None:
            raise Refused("Say what it is, or choose it from the catalogue.", field="what")
    with faults.noting():
        read["value"] = _value(form, item, usual=usual)
    faults.check()
    kind = GiftKind(form.text("kind")) if form.text("kind") in set(GiftKind) else None
    on = form.optional("wanted_on")
    return Given(
        kind=kind or (item.kind if item else GiftKind.PRODUCT),
        what=" ".join((form.text("what") or (item.name if item else "")).split()),
        occasion=read["occasion"],
        value=read["value"],
        note=form.text("note"),
        wanted_on=date.fromisoformat(on) if on else None,
        item_id=item.id if item else None,
    )


def currency_of(form: Form) -> str:
    """The currency that was typed; raises Refused for what is none."""
    code = words.currency_code(form.text("currency"))
    if code is None:
        raise Refused("I don't know this currency. Write its three letters, such as EUR or USD.", field="currency")
    return code


def kind_of(form: Form) -> GiftKind:
    """The kind that was chosen."""
    return GiftKind(_chosen(GiftKind, form, "kind", "Choose what kind of thing it is."))


def _chosen(choice: Any, form: Form, field: str, missing: str) -> Any:
    if form.text(field) not in set(choice):
        raise Refused(missing, field=field)
    return choice(form.text(field))


def _item(store: Store, form: Form) -> GiftItem | None:
    chosen = form.text("item")
    return store.gift_items.get(int(chosen)) if chosen.isdecimal() and len(chosen) < 19 else None


def _value(form: Form, item: GiftItem | None, *, usual: str) -> Money:
    if not form.text("value"):
        if item is None:
            raise Refused("Type what it is worth, such as 45; 0 where it costs nothing.", field="value")
        return item.value
    currency = currency_of(form) if form.text("currency") else usual
    return Money(parse_amount(form.text("value"), currency, field="value"), currency)
