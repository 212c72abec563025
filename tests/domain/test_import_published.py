"""The spreadsheets as they were published are understood by themselves."""

import pytest

from bot.domain.influencers.imports import Mapping, RejectedRow, read_rows
from bot.spreadsheets import read_table, write_xlsx
from tests.domain.sheets import published, recognised, used

PUBLISHED = {
    "tiktok-2022-09": {
        "1:Tiktoker name": "handle",
        "2:Tiktok name": "name",
        "4:Subscribers": "followers",
        "6:Views avg.": "views",
        "8:Likes avg.": "likes",
        "10:Comments avg.": "comments",
        "12:Shares avg.": "shares",
    },
    "tiktok-2022-11": {
        "1:Tiktoker name": "handle",
        "2:Tiktok name": "name",
        "3:Followers": "followers",
        "4:Views (Avg.)": "views",
        "5:Likes (Avg.)": "likes",
        "6:Comments (Avg.)": "comments",
        "7:Shares (Avg.)": "shares",
    },
    "instagram-2022-09": {
        "1:Instagram name": "handle",
        "2:Name": "name",
        "4:Subscribers": "followers",
        "5:Audience country": "audience_country",
        "7:Authentic engagement Values": "engagement_authentic",
        "9:Engagement average Values": "engagement",
        "10:Category_1": "niches",
        "11:Category_2": "niches",
    },
    "instagram-2022-11": {
        "1:Name": "handle",
        "2:Instagram Name": "name",
        "3:Category-1": "niches",
        "5:Followers": "followers",
        "6:Country": "audience_country",
        "8:Eng. (Auth.)": "engagement_authentic",
        "10:Eng. (Avg.)": "engagement",
        "11:Category-2": "niches",
    },
    "youtube-2022-09": {
        "1:Name": "name",
        "2:Youtuber": "handle",
        "3:Country": "country",
        "5:Subscribers": "followers",
        "6:Category_2": "niches",
        "8:Avg. likes": "likes",
        "10:Avg Comments": "comments",
        "11:Category_3": "niches",
    },
    "youtube-2022-11": {
        "1:Youtube channel": "handle",
        "2:youtuber name": "name",
        "3:Category": "niches",
        "5:Followers": "followers",
        "6:Country": "country",
        "8:Views (Avg.)": "views",
        "10:Likes (Avg.)": "likes",
        "12:Comments (Avg.)": "comments",
        "13:Category-2": "niches",
    },
    "youtube-daily-2017": {
        "0:video_id": "post_id",
        "1:title": "title",
        "2:channel_title": "channel",
        "3:category_id": "category",
        "4:views": "views",
        "5:likes": "likes",
        "6:dislikes": "dislikes",
        "7:comment_total": "comments",
        "8:date": "day",
    },
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_spreadsheet_is_understood_without_a_question(name: str) -> None:
    mapping = recognised(published(name), name=f"{name}.csv")

    assert used(mapping) == PUBLISHED[name]
    assert mapping.sure
    assert mapping.platform == name.split("-")[0]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_spreadsheet_is_understood_whatever_its_file_is_called(name: str) -> None:
    mapping = recognised(published(name), name="export (3).csv")

    assert used(mapping) == PUBLISHED[name]
    assert mapping.platform == name.split("-")[0]


def test_headings_that_say_handles_and_names_the_other_way_round_are_remarked_on() -> None:
    mapping = recognised(published("instagram-2022-11"))

    assert mapping.remarks[0] == "By the look of the cells, “Name” holds handles and “Instagram Name” names."


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_mapping_survives_being_kept_as_plain_values(name: str) -> None:
    mapping = recognised(published(name), name=f"{name}.csv")

    assert Mapping.from_values(mapping.to_values()) == mapping


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_spreadsheet_saved_as_a_workbook_says_the_same(name: str) -> None:
    table = published(name)
    rows = [[int(cell) if cell.isdecimal() else cell for cell in row] for row in table.rows]
    saved = read_table(f"{name}.xlsx", write_xlsx(table.headings, rows, title=name))

    mapping = recognised(saved, name=f"{name}.xlsx")
    assert mapping == recognised(table, name=f"{name}.csv")
    for ours, theirs in zip(read_rows(saved, mapping), read_rows(table, mapping), strict=True):
        assert ours[1:] == theirs[1:] or isinstance(ours, RejectedRow)
