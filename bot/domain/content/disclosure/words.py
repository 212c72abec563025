"""The words of a disclosure: what each phrase says, and in which languages. words.toml is the table."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bot.domain.content.disclosure.reading import fold, squash, words_in

BRAND = "@"
"""Stands in a phrase for a token that names the brand by its handle or its hashtag."""

_DATA = Path(__file__).with_name("words.toml")
_TABLES = ("everyday", "roles", "denials")
_MOST_BRANDS = 50
_LONGEST_NAME = 100


class Sense(Enum):
    """What words say about a connection. ROLE is a partner tag without the brand, MAYBE one with a name unknown."""

    CLEAR = auto()
    UNCLEAR = auto()
    ROLE = auto()
    MAYBE = auto()
    DENIAL = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words (hashtags with their sign) that have one sense, in one or more languages."""

    words: tuple[str, ...]
    sense: Sense
    languages: frozenset[str]


def words_of_day() -> date:
    """The day of the table."""
    day: date = _read()["day"]
    return day


def languages() -> Mapping[str, Mapping[str, Any]]:
    """The languages whose words we know, by code, each with its `label` and its `countries`."""
    return {code: row for code, row in _read().items() if code not in _TABLES and isinstance(row, dict)}


def is_everyday(phrase: Phrase, *, language: str | None) -> bool:
    """Whether the words are no disclosure in this language, because they say something else there."""
    return len(phrase.words) == 1 and language in _read()["everyday"].get(phrase.words[0], ())


def role_in(tag: str) -> str | None:
    """What stands before "partner" or "ambassador" in a folded hashtag; None where neither is in it."""
    ends = (end for end in _read()["roles"]["ends"] if tag.endswith(end))
    return next((tag.removesuffix(end) for end in ends), None)


def is_bare(name: str) -> bool:
    """Whether what stands before the role names nobody."""
    return not name or name in _read()["roles"]["bare"]


@cache
def denying() -> frozenset[str]:
    """The words that turn what follows into its opposite."""
    return frozenset(fold(word) for word in _read()["denials"]["before"])


@cache
def between() -> frozenset[str]:
    """The words that may stand between a denying word and what it denies."""
    return frozenset(fold(word) for word in _read()["denials"]["between"])


@lru_cache(maxsize=64)
def names_of(brands: tuple[str, ...]) -> frozenset[str]:
    """The brands as they stand in a hashtag."""
    return frozenset(filter(None, (squash(brand[:_LONGEST_NAME]) for brand in brands[:_MOST_BRANDS])))


@lru_cache(maxsize=64)
def lexicon(brands: tuple[str, ...]) -> Mapping[str, tuple[Phrase, ...]]:
    """All phrases with the brands put in, by their first word, the longest first."""
    senses: dict[tuple[str, ...], Sense] = {}
    spoken: dict[tuple[str, ...], set[str]] = {}
    for text, sense, language in _phrases():
        for words in _with_brands(text, brands):
            senses.setdefault(words, sense)
            spoken.setdefault(words, set()).update([language] if senses[words] is sense else [])
    index: dict[str, list[Phrase]] = {}
    for words in sorted(senses, key=len, reverse=True):
        index.setdefault(words[0], []).append(Phrase(words, senses[words], frozenset(spoken[words])))
    return {first: tuple(phrases) for first, phrases in index.items()}


def _phrases() -> Iterator[tuple[str, Sense, str]]:
    """Every phrase as the table writes it, those first whose sense wins where two languages differ."""
    yield from ((text, Sense.DENIAL, "") for text in _read()["denials"]["phrases"])
    for part, sense in (("clear", Sense.CLEAR), ("unclear", Sense.UNCLEAR), ("others", Sense.OTHER)):
        for code, row in languages().items():
            yield from ((text, sense, code) for text in row.get(part, ()))


def _with_brands(text: str, brands: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words of a phrase, once for each way to name a brand in it."""
    before, brand, after = text.partition("<brand>")
    if not brand:
        yield words_in(text)
    elif before.startswith("#"):
        yield from (words_in(f"{before}{name}{after}") for name in names_of(brands))
    else:
        for name in {(BRAND,), *((name,) for name in names_of(brands)), *_names_in_words(brands)}:
            yield (*words_in(before), *name, *words_in(after))


def _names_in_words(brands: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    named = (words_in(brand[:_LONGEST_NAME].replace("#", " ").replace("@", " ")) for brand in brands[:_MOST_BRANDS])
    return filter(None, named)


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
