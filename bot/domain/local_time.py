"""Local days and hours, and the moments in UTC that they are: right across every change of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def moment_at(day: date, at: time, *, tz: str) -> datetime:
    """The moment (UTC) at which the clocks of `tz` first show `at` on `day`.

    A time that comes twice is its first; one that is skipped is the first moment after the gap (2:30 → 3:00).
    """
    zone = ZoneInfo(tz)
    moment = datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == datetime.combine(day, at):
        return moment
    before_gap = datetime.combine(day, at.replace(fold=1), zone).astimezone(UTC)
    return change_between(before_gap, moment, tz=tz) or moment


def change_between(start: datetime, end: datetime, *, tz: str) -> datetime | None:
    """The moment (UTC, to the second) after `start` and by `end` at which the clocks of `tz` change, or None."""
    zone = ZoneInfo(tz)
    old = start.astimezone(zone).utcoffset()
    if end.astimezone(zone).utcoffset() == old:
        return None
    low, high = 0, int((end - start).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (start + timedelta(seconds=middle)).astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return (start + timedelta(seconds=high)).astimezone(UTC)
