"""Days in file names and in cells."""

import re
from datetime import date

_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])(?:[-_. ]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d\d?)[./-](\d\d?)(?:[./-](\d{4}|\d\d)?)?")
_SHORT = re.compile(r"\d\d?[./-]\d\d?[./-]?")


def day_in_name(name: str) -> date | None:
    """The day that a file name tells: `tiktok-2022-09.csv` is 1 September 2022, the first of the month."""
    for found in _IN_NAME.finditer(name):
        try:
            return date(int(found[1]), int(found[2]), int(found[3] or 1))
        except ValueError:
            continue
    return None


def year_in_name(name: str) -> int | None:
    """The year that a file name tells, also beside a month."""
    day = day_in_name(name)
    found = _YEAR.search(name)
    return day.year if day else int(found[1]) if found else None


def needs_year(cell: str) -> bool:
    """Whether a cell is a date without a year: `13.09`."""
    return _SHORT.fullmatch(cell) is not None


def day_in(cell: str, *, year: int | None) -> date:
    """The day that a cell tells: `2017-09-13`, `13.09.2017`, or `13.09` of the given year.

    Day before month, as the files we know write it. Raises ValueError if it is no day, or lacks a year.
    """
    if found := _ISO.fullmatch(cell):
        parts = (found[1], found[2], found[3])
    elif (found := _DAY_FIRST.fullmatch(cell)) and (found[3] or year is not None):
        told = found[3] or str(year)
        parts = (told if len(told) == 4 else f"20{told}", found[2], found[1])
    else:
        raise ValueError(f"not a day: {cell}")
    try:
        return date(*map(int, parts))
    except ValueError:
        raise ValueError(f"not a day: {cell}") from None
