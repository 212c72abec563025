"""Reading the rows of a spreadsheet: what they say, and why some cannot be imported."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.influencers.handles import handle_key, parse_profile
from bot.domain.influencers.imports import Figures, ImportRow, read_rows
from bot.domain.influencers.imports.cell_readers import profile_in
from bot.domain.influencers.platforms import PLATFORMS, WEB
from bot.domain.refused import Refused
from tests.domain.sheets import influencers, reasons, recognised, rows_of, table_of


def test_a_row_of_the_tiktok_ranking_is_read_with_its_exact_figures() -> None:
    row = rows_of("tiktok-2022-09")[2]

    assert isinstance(row, ImportRow)
    assert row.name == "Stray Kids"
    assert row.profiles[0].figures == Figures(
        followers=13_800_000, views=6_400_000, likes=2_300_000, comments=50_200, shares=34_200
    )


def test_shortened_figures_are_read_where_there_are_no_exact_ones() -> None:
    row = rows_of("tiktok-2022-11")[3]

    assert isinstance(row, ImportRow)
    assert row.profiles[0].figures == Figures(
        followers=145_600, views=26_800_000, likes=2_200_000, comments=30_100, shares=71_200
    )


def test_a_row_of_the_instagram_ranking_is_read_with_country_and_niches() -> None:
    row = rows_of("instagram-2022-11")[4]

    assert isinstance(row, ImportRow)
    assert (row.name, row.profiles[0].handle) == ("Leo Messi", "leomessi")
    assert (row.country, row.audience_country) == (None, "Indonesia")
    assert row.niches == ("Sports with a ball", "Family")
    assert row.profiles[0].figures == Figures(
        followers=357_800_000, engagement=4_100_000, engagement_authentic=3_200_000
    )


def test_both_youtube_months_give_the_same_handles_although_the_columns_changed_places() -> None:
    months = [rows_of(name).values() for name in ("youtube-2022-09", "youtube-2022-11")]
    handles = [{row.profiles[0].key for row in rows if isinstance(row, ImportRow)} for rows in months]

    assert len(handles[0] & handles[1]) > 890
    assert {"checkgate", "mrbeast6000", "✿ kids diana show"} <= handles[0] & handles[1]


def test_zero_is_a_figure_in_a_ranking() -> None:
    row = rows_of("youtube-2022-09")[3]

    assert isinstance(row, ImportRow)
    assert (row.name, row.profiles[0].figures.comments) == ("Cocomelon - Nursery Rhymes", 0)


def test_a_name_that_is_a_spreadsheet_error_is_replaced_by_the_handle() -> None:
    names = [
        row.name
        for month in ("instagram-2022-09", "instagram-2022-11")
        for row in rows_of(month).values()
        if isinstance(row, ImportRow) and row.profiles[0].handle == "maisa"
    ]

    assert names == ["maisa", "maisa"]


@pytest.mark.parametrize("mark", ["", "-", "N/A", "N/A'", "#VALOR!", "#DIV/0!", "n/a", "—"])
def test_a_missing_figure_stays_missing(mark: str) -> None:
    [noor] = influencers(f"Handle,Followers,Likes\nnoor,{mark},5\n", name="tiktok.csv")

    assert noor.profiles[0].figures == Figures(followers=None, likes=5)


def test_a_figure_that_is_no_number_rejects_its_row_and_names_the_column() -> None:
    text = "Handle,Followers\nnoor,12\ntom,plenty\n"

    [reason] = reasons(text, name="tiktok.csv").values()
    assert reason.startswith("Column “Followers”: ")
    assert "plenty" in reason


def test_a_handle_that_cannot_be_one_rejects_its_row_and_names_the_column() -> None:
    told = reasons("Handle,Followers\nnoor,12\nwww.instagram.com/p/abc,13\n", name="instagram.csv")

    assert list(told) == [3]
    assert told[3].startswith("Column “Handle”: That is a post, not a profile.")


def test_a_row_with_nobody_in_it_is_rejected() -> None:
    assert reasons("Name,Handle,Country\nNoor,noor,DE\n,,DE\n", name="tiktok.csv") == {
        3: "There is no handle and no name in this row."
    }


def test_figures_that_belong_to_no_profile_are_not_lost_silently() -> None:
    told = reasons("Name,Handle,Followers\nNoor,noor,5\nTom,,7\n", name="tiktok.csv")

    assert told == {3: "There are figures in this row, but no handle or profile link they belong to."}


def test_a_name_without_a_profile_is_an_influencer() -> None:
    rows = influencers("Name,Handle,Country\nNoor,noor,DE\nTom Lind,,SE\n", name="tiktok.csv")

    assert [(row.name, len(row.profiles), row.country) for row in rows] == [
        ("Noor", 1, "DE"),
        ("Tom Lind", 0, "SE"),
    ]


def test_the_first_of_two_rows_with_one_handle_counts_in_any_spelling() -> None:
    text = "Handle,Followers\nnoor.bakes,1\n@Noor.Bakes,2\nhttps://www.instagram.com/NOOR.bakes/?hl=de,3\n"

    assert [row.profiles[0].figures.followers for row in influencers(text, name="instagram.csv")] == [1]
    assert reasons(text, name="instagram.csv") == {3: "Same handle as row 2.", 4: "Same handle as row 2."}


def test_the_first_of_two_rows_with_one_name_and_no_profile_counts() -> None:
    assert reasons("Name,Country\nNoor Haddad,DE\nnoor  haddad,DE\n") == {3: "Same name as row 2."}


def test_a_name_of_more_than_300_characters_is_rejected() -> None:
    told = reasons(f"Name,Handle\n{'x' * 300},noor\n{'x' * 301},tom\n", name="tiktok.csv")

    assert told == {3: "The name is longer than 300 characters. Shorten it."}


def test_row_numbers_are_those_of_the_spreadsheet_program() -> None:
    text = 'Our creators,\n,\nHandle,Notes\nnoor,"two\nlines"\n\ntom,\n'

    assert [row.row_number for row in influencers(text, name="tiktok.csv")] == [4, 6]


def test_texts_of_every_script_come_through_unharmed() -> None:
    names = ["김민규", "🇩🇪 Noor", "نور حداد", "<!channel>", "*bold* & <b>", "=1+1", "Егор"]
    text = "Handle,Name\n" + "".join(f"h{n},{name}\n" for n, name in enumerate(names))

    assert [row.name for row in influencers(text, name="tiktok.csv")] == names


def test_an_address_beside_other_words_keeps_both() -> None:
    [noor] = influencers(
        'Handle,E-mail,Notes\nnoor,"noor@example.com; or ask Tom",nice\nlina,x@example.com,\n',
        name="tiktok.csv",
    )[:1]

    assert noor.email == "noor@example.com"
    assert noor.notes == "E-mail: noor@example.com; or ask Tom\nnice"


def test_a_link_says_more_surely_who_somebody_is_than_a_name_on_youtube() -> None:
    [row] = influencers(
        "Channel,Channel URL,Subscribers\n"
        "Backstube Nord,https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv,12300\n"
    )

    assert (row.name, row.profiles[0].handle) == ("Backstube Nord", "UCabcdefghijklmnopqrstuv")


PLAIN = st.text(alphabet="abcxyzABCUXYZ0189_.@ -", min_size=1, max_size=32)
ENDINGS = st.sampled_from(["", ".com", "tiktok.com", "youtu.be", "m.tiktok.com", "UC" + "a" * 22])


@settings(deadline=None)
@given(start=PLAIN, ending=ENDINGS, platform=st.sampled_from([p for p in PLATFORMS if p != WEB]))
def test_a_plain_handle_is_read_as_everywhere_else(start: str, ending: str, platform: str) -> None:
    cell = (start + ending).strip()
    try:
        slow = parse_profile(cell, platform=platform)
    except Refused:
        with pytest.raises(Refused):
            profile_in(cell, platform=platform, heading="Handle")
        return
    quick = profile_in(cell, platform=platform, heading="Handle")
    assert (quick.platform, quick.handle, quick.url) == (slow.platform, slow.handle, slow.url)
    assert quick.key == handle_key(slow.platform, slow.handle)


@settings(deadline=None)
@given(cells=st.lists(st.lists(st.text(max_size=12), min_size=4, max_size=4), min_size=1, max_size=6))
def test_no_cell_makes_reading_fail(cells: list[list[str]]) -> None:
    table = table_of("Handle,Name,Followers,E-mail\nnoor.bakes,Noor Haddad,12,noor@example.com\n")
    mapping = recognised(table, name="tiktok.csv")
    odd = [tuple(cell.strip() for cell in row) for row in cells]
    table = replace(table, rows=odd, row_numbers=list(range(2, 2 + len(odd))))

    assert len(list(read_rows(table, mapping))) == len(odd)
