"""How far a campaign has come: what is missing is never nothing, and the pace is that of its days."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.campaigns.campaigns import Target
from bot.domain.campaigns.goals import progress

STARTS, ENDS = date(2026, 11, 1), date(2026, 11, 10)


def pace(reached: int | None, *, day: int, month: int = 11) -> bool | None:
    """Whether 100 orders are on pace with so many on a day of ten."""
    targets, found = {Target.CONVERSIONS: 100}, {Target.CONVERSIONS: reached}
    (one,) = progress(targets, found, starts_on=STARTS, ends_on=ENDS, today=date(2026, month, day))
    return one.is_on_pace


@pytest.mark.parametrize(
    ("reached", "day", "on_pace"), [(10, 1, True), (9, 1, False), (50, 5, True), (49, 5, False), (100, 10, True)]
)
def test_the_pace_is_the_share_of_days_that_have_passed(reached: int, day: int, on_pace: bool) -> None:
    assert pace(reached, day=day) is on_pace


def test_after_the_end_only_the_whole_target_is_on_pace() -> None:
    assert pace(99, day=1, month=12) is False
    assert pace(100, day=1, month=12) is True


def test_before_the_first_day_and_without_figures_nothing_is_said_of_the_pace() -> None:
    assert pace(0, day=31, month=10) is None
    assert pace(None, day=5) is None


def test_only_what_has_a_target_is_told_in_percent() -> None:
    targets = {Target.POSTS: 30, Target.REVENUE: 1_800_000}
    found = progress(targets, {Target.POSTS: 12, Target.REACH: 5}, starts_on=STARTS, ends_on=ENDS, today=ENDS)

    assert [(one.target, one.percent) for one in found] == [(Target.REVENUE, None), (Target.POSTS, Decimal(40))]
