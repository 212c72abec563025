"""Reading single cells, and the posts of a day."""

from datetime import date

import pytest

from bot.domain.influencers.imports import PostFigures, RejectedRow
from bot.domain.influencers.imports.cells import is_missing, list_in, text_in
from bot.domain.influencers.imports.days import day_in
from tests.domain.sheets import posts, reasons, rows_of


def test_a_post_with_figures_of_zero_has_missing_ones() -> None:
    [post] = posts(
        "video_id,title,channel_title,views,likes,dislikes,comment_total,date\nK4wEI5zhHB0,X,Apple,7860119,185853,0,0,13.09\n",
        name="daily-2017.csv",
    )

    assert post.figures == PostFigures(views=7_860_119, likes=185_853)
    assert (post.day, post.url) == (date(2017, 9, 13), "https://www.youtube.com/watch?v=K4wEI5zhHB0")
    assert post.channel is not None
    assert (post.channel.platform, post.channel.handle) == ("youtube", "Apple")


def test_the_same_post_twice_on_a_day_counts_once() -> None:
    rows = rows_of("youtube-daily-2017")
    told = [row.reason for row in rows.values() if isinstance(row, RejectedRow)]

    assert len(rows) == 5_196
    assert len(told) == 5
    assert told[0] == "Same post and day as row 1649."


def test_a_date_that_does_not_exist_rejects_its_row() -> None:
    told = reasons(
        "post_id,title,username,date,views\n1,Cake,noor,28.02.2026,5\n2,Cake,noor,30.02.2026,5\n",
        name="instagram.csv",
    )

    assert told == {3: "“30.02.2026” is not a date. Write it like 2017-09-13 or 13.09.2017."}


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2017-09-13", date(2017, 9, 13)),
        ("2017-09-13T08:00:00Z", date(2017, 9, 13)),
        ("13.09", date(2016, 9, 13)),
        ("1.2.", date(2016, 2, 1)),
        ("29.02", date(2016, 2, 29)),
        ("13/09/17", date(2017, 9, 13)),
    ],
)
def test_days_are_read_with_the_day_first(cell: str, day: date) -> None:
    assert day_in(cell, year=2016) == day


@pytest.mark.parametrize("cell", ["13.09", "29.02", "", "soon", "13.13.2017"])
def test_a_day_without_a_year_is_never_guessed(cell: str) -> None:
    with pytest.raises(ValueError, match="not a day"):
        day_in(cell, year=None)


def test_lists_are_cut_at_commas_and_lines_but_not_inside_names() -> None:
    assert list_in("Cinema & Actors/actresses, #vegan; Vegan\nfood") == (
        "Cinema & Actors/actresses",
        "vegan",
        "food",
    )


def test_escaped_characters_of_a_web_page_are_read_as_they_were_meant() -> None:
    assert text_in("it&#39;s a me, Silvia :)") == "it's a me, Silvia :)"
    assert text_in("R&D &copy 2022") == "R&D &copy 2022"


@pytest.mark.parametrize("name", ["Na", "Nan", "#jelena", "Nusr_et#Saltbae", "V", "0"])
def test_short_and_odd_names_are_names(name: str) -> None:
    assert not is_missing(name)
