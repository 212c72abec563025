"""Rates over the posts of one collaboration."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.domain.campaigns.collaboration_rates import Counts, public_rate_of_posts, work_of
from bot.domain.results.results import Totals

TOTALS = Totals("EUR", date(2026, 11, 22), posts=4, likes=900, comments=100, known={"likes": 4, "comments": 4})


def test_the_public_rate_is_the_mean_over_the_posts() -> None:
    assert public_rate_of_posts(TOTALS, followers=10_000).value == Decimal("2.5")


def test_posts_whose_figures_nobody_knows_are_left_out_of_the_mean() -> None:
    two = replace(TOTALS, known={"likes": 2, "comments": 2})

    found = public_rate_of_posts(two, followers=10_000)

    assert found.value == 5
    assert "known of 2 of 4 posts" in found.note


def test_likes_of_some_posts_and_comments_of_others_give_no_rate() -> None:
    mixed = replace(TOTALS, known={"likes": 4, "comments": 3})

    assert public_rate_of_posts(mixed, followers=10_000).value is None
    assert public_rate_of_posts(TOTALS, followers=None).value is None
    assert public_rate_of_posts(TOTALS, followers=0).value is None


def test_work_is_told_by_its_means_and_missing_stays_missing() -> None:
    known = {"likes": 400, "likes_known": 4, "comments": 30, "comments_known": 3}
    counts = Counts(4, **known, clicks=200, conversions=5, revenue=9_000)

    work = work_of(counts, followers=1_000)

    assert (work.engagement_rate, work.conversion_rate, work.revenue_per_click) == (
        Decimal(11),
        Decimal("2.5"),
        Decimal(45),
    )
    assert (work.save_rate, work.share_rate) == (None, None)


def test_without_clicks_or_followers_there_are_no_rates() -> None:
    work = work_of(Counts(4, likes=400, likes_known=4, clicks=0, conversions=5, revenue=1), followers=None)

    assert (work.engagement_rate, work.conversion_rate, work.revenue_per_click) == (None, None, None)
