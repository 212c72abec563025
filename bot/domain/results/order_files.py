"""Orders in a spreadsheet: which column is what, and what each row tells.

A day without an hour counts as its last second in UTC: whoever clicked on that day clicked before. Times without a
zone are in UTC. What a file says was refunded is how much was given back so far: its key says how much.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.influencers.imports.cells import is_missing
from bot.domain.influencers.imports.days import day_in
from bot.domain.influencers.imports.tables import Table
from bot.domain.influencers.imports.words import words_of
from bot.domain.money import parse_amount
from bot.domain.refused import Refused
from bot.domain.results.attribution import Order
from bot.domain.results.revenue import FROM_FILE, Refund
from bot.domain.results.shop_fields import is_trace, read_currency, read_key, read_texts
from bot.domain.results.shop_orders import Sent


class Column(StrEnum):
    """What a column can hold."""

    ORDER = "order"
    DAY = "date"
    AMOUNT = "amount"
    CURRENCY = "currency"
    CODE = "code"
    CLICK = "click"
    LINK = "link"
    REFUNDED = "refunded"


Columns = Mapping[Column, int]

_HEADINGS = {
    Column.ORDER: "order id, id, order number, order no, order nr, order, name, bestellnummer, bestellung, commande",
    Column.DAY: "created at, processed at, order date, paid at, date, day, time, at, datum, bestelldatum, fecha",
    Column.AMOUNT: "total, total price, order total, amount, revenue, value, price, betrag, summe, importe, montant",
    Column.CURRENCY: "currency, currency code, wahrung, waehrung, moneda, devise",
    Column.CODE: "code, codes, discount code, discount codes, promo code, coupon, coupon code, voucher, gutscheincode",
    Column.CLICK: "click, clicks, click id, rapport",
    Column.LINK: "link, alias, utm content",
    Column.REFUNDED: "refunded, refunded amount, refund, refunds, refund amount, erstattet, erstattung",
}
_NEEDED = (Column.ORDER, Column.DAY, Column.AMOUNT)
_ZONE = re.compile(r"\s+(?=[+-]\d{2}:?\d{2}$)|\s*UTC$")


@dataclass(frozen=True, slots=True)
class RejectedOrder:
    """A row that cannot be taken, and why."""

    row_number: int
    reason: str
    cells: Sequence[str]


def recognise(headings: Sequence[str]) -> Columns:
    """Which column is what, by its heading. Raises Refused where the order, its date or its amount has none."""
    spoken = [" ".join(words_of(heading)) for heading in headings]
    found: dict[Column, int] = {}
    for column, phrases in _HEADINGS.items():
        at = next((spoken.index(phrase) for phrase in phrases.split(", ") if phrase in spoken), None)
        if at is not None:
            found[column] = at
    missing = [column.value for column in _NEEDED if column not in found]
    if missing:
        raise Refused(
            f"I find no column for {' and '.join(missing)}. Call the columns Order, Date, Amount, and where you have "
            "them Currency, Code, Click, Link and Refunded, and import the file again."
        )
    return found


def read_orders(table: Table, columns: Columns, *, currency: str, today: date) -> Iterator[Sent | RejectedOrder]:
    """What each row tells. Rows with neither order nor amount go on with the order above, and are passed over."""
    for number, cells in zip(table.row_numbers, table.rows, strict=True):
        told = {column: cells[at].strip() for column, at in columns.items() if not is_missing(cells[at])}
        if Column.AMOUNT not in told and (Column.ORDER not in told or Column.DAY not in told):
            continue
        try:
            yield _sent(told, currency=currency, today=today)
        except Refused as refused:
            yield RejectedOrder(number, refused.sentence, cells)


def _sent(told: Mapping[Column, str], *, currency: str, today: date) -> Sent:
    key = read_key(told.get(Column.ORDER), "order")
    at = _moment(told.get(Column.DAY, ""), today=today)
    money = read_currency(told[Column.CURRENCY], "currency") if Column.CURRENCY in told else currency
    amount = parse_amount(told.get(Column.AMOUNT, ""), money, field="amount")
    codes = read_texts([code.strip() for code in told.get(Column.CODE, "").split(",")], "code")
    traces = [tuple(filter(is_trace, [told.get(column, "")])) for column in (Column.CLICK, Column.LINK)]
    order = Order(key, at, amount, money, codes, traces[0], traces[1])
    refunded = parse_amount(told.get(Column.REFUNDED, "0"), money, field="refunded")
    refund = Refund(f"{key}{FROM_FILE}{refunded}", key, at, refunded, money)
    return Sent(order, (refund,) if refunded else ())


def _moment(cell: str, *, today: date) -> datetime:
    at = _instant(_ZONE.sub("", cell)) if ":" in cell else _day_end(cell)
    if not 2000 <= at.year < 2100:
        raise Refused(f"“{cell[:40]}” is no date of an order.", field="date")
    if at.date() > today + timedelta(days=1):
        raise Refused(f"“{cell[:40]}” lies ahead.", field="date")
    return at


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as unreadable:
        raise _unread(text) from unreadable


def _day_end(text: str) -> datetime:
    try:
        return datetime.combine(day_in(text, year=None), time(23, 59, 59), UTC)
    except ValueError as unreadable:
        raise _unread(text) from unreadable


def _unread(text: str) -> Refused:
    return Refused(f"I can't read “{text[:40]}” as a date. Write it like 2026-11-22 or 22.11.2026.", field="date")
