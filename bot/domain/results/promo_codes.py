"""Promo codes that people can read out, type and remember: NOOR15."""

from collections.abc import Callable, Iterator
from itertools import count, product

from bot.domain.refused import Refused
from bot.domain.results.attribution import code_key
from bot.domain.results.links import slug

LONGEST_CODE = 30
SUFFIX_LETTERS = "CDFHJKMNPRTWXY"
"""No vowels, so that no words come up, and none that looks like a figure or another letter (B G I L O Q S U V Z)."""

_LONGEST_NAME = 14
_SHORTEST_NAME = 3
_FALLBACK = "HELLO"


def promo_code(handle: str, *, number: int, taken: Callable[[str], bool]) -> str:
    """A code of the handle and a number, such as the discount: NOOR15, then NOORBAKES15, then NOOR15C …

    `taken` is asked with each code; it should compare by `code_key`. A handle that has no Latin letters gives
    HELLO15. Raises Refused on the field "number" unless 0 ≤ number ≤ 9999.
    """
    if not 0 <= number <= 9_999:
        raise Refused("Give a number from 0 to 9999 for the code, such as the discount in percent.", field="number")
    return next(code for code in _codes(handle, number) if not taken(code))


def check_promo_code(text: str) -> str:
    """A code that somebody made up themselves, in capitals. Raises Refused on the field "code"."""
    code = "-".join(text.split()).upper()
    if not code.isascii() or not code.replace("-", "").isalnum() or len(code) > LONGEST_CODE or len(code_key(code)) < 3:
        raise Refused(f"A code has 3 to {LONGEST_CODE} letters and figures, such as NOOR15.", field="code")
    return code


def _codes(handle: str, number: int) -> Iterator[str]:
    words = slug(handle).upper().split("-")
    short = next((word for word in words if len(word) >= _SHORTEST_NAME), "".join(words))[:_LONGEST_NAME] or _FALLBACK
    whole = "".join(words)[:_LONGEST_NAME]
    yield f"{short}{number}"
    if whole and whole != short:
        yield f"{whole}{number}"
    for length in count(1):
        yield from (f"{short}{number}{''.join(letters)}" for letters in product(SUFFIX_LETTERS, repeat=length))
