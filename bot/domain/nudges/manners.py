"""How somebody wants to be nudged: on which days, between which hours, on whose holidays not, and how often a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from bot.domain.nudges.hours import WEEKDAYS, say_time

OF_THE_ZONE = "zone"
"""Stands for a country: the one in which the person's time zone lies."""

MOST = 50
"""Nudges a day that somebody may want one by one, at most."""


@dataclass(frozen=True, slots=True)
class Manners:
    """Working days (Monday is 0), hours on the person's own clock, a country's code (None for no holidays), a cap.

    `cap` is how many nudges come one by one on one day; the others stand in one message.
    """

    days: frozenset[int] = frozenset(range(5))
    start: time = time(9)
    end: time = time(18)
    country: str | None = OF_THE_ZONE
    cap: int = 10


def say_days(days: Iterable[int]) -> str:
    """`Monday to Friday`, `Monday, Wednesday and Friday`, `every day`."""
    runs: list[list[int]] = []
    for day in sorted(days):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    if runs and len(runs[0]) == len(WEEKDAYS):
        return "every day"
    said = [part for run in runs for part in _say_run(run)]
    return " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)


def _say_run(run: list[int]) -> list[str]:
    names = [WEEKDAYS[day] for day in run]
    return [f"{names[0]} to {names[-1]}"] if names[2:] else names


def say_hours(manners: Manners) -> str:
    """`Monday to Friday, 9:00 to 18:00`."""
    return f"{say_days(manners.days)}, {say_time(manners.start)} to {say_time(manners.end)}"
