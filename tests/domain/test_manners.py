"""How somebody wants to be nudged, in words."""

from datetime import time

import pytest

from bot.domain.nudges.manners import Manners, say_days, say_hours


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("0", "Monday"),
        ("01", "Monday and Tuesday"),
        ("01234", "Monday to Friday"),
        ("0123456", "every day"),
        ("024", "Monday, Wednesday and Friday"),
        ("0125", "Monday to Wednesday and Saturday"),
        ("56", "Saturday and Sunday"),
        ("01356", "Monday, Tuesday, Thursday, Saturday and Sunday"),
    ],
)
def test_days_are_said_as_people_say_them(days: str, words: str) -> None:
    assert say_days(int(day) for day in days) == words


def test_hours_are_said_in_one_line() -> None:
    assert say_hours(Manners()) == "Monday to Friday, 9:00 to 18:00"
    assert say_hours(Manners(days=frozenset({5}), start=time(7, 5))) == "Saturday, 7:05 to 18:00"
