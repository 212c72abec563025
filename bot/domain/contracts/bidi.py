"""What people typed, made safe to stand in a document: no hidden characters, and no direction that leaks out."""

import unicodedata

_FIRST_STRONG, _POP = "\u2068", "\u2069"
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that change the direction of what follows: with them a text can read otherwise than it is written."""
_HIDDEN = ("Cc", "Co", "Cs", "Cn")
_RIGHT_TO_LEFT = ("R", "AL", "AN")


def clean(text: str) -> str:
    """The text without control characters, characters without meaning, and marks of direction; lines stay."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(one for one in kept if one == "\n" or _is_shown(one))


def _is_shown(one: str) -> bool:
    return one not in _DIRECTIONS and unicodedata.category(one) not in _HIDDEN


def isolated(text: str) -> str:
    """The text in a frame of its own where it runs from right to left, so that what stands beside it keeps its place.

    Unicode Standard Annex 9: FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, which nothing shows.
    """
    if any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in text):
        return f"{_FIRST_STRONG}{text}{_POP}"
    return text
