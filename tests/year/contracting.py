"""Contracts, payments and products, by the real services."""

from datetime import date
from typing import Any

from bot.domain.private_links import hash_token
from bot.domain.team.roles import Member
from bot.services.contracts import (
    contract_submitting,
    contract_terminating,
    contract_writing,
    contracts,
    signing_links,
    signings,
)
from bot.services.contracts.contract_writing import Written
from bot.services.payments import payments
from storage import Store
from tests.year.contracts import LINK
from tests.year.deeds import Deed
from tests.year.things import Terms
from tests.year.world import World

FEE = 1_200
"""Euros that a contract pays, where it pays any."""


def typed(terms: Terms) -> dict[str, Any]:
    """What somebody types into the form of a contract."""
    many = len(terms.parts)
    whens = (one.isoformat() if isinstance(one, date) else one for one in terms.parts)
    return {
        "deliverables": f"{terms.content_on} instagram post Rolls",
        "starts_on": terms.starts_on,
        "ends_on": terms.ends_on,
        "brief": "must: name the brand",
        "fee": f"{FEE}.00" if many else "",
        "currency": "EUR",
        "instalments": "\n".join(f"{FEE // many}.00 on {when}" for when in whens),
        "payment_days": str(terms.payment_days),
        "commission": "",
        "product": "A bread" if terms.product_by else "",
        "product_by": terms.product_by,
        "rights_channels": "our website",
        "rights_territory": "worldwide",
        "rights_until": terms.rights_until,
        "rights_forever": terms.rights_until is None,
        "paid_use": "organic use only",
        "exclusive_category": "bread" if terms.exclusive_until else "",
        "exclusive_until": terms.exclusive_until,
        "round_cap": "2",
        "disclosure": "Say #ad first.",
        "cancellation": "Either side, in 14 days.",
    }


def _submit(_: World, store: Store, deed: Deed, by: Member) -> None:
    one = contract_writing.begin(store, deed.known["collab"], Written(typed(deed.known["terms"])), by=by, now=deed.at)
    contract_submitting.submit(store, one, approver=deed.known["approver"], note="", by=by, now=deed.at)


def _send(world: World, store: Store, deed: Deed, by: Member) -> None:
    number = deed.known["contract"]
    version = contracts.found(store, number).version
    world.links[number] = signing_links.send(store, number, days=LINK.days, version=version, by=by, now=deed.at)


def _sign(world: World, store: Store, deed: Deed, _: Member) -> None:
    typed_there = {"name": "Somebody", "consent": "yes"}
    signings.sign(store, hash_token(world.links[deed.known["contract"]]), typed_there, now=deed.at)


def _terminate(world: World, store: Store, deed: Deed, _: Member) -> None:
    one = contracts.found(store, deed.known["contract"])
    boss = world.member("UFAY")
    contract_terminating.terminate(store, one.id, version=one.version, why="It is so", by=boss, now=deed.at)


def _version(store: Store, deed: Deed) -> int:
    return payments.found(store, deed.known["payment"]).version


def _pay(world: World, store: Store, deed: Deed, by: Member) -> None:
    number, version = deed.known["payment"], _version(store, deed)
    payments.pay(store, number, paid_on=world.today(by), reference="R", version=version, by=by, now=deed.at)


def _cancel(world: World, store: Store, deed: Deed, _: Member) -> None:
    boss = world.member("UFAY")
    version = _version(store, deed)
    payments.cancel(store, deed.known["payment"], why="It is so", version=version, by=boss, now=deed.at)


def _ask_again(_: World, store: Store, deed: Deed, by: Member) -> None:
    payments.ask_again(store, deed.known["payment"], note="", version=_version(store, deed), by=by, now=deed.at)


def _ship_product(_: World, store: Store, deed: Deed, by: Member) -> None:
    payments.ship(store, deed.known["contract"], by=by, now=deed.at)


DOING = {
    "submit": _submit,
    "send contract": _send,
    "sign": _sign,
    "terminate": _terminate,
    "pay": _pay,
    "cancel payment": _cancel,
    "ask again": _ask_again,
    "ship product": _ship_product,
}
