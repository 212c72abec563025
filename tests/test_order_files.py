"""Files of orders: shown before anything is written, each order once, rejected rows with their reasons."""

import io

import pytest
from openpyxl import Workbook

from tests.ordering import confirmed, import_orders, rows, secret_of, send, shop
from tests.workspace import Workspace

__all__ = ["shop"]

FILE = """Order ID,Date,Total,Currency,Discount code,Refunded
2001,{day},"1.249,90",EUR,NOOR15,0
2002,{day},20.00,,noor15,5.00
2003,{day},15,USD,SALE,
2004,{day},-3,EUR,NOOR15,
2005,never,10,EUR,NOOR15,
,{day},10,EUR,"=HYPERLINK(""http://evil.example"")",
2001,{day},"1.249,90",EUR,NOOR15,0
"""


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
