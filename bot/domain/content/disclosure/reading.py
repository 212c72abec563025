"""Cutting a text into words, hashtags, mentions and links, each with its line and its place, in linear time."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

_CHUNK = re.compile(r"\S+")
_PIECE = re.compile(r"(?P<tag>#\w+)|(?P<mention>@\w+(?:\.\w+)*)|(?P<word>\w+)")
_LINK = re.compile(r"\W{0,5}(?:https?://|www\.|[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,24}/)")


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    TAG = auto()
    MENTION = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a text. `key` is how it is compared: folded, without # and @.

    `start` and `end` are offsets into the text; `joined` is that only spaces, hyphens, quotes or brackets stand
    between it and the token before it on its line.
    """

    kind: Kind
    key: str
    line: int
    start: int
    end: int
    joined: bool


def fold(text: str) -> str:
    """The text as it is compared: without case, accents, full-width forms and characters that nobody sees."""
    return "".join(map(_fold_character, text))


def squash(text: str) -> str:
    """A name as it stands in a hashtag: `Noor Bakes` and `@noor.bakes` are `noorbakes`."""
    return "".join(character for character in fold(text) if character.isalnum())


def words_in(text: str) -> tuple[str, ...]:
    """The folded words of a phrase or a name, hashtags with their sign."""
    found = (token for token in tokens(text) if token.kind is not Kind.LINK)
    return tuple(f"#{token.key}" if token.kind is Kind.TAG else token.key for token in found)


def tokens(text: str) -> list[Token]:
    """All tokens of a text in their order. Emoji and punctuation are none."""
    found: list[Token] = []
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        found += _of_line(line, number=number, start=start)
        start += len(line)
    return found


def _of_line(line: str, *, number: int, start: int) -> Iterator[Token]:
    folded, places = _fold_with_places(line)
    before = 0
    for kind, first, last in _pieces(folded):
        key = squash_tag(folded[first:last]) if kind in (Kind.TAG, Kind.WORD) else folded[first:last].lstrip("@")
        joined = before > 0 and not folded[before:first].strip(" \t-'’‘\"“”„()[]")
        yield Token(kind, key, number, start + places[first], start + places[last - 1] + 1, joined)
        before = last


def squash_tag(text: str) -> str:
    """A hashtag or word without its sign and its underscores."""
    return text.replace("#", "").replace("_", "")


def _pieces(folded: str) -> Iterator[tuple[Kind, int, int]]:
    for chunk in _CHUNK.finditer(folded):
        if _LINK.match(chunk.group()):
            yield Kind.LINK, *chunk.span()
            continue
        for piece in _PIECE.finditer(folded, *chunk.span()):
            if squash_tag(piece.group()):
                yield Kind[str(piece.lastgroup).upper()], *piece.span()


def _fold_with_places(line: str) -> tuple[str, list[int]]:
    """The folded line, and for each of its characters the place of the one that it was made from."""
    folded, places = [], []
    for place, character in enumerate(line):
        for plain in _fold_character(character):
            folded.append(plain)
            places.append(place)
    return "".join(folded), places


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(one for one in plain if unicodedata.category(one)[0] != "M" and unicodedata.category(one) != "Cf")
