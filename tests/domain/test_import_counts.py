"""The published spreadsheets, imported: our counts against an independent count."""

from collections import Counter
from datetime import date

import pytest

from bot.domain.influencers.imports import (
    Figures,
    ImportRow,
    Known,
    KnownPosts,
    PostRow,
    ProfileKey,
    judge_all,
    judge_posts,
    read_rows,
)
from tests.domain.sheets import published, recognised
from tests.independent_count import IN_ORDER, Workspace, count_posts


class Imports:
    """An empty workspace, held in memory, into which files are imported one after the other."""

    def __init__(self) -> None:
        self._known = Known()
        self._snapshots: dict[date, dict[ProfileKey, Figures]] = {}

    def count(self, name: str) -> Counter[str]:
        table = published(name)
        mapping = recognised(table, name=f"{name}.csv")
        stored = self._snapshots.setdefault(mapping.day, {})
        for key, profile in self._known.profiles.items():
            profile.figures = stored.get(key)
        rows = list(read_rows(table, mapping))
        read = [row for row in rows if isinstance(row, ImportRow)]
        counts = Counter(verdict.kind.value for _, verdict in judge_all(read, self._known))
        for key, profile in self._known.profiles.items():
            if profile.figures is not None:
                stored[key] = profile.figures
        counts["rejected"] = len(rows) - len(read)
        return +counts


def agree(names: tuple[str, ...]) -> list[Counter[str]]:
    """The counts of these files in this order, once they agree with the independent ones."""
    ours, theirs = Imports(), Workspace()
    counts = [ours.count(name) for name in names]
    assert counts == [theirs.count(name) for name in names]
    return counts


@pytest.mark.parametrize("name", IN_ORDER)
def test_each_spreadsheet_alone_counts_as_counted_independently(name: str) -> None:
    [counts] = agree((name,))

    assert set(counts) == {"new", "rejected"}


@pytest.mark.parametrize("platform", ["tiktok", "instagram", "youtube"])
def test_a_month_after_the_other_counts_as_counted_independently(platform: str) -> None:
    _, november = agree((f"{platform}-2022-09", f"{platform}-2022-11"))

    assert november["updated"] >= 360


@pytest.mark.parametrize("platform", ["tiktok", "instagram", "youtube"])
def test_the_later_month_may_come_first(platform: str) -> None:
    agree((f"{platform}-2022-11", f"{platform}-2022-09"))


def test_all_spreadsheets_in_order_and_again_count_as_counted_independently() -> None:
    counts = agree(IN_ORDER * 2)

    assert counts[2]["possible_duplicate"] == 114
    assert [set(again) for again in counts[6:]] == [{"unchanged", "rejected"}] * 6


def test_all_spreadsheets_the_other_way_round_count_as_counted_independently() -> None:
    agree(IN_ORDER[::-1])


def test_nobody_is_created_twice() -> None:
    table = published("instagram-2022-09")
    rows = read_rows(table, recognised(table))
    keys = [p.key for row in rows if isinstance(row, ImportRow) for p in row.profiles]

    assert len(keys) == len(set(keys)) == 983


def test_the_daily_posts_count_as_counted_independently_and_change_nothing_again() -> None:
    table = published("youtube-daily-2017")
    rows = list(read_rows(table, recognised(table, name="youtube-daily-2017.csv")))
    read = [row for row in rows if isinstance(row, PostRow)]
    known = KnownPosts()

    counts = Counter(verdict.kind.value for _, verdict in judge_posts(read, known))
    counts["rejected"] = len(rows) - len(read)
    assert counts == count_posts()
    assert Counter(verdict.kind.value for _, verdict in judge_posts(read, known)) == {"unchanged": 5_191}
