"""Whose rules apply (R13), and where each platform folds a caption (R3). places.toml is the table."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).with_name("places.toml")
_US = "US"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one country. No `languages` is: the post's own."""

    country: str
    name: str
    languages: tuple[str, ...]
    first_hashtags: int
    note: str


def places_of_day() -> date:
    """The day of the table."""
    day: date = _read()["day"]
    return day


def rule_sets(places: Sequence[str]) -> tuple[RuleSet, ...]:
    """The rules of these countries, each set once; the US rules where a country has none or none is named."""
    own = [code if code in _read()["places"] else _US for code in map(_code, places)]
    return tuple(_rule_set(code) for code in dict.fromkeys(own or [_US]))


def notes_on(places: Sequence[str]) -> tuple[str, ...]:
    """What to say of the rules that were applied, and of the countries that we have no rules for."""
    codes = list(dict.fromkeys(map(_code, places)))
    without = [code for code in codes if code not in _read()["places"]][:20]
    notes = [rules.note for rules in rule_sets(places)]
    if not codes:
        notes.append("No place is named, so the US rules were applied. Name the places on the campaign.")
    if without:
        notes.append(f"We keep no rules for {', '.join(without)}, so the US rules were applied. Ask somebody local.")
    return tuple(notes)


def fold_of(platform: str) -> int:
    """How many characters of a caption are seen before "more"; 0 is all. Our assumption, see the table."""
    folds = _read()["folds"]
    return int(folds.get(platform, folds["default"]))


def has_label(platform: str) -> bool:
    """Whether the platform has a label of its own for paid content (R11)."""
    return platform in _read()["labels"]["platforms"]


def _code(place: str) -> str:
    return place.strip().upper()[:2]


@cache
def _rule_set(code: str) -> RuleSet:
    row = _read()["places"][code]
    return RuleSet(code, row["name"], tuple(row["languages"]), row["first_hashtags"], row["note"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
