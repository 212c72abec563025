"""Invented creators: a spreadsheet of them, and a roster of them in the tables."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import Engine, Table, insert

from bench.slack_stub import MEMBER
from bot.domain.influencers.influencers import LabelKind, key_of, search_words
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import TouchKind
from storage.tables import influencer, label, profile, search_word, snapshot, touch

HEADINGS = (
    *("S.no", "Tiktoker name", "Tiktok name", "Subscribers", "Subscribers", "Views avg.", "Views avg."),
    *("Likes avg.", "Likes avg.", "Comments avg.", "Comments avg.", "Shares avg.", "Shares avg."),
)
"""The headings of the published spreadsheet of September 2022: each figure stands there twice."""

FIRST = ("noor", "lina", "mateo", "ayla", "bruno", "chidi", "dara", "emil", "fatou", "gita", "hugo", "ines", "kaya")
LAST = ("bakes", "travels", "paints", "runs", "cooks", "plays", "sings", "reads", "codes", "gardens", "climbs", "sews")
TAGS = (
    "vegan",
    "launch",
    "summer",
    "winter",
    "gifted",
    "local",
    "studio",
    "family",
    "sport",
    "luxury",
    "press",
    "beta",
)
NICHES = ("beauty", "food", "travel", "fitness", "gaming", "music", "fashion", "books", "craft", "pets", "science")
COUNTRIES = ("DE", "FR", "US", "BR", "IN", "TR", "NG", "JP", "GB", "ES", None)
OWNERS = (MEMBER, "U0ADA", "U0OMAR", "U0LEE", "U0EVE", None)
STAGES = (*(Stage.PROSPECT,) * 6, Stage.CONTACTED, Stage.CONTACTED, Stage.ACTIVE, Stage.ACTIVE, Stage.PAUSED)
PLATFORMS = ("tiktok", "tiktok", "instagram", "youtube")
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Creator:
    """An invented creator with the figures of one profile."""

    name: str
    handle: str
    followers: int
    views: int
    likes: int
    comments: int
    shares: int


def creators(count: int, *, seed: int = 1) -> Iterator[Creator]:
    """Creators, the same ones for the same seed."""
    chance = Random(seed)
    for number in range(count):
        first, last, second = chance.choice(FIRST), chance.choice(LAST), chance.choice(FIRST)
        followers = int(chance.lognormvariate(11, 1.6)) + 500
        likes = int(followers * chance.uniform(0.005, 0.12))
        yield Creator(
            name=f"{first.capitalize()} {second.capitalize()} {last.capitalize()} {number}",
            handle=f"{first}.{last}{number}",
            followers=followers,
            views=int(followers * chance.uniform(0.05, 0.9)),
            likes=likes,
            comments=likes // chance.randint(8, 60),
            shares=likes // chance.randint(10, 90),
        )


def roster(count: int) -> Iterator[Creator]:
    """The creators that `fill` puts into the tables, in the order of their ids."""
    return creators(count, seed=3)


def spreadsheet(count: int) -> bytes:
    """A CSV file of invented creators, with the columns of the published one."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(HEADINGS)
    for number, one in enumerate(creators(count), start=1):
        figures = (one.followers, one.views, one.likes, one.comments, one.shares)
        doubled = [part for figure in figures for part in (_short(figure), figure)]
        writer.writerow([number, one.handle, one.name, *doubled])
    return sheet.getvalue().encode()


def _short(figure: int) -> str:
    """A figure as people shorten it: 13.8M."""
    for unit, size in (("M", 1_000_000), ("K", 1_000)):
        if figure >= size:
            return f"{figure / size:.1f}{unit}"
    return str(figure)


def fill(engine: Engine, *, workspace: str, count: int, now: datetime) -> None:
    """Put a roster of `count` creators into empty tables: profiles, figures, labels, words and a touch each."""
    chance = Random(2)
    rest = enumerate(roster(count), start=1)
    while batch := list(islice(rest, AT_ONCE)):
        rows: dict[Table, list[dict[str, Any]]] = {}
        for number, one in batch:
            for table, row in _rows(number, one, chance, now=now):
                rows.setdefault(table, []).append({"workspace_id": workspace, **row})
        with engine.begin() as connection:
            for table, some in rows.items():
                connection.execute(insert(table), some)


def _rows(number: int, one: Creator, chance: Random, *, now: datetime) -> Iterator[tuple[Table, dict[str, Any]]]:
    yield influencer, _person(number, one, chance, now=now)
    account = {"platform": chance.choice(PLATFORMS), "handle": one.handle, "handle_key": one.handle}
    figures = {"followers": one.followers, "figures_on": date(2026, 11, 1)}
    url = f"https://{account['platform']}.example/{one.handle}"
    yield profile, {"id": number, "influencer_id": number, "url": url, **account, **figures}
    told = {"followers": one.followers, "views": one.views, "likes": one.likes, "comments": one.comments}
    meta = {"day": date(2026, 11, 1), "source": "CSV", "entered_by": MEMBER, "entered_at": now}
    yield snapshot, {"profile_id": number, "shares": one.shares, **told, **meta}
    for word in search_words(one.name, one.handle):
        yield search_word, {"influencer_id": number, "word": word}
    for kind, texts, most in ((LabelKind.TAG, TAGS, 3), (LabelKind.NICHE, NICHES, 2)):
        for text in chance.sample(texts, chance.randint(0, most)):
            yield label, {"influencer_id": number, "kind": kind, "key": text, "text": text}
    added = {"kind": TouchKind.ADDED, "at": now - timedelta(days=400), "by": MEMBER, "text": "Imported", "link": None}
    yield touch, {"influencer_id": number, **added}


def _person(number: int, one: Creator, chance: Random, *, now: datetime) -> dict[str, Any]:
    has_figures = chance.random() < 0.9
    return {
        "id": number,
        "name": one.name,
        "name_key": key_of(one.name),
        "stage": chance.choice(STAGES),
        "owner": chance.choice(OWNERS),
        "country": chance.choice(COUNTRIES),
        "email": f"{one.handle}@mail.example" if chance.random() < 0.3 else None,
        "added_at": now - timedelta(days=chance.randint(100, 700)),
        "quiet_since": now - timedelta(minutes=chance.randint(0, 150_000)),
        "followers": one.followers if has_figures else None,
        "meaningful_rate": (one.comments + one.shares) / one.followers * 100 if has_figures else None,
        "public_rate": (one.likes + one.comments) / one.followers * 100 if has_figures else None,
    }
