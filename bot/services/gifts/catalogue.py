"""The catalogue of gifts: what managers offer to choose from, with its value."""

from datetime import datetime

from bot.domain.gifts.gifts import LONGEST_WHAT, GiftItem, GiftKind, check_length
from bot.domain.money import Money
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.team import members
from storage import Store

MOST = 90
"""Lines that a catalogue may have: what fits into one menu of Slack."""


def offered(store: Store) -> list[GiftItem]:
    """All that is offered, by name."""
    return store.gift_items.offered(limit=MOST)


def found(store: Store, item_id: int) -> GiftItem:
    """A line, or a refusal."""
    one = store.gift_items.get(item_id)
    if one is None:
        raise Refused("This is no longer in the catalogue.")
    return one


def add(store: Store, *, name: str, kind: GiftKind, value: Money, by: Member, now: datetime) -> None:
    """Offer something; what was retired under the same name is offered again."""
    by.require(Role.MANAGER)
    name = _checked(name)
    if store.gift_items.count() >= MOST:
        raise Refused(f"The catalogue has {MOST} lines, which is the most. Retire one first.", field="name")
    fields = {"name": name, "kind": kind, "value": value.minor, "currency": value.currency}
    known = store.gift_items.named(name)
    if known and known.retired_at:
        done = store.gift_items.change(known, {**fields, "retired_at": None}, by=by.slack_id, now=now)
    else:
        done = store.gift_items.add(fields, by=by.slack_id, now=now)
    if not done:
        raise Refused("The catalogue has something of this name already. Choose another name.", field="name")
    _note(store, "add", name, by=by, now=now)


def change(
    store: Store, item_id: int, *, name: str, kind: GiftKind, value: Money, version: int, by: Member, now: datetime
) -> None:
    """Change a line; gifts that were chosen from it stay as they are."""
    by.require(Role.MANAGER)
    one, name = _at_version(store, item_id, version), _checked(name)
    other = store.gift_items.named(name)
    if other and other.id != one.id:
        raise Refused("The catalogue has something of this name already. Choose another name.", field="name")
    fields = {"name": name, "kind": kind, "value": value.minor, "currency": value.currency}
    if not store.gift_items.change(one, fields, by=by.slack_id, now=now):
        raise Refused(_changed_meanwhile(store, one))
    _note(store, "change", name, by=by, now=now)


def retire(store: Store, item_id: int, *, by: Member, now: datetime) -> str:
    """Offer it no more; gives its name."""
    by.require(Role.MANAGER)
    one = found(store, item_id)
    if one.retired_at or not store.gift_items.change(one, {"retired_at": now}, by=by.slack_id, now=now):
        raise Refused(_changed_meanwhile(store, one))
    _note(store, "retire", one.name, by=by, now=now)
    return one.name


def _at_version(store: Store, item_id: int, version: int) -> GiftItem:
    one = found(store, item_id)
    if one.version != version:
        raise Refused(_changed_meanwhile(store, one))
    return one


def _changed_meanwhile(store: Store, one: GiftItem) -> str:
    now = found(store, one.id)
    did = "took it from the catalogue" if now.retired_at else f"changed it to “{now.name}”"
    return f"{members.name_of(store, now.edited_by)} {did} a moment ago. Close this and open the catalogue again."


def _checked(name: str) -> str:
    if not name.strip():
        raise Refused("Say what it is.", field="name")
    check_length(name, LONGEST_WHAT, field="name")
    return " ".join(name.split())


def _note(store: Store, verb: str, name: str, *, by: Member, now: datetime) -> None:
    store.audit.record(verb, "gift catalogue", by=by.slack_id, now=now, name=name)
