"""The grammar of natural dates: words in, days and times out. English, and the usual written forms.

Every rule answers with the days a phrase can mean, soonest first; `bot.dates` takes the first that lies
ahead. What can be read in two ways ("10/12", "next friday" on a Wednesday) is refused, both readings named.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, time, timedelta

from bot.domain.refused import Refused

EVENING = time(19)
"""The hour of "tonight"."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_TIMES = {
    "morning": time(9), "noon": time(12), "midday": time(12), "lunchtime": time(12), "afternoon": time(14),
    "eod": time(17), "end of day": time(17), "evening": time(18), "night": EVENING,
}  # fmt: skip
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_WEEKDAY = r"mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NTH = r"(\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = re.compile(r"(?P<h>\d{1,2})(?:[:h](?P<m>\d\d)|h)? ?(?P<half>am|pm)?")


def read_time(text: str) -> time | None:
    """The time of day that `text` means ("10am", "14:30", "noon"), or None. An hour needs am or pm."""
    if text in _TIMES:
        return _TIMES[text]
    found = _CLOCK.fullmatch(text)
    if not found or text.isdecimal():
        return None
    hour, minute, half = int(found["h"]), int(found["m"] or 0), found["half"]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_hour(text: str) -> time | None:
    """The time that a lone number after a day means: "monday 9". None unless from 7 to 23.

    Below 7 nobody can say whether morning or afternoon is meant.
    """
    return time(int(text)) if re.fullmatch(r"\d{1,2}", text) and 7 <= int(text) <= 23 else None


def read_span(text: str) -> timedelta | None:
    """The time from now that `text` means in hours or minutes: "in 2 hours", "in half an hour"."""
    if re.fullmatch(r"in half an? hour", text):
        return timedelta(minutes=30)
    found = _HOURS.fullmatch(text)
    if not found:
        return None
    amount = _number(found[1])
    return timedelta(minutes=amount) if found[2].startswith("m") else timedelta(hours=amount)


def read_days(text: str, *, today: date) -> tuple[date, ...] | None:
    """The days that `text` can mean, soonest first; None where it is no date.

    Raises Refused for a date with two readings, and for one that does not exist.
    """
    for form, rule in _RULES:
        found = form.fullmatch(text)
        if found:
            return rule(found, today)
    return None


def say_day(day: date) -> str:
    """`27 November`."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()}"


def _relative(found: re.Match[str], today: date) -> tuple[date, ...]:
    days = {"today": 0, "tonight": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1}
    return (today + timedelta(days=days.get(found[0], 2)),)


def _in_days(found: re.Match[str], today: date) -> tuple[date, ...]:
    amount, unit = int(_number(found[1])), found[2][0]
    if unit in "dw":
        return (today + timedelta(days=amount * (7 if unit == "w" else 1)),)
    return (_later_month(today, months=amount * (12 if unit == "y" else 1)),)


def _weekday(found: re.Match[str], today: date) -> tuple[date, ...]:
    which, weekday = found[1], _weekday_number(found[2])
    ahead = today + timedelta(days=(weekday - today.weekday()) % 7)
    later = ahead + timedelta(days=7)
    if which == "this":
        return (today + timedelta(days=weekday - today.weekday()),)
    if which != "next":
        return ahead, later
    if weekday > today.weekday():
        name = WEEKDAYS[weekday].capitalize()
        raise Refused(f"Next {name} can be {say_day(ahead)} or {say_day(later)}. Write the one you mean.")
    return (ahead if ahead > today else later,)


def _next_week(found: re.Match[str], today: date) -> tuple[date, ...]:
    monday = today + timedelta(days=7 - today.weekday())
    name = found[1] or found[2]
    return (monday + timedelta(days=_weekday_number(name) if name else 0),)


def _next_month(_: re.Match[str], today: date) -> tuple[date, ...]:
    return (_later_month(today.replace(day=1), months=1),)


def _end(found: re.Match[str], today: date) -> tuple[date, ...]:
    """The last day of a month or a year, the Friday of a week."""
    later, unit = (1 if found[1] else 0), found[2]
    if unit == "week":
        friday = today + timedelta(days=4 - today.weekday() + 7 * later)
        return friday, friday + timedelta(days=7)
    if unit == "year":
        return (date(today.year + later, 12, 31),)
    first = _later_month(today.replace(day=1), months=later)
    return (first.replace(day=monthrange(first.year, first.month)[1]),)


def _nth(found: re.Match[str], today: date) -> tuple[date, ...]:
    months = (_later_month(today.replace(day=1), months=later) for later in range(4))
    days = (_day(first.year, first.month, int(found[1])) for first in months)
    return tuple(day for day in days if day and day >= today) or _no_such(int(found[1]), 0)


def _day_month(found: re.Match[str], today: date) -> tuple[date, ...]:
    return _dated(found[3], month=_month_number(found[2]), day=int(found[1]), today=today)


def _month_day(found: re.Match[str], today: date) -> tuple[date, ...]:
    return _dated(found[3], month=_month_number(found[1]), day=int(found[2]), today=today)


def _dotted(found: re.Match[str], today: date) -> tuple[date, ...]:
    return _dated(found[3], month=int(found[2]), day=int(found[1]), today=today)


def _iso(found: re.Match[str], today: date) -> tuple[date, ...]:
    return _dated(found[1], month=int(found[2]), day=int(found[3]), today=today)


def _slashed(found: re.Match[str], today: date) -> tuple[date, ...]:
    """Day first or month first: only one of the two may exist."""
    first, second = int(found[1]), int(found[2])
    if 1 <= first <= 12 and 1 <= second <= 12 and first != second:
        readings = [f"{d} {MONTHS[m - 1].capitalize()}" for d, m in ((first, second), (second, first))]
        raise Refused(f"{found[0]} can be {' or '.join(readings)}. Write the month as a word.")
    day, month = (second, first) if second > 12 else (first, second)
    return _dated(found[3], month=month, day=day, today=today)


def _dated(year: str | None, *, month: int, day: int, today: date) -> tuple[date, ...]:
    """One day; without a year the next that comes, today included."""
    if year:
        exact = _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
        return (exact,) if exact else _no_such(day, month, year)
    days = (_day(today.year + later, month, day) for later in range(9))
    ahead = next((found for found in days if found and found >= today), None)
    return (ahead,) if ahead else _no_such(day, month)


def _no_such(day: int, month: int, year: str = "") -> tuple[date, ...]:
    name = MONTHS[month - 1].capitalize() if 1 <= month <= 12 else f"in month {month}" if month else "in a month"
    raise Refused(f"There is no {' '.join(f'{day} {name} {year}'.split())}. Look at the day and the month again.")


def _day(year: int, month: int, day: int) -> date | None:
    is_real = 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if is_real else None


def _later_month(day: date, *, months: int) -> date:
    """The same day some months later, or that month's last. Raises OverflowError past the year 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > 9999:
        raise OverflowError("no such year")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _weekday_number(name: str) -> int:
    return next(number for number, weekday in enumerate(WEEKDAYS) if weekday.startswith(name[:3]))


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name[:3]))


def _number(text: str) -> float:
    return _NUMBERS[text] if text in _NUMBERS else float(text)


_HOURS = re.compile(rf"in (\d{{1,4}}(?:\.\d)?|{'|'.join(_NUMBERS)}) ?(m|mins?|minutes?|h|hrs?|hours?)")
_AMOUNT = rf"(\d{{1,4}}|{'|'.join(_NUMBERS)})"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[date, ...]]], ...] = tuple(
    (re.compile(form), rule)
    for form, rule in (
        (r"today|tonight|tomorrow|tmr|tmrw|(?:the )?day after tomorrow", _relative),
        (rf"in {_AMOUNT} ?(d|days?|w|wks?|weeks?|months?|y|years?)", _in_days),
        (rf"{_AMOUNT} (days?|weeks?|months?|years?) from now", _in_days),
        (rf"(?:(next|this|coming) )?({_WEEKDAY})", _weekday),
        (rf"next week(?: ({_WEEKDAY}))?|({_WEEKDAY}) next week", _next_week),
        (r"next month", _next_month),
        (r"end of (?:the |this )?(next )?(week|month|year)", _end),
        (rf"{_NTH} ?(?:of )?({_MONTH})\.?(?: (\d{{4}}))?", _day_month),
        (rf"({_MONTH})\.? {_NTH}(?: (\d{{4}}))?", _month_day),
        (r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", _iso),
        (r"(\d{1,2})\.(\d{1,2})\.(?: ?(\d{4})|(?<=\.)(\d{2}))?", _dotted),
        (r"(\d\d)\.(\d\d)()", _dotted),
        (r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d\d)", _slashed),
        (r"(\d{1,2})/(\d{1,2})()", _slashed),
        (r"(?:the )?(\d{1,2})(?:st|nd|rd|th)", _nth),
    )
)
