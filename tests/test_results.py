"""Sums of results: as the published file says, under their own workspace, right when two bring them up to date."""

import csv
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import update

from bot.services.results import results
from storage.tables import post
from tests.results import Happening, figures, noor, report, table, thank
from tests.test_isolation import names_workspace, statements
from tests.workspace import Workspace

__all__ = ["noor"]

DAILY = Path(__file__).parent / "data" / "youtube-daily-2017.csv"
NOOR = "https://www.tiktok.com/@noor.bakes"


def test_every_statement_of_sums_and_reports_names_its_workspace(workspace: Workspace, noor: Happening) -> None:
    noor.post({"likes": 1, "comments": 1})
    noor.orders([1_000])
    noor.orders([1_000], currency="USD")

    with statements(workspace) as seen:
        noor.sum_up()
        shown = report(workspace)
        workspace.person("maria").click("How?", shown)
        workspace.person("maria").click("Sort by ROI", shown)
        thank(workspace, "maria")

    assert len(seen) > 40
    assert [one for one in seen if not names_workspace(one)] == []


def test_two_who_sum_up_the_same_work_at_once_both_get_it_right(workspace: Workspace, noor: Happening) -> None:
    noor.post({"likes": 300, "comments": 10})
    noor.clicks(5)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(noor.sum_up) for _ in range(12)]:
            done.result()

    assert figures(report(workspace))["Clicks"] == "5"


def test_nobodys_sums_are_brought_up_to_date_from_another_workspace(workspace: Workspace, noor: Happening) -> None:
    noor.clicks(5)
    with workspace.bot.database.transaction("T_OTHER") as store:
        store.members.install(name="Other", bot_user="U0", now=workspace.clock())
        results.sum_up(store, [noor.id])

    with workspace.bot.database.reading("T_OTHER") as store:
        assert store.results.line(noor.id) is None
    assert "5" not in figures(report(workspace))["Clicks"]


CHANNELS = ("Vox", "ESPN", "NFL", "Refinery29")


def latest_by_hand() -> dict[str, dict[str, int]]:
    """Posts, likes and comments of each channel, from the file alone: 0 is missing, the first row of a day counts."""
    days: dict[tuple[str, str, str], dict[tuple[int, int], int]] = defaultdict(dict)
    posts: dict[str, set[str]] = defaultdict(set)
    with DAILY.open(encoding="utf-8-sig", newline="") as lines:
        seen = set()
        for row in csv.DictReader(lines):
            day, month = (int(part) for part in row["date"].split("."))
            posts[row["channel_title"]].add(row["video_id"])
            if (row["video_id"], row["date"]) in seen:
                continue
            seen.add((row["video_id"], row["date"]))
            for name in ("likes", "comment_total", "views"):
                if int(row[name]):
                    days[row["channel_title"], row["video_id"], name][month, day] = int(row[name])
    found = {channel: {"posts": len(posts[channel]), "likes": 0, "comment_total": 0, "views": 0} for channel in posts}
    for (channel, _, name), values in days.items():
        found[channel][name] += values[max(values)]
    return found


def test_the_sums_of_the_daily_file_equal_a_computation_made_apart(workspace: Workspace) -> None:
    workspace.import_all("maria", "youtube-daily-2017.csv", DAILY.read_bytes())
    daily = workspace.campaign("maria", "Daily")
    for channel in CHANNELS:
        one = workspace.collaboration("maria", daily, channel)
        give_posts(workspace, one, channel)
    with workspace.bot.deps.transaction(workspace.team) as store:
        results.sum_up(store, [one.id for one in store.collaborations.of_campaign(daily)])
    expected = latest_by_hand()

    found = report(workspace, name="Daily")

    engaged = {name: expected[name]["likes"] + expected[name]["comment_total"] for name in CHANNELS}
    assert figures(found)["Posts"] == f"{sum(expected[name]['posts'] for name in CHANNELS):,}"
    assert figures(found)["Engagements"] == f"{sum(engaged.values()):,}"
    assert figures(found)["Reach"] == "not enough data"
    assert {row["Influencer"]: row["Engagements"] for row in table(found)} == {
        name: f"{engaged[name]:,}" for name in CHANNELS
    }


def give_posts(workspace: Workspace, collaboration_id: int, channel: str) -> None:
    """Let all posts of a channel belong to a collaboration."""
    with workspace.bot.deps.reading(workspace.team) as store:
        one = store.searches.by_name(channel.casefold(), limit=1)[0]
        ids = [profile.id for profile in store.profiles.of([one.id])[one.id]]
    with workspace.bot.database.engine.begin() as connection:
        connection.execute(update(post).where(post.c.profile_id.in_(ids)).values(collaboration_id=collaboration_id))
