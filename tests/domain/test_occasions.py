"""Occasions come round once a year, 29 February included."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.influencers import occasions
from bot.domain.influencers.occasions import OccasionKind, next_of

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("born", "today", "comes"),
    [
        (date(1990, 11, 23), date(2026, 11, 23), date(2026, 11, 23)),
        (date(1990, 11, 22), date(2026, 11, 23), date(2027, 11, 22)),
        (date(1992, 2, 29), date(2026, 11, 23), date(2027, 2, 28)),
        (date(1992, 2, 29), date(2027, 3, 1), date(2028, 2, 29)),
        (date(1992, 2, 29), date(2028, 2, 28), date(2028, 2, 29)),
        (date(1992, 2, 29), date(2100, 2, 28), date(2100, 2, 28)),
        (date(1990, 12, 31), date(2026, 12, 31), date(2026, 12, 31)),
        (date(1990, 1, 1), date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_a_birthday_comes_on_its_day(born: date, today: date, comes: date) -> None:
    assert occasions.birthday(7, born, today=today).on == comes


@given(born=DAYS, today=DAYS)
def test_it_comes_within_a_year_and_never_after_its_day_of_the_month(born: date, today: date) -> None:
    comes = next_of(born, today=today)

    assert today <= comes <= today + timedelta(days=366)
    assert comes.month == born.month
    assert comes.day == born.day or (born.day, comes.day) == (29, 28)


@given(born=DAYS, today=DAYS)
def test_nothing_that_comes_sooner_is_passed_over(born: date, today: date) -> None:
    comes = next_of(born, today=today)

    assert next_of(born, today=comes) == comes
    assert next_of(born, today=comes + timedelta(days=1)).year == comes.year + 1


def test_the_first_anniversary_lies_a_year_after_the_yes() -> None:
    first = date(2026, 11, 23)
    found = occasions.anniversary(7, first, collaboration_id=3, today=first)

    assert (found.on, found.years, found.kind) == (date(2027, 11, 23), 1, OccasionKind.ANNIVERSARY)
    later = occasions.anniversary(7, first, collaboration_id=3, today=date(2029, 11, 24))
    assert (later.on, later.years) == (date(2030, 11, 23), 4)
    same_year = occasions.anniversary(7, date(2026, 3, 1), collaboration_id=3, today=date(2026, 11, 23))
    assert (same_year.on, same_year.years) == (date(2027, 3, 1), 1)
