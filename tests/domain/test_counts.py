"""Counts as people and spreadsheets write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.influencers.counts import LARGEST, parse_count, say_count
from bot.domain.refused import Refused


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("13.8M", 13_800_000),
        ("13,8M", 13_800_000),
        ("1.234M", 1_234_000),
        ("12 k", 12_000),
        ("1.2 Mio", 1_200_000),
        ("1,2 Mio.", 1_200_000),
        ("2bn", 2_000_000_000),
        ("10k+", 10_000),
        ("~10k", 10_000),
        ("1234", 1234),
        ("1,234", 1234),
        ("1.234", 1234),
        ("1 234 567", 1_234_567),
        ("1'234'567", 1_234_567),
        ("12,34,567", 1_234_567),
        ("477900000.00", 477_900_000),
        ("1,234.5", 1235),
        ("1.234,49", 1234),
        ("158.5", 159),
        ("4.779E+8", 477_900_000),
        ("٣٥", 35),
        ("１２３", 123),
        ("0", 0),
    ],
)
def test_a_count_is_read_as_people_write_it(text: str, count: int) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize("text", ["", " ", "-", "–", "N/A", "N/A'", "#VALOR!", "#REF!", "null", "n.a.", "NaN"])
def test_a_mark_for_missing_is_missing_and_never_zero(text: str) -> None:
    assert parse_count(text) is None


@pytest.mark.parametrize(
    "text",
    ["abc", "-5", "5%", "1.2.3", "1,234K", "1,23,4", "12x", "9" * 40, "1e99", "12 34", "k", "1/2", "\0"],
)
def test_what_is_no_count_or_could_be_two_is_refused_with_right_examples(text: str) -> None:
    with pytest.raises(Refused, match=r"Write it like 13800000, 13\.8M or 1,234"):
        parse_count(text)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0"),
        (9_999, "9,999"),
        (10_000, "10K"),
        (12_345, "12.3K"),
        (138_000, "138K"),
        (999_499, "999K"),
        (999_500, "1M"),
        (1_049_999, "1.05M"),
        (13_800_000, "13.8M"),
        (999_600_000, "1B"),
        (LARGEST, "1,000B"),
    ],
)
def test_a_count_is_said_exactly_below_ten_thousand_and_in_three_figures_above(count: int, said: str) -> None:
    assert say_count(count) == said


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**11))
def test_what_is_said_reads_again_within_half_a_percent(count: int) -> None:
    read = parse_count(say_count(count))

    assert read is not None
    assert abs(read - count) <= count * 0.005


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_text_makes_reading_a_count_fail_in_another_way(text: str) -> None:
    try:
        count = parse_count(text)
    except Refused:
        return
    assert count is None or 0 <= count <= LARGEST
