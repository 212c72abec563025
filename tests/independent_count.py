"""A second opinion on the spreadsheets: counts what an import has to find, without the bot's rules.

Nothing here comes from the bot. Where each file keeps what was read off by eye. Run it to see the table:
`python tests/independent_count.py tiktok-2022-09 tiktok-2022-11`, in the order of the imports.
"""

import csv
import html
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

FILES: dict[str, dict[str, Any]] = {
    "tiktok-2022-09": {"who": 1, "name": 2, "figures": {"f": 4, "v": 6, "l": 8, "c": 10, "s": 12}},
    "tiktok-2022-11": {"who": 1, "name": 2, "figures": {"f": 3, "v": 4, "l": 5, "c": 6, "s": 7}},
    "instagram-2022-09": {
        "who": 1,
        "name": 2,
        "figures": {"f": 4, "a": 7, "e": 9},
        "audience": 5,
        "niches": (10, 11),
    },
    "instagram-2022-11": {
        "who": 1,
        "name": 2,
        "figures": {"f": 5, "a": 8, "e": 10},
        "audience": 6,
        "niches": (3, 11),
    },
    "youtube-2022-09": {
        "who": 2,
        "name": 1,
        "figures": {"f": 5, "l": 8, "c": 10},
        "country": 3,
        "niches": (6, 11),
    },
    "youtube-2022-11": {
        "who": 1,
        "name": 2,
        "figures": {"f": 5, "v": 8, "l": 10, "c": 12},
        "country": 6,
        "niches": (3, 13),
    },
}
IN_ORDER = tuple(FILES)
"""TikTok, Instagram, YouTube, September before November."""


def same(text: str) -> str:
    """Two texts are the same if this is."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def number(text: str) -> int:
    """`13.8M`, `477900000.00` or `125` as a number."""
    times = {"K": 1e3, "M": 1e6, "B": 1e9}.get(text[-1], 1)
    return round(float(text.rstrip("KMB")) * times)


class Workspace:
    """What would be in an empty workspace after these imports, and how each file was counted."""

    def __init__(self) -> None:
        self.people: list[dict[str, Any]] = []
        self.profiles: dict[tuple[str, str], dict[str, Any]] = {}

    def count(self, file: str) -> Counter[str]:
        """Import `file` (without `.csv`) and say how its rows fared."""
        counts: Counter[str] = Counter()
        here = set()
        platform, _, month = file.partition("-")
        with (DATA / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))[1:]
        for row in rows:
            if "".join(row).strip() == "":
                continue
            key = (platform, same(row[FILES[file]["who"]]))
            counts["rejected" if key in here else self.take(file, row, key, month)] += 1
            here.add(key)
        return counts

    def take(self, file: str, row: list[str], key: tuple[str, str], month: str) -> str:
        """Take in one row that is not rejected."""
        where = FILES[file]
        figures = {name: number(row[column]) for name, column in where["figures"].items()}
        name = html.unescape(row[where["name"]].strip())
        if name in ("", "#NAME?", "#NOMBRE?"):
            name = row[where["who"]]
        told = {
            "country": row[where["country"]] if "country" in where else "",
            "audience": row[where["audience"]] if "audience" in where else "",
            "niches": [row[column] for column in where.get("niches", ()) if row[column]],
        }
        if key in self.profiles:
            return self.again(self.profiles[key], figures, told, month)
        twins = [
            person
            for person in self.people
            if key[0] not in person["on"] and (key[1] in person["handles"] or same(name) == person["name"])
        ]
        person = {"on": {key[0]}, "handles": {key[1]}, "name": same(name), **told}
        self.people.append(person)
        self.profiles[key] = {"person": person, month: figures}
        return "possible_duplicate" if twins else "new"

    def again(self, profile: dict[str, Any], figures: dict[str, int], told: dict[str, Any], month: str) -> str:
        """Take in another row of a profile that is there."""
        before = profile.get(month, {})
        is_changed = before | figures != before
        profile[month] = before | figures
        for name, value in told.items():
            if value and not profile["person"][name]:
                profile["person"][name] = value
                is_changed = True
        return "updated" if is_changed else "unchanged"


def count_posts(file: str = "youtube-daily-2017") -> Counter[str]:
    """How the rows of the daily file fare: the first of a video is new, the same day again is rejected."""
    counts: Counter[str] = Counter()
    videos, days = set(), set()
    with (DATA / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            video, day = row["video_id"], (row["video_id"], row["date"])
            if day in days:
                counts["rejected"] += 1
            elif video in videos:
                counts["updated" if any(int(row[f]) for f in FIGURES_OF_POSTS) else "unchanged"] += 1
            else:
                counts["new"] += 1
            videos.add(video)
            days.add(day)
    return counts


FIGURES_OF_POSTS = ("views", "likes", "dislikes", "comment_total")
KINDS = ("new", "updated", "unchanged", "possible_duplicate", "rejected")


def main(files: Sequence[str]) -> None:
    """Print the counts of `files`, each imported into what those before it left."""
    workspace = Workspace()
    print(f"{'':20}" + "".join(f"{kind:>20}" for kind in KINDS))
    for file in files:
        counts = workspace.count(file)
        print(f"{file:20}" + "".join(f"{counts[kind]:20}" for kind in KINDS))


if __name__ == "__main__":
    main(sys.argv[1:] or IN_ORDER)
