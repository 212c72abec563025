"""Counts as people and spreadsheets write them: "13.8M", "1,234", "12 k", "N/A"."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from bot.domain.refused import Refused

LARGEST = 10**12
"""No follower or view count is larger; more is a slip of the keyboard."""

MISSING = frozenset({
    "", "-", "–", "—", "?", ".", "n/a", "n/a'", "na", "n.a.", "n.a", "nan", "nil", "none", "null", "unknown",
    "#n/a", "#valor!", "#value!", "#wert!", "#ref!", "#div/0!", "#name?", "#null!",
})  # fmt: skip
"""What stands in a spreadsheet where there is no figure (small letters)."""

_UNITS = {
    "k": 10**3, "thousand": 10**3, "tsd": 10**3, "m": 10**6, "mio": 10**6, "mn": 10**6, "mln": 10**6,
    "million": 10**6, "millions": 10**6, "b": 10**9, "bn": 10**9, "mrd": 10**9, "billion": 10**9,
}  # fmt: skip
_SAID = ((10**9, "B"), (10**6, "M"), (10**3, "K"))
_WHOLE = re.compile(r"~?\s*(?P<number>\d[\d.,'’ ]*?)\s*(?P<unit>[a-z]+)?\.?\s*\+?")
_SCIENTIFIC = re.compile(r"\d(?:\.\d{1,12})?e\+?\d{1,2}")
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:([.,'’ ])\d{3})(?:\1\d{3})*|[1-9]\d?(?:,\d{2})+,\d{3}")
_MIXED = re.compile(r"(?P<whole>\d{1,3}(?:([.,'’ ])\d{3})+)(?!\2)[.,](?P<part>\d+)")
_PLAIN = re.compile(r"(?P<whole>\d+)(?:[.,](?P<part>\d+))?")


@lru_cache(maxsize=20_000)
def parse_count(text: str) -> int | None:
    """The whole number that `text` stands for, or `None` where it says that there is none.

    Without a unit, groups of three are thousands, whichever sign parts them: "1,234", "1.234" and "1 234" are
    1234, because counts are whole. With a unit, one dot or comma is the decimal sign: "13.8M", "1,2 Mio"; a
    comma and three digits ("1,234K") could be either and is refused. Parts are rounded. Raises Refused.
    """
    if text.isdecimal() and len(text) <= 12:
        return int(text)
    cleaned = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if cleaned in MISSING:
        return None
    value = _read(cleaned)
    if value is None or value > LARGEST:
        raise Refused(f"“{text.strip()[:40]}” is not a count. Write it like 13800000, 13.8M or 1,234.")
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def say_count(count: int) -> str:
    """`count` for people: exact below 10,000 ("9,876"), three figures above ("13.8M")."""
    if count < 10_000:
        return f"{count:,}"
    size, letter = next(unit for unit in _SAID if count >= unit[0] * Decimal("0.9995"))
    value = Decimal(count) / size
    places = 2 if value < Decimal("9.995") else 1 if value < Decimal("99.95") else 0
    figures = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    return (figures.rstrip("0").rstrip(".") if places else figures) + letter


def _read(text: str) -> Decimal | None:
    if _SCIENTIFIC.fullmatch(text):
        return Decimal(text)
    found = _WHOLE.fullmatch(text[:60])
    if not found:
        return None
    number, unit = found["number"].strip(), found["unit"]
    if unit is None:
        return _without_unit(number)
    if unit not in _UNITS or re.fullmatch(r"\d+,\d{3}", number):
        return None
    plain = _PLAIN.fullmatch(number)
    return _decimal(plain) * _UNITS[unit] if plain else None


def _without_unit(number: str) -> Decimal | None:
    if _GROUPS.fullmatch(number):
        return Decimal(re.sub(r"\D", "", number))
    found = _MIXED.fullmatch(number) or _PLAIN.fullmatch(number)
    return _decimal(found) if found else None


def _decimal(found: re.Match[str]) -> Decimal:
    whole = re.sub(r"\D", "", found["whole"])
    return Decimal(f"{whole}.{found['part'] or '0'}")
