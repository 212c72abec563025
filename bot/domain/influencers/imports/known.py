"""What a workspace holds of the influencers and posts in a file, as far as the rules need it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.domain.influencers.imports.rows import Figures, ImportRow, PostFigures
from bot.domain.influencers.influencers import key_of

ProfileKey = tuple[str, str]
"""A platform and the key of a handle."""


@dataclass(slots=True, eq=False)
class KnownInfluencer:
    """An influencer: of the workspace, with its id, or of an earlier row of the file, with its number."""

    id: int | None
    name: str
    platforms: set[str] = field(default_factory=set)
    country: str | None = None
    audience_country: str | None = None
    email: str | None = None
    languages: tuple[str, ...] = ()
    niches: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str | None = None
    row_number: int | None = None
    name_key: str = ""


@dataclass(slots=True, eq=False)
class KnownProfile:
    """A profile with the figures stored for the day of the import, if any.

    `are_typed` says that a person entered those figures: they are only filled up, never changed.
    """

    id: int | None
    influencer: KnownInfluencer
    figures: Figures | None = None
    are_typed: bool = False


@dataclass(slots=True)
class Known:
    """Influencers by profile, and by the key of a handle or a name on whatever platform."""

    profiles: dict[ProfileKey, KnownProfile] = field(default_factory=dict)
    by_handle: dict[str, list[KnownInfluencer]] = field(default_factory=dict)
    by_name: dict[str, list[KnownInfluencer]] = field(default_factory=dict)
    by_channel_name: dict[tuple[str, str], list[KnownProfile]] = field(default_factory=dict)

    def add(self, influencer: KnownInfluencer, *, profiles: dict[ProfileKey, KnownProfile]) -> None:
        """Take in an influencer, or more profiles of one."""
        name = influencer.name_key or key_of(influencer.name)
        _join(self.by_name.setdefault(name, []), influencer)
        for (platform, key), profile in profiles.items():
            self.profiles[platform, key] = profile
            influencer.platforms.add(platform)
            _join(self.by_handle.setdefault(key, []), influencer)
            _join(self.by_channel_name.setdefault((platform, name), []), profile)


@dataclass(slots=True, eq=False)
class KnownPost:
    """A post with the figures stored for the days of the import."""

    id: int | None
    figures: dict[date, PostFigures] = field(default_factory=dict)
    typed_days: set[date] = field(default_factory=set)


@dataclass(slots=True)
class KnownPosts:
    """Posts by platform and id. Their channels are in `Known`."""

    posts: dict[tuple[str, str], KnownPost] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look up before rows can be judged."""

    profiles: frozenset[ProfileKey]
    handle_keys: frozenset[str]
    name_keys: frozenset[str]


def wanted(rows: Iterable[ImportRow]) -> Wanted:
    """The keys of all profiles, handles and names in these rows."""
    rows = list(rows)
    keys = frozenset((profile.platform, profile.key) for row in rows for profile in row.profiles)
    return Wanted(keys, frozenset(key for _, key in keys), frozenset(row.name_key for row in rows))


def _join(known: list[Any], one: object) -> None:
    if one not in known:
        known.append(one)
