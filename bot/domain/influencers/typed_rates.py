"""Percentages and rates as people type them: `3.5 %`, `3,5`, `€0.005`."""

import re
from decimal import Decimal

from bot.domain.money import digits
from bot.domain.refused import Refused

_NUMBER = re.compile(r"(?P<whole>\d{1,7})(?:(?P<sign>[.,])(?P<part>\d{1,6}))?")
MOST_PERCENT = 100


def parse_percent(text: str, *, field: str) -> Decimal:
    """A percentage from 0 to 100. Raises Refused on `field`."""
    value = _read(text.strip().removesuffix("%").strip())
    if value is None or value > MOST_PERCENT:
        raise Refused(f"“{text.strip()[:40]}” is not a percentage. Write it like 3.5, from 0 to 100.", field=field)
    return value


def parse_rate(text: str, currency: str, *, field: str) -> Decimal:
    """A rate of money in minor units of `currency`, with parts of one where it is small. Raises Refused on `field`.

    A comma before exactly three figures could be a decimal sign or group thousands, and is refused.
    """
    cleaned = text.strip().strip("€$£¥ ").removesuffix(currency).removeprefix(currency).strip()
    is_unclear = re.fullmatch(r"\d+,\d{3}", cleaned) is not None
    value = None if is_unclear else _read(cleaned)
    if value is None:
        raise Refused(f"“{text.strip()[:40]}” is not a rate. Write it like 6.50 or 0.005.", field=field)
    return value.scaleb(digits(currency))


def _read(text: str) -> Decimal | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    return Decimal(f"{found['whole']}.{found['part']}" if found["part"] else found["whole"])
