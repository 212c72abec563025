"""Orders and refunds as shops send them: in the shape of Shopify's webhooks, and in our own.

Shopify (shopify.dev, "Webhooks": orders/create, orders/updated, orders/cancelled, refunds/create): `total_price`
is before refunds and is what counts; `current_total_price` is after them, and only stands in where there are
none. A refund's money is in its transactions of kind "refund" and status "success", each with an id of its own:
whether they come inside the order or alone, they are the same refunds. The keys of refunds hold the order's, so
that they are unique in a shop. Ours is described in `read_own`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.results.attribution import Order
from bot.domain.results.links import CLICK_PARAMETER
from bot.domain.results.revenue import Refund
from bot.domain.results.shop_fields import (
    as_list,
    as_object,
    is_trace,
    read_amount,
    read_currency,
    read_instant,
    read_json,
    read_key,
    read_query,
    read_texts,
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a webhook told. Without an order it told refunds alone; `passed_over` says why it told nothing."""

    order: Order | None = None
    refunds: tuple[Refund, ...] = ()
    passed_over: str = ""


def read_own(body: bytes) -> Sent:
    """Read our own JSON.

    {"order": "1001", "at": "2026-11-22T14:30:00Z", "amount": "49.90", "currency": "EUR", "code": "NOOR15",
    "click": "…", "link": "noor-spring", "cancelled_at": null, "refunds": [{"refund": "1", "at": "…",
    "amount": "9.90"}]}. `code`, `click` and `link` are optional, and may be lists. Without `amount` it tells
    refunds alone. Raises Refused with a sentence that names the field.
    """
    told = read_json(body)
    key = read_key(told.get("order"), "order")
    currency = read_currency(told.get("currency"), "currency")
    refunds = tuple(_own_refunds(told, key, currency))
    if told.get("amount") is None and refunds:
        return Sent(None, refunds)
    order = Order(
        key,
        read_instant(told.get("at"), "at"),
        read_amount(told.get("amount"), "amount", currency=currency),
        currency,
        read_texts(told.get("code"), "code"),
        read_texts(told.get("click"), "click"),
        read_texts(told.get("link"), "link"),
    )
    return Sent(order, refunds)


def read_shop(body: bytes, *, topic: str) -> Sent:
    """Read a webhook in Shopify's shape. `topic` is its header X-Shopify-Topic, such as "orders/create".

    Test orders and other topics are passed over. Raises Refused with a sentence that names the field.
    """
    kind = topic.strip().lower()
    if kind == "refunds/create":
        told = read_json(body)
        key = read_key(told.get("order_id"), "order_id")
        return Sent(None, tuple(_shop_refunds(told, key, shop_currency=None, path="")))
    if not kind.startswith("orders/") or kind == "orders/delete":
        return Sent(passed_over="Only orders and refunds are read; this topic was passed over.")
    return _shop_order(read_json(body))


def _own_refunds(told: Mapping[str, object], key: str, currency: str) -> Iterator[Refund]:
    for number, item in enumerate(as_list(told.get("refunds"), "refunds")):
        path = f"refunds[{number}]"
        one = as_object(item, path)
        amount = read_amount(one.get("amount"), f"{path}.amount", currency=currency)
        at = read_instant(one.get("at"), f"{path}.at")
        yield Refund(f"{key}/{read_key(one.get('refund'), f'{path}.refund')}", key, at, amount, currency)
    yield from _cancelled(told, key)


def _shop_order(told: Mapping[str, object]) -> Sent:
    if told.get("test") is True:
        return Sent(passed_over="A test order was passed over.")
    key = read_key(told.get("id"), "id")
    currency = read_currency(told.get("currency"), "currency")
    refunds: list[Refund] = []
    for number, item in enumerate(as_list(told.get("refunds"), "refunds")):
        path = f"refunds[{number}]"
        refunds += _shop_refunds(as_object(item, path), key, shop_currency=currency, path=f"{path}.")
    total = "current_total_price" if told.get("total_price") is None and not refunds else "total_price"
    clicks, links = _shop_traces(told)
    order = Order(
        key,
        _first_instant(told, "processed_at", "created_at"),
        read_amount(told.get(total), "total_price", currency=currency),
        currency,
        _shop_codes(told),
        clicks,
        links,
    )
    return Sent(order, (*refunds, *_cancelled(told, key)))


def _shop_codes(told: Mapping[str, object]) -> tuple[str, ...]:
    items = (
        as_object(item, f"discount_codes[{number}]")
        for number, item in enumerate(as_list(told.get("discount_codes"), "discount_codes"))
    )
    return tuple(dict.fromkeys(code for one in items for code in read_texts(one.get("code"), "discount_codes.code")))


def _shop_traces(told: Mapping[str, object]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The clicks and links that an order carries: in its landing address, and in the notes of its cart."""
    traces = [read_query(told.get("landing_site"))]
    for number, item in enumerate(as_list(told.get("note_attributes"), "note_attributes")):
        note = as_object(item, f"note_attributes[{number}]")
        traces.append({str(note.get("name")): str(note.get("value"))})
    clicks = (trace.get(CLICK_PARAMETER, "") for trace in traces)
    links = (trace.get("utm_content", "") for trace in traces)
    return tuple(dict.fromkeys(filter(is_trace, clicks))), tuple(dict.fromkeys(filter(is_trace, links)))


def _shop_refunds(told: Mapping[str, object], key: str, *, shop_currency: str | None, path: str) -> Iterator[Refund]:
    """The money of one refund: its transactions that went through, each a refund by itself."""
    at = _first_instant(told, "processed_at", "created_at", path=path)
    for number, item in enumerate(as_list(told.get("transactions"), f"{path}transactions")):
        name = f"{path}transactions[{number}]"
        one = as_object(item, name)
        if one.get("kind") != "refund" or one.get("status") != "success" or one.get("test") is True:
            continue
        amount, currency = one.get("amount"), one.get("currency") or shop_currency
        if isinstance(money := one.get("amount_set"), dict) and isinstance(shop := money.get("shop_money"), dict):
            amount, currency = shop.get("amount"), shop.get("currency_code")
        code = read_currency(currency, f"{name}.currency")
        cents = read_amount(amount, f"{name}.amount", currency=code)
        yield Refund(f"{key}/{read_key(one.get('id'), f'{name}.id')}", key, at, cents, code)


def _cancelled(told: Mapping[str, object], key: str) -> Iterator[Refund]:
    """A cancelled order is given back whole, under the one key that no refund inside it can have."""
    if told.get("cancelled_at") is not None:
        yield Refund(f"{key}/", key, read_instant(told.get("cancelled_at"), "cancelled_at"), None)


def _first_instant(told: Mapping[str, object], *names: str, path: str = "") -> datetime:
    name = next((name for name in names if told.get(name) is not None), names[-1])
    return read_instant(told.get(name), f"{path}{name}")
