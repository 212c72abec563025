"""The fields of an order's JSON, each read with a sentence that names the field when it is wrong."""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, DecimalException
from typing import NoReturn
from urllib.parse import parse_qsl, urlsplit

from bot.domain.money import MOST, digits
from bot.domain.refused import Refused

LONGEST_KEY = 100
MOST_ITEMS = 200
"""Codes, clicks or refunds that one order may carry."""

_EARLIEST, _LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_TRACE = re.compile(r"[A-Za-z0-9_-]{1,100}")


def read_json(body: bytes) -> dict[str, object]:
    """The JSON object that a webhook's body holds; its decimals stay exact. Raises Refused."""
    try:
        found = json.loads(body.decode("utf-8"), parse_float=_decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError) as unreadable:
        raise Refused("I can't read the body. Send one JSON object in UTF-8.") from unreadable
    return as_object(found, "the body")


def as_object(value: object, name: str) -> dict[str, object]:
    """`value` as a JSON object. Raises Refused on the field `name`."""
    if not isinstance(value, dict):
        raise wrong(name, "must be a JSON object")
    return value


def as_list(value: object, name: str) -> list[object]:
    """`value` as a list of at most 200; missing and null are empty. Raises Refused on the field `name`."""
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise wrong(name, f"must be a list of at most {MOST_ITEMS}")
    return value


def read_key(value: object, name: str) -> str:
    """An id, which may be a number, as text of at most 100 characters. Raises Refused on the field `name`."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not text.strip():
        raise wrong(name, "is missing: give the id that the shop has for it")
    if len(text) > LONGEST_KEY or not is_clean(text):
        raise wrong(name, f"must be an id of at most {LONGEST_KEY} printable characters")
    return text.strip()


def read_instant(value: object, name: str) -> datetime:
    """A time in ISO 8601 with its offset, in UTC. Raises Refused on the field `name`."""
    form = "must be a time in ISO 8601 with its offset, such as 2026-11-22T14:30:00Z"
    if not isinstance(value, str) or not _INSTANT.fullmatch(value.strip()):
        raise wrong(name, form)
    try:
        found = datetime.fromisoformat(value.strip())
        at = found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError) as unreadable:
        raise wrong(name, form) from unreadable
    if at is None:
        raise wrong(name, form)
    if not _EARLIEST <= at < _LATEST:
        raise wrong(name, "must lie between the years 2000 and 2099")
    return at


def read_currency(value: object, name: str) -> str:
    """A currency's code in capitals. Raises Refused on the field `name`."""
    code = value.strip().upper() if isinstance(value, str) else ""
    if not _CURRENCY.fullmatch(code):
        raise wrong(name, "must be a currency's three letters, such as EUR")
    return code


def read_amount(value: object, name: str, *, currency: str) -> int:
    """An amount such as "49.90" in the currency's minor units. Raises Refused on the field `name`."""
    places = digits(currency)
    example = "49" if places == 0 else f"49.{'90'.ljust(places, '0')}"
    text = format(value, "f") if isinstance(value, Decimal) and abs(value.adjusted()) < 30 else value
    text = str(text) if isinstance(text, int) and not isinstance(text, bool) and abs(text) < 10**16 else text
    if not isinstance(text, str) or not _AMOUNT.fullmatch(text.strip()):
        raise wrong(name, f"must be an amount of 0 or more with a point, such as {example}")
    amount = Decimal(text.strip()).scaleb(places)
    if amount != amount.to_integral_value():
        raise wrong(name, f"has more decimals than {currency} has; write it such as {example}")
    if amount > MOST:
        raise wrong(name, "is too large to be an order's amount")
    return int(amount)


def read_texts(value: object, name: str) -> tuple[str, ...]:
    """A text or a list of texts, each once and in order; missing, null and empty ones are left out."""
    items = as_list([value] if isinstance(value, str) else value, name)
    if not all(isinstance(item, str) and len(item) <= LONGEST_KEY and is_clean(item) for item in items):
        raise wrong(name, f"must be text of at most {LONGEST_KEY} printable characters, or a list of such texts")
    return tuple(dict.fromkeys(text for item in items if (text := str(item).strip())))


def read_query(address: object) -> Mapping[str, str]:
    """The parameters of an address, the last of each name; none where it cannot be read: shops pass anything on."""
    if not isinstance(address, str):
        return {}
    try:
        return dict(parse_qsl(urlsplit(address[:5_000]).query, max_num_fields=100))
    except ValueError:
        return {}


def is_trace(text: str) -> bool:
    """Tell whether `text` can be a click's token or a link's alias at all."""
    return _TRACE.fullmatch(text) is not None


def is_clean(text: str) -> bool:
    """Tell whether `text` is without control characters and broken ones, which no database keeps."""
    return not any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text)


def wrong(name: str, what: str) -> Refused:
    """The refusal that names a field."""
    return Refused(f"“{name}” {what}.", field=name)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except DecimalException as unreadable:
        raise ValueError(f"{text[:40]} is no number that anybody means") from unreadable
