"""Orders: from signed webhooks and from files, each counted once, for whom it belongs to, and shown with why."""

import base64
import hashlib
import hmac
import io
import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from openpyxl import Workbook
from sqlalchemy import select, update

from bot.domain.roles import Role
from bot.domain.signatures import sign
from bot.services import conversions
from sandbox.driver import Sandbox
from storage.tables import campaign, conversion
from tests.outage import BROWSER, stopped, token_of
from tests.test_links import add, give_role, link_of
from tests.test_web import extra, port
from tests.workspace import Message, View, Workspace

__all__ = ["extra", "port"]
ALIAS = "autumn-bread-noor-haddad"


@pytest.fixture
def shop(slack: Sandbox, database: str, extra: dict[str, str]) -> Iterator[Workspace]:
    """A workspace that serves the web, with a campaign whose Noor has a link and the code NOOR15."""
    whole = Workspace(slack, database, extra=extra)
    add(whole, "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    number = whole.campaign("maria", "Autumn bread", landing_page="https://shop.example/bread")
    whole.collaboration("maria", number, "Noor Haddad")
    link = link_of(whole, "maria", "Noor Haddad")
    assert whole.person("maria").submit(link, code="NOOR15").closed
    whole.settle()
    yield whole
    whole.close()
    assert slack.problems == []


def desk(workspace: Workspace, who: str = "maria") -> View:
    """*Orders* on the campaign's card."""
    person = workspace.person(who)
    return person.click("Orders", person.command("/campaign show autumn").messages[-1]).view


def secret_of(workspace: Workspace) -> str:
    """A new secret, made by ada; she closes what she opened."""
    ada = workspace.person("ada")
    shown = ada.click("New secret", desk(workspace, "ada")).view
    word = next(word for word in shown.text.replace("`", " ").split() if word.startswith("rapport_"))
    ada.close(ada.close(shown).view)
    return word


def order(workspace: Workspace, key: str = "1001", **changes: object) -> dict[str, object]:
    """An order of just now with Noor's code."""
    at = workspace.clock().isoformat()
    told = {"order": key, "at": at, "amount": "49.90", "currency": "EUR", "code": "noor-15"}
    return {**told, **changes}


def send(
    workspace: Workspace,
    secret: str,
    told: object,
    *,
    at: datetime | None = None,
    headers: Mapping[str, str] | None = None,
) -> httpx.Response:
    """Our own webhook, signed."""
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    signature = sign(body, secret=secret, at=at or workspace.clock())
    sent = {"Content-Type": "application/json", "X-Rapport-Signature": signature, **(headers or {})}
    return httpx.post(f"{base(workspace)}/orders", content=body, headers=sent)


def base(workspace: Workspace) -> str:
    """Where the webhooks are, on this machine."""
    return f"http://127.0.0.1:{workspace.bot.settings.port}/hooks/{workspace.team}"


def rows(workspace: Workspace) -> list[Mapping[str, Any]]:
    """The orders as the table has them."""
    with workspace.bot.database.engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(select(conversion).order_by(conversion.c.order_key))]


def test_an_order_counts_once_however_often_it_is_sent(shop: Workspace) -> None:
    secret, told = secret_of(shop), order(shop)

    answers = [send(shop, secret, told) for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 200]
    assert [one.json()["message"] for one in answers] == [
        "The order was written.",
        "This was known already, and nothing was changed.",
        "This was known already, and nothing was changed.",
    ]
    (row,) = rows(shop)
    assert (row["amount"], row["by"], row["refunded"]) == (4_990, "code", 0)
    shown = desk(shop).text
    assert "1001" in shown
    assert "€49.90" in shown
    assert "Noor Haddad" in shown
    assert "The order used the code noor-15." in shown


def test_refunds_count_back_whether_they_come_before_or_after_their_order(shop: Workspace) -> None:
    secret = secret_of(shop)
    refund = {"refund": "r1", "at": shop.clock().isoformat(), "amount": "9.90"}
    early = {"order": "1001", "currency": "EUR", "refunds": [refund]}

    assert send(shop, secret, early).json()["message"] == "The refund was written."
    assert "1 refund waits for its order" in desk(shop).text
    send(shop, secret, order(shop))
    send(shop, secret, order(shop, refunds=[refund]))

    assert [row["refunded"] for row in rows(shop)] == [990]
    assert "€9.90 given back" in desk(shop).text


def test_a_click_a_code_and_an_unknown_trace_are_told_apart(shop: Workspace, port: int) -> None:
    secret = secret_of(shop)
    address = f"http://127.0.0.1:{port}/l/{ALIAS}"
    token = token_of(httpx.get(address, headers=BROWSER).headers["location"])
    later = (shop.clock() + timedelta(minutes=1)).isoformat()

    send(shop, secret, order(shop, "clicked", at=later, code=None, click=token))
    send(shop, secret, order(shop, "linked", code=None, link=ALIAS))
    send(shop, secret, order(shop, "strange", code="<!channel> *b* & <i>"))
    send(shop, secret, order(shop, "bare", code=None))

    assert {row["order_key"]: (row["by"], row["why"]) for row in rows(shop)} == {
        "clicked": (None, "unknown click"),
        "linked": ("link", "link"),
        "strange": (None, "unknown code"),
        "bare": (None, "no trace"),
    }
    shop.settle()
    assert {row["order_key"]: row["by"] for row in rows(shop)}["clicked"] == "link", "the click came late"
    maria = shop.person("maria")
    nobody = maria.click("Orders that belong to nobody", desk(shop)).view
    assert "No collaboration has the code <!channel> *b* & <i>." in nobody.text
    assert "The order carries no code, no click and no link." in nobody.text


def test_a_code_that_is_made_later_finds_its_orders_and_then_stays(shop: Workspace) -> None:
    secret, maria = secret_of(shop), shop.person("maria")
    send(shop, secret, order(shop, code="RYE20"))
    assert rows(shop)[0]["by"] is None

    assert maria.submit(link_of(shop, "maria", "Noor Haddad"), code="RYE20").closed

    assert rows(shop)[0]["by"] == "code"
    shown = link_of(shop, "maria", "Noor Haddad")
    assert "used by 1 order, so it stays as it is" in shown.text


def test_two_who_change_a_code_that_an_order_used_meanwhile_learn_it(shop: Workspace) -> None:
    open_form = link_of(shop, "maria", "Noor Haddad")
    send(shop, secret_of(shop), order(shop))

    refused = shop.person("maria").submit(open_form, code="RYE20")

    assert refused.errors == {"code": "An order has used NOOR15 already, so it stays as it is."}


def test_what_belongs_to_nobody_is_paged(shop: Workspace) -> None:
    secret = secret_of(shop)
    for number in range(10):
        send(shop, secret, order(shop, f"n{number}", code=None))
    maria = shop.person("maria")

    first = maria.click("Orders that belong to nobody", desk(shop)).view
    second = maria.click("Next page", first).view

    assert "10 in all · page 1 of 2" in first.text
    assert "page 2 of 2" in second.text
    assert "page 1 of 2" in maria.click("Earlier page", second).view.text


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


FILE = """Order ID,Date,Total,Currency,Discount code,Refunded
2001,{day},"1.249,90",EUR,NOOR15,0
2002,{day},20.00,,noor15,5.00
2003,{day},15,USD,SALE,
2004,{day},-3,EUR,NOOR15,
2005,never,10,EUR,NOOR15,
,{day},10,EUR,"=HYPERLINK(""http://evil.example"")",
2001,{day},"1.249,90",EUR,NOOR15,0
"""


def import_orders(workspace: Workspace, name: str, content: bytes) -> Message:
    """Maria drops a file into *Import a file*; gives the preview."""
    maria = workspace.person("maria")
    form = maria.click("Import a file", desk(workspace)).view
    maria.close(maria.submit(form, file=[maria.upload(name, content)]))
    return workspace.told("maria")[-1]


def confirmed(workspace: Workspace, preview: Message) -> Message:
    """She presses *Import*; gives the message as it is then."""
    workspace.person("maria").click("Import", preview)
    workspace.settle()
    return workspace.person("maria").message(preview.channel, preview.ts)


def test_a_file_is_previewed_then_written_and_a_second_time_changes_nothing(shop: Workspace) -> None:
    content = FILE.format(day=shop.clock().date()).encode()

    preview = import_orders(shop, "orders.csv", content)

    for part in ("7 rows", "*New*\n3", "*Known already*\n0", "*Rejected*\n3", "€1,269.90", "Nothing is written yet"):
        assert part in preview.text_shown
    assert rows(shop) == []
    done = confirmed(shop, preview)
    for part in ("Imported *orders.csv*", "*New*\n3", "*New refunds*\n1", "*Rejected*\n3"):
        assert part in done.text_shown
    assert [(row["order_key"], row["amount"], row["currency"], row["refunded"], row["by"]) for row in rows(shop)] == [
        ("2001", 124_990, "EUR", 0, "code"),
        ("2002", 2_000, "EUR", 500, "code"),
        ("2003", 1_500, "USD", 0, None),
    ]
    before = rows(shop)
    again = confirmed(shop, import_orders(shop, "orders.csv", content))
    for part in ("*New*\n0", "*Changed*\n0", "*Known already*\n3", "*New refunds*\n0"):
        assert part in again.text_shown
    assert rows(shop) == before


def test_rejected_rows_come_as_a_file_with_their_reasons(shop: Workspace) -> None:
    confirmed(shop, import_orders(shop, "orders.csv", FILE.format(day=shop.clock().date()).encode()))

    (sent,) = [one for one in shop.told("maria") if any("rejected" in file["name"] for file in one.files)]
    text = shop.slack.slack.workspace.contents[sent.files[0]["id"]].decode("utf-8-sig")

    assert "I can't read “-3” as an amount" in text
    assert "I can't read “never” as a date. Write it like 2026-11-22 or 22.11.2026." in text
    assert "“order” is missing" in text
    assert "'=HYPERLINK" in text


def test_a_later_file_tells_of_more_refunds_and_a_webhook_of_the_same_ones(shop: Workspace) -> None:
    day, secret = shop.clock().date(), secret_of(shop)
    for refunded in ("5", "12"):
        content = f"Order,Date,Amount,Code,Refunded\n1001,{day},49.90,NOOR15,{refunded}\n".encode()
        confirmed(shop, import_orders(shop, "orders.csv", content))
    assert rows(shop)[0]["refunded"] == 1_200

    refund = {"refund": "r1", "at": shop.clock().isoformat(), "amount": "12.00"}
    send(shop, secret, {"order": "1001", "currency": "EUR", "refunds": [refund]})

    assert rows(shop)[0]["refunded"] == 1_200


def test_a_workbook_is_read_like_a_text_file(shop: Workspace) -> None:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    for row in (["Order", "Date", "Amount", "Code"], ["3001", shop.clock().replace(tzinfo=None), 49.9, "NOOR15"]):
        sheet.append(row)
    book.save(file)

    confirmed(shop, import_orders(shop, "orders.xlsx", file.getvalue()))

    assert [(row["order_key"], row["amount"], row["by"]) for row in rows(shop)] == [("3001", 4_990, "code")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" \n", "This file is empty"),
        (b"Who,When\nNoor,today\n", "There is no row of headings"),
        (b"Name,Country\nNoor,17\n", "I find no column for date and amount"),
        (b"\x89PNG\r\n\x1a\n....", "This file is a picture"),
    ],
)
def test_a_file_that_tells_no_orders_says_what_to_do(shop: Workspace, content: bytes, sentence: str) -> None:
    assert sentence in import_orders(shop, "orders.csv", content).text_shown


def test_a_cancelled_file_writes_nothing_and_is_decided_once(shop: Workspace) -> None:
    maria = shop.person("maria")
    preview = import_orders(shop, "orders.csv", FILE.format(day=shop.clock().date()).encode())

    maria.click("Cancel", preview)
    assert "decided already" in maria.click("Import", preview).text
    assert rows(shop) == []


def test_orders_move_when_the_campaigns_days_do(shop: Workspace) -> None:
    send(shop, secret_of(shop), order(shop))
    with shop.bot.deps.transaction(shop.team) as store:
        store._connection.execute(update(campaign).values(starts_on=shop.clock().date() + timedelta(days=3)))
        conversions.campaign_changed(store, 1, now=shop.clock())
    assert rows(shop)[0]["why"] == "code before the campaign"

    with shop.bot.deps.transaction(shop.team) as store:
        store._connection.execute(update(campaign).values(starts_on=shop.clock().date()))
        conversions.campaign_changed(store, 1, now=shop.clock())
    assert rows(shop)[0]["by"] == "code"
