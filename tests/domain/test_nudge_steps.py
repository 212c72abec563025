"""The steps of a series in words."""

import pytest

from bot.domain.nudges.steps import choices, say_step, say_steps


@pytest.mark.parametrize(
    ("step", "is_day", "words"),
    [
        (-14, True, "14 days before"),
        (-1, True, "1 day before"),
        (0, True, "on the day"),
        (1, True, "1 day after"),
        (0, False, "at its moment"),
        (1, False, "1 hour after"),
        (36, False, "36 hours after"),
        (24, False, "1 day after"),
        (216, False, "9 days after"),
    ],
)
def test_a_step_is_said_in_words(step: int, is_day: bool, words: str) -> None:
    assert say_step(step, is_day=is_day) == words


def test_several_steps_are_said_in_order() -> None:
    assert say_steps((1, -3, 0), is_day=True) == "3 days before, on the day and 1 day after"
    assert say_steps((96, 216), is_day=False) == "4 days after and 9 days after"


def test_a_step_that_is_none_of_the_usual_can_be_kept() -> None:
    assert 13 in choices((13, 1), is_day=True)
    assert len({say_step(step, is_day=False) for step in choices((96, 216), is_day=False)}) == 16
