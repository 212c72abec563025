"""Authenticity flags (formulas.md, section 5)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.influencers.authenticity import NEVER_A_VERDICT, Check, Known, Outcome, Thresholds, checks
from bot.domain.results.benchmarks import benchmark

TODAY = date(2026, 11, 22)
MICRO = Known("instagram", TODAY, benchmark=benchmark("instagram", followers=20_000))
EVEN = [1_000, 1_010, 990, 1_005, 995]
PEERS = [Decimal(n) / 100 for n in (2, 3, 4, 5, 6)]


def counts(*followers: int | None) -> dict[date, int | None]:
    """Followers of one day after the other."""
    return {TODAY - timedelta(days=30 - n): count for n, count in enumerate(followers)}


def found(name: str, known: Known, thresholds: Thresholds | None = None) -> Check:
    """The check of this name."""
    return next(check for check in checks(known, thresholds) if check.name == name)


def test_without_data_nothing_is_flagged_and_every_check_says_why() -> None:
    for check in checks(Known("instagram", TODAY)):
        assert check.outcome is Outcome.NOT_CHECKED
        assert check.sentence.startswith("Not checked: ")


@pytest.mark.parametrize(
    ("name", "rate", "outcome"),
    [
        ("Engagement below tier", "1.99", Outcome.FLAGGED),
        ("Engagement below tier", "2", Outcome.CLEAR),
        ("Very low engagement", "0.99", Outcome.FLAGGED),
        ("Very low engagement", "1", Outcome.CLEAR),
        ("Engagement far above tier", "7", Outcome.CLEAR),
        ("Engagement far above tier", "7.01", Outcome.FLAGGED),
    ],
)
def test_a_public_rate_is_held_against_its_tier(name: str, rate: str, outcome: Outcome) -> None:
    assert found(name, replace(MICRO, public_rate=Decimal(rate))).outcome is outcome


def test_the_floor_is_for_instagram_and_tiktok_alone() -> None:
    known = Known("youtube", TODAY, public_rate=Decimal("0.5"))

    assert found("Very low engagement", known).outcome is Outcome.NOT_CHECKED


def test_where_sources_differ_the_flag_says_so() -> None:
    mega = Known("instagram", TODAY, Decimal("0.8"), benchmark("instagram", followers=2_000_000))

    assert "calls it average: sources differ" in found("Very low engagement", mega).sentence


@pytest.mark.parametrize(
    ("followers", "outcome"),
    [
        ((1_000,), Outcome.NOT_CHECKED),
        ((1_000, 1_100), Outcome.NOT_CHECKED),
        ((1_000, 1_101), Outcome.FLAGGED),
        ((1_000, None, None, 1_331), Outcome.NOT_CHECKED),
        ((1_000, None, None, 1_332), Outcome.FLAGGED),
        ((0, 5), Outcome.NOT_CHECKED),
        ((10_000, 10_010, 10_022, 10_030, 10_041, 10_600), Outcome.FLAGGED),
        ((10_000, 10_010, 10_022, 10_030, 10_041, 10_053), Outcome.CLEAR),
        ((10_000, 9_990, 9_978, 9_970, 9_959, 9_000), Outcome.CLEAR),
        ((10_000, 10_010, 10_020, 10_030, 10_040, 10_050), Outcome.CLEAR),
    ],
)
def test_a_jump_in_followers_is_flagged_from_enough_days(followers: tuple[int | None, ...], outcome: Outcome) -> None:
    assert found("Follower spike", replace(MICRO, followers=counts(*followers))).outcome is outcome


def test_a_spike_names_its_days_and_its_honest_causes() -> None:
    said = found("Follower spike", replace(MICRO, followers=counts(1_000, 2_000))).sentence

    assert said.startswith("Followers went from 1,000 to 2,000 between 23 October and 24 October 2026.")
    assert "Giveaways, shout-outs and ads can be the reason." in said


@pytest.mark.parametrize(
    ("comments", "relevant", "outcome"),
    [
        (20, 10, Outcome.FLAGGED),
        (20, 11, Outcome.CLEAR),
        (20, None, Outcome.NOT_CHECKED),
        (None, 10, Outcome.NOT_CHECKED),
        (0, 0, Outcome.NOT_CHECKED),
        (5, 6, Outcome.NOT_CHECKED),
    ],
)
def test_generic_comments_are_those_that_are_not_relevant(
    comments: int | None, relevant: int | None, outcome: Outcome
) -> None:
    known = replace(MICRO, comments=comments, relevant_comments=relevant)

    assert found("Generic comments", known).outcome is outcome


@pytest.mark.parametrize(
    ("likes", "outcome"),
    [
        (EVEN, Outcome.FLAGGED),
        ([100, 300, 80, 150, 900], Outcome.CLEAR),
        ([*EVEN[:4], None], Outcome.NOT_CHECKED),
        ([0, 0, 0, 0, 0], Outcome.NOT_CHECKED),
    ],
)
def test_likes_that_hardly_differ_are_flagged(likes: list[int | None], outcome: Outcome) -> None:
    assert found("Likes too even", replace(MICRO, likes_of_posts=likes)).outcome is outcome


@pytest.mark.parametrize(
    ("days", "outcome"),
    [(29, Outcome.CLEAR), (30, Outcome.FLAGGED), (90, Outcome.FLAGGED), (-1, Outcome.NOT_CHECKED)],
)
def test_a_long_silence_is_flagged(days: int, outcome: Outcome) -> None:
    check = found("No posts", replace(MICRO, last_post=TODAY - timedelta(days=days)))

    assert check.outcome is outcome
    assert ("which is long" in check.sentence) == (days == 90)


@pytest.mark.parametrize(
    ("likes", "comments", "outcome"),
    [
        (100, 4, Outcome.CLEAR),
        (100, 1, Outcome.FLAGGED),
        (100, 9, Outcome.FLAGGED),
        (0, 4, Outcome.NOT_CHECKED),
        (100, None, Outcome.NOT_CHECKED),
    ],
)
def test_comments_per_like_are_held_against_the_roster(likes: int, comments: int | None, outcome: Outcome) -> None:
    known = replace(MICRO, likes=likes, comments=comments, peer_ratios=PEERS)

    assert found("Comments per like", known).outcome is outcome
    if comments is not None and likes:
        alone = replace(known, peer_ratios=PEERS[:4])
        assert found("Comments per like", alone).outcome is Outcome.NOT_CHECKED


def test_thresholds_can_be_edited() -> None:
    known = replace(MICRO, comments=20, relevant_comments=11)

    assert found("Generic comments", known, Thresholds(generic=Decimal(40))).outcome is Outcome.FLAGGED


_COUNT = st.none() | st.integers(0, 10**9)


@given(_COUNT, _COUNT, _COUNT, st.lists(_COUNT), st.lists(_COUNT, max_size=30), st.decimals(0, 100) | st.none())
def test_any_data_gives_checks_with_a_rule_a_source_and_a_sentence(
    likes: int | None,
    comments: int | None,
    relevant: int | None,
    likes_of_posts: list[int | None],
    followers: list[int | None],
    rate: Decimal | None,
) -> None:
    known = replace(
        MICRO,
        likes=likes,
        comments=comments,
        relevant_comments=relevant,
        likes_of_posts=likes_of_posts,
        followers=counts(*followers),
        public_rate=rate,
        peer_ratios=PEERS,
    )

    for check in checks(known):
        assert all((check.rule, check.source, check.sentence))
        assert check.sentence.endswith(NEVER_A_VERDICT) == (check.outcome is Outcome.FLAGGED)
