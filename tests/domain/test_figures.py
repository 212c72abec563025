"""Rates and growth from figures (formulas.md, sections 1, 2 and 4)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.influencers.figures import (
    Figure,
    FiguresOfDay,
    best_rates,
    explain,
    full_rate,
    growth,
    meaningful_rate,
    meaningful_rate_with_saves,
    public_rate,
    rate_by_followers,
    rate_by_impressions,
    rate_by_reach,
    rate_by_views,
    say_figure,
)
from bot.domain.refused import Refused
from bot.domain.results.benchmarks import Tier, benchmark, tier_of

DAY = date(2026, 11, 1)
FULL = FiguresOfDay(
    DAY,
    followers=10_000,
    views=5_000,
    likes=400,
    comments=80,
    relevant_comments=50,
    shares=30,
    saves=20,
    reach=4_000,
    impressions=8_000,
    source="CSV",
    entered_by="Maria",
)
RATES = (
    meaningful_rate,
    meaningful_rate_with_saves,
    public_rate,
    full_rate,
    rate_by_followers,
    rate_by_reach,
    rate_by_impressions,
    rate_by_views,
)


def test_the_published_calculators_rate_by_impressions_comes_out() -> None:
    day = FiguresOfDay(DAY, impressions=500_000, engagement=15_000)

    assert say_figure(rate_by_impressions(day)) == "3.00%"


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        (meaningful_rate(FULL), "0.8"),
        (meaningful_rate_with_saves(FULL), "1"),
        (public_rate(FULL), "4.8"),
        (full_rate(FULL), "5.3"),
        (rate_by_reach(FULL), "13.25"),
        (rate_by_impressions(FULL), "6.625"),
        (rate_by_views(FULL), "10.6"),
    ],
)
def test_each_rate_follows_its_formula(figure: Figure, value: str) -> None:
    assert figure.value == Decimal(value)


def test_a_rate_without_one_of_its_numbers_is_not_enough_data_and_names_it() -> None:
    figure = meaningful_rate(FiguresOfDay(DAY, followers=10_000, relevant_comments=5))

    assert figure.value is None
    assert figure.note == "Not enough data: shares missing."
    assert say_figure(figure) == "not enough data"


def test_a_real_zero_counts_and_a_missing_number_does_not() -> None:
    assert public_rate(FiguresOfDay(DAY, followers=100, likes=0, comments=0)).value == 0
    assert public_rate(FiguresOfDay(DAY, followers=100, likes=0)).value is None


@pytest.mark.parametrize("rate", RATES)
def test_over_zero_nothing_is_known(rate: type) -> None:
    nobody = FiguresOfDay(
        DAY, followers=0, views=0, likes=1, comments=1, shares=1, saves=1, reach=0, impressions=0, engagement=4
    )

    assert rate(nobody).value is None
    assert "is 0" in rate(nobody).note


def test_all_comments_stand_in_for_relevant_ones_only_under_their_own_name() -> None:
    figure = meaningful_rate(FiguresOfDay(DAY, followers=1_000, comments=20, shares=10))

    assert figure.name == "Meaningful ER (all comments)"
    assert figure.value == 3
    assert figure.note == "Nobody has counted the relevant comments, so all comments are in it."


def test_a_sum_that_leaves_something_out_says_so() -> None:
    figure = rate_by_views(FiguresOfDay(DAY, views=1_000, likes=50, comments=10, shares=5))

    assert figure.formula == "(likes + comments + shares) / views × 100"
    assert figure.note == "Not counted, because missing: saves."


def test_the_default_rate_comes_first_even_without_data_and_then_what_can_be_told() -> None:
    names = [figure.name for figure in best_rates(FiguresOfDay(DAY, followers=1_000, likes=50, comments=10))]

    assert names == ["Meaningful ER (all comments)", "Public ER"]


def test_a_figure_explains_itself_with_its_numbers_their_source_and_day() -> None:
    assert explain(meaningful_rate(FULL)) == [
        "Meaningful ER: 0.80%",
        "Formula: (relevant comments + shares) / followers × 100",
        "Relevant comments: 50 (CSV, 1 November 2026, entered by Maria)",
        "Shares: 30 (CSV, 1 November 2026, entered by Maria)",
        "Followers: 10,000 (CSV, 1 November 2026, entered by Maria)",
        "Source of the formula: practice in influencer relationship management",
    ]


def test_growth_is_told_between_two_days() -> None:
    told = growth(FiguresOfDay(date(2026, 9, 1), followers=800), FiguresOfDay(DAY, followers=1_000))

    assert told is not None
    assert told.absolute == 200
    assert told.percent == 25


@pytest.mark.parametrize("before", [None, 0])
def test_growth_from_nothing_has_no_percent(before: int | None) -> None:
    told = growth(FiguresOfDay(date(2026, 9, 1), followers=before), FiguresOfDay(DAY, followers=1_000))

    assert told is None if before is None else told is not None and told.percent is None


def test_growth_backwards_is_refused() -> None:
    with pytest.raises(Refused, match="the earlier one first"):
        growth(FULL, FULL)


_COUNTS = st.none() | st.integers(min_value=0, max_value=10**12)


@settings(deadline=None)
@given(_COUNTS, _COUNTS, _COUNTS, _COUNTS, _COUNTS, _COUNTS)
def test_any_figures_give_rates_that_can_be_explained(
    followers: int | None,
    likes: int | None,
    comments: int | None,
    shares: int | None,
    views: int | None,
    engagement: int | None,
) -> None:
    day = FiguresOfDay(
        DAY, followers=followers, likes=likes, comments=comments, shares=shares, views=views, engagement=engagement
    )

    for rate in RATES:
        figure = rate(day)
        assert explain(figure)[0].startswith(figure.name)
        assert (figure.value is None) == (figure.note.startswith("Not enough data"))


@pytest.mark.parametrize(
    ("followers", "tier"),
    [
        (None, None),
        (999, None),
        (1_000, Tier.NANO),
        (9_999, Tier.NANO),
        (10_000, Tier.MICRO),
        (50_000, Tier.MID),
        (500_000, Tier.MACRO),
        (1_000_000, Tier.MEGA),
    ],
)
def test_a_tier_begins_at_its_first_follower(followers: int | None, tier: Tier | None) -> None:
    assert tier_of(followers) == tier


@pytest.mark.parametrize(
    ("rate", "judged"), [("3.5", "good"), ("3.49", "average"), ("2", "average"), ("1.99", "below")]
)
def test_a_public_rate_is_judged_by_the_dated_table(rate: str, judged: str) -> None:
    usual = benchmark("instagram", followers=20_000)

    assert usual is not None
    assert (usual.judge(Decimal(rate)), usual.source, usual.day.year) == (judged, "Untapper 2026 [F5]", 2026)


def test_a_platform_that_no_source_speaks_of_has_no_benchmark() -> None:
    assert benchmark("twitch", followers=20_000) is None
    assert benchmark("tiktok", followers=None) is None
