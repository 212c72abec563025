"""The steps of a series in words, and those that a team can choose from: days, or hours after a moment."""

from collections.abc import Iterable

_DAYS = (-60, -45, -30, -21, -14, -10, -7, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 7, 10, 14, 21, 30)
_HOURS = (1, 2, 4, 8, 12, 24, 48, 72, 96, 120, 168, 240, 336, 504, 720)

_DAY = 24


def say_step(step: int, *, is_day: bool) -> str:
    """`3 days before`, `on the day`, `9 days after`, `4 hours after`; a step is days, or hours where not `is_day`."""
    if step == 0:
        return "on the day" if is_day else "at its moment"
    when, size = ("before" if step < 0 else "after"), abs(step)
    if not is_day and size % _DAY == 0:
        size, is_day = size // _DAY, True
    unit = "day" if is_day else "hour"
    return f"{size} {unit}{'' if size == 1 else 's'} {when}"


def say_steps(steps: Iterable[int], *, is_day: bool) -> str:
    """`3 days before, 1 day before, on the day and 1 day after`."""
    said = [say_step(step, is_day=is_day) for step in sorted(steps)]
    return " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)


def choices(steps: Iterable[int], *, is_day: bool) -> list[int]:
    """The steps that can be chosen, those that hold now among them."""
    return sorted({*(_DAYS if is_day else _HOURS), *steps})
