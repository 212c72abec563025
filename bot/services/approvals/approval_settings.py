"""The rules of approval that admins set: limits by currency, and after how many hours somebody is reminded."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.approvals.thresholds import DEFAULTS, Thresholds
from bot.domain.money import parse_amount
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approval_limits
from storage import Store

NONE = "none"
"""What is typed for a limit that there is not."""
SOURCE = "our own rule"
LONGEST = 24 * 14
"""Hours that somebody may be left waiting at most: two weeks."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds: the limits of each currency that has any, by its code, and the hours."""

    limits: list[Thresholds]
    remind_hours: int
    escalate_hours: int


def rules(store: Store, *, today: date) -> Rules:
    """What holds today."""
    codes = sorted({*DEFAULTS, *approval_limits.chosen(store, today=today)})
    remind, escalate = approval_limits.hours(store, today=today)
    return Rules([approval_limits.limits(store, code, today=today) for code in codes], remind, escalate)


def set_limits(
    store: Store, currency: str, *, admin_from: str, two_from: str, by: Member, today: date, now: datetime
) -> None:
    """Set the limits of a currency from today on, as they were typed: an amount, or `none`."""
    by.require(Role.ADMIN)
    faults, read = Faults(), {"admin_from": admin_from, "two_from": two_from}
    value: dict[str, int | None] = {}
    for field, typed in read.items():
        with faults.noting():
            value[field] = _limit(typed, currency, field=field)
    faults.check()
    name = f"{approval_limits.LIMITS}{currency}"
    store.settings.set(name, value, since=today, source=SOURCE, by=by.slack_id, now=now)
    store.audit.record("set", name, by=by.slack_id, now=now, **value)


def _limit(typed: str, currency: str, *, field: str) -> int | None:
    if not typed:
        raise Refused(f"Type an amount, such as 10,000, or `{NONE}` for no limit.", field=field)
    return None if typed.casefold() == NONE else parse_amount(typed, currency, field=field)


def set_hours(store: Store, *, remind: str, escalate: str, by: Member, today: date, now: datetime) -> None:
    """Set after how many hours who was asked is reminded, and somebody else is asked, from today on."""
    by.require(Role.ADMIN)
    faults = Faults()
    for field, typed in (("remind", remind), ("escalate", escalate)):
        with faults.noting():
            if not typed.isdecimal() or not 1 <= int(typed[:9]) <= LONGEST:
                raise Refused(f"Type whole hours from 1 to {LONGEST}, such as 24.", field=field)
    faults.check()
    if int(escalate) < int(remind):
        raise Refused("That is before the reminder. Type as many hours or more.", field="escalate")
    value = {"remind": int(remind), "escalate": int(escalate)}
    store.settings.set(approval_limits.HOURS, value, since=today, source=SOURCE, by=by.slack_id, now=now)
    store.audit.record("set", approval_limits.HOURS, by=by.slack_id, now=now, **value)
