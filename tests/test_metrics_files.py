"""A team's own sheet of posts and figures: found by link or id, shown before it is written, written once."""

from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import select

from storage.tables import influencer, post, post_metric
from tests.test_import_files import xlsx
from tests.test_imports import rejected_rows
from tests.workspace import Message, Workspace

VIDEO = "https://www.tiktok.com/@noor.bakes/video/7301"
REEL = "https://www.instagram.com/reel/AbC_d/"
SHEET = f"""Post,Date,Views,Likes,Comments,Relevant comments,Shares,Saves,Reach,Impressions
{VIDEO}?lang=en,2026-11-20,"12,500",1.2K,80,40,0,N/A,10 000,15000
{VIDEO},21.11.2026,13.8K,1300,85,,5,12,,
instagram.com/p/AbC_d/?igsh=x,2026-11-20,900,90,9,-,1,2,800,1000
https://www.instagram.com/p/nobody/,2026-11-20,1,1,1,,,,,
https://www.tiktok.com/@stranger/video/9,2026-11-20,1,1,1,,,,,
{VIDEO},2036-01-01,1,1,1,,,,,
{VIDEO},2026-11-20,1,1,1,,,,,
{VIDEO},2026-11-19,lots,1,1,,,,,
""".encode()


@pytest.fixture
def autumn(workspace: Workspace) -> int:
    """Noor in a campaign with a video and a reel that are live: the collaboration's id."""
    maria = workspace.person("maria")
    reels = "https://www.instagram.com/noor.reels/"
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes", profiles=reels)
    number = workspace.collaboration("maria", workspace.campaign("maria", "Autumn bread"), "Noor Haddad")
    for url in (VIDEO, REEL):
        seen = maria.submit(maria.click("Add a post", listed(workspace)), url=url)
        assert seen.errors == {}
    return number


def listed(workspace: Workspace) -> Message:
    """The posts of the collaboration."""
    maria = workspace.person("maria")
    card = maria.click("Open", maria.command("/campaign show autumn"))
    return maria.click("Posts and metrics", card).messages[-1]


def counts(message: Message) -> dict[str, int]:
    """The counts that a person reads."""
    lines = message.text_shown.replace("*", "").splitlines()
    names = ("New", "Updated", "Unchanged", "Rejected")
    return {name: int(number.replace(",", "")) for name, number in pairwise(lines) if name in names}


def stored(workspace: Workspace) -> dict[tuple[str, str], tuple[object, ...]]:
    """The figures that stand, by post and day."""
    query = select(post.c.post_key, post_metric).join(post, post.c.id == post_metric.c.post_id)
    with workspace.bot.database.engine.connect() as connection:
        rows = connection.execute(query).all()
    names = ("views", "likes", "comments", "relevant_comments", "shares", "saves", "reach", "impressions", "source")
    return {(row.post_key, row.day.isoformat()): tuple(getattr(row, name) for name in names) for row in rows}


EXPECTED = {"New": 0, "Updated": 3, "Unchanged": 0, "Rejected": 5}


def test_a_teams_sheet_updates_the_posts_of_a_campaign_once_it_is_confirmed(workspace: Workspace, autumn: int) -> None:
    preview = workspace.import_file("maria", "our figures.csv", SHEET)
    assert counts(preview) == EXPECTED
    assert "Post → Post link" in preview.text_shown
    assert "Relevant comments → Relevant comments" in preview.text_shown
    assert stored(workspace) == {}, "nothing is written before somebody says so"

    maria = workspace.person("maria")
    maria.click("Import", preview)
    workspace.settle()

    assert counts(maria.message(preview.channel, preview.ts)) == EXPECTED
    assert stored(workspace) == {
        ("7301", "2026-11-20"): (12_500, 1_200, 80, 40, 0, None, 10_000, 15_000, "CSV"),
        ("7301", "2026-11-21"): (13_800, 1_300, 85, None, 5, 12, None, None, "CSV"),
        ("AbC_d", "2026-11-20"): (900, 90, 9, None, 1, 2, 800, 1_000, "CSV"),
    }


@pytest.mark.parametrize(
    "reason",
    [
        "nothing says whose it is. Add it to its collaboration",
        "I know neither this post nor stranger on TikTok",
        "2036-01-01 lies ahead",
        "Same post and day as row 2",
        "is not a count",
    ],
)
def test_a_row_that_cannot_be_placed_comes_back_with_its_reason(workspace: Workspace, autumn: int, reason: str) -> None:
    workspace.import_all("maria", "our figures.csv", SHEET)

    assert reason in rejected_rows(workspace, "our figures")
    with workspace.bot.database.engine.connect() as connection:
        assert list(connection.execute(select(influencer.c.name)).scalars()) == ["Noor Haddad"], "nobody is made up"


def test_a_workbook_with_real_dates_and_numbers_says_the_same(workspace: Workspace, autumn: int) -> None:
    rows: list[list[object]] = [["Link", "Datum", "Aufrufe", "Gespeichert"], [VIDEO, date(2026, 11, 20), 12500, 3.0]]

    assert counts(workspace.import_all("maria", "zahlen.xlsx", xlsx(rows)))["Updated"] == 1
    assert stored(workspace)["7301", "2026-11-20"] == (12_500, None, None, None, None, 3, None, None, "CSV")


def test_the_same_sheet_twice_changes_nothing(workspace: Workspace, autumn: int) -> None:
    workspace.import_all("maria", "our figures.csv", SHEET)
    before = stored(workspace)

    again = workspace.import_all("maria", "our figures.csv", SHEET)

    assert counts(again) == {"New": 0, "Updated": 0, "Unchanged": 3, "Rejected": 5}
    assert stored(workspace) == before


def test_what_a_person_typed_is_filled_up_and_never_changed_by_a_file(workspace: Workspace, autumn: int) -> None:
    maria = workspace.person("maria")
    reel = maria.submit(maria.click("Add metrics", listed(workspace)), day="2026-11-20", views="950")
    assert "950 views" in reel.text

    workspace.import_all("maria", "our figures.csv", SHEET)
    workspace.import_all("maria", "our figures.csv", SHEET)

    assert stored(workspace)["AbC_d", "2026-11-20"] == (950, 90, 9, None, 1, 2, 800, 1_000, "manual + CSV")


def test_posts_are_found_by_their_id_too(workspace: Workspace, autumn: int) -> None:
    sheet = b"Post ID,Username,Platform,Date,Views,Saves\n7301,noor.bakes,TikTok,2026-11-20,500,7\n"

    preview = workspace.import_all("maria", "tiktok posts.csv", sheet)

    assert counts(preview)["Updated"] == 1
    assert stored(workspace)["7301", "2026-11-20"][0] == 500


def test_a_new_post_of_somebody_known_comes_in_without_a_campaign_and_can_be_given_one(
    workspace: Workspace, autumn: int
) -> None:
    maria = workspace.person("maria")
    sheet = b"url,date,views\nhttps://www.tiktok.com/@noor.bakes/video/42,2026-11-20,77\n"
    assert counts(workspace.import_all("maria", "more.csv", sheet))["New"] == 1
    assert "77 views" not in listed(workspace).text_shown

    given = maria.submit(
        maria.click("Add a post", listed(workspace)), url="https://www.tiktok.com/@noor.bakes/video/42"
    )

    assert "77 views" in given.text
