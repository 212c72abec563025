"""Benchmarks that a team sets, and percentiles within the roster (formulas.md, section 2)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.refused import Refused
from bot.domain.results.benchmarks import Peer, Tier, benchmark, percentile_of, read_benchmarks, roster_percentile

DAY = date(2026, 11, 1)
OURS = {"good": "8", "average": "4", "source": "our own year", "day": "2026-10-01"}
RATES = st.decimals(min_value=0, max_value=100, places=2)


def test_what_a_team_sets_comes_before_the_table() -> None:
    ours = read_benchmarks({"instagram": {"nano": OURS}, "twitch": {"nano": OURS}})

    instagram, twitch = (benchmark(one, followers=2_000, ours=ours) for one in ("instagram", "twitch"))
    micro = benchmark("instagram", followers=20_000, ours=ours)

    assert instagram is not None
    assert (instagram.judge(Decimal(7)), instagram.source, instagram.day) == (
        "average",
        "our own year",
        date(2026, 10, 1),
    )
    assert twitch is not None
    assert micro is not None
    assert micro.source == "Untapper 2026 [F5]"


@pytest.mark.parametrize(
    ("tier", "changed", "sentence"),
    [
        ("huge", {}, "is not a tier"),
        ("nano", {"good": "much"}, "needs good and average"),
        ("nano", {"day": "soon"}, "a day like 2026-11-01"),
        ("nano", {"good": "3"}, "good must not be below average"),
        ("nano", {"average": "NaN"}, "good must not be below average"),
        ("nano", {"good": "101"}, "between 0 and 100"),
        ("nano", {"source": " "}, "needs its source"),
    ],
)
def test_a_benchmark_that_cannot_be_is_refused(tier: str, changed: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_benchmarks({"instagram": {tier: {**OURS, **changed}}})


def test_a_percentile_counts_equal_peers_half() -> None:
    peers = [Decimal(one) for one in (1, 2, 3, 3, 4)]

    assert [percentile_of(Decimal(one), peers) for one in (0, 3, 9)] == [0, 60, 100]


def test_too_few_peers_have_no_percentile() -> None:
    assert percentile_of(Decimal(1), [Decimal(1)] * 4) is None
    assert percentile_of(Decimal(1), [], least=0) is None


@given(RATES, RATES, st.lists(RATES, min_size=5))
def test_a_percentile_rises_with_the_value_within_0_and_100(one: Decimal, other: Decimal, peers: list[Decimal]) -> None:
    low, high = (percentile_of(value, peers) for value in sorted((one, other)))

    assert low is not None
    assert high is not None
    assert 0 <= low <= high <= 100


def test_only_the_same_rate_of_like_profiles_is_compared() -> None:
    own = Peer("tiktok", Tier.NANO, "Meaningful ER", Decimal(3))
    like = [Peer("tiktok", Tier.NANO, "Meaningful ER", Decimal(n)) for n in range(5)]
    unlike = [
        Peer("instagram", Tier.NANO, "Meaningful ER", Decimal(9)),
        Peer("tiktok", Tier.MEGA, "Meaningful ER", Decimal(9)),
        Peer("tiktok", Tier.NANO, "Meaningful ER (all comments)", Decimal(9)),
    ]

    figure = roster_percentile(own, [*like, *unlike], day=DAY)
    too_few = roster_percentile(own, [*like[:4], *unlike], day=DAY)

    assert figure.value == 70
    assert figure.note == "Compared with 5 nano profiles on TikTok of our own roster."
    assert too_few.value is None
    assert too_few.note.startswith("Not enough data: 4 other nano profiles on TikTok")
