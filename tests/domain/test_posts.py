"""Figures of posts by day: joining, what is known last, what is odd; their rates, means and sums."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.domain.content.post_rates import followers_on, means, of_sums, rates, totals
from bot.domain.content.posts import Known, PostDay, PostFigures, Reading, check, latest, lower_than_before, merge
from bot.domain.influencers.typed_rates import parse_percent, parse_rate
from bot.domain.refused import Refused

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)


def on(day: int, source: str = "manual", **figures: int) -> PostDay:
    """The figures of a day in November."""
    return PostDay(1, date(2026, 11, day), PostFigures(**figures), source, "U1", MOMENT)


def told(day: int, **figures: int) -> Reading:
    """What somebody says of a day in November."""
    return Reading(1, date(2026, 11, day), PostFigures(**figures))


@pytest.mark.parametrize(
    ("stored", "by", "merged"),
    [
        (None, "CSV", ({"views": 5, "likes": 1}, "CSV")),
        (on(1, "CSV", views=4), "CSV", ({"views": 5, "likes": 1}, "CSV")),
        (on(1, "CSV", views=4, saves=2), "manual", ({"views": 5, "likes": 1, "saves": 2}, "manual + CSV")),
        (on(1, "manual", views=4), "CSV", ({"views": 4, "likes": 1}, "manual + CSV")),
        (on(1, "manual", views=4, likes=9), "CSV", ({"views": 4, "likes": 9}, "manual")),
        (on(1, "manual", views=4, likes=9), "manual", ({"views": 5, "likes": 1}, "manual")),
    ],
)
def test_what_a_person_typed_gives_way_only_to_a_person_and_missing_takes_nothing_away(
    stored: PostDay | None, by: str, merged: tuple[dict[str, int], str]
) -> None:
    figures, source = merge(stored, told(1, views=5, likes=1), source=by)

    assert (figures, source) == (PostFigures(**merged[0]), merged[1])


def test_the_same_reading_twice_changes_nothing() -> None:
    first = on(1, "manual + CSV", views=4, likes=1)

    assert merge(first, told(1, views=5, likes=1), source="CSV") == (first.figures, "manual + CSV")


def test_each_figure_is_known_of_its_own_day() -> None:
    known = latest([on(1, views=1, likes=7), on(2, views=2)])

    assert (known["views"].day.day, known["likes"].day.day) == (2, 1)


def test_a_total_is_held_against_the_days_before_it_only() -> None:
    days = [on(1, views=10), on(5, views=50)]

    assert lower_than_before(told(3, views=20), days) == {}
    assert lower_than_before(told(6, views=20), days)["views"].value == 50


def test_relevant_comments_cannot_be_more_than_all() -> None:
    with pytest.raises(Refused, match="more than the 3 comments"):
        check(PostFigures(comments=3, relevant_comments=4))


def test_followers_are_those_of_the_day_or_the_first_after_it() -> None:
    counts = [Known(number, date(2026, 11, day), "CSV", None) for day, number in ((3, 300), (9, 900))]

    assert [followers_on(counts, date(2026, 11, day)) for day in (1, 5, 10)] == [counts[0], counts[0], counts[1]]
    assert followers_on([], date(2026, 11, 1)) is None


def test_a_rate_names_each_number_with_its_own_day_and_source() -> None:
    known = latest([on(2, "CSV", likes=90, comments=10)])
    public = next(
        one for one in rates(known, Known(1000, date(2026, 11, 1), "manual", "U2")) if one.name == "Public ER"
    )

    assert public.value == 10
    assert [(one.name, one.source, one.day.day) for one in public.inputs] == [
        ("likes", "CSV", 2),
        ("comments", "CSV", 2),
        ("followers", "manual", 1),
    ]


def test_the_mean_of_rates_and_the_rate_of_sums_differ_and_missing_is_left_out() -> None:
    followers = Known(1000, date(2026, 11, 1), "manual", "U2")
    lines = [latest([on(1, views=100, likes=10, comments=0)]), latest([on(1, views=900)])]
    told_rates = [(str(number), rates(known, followers)) for number, known in enumerate(lines)]
    mean = next(one for one in means(told_rates, today=date(2026, 11, 2)) if one.name.startswith("Public ER"))

    assert (mean.value, mean.note) == (Decimal(1), "Known of 1 of 2 posts.")
    sums = totals(lines, currency="USD", today=date(2026, 11, 2))
    assert (sums.views, sums.likes, sums.saves, sums.posts) == (1000, 10, None, 2)
    assert (sums.known["likes"], sums.known["saves"]) == (1, 0)


def test_rates_and_percents_are_read_as_typed_and_nonsense_is_refused() -> None:
    assert parse_percent("3,5 %", field="good") == Decimal("3.5")
    assert parse_rate("€0.005", "EUR", field="cpc") == Decimal("0.5")
    assert parse_rate("650", "JPY", field="cpm") == 650
    for text in ("", "-1", "101", "1e3", "1.2.3"):
        with pytest.raises(Refused):
            parse_percent(text, field="good")
    for text in ("", "1,500", "free", "1 2"):
        with pytest.raises(Refused):
            parse_rate(text, "EUR", field="cpm")


def test_a_rate_of_sums_takes_only_posts_of_which_both_are_known() -> None:
    lines = [latest([on(1, views=100, likes=10, comments=0)]), latest([on(1, likes=500, comments=9)])]

    found = of_sums(lines, by="views", today=date(2026, 11, 2))

    assert (found.value, found.name) == (Decimal(10), "ER by views, sums of 1 of 2 posts")
