"""Money: whole minor units (cents) with a currency, and reading an amount that somebody typed."""

import re
from dataclasses import dataclass

from bot.domain.refused import Refused

_DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV"), 0),
    **dict.fromkeys(("XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
MOST = 10**15
"""Minor units that one amount may have: far above any budget, far below what a database column holds."""

_AMOUNT = re.compile(r"[0-9][0-9.,'\u2019 \u00a0\u202f]*")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units of a currency (ISO 4217)."""

    minor: int
    currency: str


def digits(currency: str) -> int:
    """How many decimal places a currency has (ISO 4217)."""
    return _DIGITS.get(currency, 2)


def parse_amount(text: str, currency: str, *, field: str) -> int:
    """`1500`, `1,500.00`, `1.500,00`, `1 500` or `€1,500` in minor units.

    The last `.` or `,` is the decimal point where the currency's number of places follows it, and where three
    figures follow, it groups thousands. Raises Refused on `field` for anything else: money is never guessed.
    """
    found = _AMOUNT.fullmatch(text.strip().strip("€$£¥ ").removesuffix(currency).removeprefix(currency).strip())
    if found is None:
        raise _unread(text, currency, field=field)
    number = re.sub(r"['\u2019 \u00a0\u202f]", "", found[0])
    places = digits(currency)
    whole, point, cents = _split(number, places)
    groups = re.split("[.,]", whole)
    is_grouped = len(groups) > 1
    if is_grouped and (any(len(one) != 3 for one in groups[1:]) or not 1 <= len(groups[0]) <= 3 or point in whole):
        raise _unread(text, currency, field=field)
    figures = "".join(groups).lstrip("0") + cents.ljust(places, "0")
    if len(figures) > len(str(MOST)) or (minor := int(figures or "0")) > MOST:
        raise Refused("That is more money than anybody has. Check the zeros.", field=field)
    return minor


def _split(number: str, places: int) -> tuple[str, str, str]:
    """The whole part, the decimal point and the cents; no point where the last separator groups thousands."""
    at = max(number.rfind("."), number.rfind(","))
    rest = number[at + 1 :]
    groups_only = len(rest) == 3 and at >= 0 and number.count(number[at]) > 1
    if at < 0 or not 1 <= len(rest) <= places or groups_only:
        return number, " ", ""
    return number[:at], number[at], rest


def _unread(text: str, currency: str, *, field: str) -> Refused:
    shown = "1,500" if digits(currency) == 0 else "1,500.00"
    return Refused(f"I can't read “{text.strip()[:40]}” as an amount. Write it like {shown}.", field=field)
