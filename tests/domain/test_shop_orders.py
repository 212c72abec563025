"""Orders of shops, in their own shape and in ours, and every fault named by its field."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.refused import Refused
from bot.domain.results.attribution import Order
from bot.domain.results.revenue import Refund, net
from bot.domain.results.shop_orders import Sent, read_own, read_shop

AT = datetime(2026, 11, 22, 14, 30, tzinfo=UTC)
OWN: dict[str, Any] = {
    "order": "1001",
    "at": "2026-11-22T15:30:00+01:00",
    "amount": "49.90",
    "currency": "eur",
    "code": "NOOR15",
    "click": "t0k3n",
    "refunds": [{"refund": 1, "at": "2026-11-22T14:30:00Z", "amount": "9.90"}],
}
MONEY_BACK: dict[str, Any] = {
    "id": 509562969,
    "order_id": 8209,
    "created_at": "2026-11-22T09:30:00-05:00",
    "transactions": [
        {"id": 1, "kind": "refund", "status": "success", "amount": "10.00", "currency": "EUR"},
        {"id": 2, "kind": "refund", "status": "failure", "amount": "10.00", "currency": "EUR"},
        {"id": 3, "kind": "void", "status": "success", "amount": "10.00", "currency": "EUR"},
        {"id": 4, "kind": "refund", "status": "success", "amount": "0.50"},
    ],
}
SHOP: dict[str, Any] = {
    "id": 8209,
    "name": "#1001",
    "test": False,
    "created_at": "2026-11-22T09:30:00-05:00",
    "processed_at": None,
    "cancelled_at": None,
    "currency": "EUR",
    "total_price": "59.94",
    "current_total_price": "49.44",
    "discount_codes": [{"code": "NOOR15", "amount": "10.00", "type": "percentage"}, {"code": "SALE"}],
    "landing_site": "/spring?utm_content=spring-noor&rapport=t0k3n",
    "note_attributes": [{"name": "colour", "value": "green"}, {"name": "rapport", "value": "t0k3n2"}],
    "refunds": [MONEY_BACK],
}


def own(**changed: object) -> Sent:
    """Read our own form with some fields changed."""
    return read_own(json.dumps(OWN | changed).encode())


def shop(**changed: object) -> Sent:
    """Read a shop's new order with some fields changed."""
    return read_shop(json.dumps(SHOP | changed).encode(), topic="orders/create")


def test_our_own_form_is_read() -> None:
    order = Order("1001", AT, 4_990, "EUR", ("NOOR15",), ("t0k3n",))

    assert own() == Sent(order, (Refund("1001/1", "1001", AT, 990, "EUR"),))


def test_our_own_form_may_tell_refunds_alone() -> None:
    found = own(amount=None)

    assert found.order is None
    assert found.refunds == own().refunds


def test_a_shops_order_is_read() -> None:
    found = shop()

    assert found.order == Order("8209", AT, 5_994, "EUR", ("NOOR15", "SALE"), ("t0k3n", "t0k3n2"), ("spring-noor",))
    assert [(one.key, one.amount) for one in found.refunds] == [("8209/1", 1_000), ("8209/4", 50)]
    assert net(found.order, found.refunds).revenue == 4_944


def test_a_refund_is_the_same_inside_its_order_and_alone() -> None:
    transactions = MONEY_BACK["transactions"][:3]
    body = json.dumps(MONEY_BACK | {"transactions": transactions}).encode()

    assert read_shop(body, topic="refunds/create").refunds == shop().refunds[:1]


def test_a_refund_in_the_buyers_currency_counts_in_the_shops() -> None:
    both = {"shop_money": {"amount": "9.00", "currency_code": "EUR"}, "presentment_money": {"amount": "10"}}
    paid = {"id": 1, "kind": "refund", "status": "success", "amount": "10.00", "currency": "USD"}

    [found] = shop(refunds=[MONEY_BACK | {"transactions": [paid | {"amount_set": both}]}]).refunds
    assert (found.amount, found.currency) == (900, "EUR")
    [found] = shop(refunds=[MONEY_BACK | {"transactions": [paid]}]).refunds
    assert (found.amount, found.currency) == (1_000, "USD")


def test_a_cancelled_order_is_given_back_whole() -> None:
    body = json.dumps(SHOP | {"cancelled_at": "2026-11-22T14:30:00Z"}).encode()
    found = read_shop(body, topic="orders/cancelled")

    assert found.order is not None
    after = net(found.order, found.refunds)
    assert (after.revenue, after.excess, after.is_conversion) == (0, 0, False)


def test_test_orders_and_other_topics_are_passed_over() -> None:
    assert shop(test=True) == Sent(passed_over="A test order was passed over.")
    assert read_shop(b"{}", topic="products/create").passed_over
    assert read_shop(b"{}", topic="orders/delete").passed_over


def test_todays_total_stands_in_only_where_nothing_was_given_back() -> None:
    assert (found := shop(total_price=None, refunds=[]).order)
    assert found.amount == 4_944
    with pytest.raises(Refused, match="total_price"):
        shop(total_price=None)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("49.90", "EUR", 4990),
        ("49.900", "EUR", 4990),
        (49.9, "EUR", 4990),
        (49, "EUR", 4900),
        ("1200", "JPY", 1200),
        ("1200.00", "JPY", 1200),
        ("1.234", "BHD", 1234),
        ("0", "EUR", 0),
        ("0.1", "USD", 10),
    ],
)
def test_amounts_are_exact_in_the_currencys_digits(amount: object, currency: str, minor: int) -> None:
    found = own(amount=amount, currency=currency, refunds=[]).order

    assert found is not None
    assert found.amount == minor


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"order": None}, "order"),
        ({"order": " "}, "order"),
        ({"order": "a\x00"}, "order"),
        ({"order": "a" * 101}, "order"),
        ({"order": True}, "order"),
        ({"order": "\ud800"}, "order"),
        ({"at": "yesterday"}, "at"),
        ({"at": "2026-11-22"}, "at"),
        ({"at": "2026-11-22T14:30:00"}, "at"),
        ({"at": "2026-13-22T14:30:00Z"}, "at"),
        ({"at": 5}, "at"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "at"),
        ({"at": "1999-01-01T00:00:00Z"}, "at"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "49,90"}, "amount"),
        ({"amount": "1e3"}, "amount"),
        ({"amount": "٤٩"}, "amount"),
        ({"amount": "49.999"}, "amount"),
        ({"amount": "9" * 15}, "amount"),
        ({"amount": True}, "amount"),
        ({"amount": None, "refunds": []}, "amount"),
        ({"amount": 10**30}, "amount"),
        ({"currency": "€"}, "currency"),
        ({"currency": None}, "currency"),
        ({"code": 5}, "code"),
        ({"code": [["A"]]}, "code"),
        ({"code": "A" * 101}, "code"),
        ({"code": ["A"] * 201}, "code"),
        ({"click": "\n\x07x"}, "click"),
        ({"refunds": {}}, "refunds"),
        ({"refunds": [5]}, "refunds[0]"),
        ({"refunds": [{"refund": "1", "at": "2026-11-22T14:30:00Z", "amount": "x"}]}, "refunds[0].amount"),
        ({"refunds": [{"at": "2026-11-22T14:30:00Z", "amount": "1"}]}, "refunds[0].refund"),
        ({"cancelled_at": "x"}, "cancelled_at"),
    ],
)
def test_what_is_wrong_in_our_own_form_is_named(changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        own(**changed)

    assert refusal.value.field == field
    assert refusal.value.sentence.startswith(f"“{field}” ")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"id": None}, "id"),
        ({"currency": ""}, "currency"),
        ({"total_price": "x"}, "total_price"),
        ({"created_at": None}, "created_at"),
        ({"processed_at": "x"}, "processed_at"),
        ({"discount_codes": "A"}, "discount_codes"),
        ({"discount_codes": ["A"]}, "discount_codes[0]"),
        ({"note_attributes": [1]}, "note_attributes[0]"),
        ({"refunds": [{"created_at": "x"}]}, "refunds[0].created_at"),
        (
            {"refunds": [MONEY_BACK | {"transactions": [{"kind": "refund", "status": "success"}]}]},
            "refunds[0].transactions[0].amount",
        ),
    ],
)
def test_what_is_wrong_in_a_shops_order_is_named(changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        shop(**changed)

    assert refusal.value.field == field


@pytest.mark.parametrize(
    "address", [None, 5, "http://[", "?" + "a=b&" * 500, "?rapport=%00&utm_content=<b>", "\x00", "/x?rapport="]
)
def test_a_landing_address_that_makes_no_sense_leaves_the_order_without_a_link(address: object) -> None:
    found = shop(landing_site=address, note_attributes=None).order

    assert found is not None
    assert (found.clicks, found.links) == ((), ())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"\xff",
        b"{",
        b'{"a": NaN}',
        b'{"a": 1e99999999999999999999}',
        b"[" * 200_000,
        b'{"a": ' + b"9" * 9_000 + b"}",
    ],
)
def test_a_body_that_is_no_object_is_refused_with_a_sentence(body: bytes) -> None:
    with pytest.raises(Refused, match="JSON object"):
        read_own(body)
    with pytest.raises(Refused, match="JSON object"):
        read_shop(body, topic="orders/create")


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(sorted(OWN)), st.sampled_from(sorted(SHOP)), ANY)
def test_any_value_in_any_field_is_read_or_refused(own_field: str, shop_field: str, value: object) -> None:
    for read, field in ((own, own_field), (shop, shop_field)):
        with suppress(Refused):
            assert read(**{field: value})
