"""Metrics over time."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.influencers.series import Gain, Point, series
from bot.domain.refused import Refused

FIRST = date(2026, 11, 1)


def day(n: int) -> date:
    """The nth of November."""
    return FIRST + timedelta(days=n - 1)


VIEWS = series([(day(5), 300), (day(1), 100), (day(2), 150), (day(3), None), (day(6), 290)])


def test_a_total_at_a_day_is_the_latest_known() -> None:
    assert VIEWS.at(day(4)) == Point(day(2), 150)
    assert VIEWS.at(day(5)) == Point(day(5), 300)
    assert VIEWS.at(day(30)) == Point(day(6), 290)
    assert VIEWS.at(day(0)) is None


def test_growth_names_the_days_it_is_known_of() -> None:
    told = VIEWS.growth(day(4), day(5))

    assert told is not None
    assert (told.from_day, told.to_day, told.absolute, told.percent) == (day(2), day(5), 150, Decimal(100))


def test_growth_can_be_negative() -> None:
    told = VIEWS.growth(day(5), day(6))

    assert told is not None
    assert told.absolute == -10


def test_growth_from_zero_has_no_percent() -> None:
    told = series([(day(1), 0), (day(2), 5)]).growth(day(1), day(2))

    assert told is not None
    assert (told.absolute, told.percent) == (5, None)


def test_between_two_days_of_which_nothing_new_is_known_there_is_no_growth() -> None:
    assert VIEWS.growth(day(2), day(4)) is None
    assert VIEWS.growth(day(0), day(4)) is None


def test_growth_backwards_is_refused() -> None:
    with pytest.raises(Refused, match="the earlier one first"):
        VIEWS.growth(day(2), day(2))


def test_a_missing_day_stays_missing_and_so_does_the_gain_after_it() -> None:
    assert VIEWS.gains(day(1), day(6)) == [
        Gain(day(1), None),
        Gain(day(2), 50),
        Gain(day(3), None),
        Gain(day(4), None),
        Gain(day(5), None),
        Gain(day(6), -10),
    ]


@given(st.dictionaries(st.integers(1, 30), st.integers(0, 10**9), min_size=1))
def test_the_gains_of_a_whole_series_add_up_to_its_growth(values: dict[int, int]) -> None:
    whole = series((day(n), value) for n, value in enumerate(values.values(), start=1))
    last = len(values)

    gains = [gain.gained for gain in whole.gains(day(2), day(last))]

    first, final = whole.at(day(1)), whole.at(day(last))
    assert first is not None
    assert final is not None
    assert sum(gain or 0 for gain in gains) == final.value - first.value
    assert None not in gains
