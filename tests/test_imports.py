"""The published spreadsheets through the modal: what a person is shown, and what stands in the database after it."""

import csv
import re
import threading
import time
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from storage.tables import influencer, label, post, post_metric, profile, search_word, snapshot
from tests.independent_count import DATA, FIGURES_OF_POSTS, IN_ORDER, KINDS, count_posts
from tests.independent_count import Workspace as SecondOpinion
from tests.roster import contents, count
from tests.workspace import Message, Workspace

SHOWN = {
    "New": "new",
    "Updated": "updated",
    "Unchanged": "unchanged",
    "Possible duplicates": "possible_duplicate",
    "Rejected": "rejected",
}
DAYS = {"2022-09": date(2022, 9, 1), "2022-11": date(2022, 11, 1)}
FIGURES = {"followers": "f", "views": "v", "likes": "l", "comments": "c", "shares": "s"} | {
    "engagement": "e",
    "engagement_authentic": "a",
}
POSTS = "youtube-daily-2017"


def read(file: str) -> bytes:
    """A published spreadsheet."""
    return (DATA / f"{file}.csv").read_bytes()


def counts_in(message: Message) -> dict[str, int]:
    """The counts that a person reads in a preview or at the end."""
    lines = message.text_shown.replace("*", "").splitlines()
    pairs = pairwise(lines)
    return {SHOWN[name]: int(number.replace(",", "")) for name, number in pairs if name in SHOWN}


def wanted(counted: Any) -> dict[str, int]:
    """An independent count as it should be shown."""
    return {kind: counted[kind] for kind in KINDS}


def confirmed(workspace: Workspace, preview: Message) -> Message:
    """The import of this preview at its end."""
    maria = workspace.person("maria")
    maria.click("Import", preview)
    workspace.settle()
    return maria.message(preview.channel, preview.ts)


def rejected_rows(workspace: Workspace, name: str) -> str:
    """The file of rejected rows that maria got."""
    for message in reversed(workspace.told("maria")):
        for file in message.files:
            if file["name"] == f"rejected rows of {name}.csv":
                return workspace.slack.slack.workspace.contents[file["id"]].decode("utf-8-sig")
    raise AssertionError(f"no rejected rows of {name}")


def test_all_six_spreadsheets_are_counted_and_stored_as_a_second_opinion_says(workspace: Workspace) -> None:
    opinion = SecondOpinion()
    for file in IN_ORDER:
        expected = wanted(opinion.count(file))
        preview = workspace.import_file("maria", f"{file}.csv", read(file))
        assert (file, counts_in(preview)) == (file, expected)
        assert (file, counts_in(confirmed(workspace, preview))) == (file, expected)
        rows = rejected_rows(workspace, file).splitlines()[1:] if expected["rejected"] else []
        assert sum(bool(re.match(r"\d+,", row)) for row in rows) == expected["rejected"]
    _compare(workspace, opinion)


def _compare(workspace: Workspace, opinion: SecondOpinion) -> None:
    engine = workspace.bot.database.engine
    with engine.connect().execution_options(reading=True) as connection:
        people = {row.id: row for row in connection.execute(select(influencer))}
        profiles = {row.id: row for row in connection.execute(select(profile))}
        niches = {(row.influencer_id, row.text) for row in connection.execute(select(label))}
        found = {row.influencer_id for row in connection.execute(select(search_word))}
        stored = {(row.profile_id, row.day): row for row in connection.execute(select(snapshot))}
    assert len(people) == len(opinion.people)
    assert {(one.platform, one.handle_key) for one in profiles.values()} == set(opinion.profiles)
    assert found == set(people), "everybody can be found by a word"
    assert len(stored) == sum(len(one) - 1 for one in opinion.profiles.values())
    wanted_niches = set()
    for one in profiles.values():
        told = opinion.profiles[one.platform, one.handle_key]
        person = people[one.influencer_id]
        assert person.name_key == told["person"]["name"]
        wanted_niches |= {(person.id, " ".join(niche.split())) for niche in told["person"].get("niches", ())}
        for month, day in DAYS.items():
            if month in told:
                row = stored[one.id, day]._mapping
                assert {name: row[name] for name in FIGURES} == {
                    name: told[month].get(short) for name, short in FIGURES.items()
                }
    assert {(who, text.casefold()) for who, text in niches} == {(who, text.casefold()) for who, text in wanted_niches}


@pytest.mark.parametrize("file", ["tiktok-2022-11", "instagram-2022-09", "youtube-2022-09"])
def test_the_same_file_again_writes_nothing(workspace: Workspace, file: str) -> None:
    workspace.import_all("maria", f"{file}.csv", read(file))
    before = contents(workspace.bot.database.engine)

    again = workspace.import_all("maria", f"{file}.csv", read(file))

    counts = counts_in(again)
    assert counts["new"] == counts["updated"] == counts["possible_duplicate"] == 0
    assert counts["unchanged"] == len(before["influencer"])
    assert contents(workspace.bot.database.engine) == before


def test_the_next_month_is_a_second_snapshot_and_the_card_shows_growth(workspace: Workspace) -> None:
    for file in ("tiktok-2022-09", "tiktok-2022-11"):
        workspace.import_all("maria", f"{file}.csv", read(file))
    opinion = SecondOpinion()
    opinion.count("tiktok-2022-09")
    opinion.count("tiktok-2022-11")
    (platform, key), told = next((key, one) for key, one in opinion.profiles.items() if len(one) == 3)
    before, after = told["2022-09"]["f"], told["2022-11"]["f"]

    card = workspace.person("maria").command(f"/influencer show @{key}").text

    assert platform == "tiktok"
    assert f"{(after - before) / before:+.1%} since 1 September 2022" in card
    assert "1 November 2022" in card


def test_an_older_month_imported_later_does_not_hide_the_newer_one(workspace: Workspace) -> None:
    newer = b"Handle,Followers,Platform\nnoor.bakes,2000,TikTok\n"
    workspace.import_all("maria", "list 2022-11.csv", newer)
    done = workspace.import_all("maria", "list 2022-09.csv", newer.replace(b"2000", b"1000"))

    card = workspace.person("maria").command("/influencer show @noor.bakes").text

    assert counts_in(done)["updated"] == 1
    assert "+1,000, +100.0% since 1 September 2022" in card
    assert "noor.bakes" in workspace.person("maria").command("/influencer find followers:2000-2000").text


def test_daily_figures_of_posts_are_counted_and_stored_as_a_second_opinion_says(workspace: Workspace) -> None:
    expected = wanted(count_posts())
    preview = workspace.import_file("maria", f"{POSTS}.csv", read(POSTS))

    assert "Choose the year" in preview.text_shown or counts_in(preview) == expected
    preview = _with_year(workspace, preview)
    assert counts_in(preview) == expected
    assert counts_in(confirmed(workspace, preview)) == expected

    engine = workspace.bot.database.engine
    assert count(engine, post) == expected["new"]
    assert count(engine, post_metric) == expected["new"] + expected["updated"] - _new_without_figures()


def _new_without_figures() -> int:
    """Videos whose first day has no figure at all: there is nothing to keep of that day."""
    first: dict[str, dict[str, str]] = {}
    with (DATA / f"{POSTS}.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            first.setdefault(row["video_id"], row)
    return sum(1 for row in first.values() if not any(int(row[name]) for name in FIGURES_OF_POSTS))


def _with_year(workspace: Workspace, preview: Message) -> Message:
    if "Choose the year" not in preview.text_shown:
        return preview
    maria = workspace.person("maria")
    maria.submit(maria.click("Correct columns", preview), year="2017")
    workspace.settle()
    return maria.message(preview.channel, preview.ts)


def test_the_daily_file_again_writes_nothing(workspace: Workspace) -> None:
    workspace.import_all("maria", f"{POSTS}.csv", read(POSTS))
    before = contents(workspace.bot.database.engine)

    again = workspace.import_all("maria", f"{POSTS}.csv", read(POSTS))

    assert counts_in(again)["new"] == counts_in(again)["updated"] == 0
    assert contents(workspace.bot.database.engine) == before


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_commands_answer_well_within_three_seconds_while_a_large_import_runs(workspace: Workspace) -> None:
    """Also where all writers share one lock (SQLite): the sandbox itself complains of an answer after 3 s."""
    maria = workspace.person("maria")
    preview = workspace.import_file("maria", "makers 2026-09.csv", many(LARGE))
    maria.click("Import", preview)
    import_ = threading.Thread(target=workspace.settle)
    import_.start()
    took: dict[str, list[float]] = {"reads": [], "writes": []}
    while import_.is_alive():
        began = time.monotonic()
        maria.command("/influencer find platform:tiktok followers:10k+")
        took["reads"].append(time.monotonic() - began)
        opened = maria.command("/influencer add")
        began = time.monotonic()
        number = len(took["writes"])
        maria.close(maria.submit(opened, name=f"By hand {number}", profile_1=f"https://www.twitch.tv/by_hand_{number}"))
        took["writes"].append(time.monotonic() - began)
    import_.join()

    assert counts_in(maria.message(preview.channel, preview.ts))["new"] == LARGE
    assert count(workspace.bot.database.engine, influencer) == LARGE + len(took["writes"])
    assert len(took["writes"]) > 5, "commands went on all the while"
    worst = {kind: max(times) for kind, times in took.items()}
    assert max(worst.values()) < 2.5, worst


LARGE = 50_000


def many(rows: int) -> bytes:
    """A spreadsheet of invented people."""
    lines = (f"maker.{n},Maker {n},TikTok,{1000 + n},{n % 90},food,m{n}@example.com" for n in range(rows))
    return "\n".join(["Handle,Name,Platform,Followers,Likes avg.,Niche,Email", *lines]).encode()
