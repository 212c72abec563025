"""Webhooks of shops: signed, answered in a sentence, and with secrets that admins replace."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import httpx
import pytest

from bot.domain.results.signatures import sign
from bot.domain.team.roles import Role
from tests.ordering import base, desk, order, rows, secret_of, send, shop
from tests.outage import stopped
from tests.test_links import give_role
from tests.workspace import Workspace

__all__ = ["shop"]


def test_an_unsigned_stale_or_forged_order_is_refused(shop: Workspace) -> None:
    told = order(shop)
    assert send(shop, "guessed", told).status_code == 401
    assert "Ask an admin to set one" in send(shop, "guessed", told).json()["message"]
    secret = secret_of(shop)
    now = shop.clock()

    for answer in (
        send(shop, "guessed", told),
        send(shop, secret, told, at=now - timedelta(seconds=310)),
        send(shop, secret, told, at=now + timedelta(seconds=310)),
        send(shop, secret, told, headers={"X-Rapport-Signature": ""}),
        send(shop, secret, told, headers={"X-Rapport-Signature": sign(b"other", secret=secret, at=now)}),
        httpx.post(f"{base(shop)[: -len(shop.team)]}T0OTHER/orders", json=told),
    ):
        assert answer.status_code == 401
        assert answer.json()["ok"] is False
        assert secret not in answer.text
    assert rows(shop) == []


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (b"{", 422, "I can't read the body. Send one JSON object in UTF-8."),
        (b"\xff\xfe", 422, "I can't read the body."),
        (b"[" * 100_000, 422, "I can't read the body."),
        (b"[]", 422, "must be a JSON object"),
        (b"{}", 422, "“order” is missing"),
        (b'{"order": "1", "at": "now", "amount": "1", "currency": "EUR"}', 422, "“at” must be a time in ISO 8601"),
        (b'{"order": "1", "at": "2026-11-22T10:00:00Z", "amount": -1, "currency": "EUR"}', 422, "“amount” must be"),
        (b'{"order": "1", "at": "2026-11-22T10:00:00Z", "amount": "1", "currency": "E"}', 422, "“currency” must be"),
        (b'{"a": "' + b"x" * 1_100_000 + b'"}', 413, "That is more than 1 MB"),
    ],
)
def test_bad_input_is_answered_with_a_sentence_that_says_what_to_do(
    shop: Workspace, body: bytes, status: int, sentence: str
) -> None:
    answer = send(shop, secret_of(shop), body)

    assert answer.status_code == status
    assert sentence in answer.json()["message"]
    assert rows(shop) == []


def test_another_method_address_or_kind_of_body_is_answered_too(shop: Workspace) -> None:
    secret = secret_of(shop)

    assert httpx.get(f"{base(shop)}/orders").status_code == 405
    assert httpx.post(f"{base(shop)}/elsewhere").status_code == 404
    form = send(shop, secret, b"a=1", headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert (form.status_code, form.json()["message"]) == (
        415,
        "Send JSON, with the header Content-Type: application/json.",
    )


def test_while_the_database_is_stopped_an_order_is_asked_for_again(shop: Workspace, database: str) -> None:
    secret, told = secret_of(shop), order(shop)

    with stopped(database):
        away = httpx.post(
            f"{base(shop)}/orders",
            content=(body := json.dumps(told).encode()),
            headers={
                "Content-Type": "application/json",
                "X-Rapport-Signature": sign(body, secret=secret, at=shop.clock()),
            },
            timeout=30,
        )

    assert away.status_code == 503
    assert "Send it again in a minute" in away.json()["message"]
    assert away.headers["retry-after"] == "30"
    assert send(shop, secret, told).status_code == 200


def test_a_replaced_secret_counts_for_another_day(shop: Workspace) -> None:
    old = secret_of(shop)
    new = secret_of(shop)

    assert [send(shop, one, order(shop, one[:20])).status_code for one in (old, new)] == [200, 200]
    assert "the one before it counts until" in desk(shop).text
    shop.travel(days=1, minutes=1)
    assert [send(shop, one, order(shop, one[:20])).status_code for one in (old, new)] == [401, 200]


def test_only_an_admin_makes_secrets_and_a_viewer_imports_nothing(shop: Workspace) -> None:
    give_role(shop, "lee", Role.VIEWER)
    admins, marketers, viewers = desk(shop, "ada"), desk(shop, "maria"), desk(shop, "lee")

    assert {"New secret", "Shop's secret", "Import a file"} <= {button.label for button in admins.buttons}
    assert "New secret" not in {button.label for button in marketers.buttons}
    assert "Import a file" not in {button.label for button in viewers.buttons}
    give_role(shop, "omar", Role.ADMIN)
    his = desk(shop, "omar")
    give_role(shop, "omar", Role.MARKETER)
    assert "That needs the role admin" in shop.person("omar").click("New secret", his).text


def shop_send(workspace: Workspace, secret: str, told: object, *, topic: str) -> httpx.Response:
    """A shop's webhook, signed as Shopify documents."""
    body = json.dumps(told).encode()
    digest = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
    headers = {"Content-Type": "application/json", "X-Shopify-Hmac-Sha256": digest, "X-Shopify-Topic": topic}
    return httpx.post(f"{base(workspace)}/shop", content=body, headers=headers)


def test_a_shops_orders_and_refunds_are_taken_once(shop: Workspace) -> None:
    ada, secret = shop.person("ada"), "shpss_0123456789abcdef"
    form = ada.click("Shop's secret", desk(shop, "ada")).view
    assert "That is no webhook secret" in ada.submit(form, secret="short").errors["secret"]
    assert ada.submit(form, secret=secret).closed
    at = shop.clock().isoformat()
    told = {"id": 450789469, "currency": "EUR", "total_price": "80.00", "created_at": at}
    told |= {"discount_codes": [{"code": "NOOR15"}], "refunds": []}
    money = {"id": 7, "kind": "refund", "status": "success", "amount": "30.00", "currency": "EUR"}
    refund = {"id": 3, "order_id": 450789469, "created_at": at, "transactions": [money]}

    for _ in range(2):
        assert shop_send(shop, secret, told, topic="orders/create").status_code == 200
        assert shop_send(shop, secret, refund, topic="refunds/create").status_code == 200
        assert shop_send(shop, secret, {**told, "refunds": [refund]}, topic="orders/updated").status_code == 200
    passed = shop_send(shop, secret, told, topic="products/create")

    (row,) = rows(shop)
    assert (row["order_key"], row["amount"], row["refunded"], row["by"]) == ("450789469", 8_000, 3_000, "code")
    assert passed.json()["message"] == "Only orders and refunds are read; this topic was passed over."
    assert shop_send(shop, "wrong", told, topic="orders/create").status_code == 401
