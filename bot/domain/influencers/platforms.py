"""Platforms are data: platforms.toml says how each writes its handles and its addresses."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.domain.refused import Refused

WEB = "web"
"""The key of the platform that stands for any website, blog or newsletter."""

_DATA = Path(__file__).with_name("platforms.toml")


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform.

    `handle` fits a whole handle without its @; `max_length` is in characters; `letters` says in words what a
    handle is made of. Two handles are the same without regard to case and to the characters in `ignored`,
    except those that `case_matters` fits. `profile` fits the decoded path and query of a profile's address;
    `not_profiles` says what a first part of a path stands for instead ("a post"). Addresses that begin with
    one of `kept_prefixes` are kept as they are, all others are written by the first of `urls` that fits.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]
    urls: tuple[tuple[re.Pattern[str], str], ...]
    handle: re.Pattern[str]
    letters: str
    max_length: int
    ignored: str
    case_matters: re.Pattern[str] | None
    kept_prefixes: tuple[str, ...]
    example: str
    profile: re.Pattern[str]
    not_profiles: Mapping[str, str]


def platform_named(text: str) -> Platform:
    """The platform that a person means by `text`: its key, name, another usual name, or host.

    Raises Refused with the list of platforms.
    """
    wanted = text.strip().casefold()
    for platform in PLATFORMS.values():
        if wanted in {platform.key, platform.name.casefold(), *platform.aliases, *platform.hosts}:
            return platform
    names = ", ".join(platform.name for platform in PLATFORMS.values())
    raise Refused(f"I don't know the platform “{text.strip()[:40]}”. Choose one of {names}.")


@cache
def host_table() -> Mapping[str, Platform]:
    """Every host of every platform, such as `twitter.com`, with its platform."""
    return {host: platform for platform in PLATFORMS.values() for host in platform.hosts}


@cache
def other_hosts() -> Mapping[str, str]:
    """Hosts whose addresses never name a profile, and what they stand for ("a video")."""
    return dict(_read()["other_hosts"])


@cache
def shared_hosts() -> frozenset[str]:
    """Hosts on which the first part of the path says whose page it is, such as `linktr.ee`."""
    return frozenset(_read()["shared_hosts"]["hosts"])


class _Platforms(Mapping[str, Platform]):
    """The platforms by key, read from the file at the first look, once."""

    def __getitem__(self, key: str) -> Platform:
        return _platforms()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_platforms())

    def __len__(self) -> int:
        return len(_platforms())


PLATFORMS: Mapping[str, Platform] = _Platforms()
"""All platforms by key ("instagram"), in the order in which people are offered them."""


@cache
def name_of(key: str) -> str:
    """`Instagram` from `instagram`; a platform that is not known keeps its key."""
    return PLATFORMS[key].name if key in PLATFORMS else key


def _read() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _platforms() -> dict[str, Platform]:
    return {key: _platform(key, row) for key, row in _read().items() if "profile" in row}


def _platform(key: str, row: Mapping[str, Any]) -> Platform:
    return Platform(
        key=key,
        name=row["name"],
        aliases=tuple(row["aliases"]),
        hosts=tuple(row["hosts"]),
        urls=tuple((re.compile(form), address) for form, address in row["urls"]),
        handle=re.compile(row["handle"]),
        letters=row["letters"],
        max_length=row["max_length"],
        ignored=row.get("ignored", ""),
        case_matters=re.compile(row["case_matters"]) if "case_matters" in row else None,
        kept_prefixes=tuple(row.get("kept_prefixes", ())),
        example=row["example"],
        profile=re.compile(row["profile"]),
        not_profiles=row["not_profiles"],
    )
