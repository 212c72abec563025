"""In whose hours nudges come: what the team sets for everybody, and what each person sets for themselves."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import available_timezones

from bot import calendars, words
from bot.domain.nudges.hours import Hours, check_hours
from bot.domain.nudges.manners import MOST, OF_THE_ZONE, Manners
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member, Role
from bot.services.nudges.manners import MANNERS
from storage import Store

SOURCE = "our own rule"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form: days as `0` (Monday) to `6`, times as `09:00`, a country's name."""

    days: Iterable[str]
    start: str
    end: str
    country: str
    cap: str


def next_holiday(country: str | None, *, today: date) -> tuple[str, date] | None:
    """The next public holiday of a country within a year, with its day."""
    days = (today + timedelta(days=later) for later in range(366))
    return next(((name, day) for day in days if (name := calendars.free_day(country, day))), None)


def set_own(store: Store, typed: Typed, *, by: Member, now: datetime) -> None:
    """Keep somebody's own hours from today on."""
    _keep(store, f"{MANNERS}:{by.slack_id}", _value(_read(typed)), by=by, now=now)


def forget_own(store: Store, *, by: Member, now: datetime) -> None:
    """Give somebody the team's hours again."""
    _keep(store, f"{MANNERS}:{by.slack_id}", {}, by=by, now=now)


def set_team(store: Store, typed: Typed, *, tz: str, by: Member, now: datetime) -> None:
    """Keep the team's hours from today on: `typed.country` is `zone`, or empty for no holidays; `tz` is of channels."""
    by.require(Role.MANAGER)
    found = _read(typed)
    if tz not in available_timezones():
        raise Refused("Choose the time zone in which the channels are written to.", field="tz")
    _keep(store, MANNERS, {**_value(found), "tz": tz}, by=by, now=now)


def _keep(store: Store, name: str, value: dict[str, Any], *, by: Member, now: datetime) -> None:
    store.settings.set(name, value, since=now.date(), source=SOURCE, by=by.slack_id, now=now)
    store.audit.record("set", name, by=by.slack_id, now=now, **value)


def _read(typed: Typed) -> Manners:
    """What was typed, or every fault on its field."""
    faults, country, cap = Faults(), None, 0
    with faults.noting():
        country = _country(typed.country)
    with faults.noting():
        cap = _cap(typed.cap)
    days = frozenset(int(day) for day in typed.days if day in set("0123456"))
    found = Manners(days, _time(typed.start), _time(typed.end), country, cap)
    with faults.noting():
        check_hours(Hours("UTC", found.days, found.start, found.end, lambda _: None))
    faults.check()
    return found


def _time(typed: str) -> time:
    """The time that a picker gave; midnight where it gave none, which the check of the hours then refuses."""
    try:
        return time.fromisoformat(typed).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return time(0)


def _country(typed: str) -> str | None:
    if typed in ("", OF_THE_ZONE):
        return typed or None
    code = words.country_code(typed)
    if code is None:
        sentence = "I don't know this country. Write its English name or its two letters, such as DE."
        raise Refused(sentence, field="country")
    if code not in calendars.countries():
        raise Refused(f"I don't know the holidays of {words.country(code)}. Leave this empty.", field="country")
    return code


def _cap(typed: str) -> int:
    if not typed.isdecimal() or not 1 <= int(typed[:9]) <= MOST:
        raise Refused(f"Type a whole number from 1 to {MOST}, such as 10.", field="cap")
    return int(typed)


def _value(manners: Manners) -> dict[str, Any]:
    hours = {"start": f"{manners.start:%H:%M}", "end": f"{manners.end:%H:%M}"}
    return {**asdict(manners), "days": sorted(manners.days), **hours}
