"""Influencers, their profiles and what is known of them on a day."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.influencers.stages import Stage


class LabelKind(StrEnum):
    """The lists of short words kept about an influencer."""

    TAG = "tag"
    NICHE = "niche"
    VALUE = "value"
    STRENGTH = "strength"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Influencer:
    """A person or group we have, or want, a relationship with. `owner` is a member's Slack id.

    `quiet_since` is the last touch, or the day they were added while there is none.
    """

    id: int
    name: str
    stage: Stage
    owner: str | None
    country: str | None
    audience_country: str | None
    email: str | None
    phone: str | None
    birthday: date | None
    address: str | None
    notes: str | None
    added_at: datetime
    quiet_since: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Profile:
    """An influencer's account on one platform, with its latest figures (`None` is missing, never 0)."""

    id: int
    influencer_id: int
    platform: str
    handle: str
    url: str
    followers: int | None
    figures_on: date | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A profile's figures on one day: followers, and averages per post."""

    profile_id: int
    day: date
    followers: int | None
    views: int | None
    likes: int | None
    comments: int | None
    relevant_comments: int | None
    shares: int | None
    saves: int | None
    engagement: int | None
    engagement_authentic: int | None
    source: str
    entered_by: str | None
    entered_at: datetime


def key_of(text: str) -> str:
    """The form in which two names, tags or niches are the same: NFKC, case-folded, white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def search_words(*texts: str) -> frozenset[str]:
    """The words under which an influencer is found: each word, and the parts of a word such as `noor.bakes`."""
    words: set[str] = set()
    for text in texts:
        for word in key_of(text).split():
            words.add(word[:64])
            parts = "".join(c if c.isalnum() else " " for c in word).split()
            words.update(part[:64] for part in parts)
    return frozenset(words)
