"""Thresholds: from which amount an admin decides, and from which two people do. Fails closed (product.md, "Roles")."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.explained import say_money
from bot.domain.money import Money
from bot.domain.team.roles import Role

REMIND_HOURS = 24
"""After how long an approver is reminded (product.md, nudges)."""
ESCALATE_HOURS = 48
"""After how long the delegate or the next manager is asked (product.md, nudges)."""

_USUAL = ("CHF", "EUR", "GBP", "USD")
_ADMIN_FROM, _TWO_FROM = 10_000_00, 50_000_00


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits in minor units of `currency`; at the limit is above it, and None is no limit.

    At or above `admin_from` only admins decide, at or above `two_from` two people. `is_set` False: nobody has said
    what is much in this currency, so everything is.
    """

    currency: str
    admin_from: int | None
    two_from: int | None
    remind_hours: int = REMIND_HOURS
    escalate_hours: int = ESCALATE_HOURS
    is_set: bool = True


@dataclass(frozen=True, slots=True)
class Needs:
    """What an amount asks of a decision: how many different people, each with this role, and why in a sentence."""

    role: Role
    people: int
    why: str


DEFAULTS: Mapping[str, Thresholds] = {one: Thresholds(one, _ADMIN_FROM, _TWO_FROM) for one in _USUAL}


def thresholds_for(currency: str, *, chosen: Mapping[str, Thresholds]) -> Thresholds:
    """What the workspace chose for a currency, or the default; unset, so that two admins decide, where neither is."""
    return chosen.get(currency) or DEFAULTS.get(currency) or Thresholds(currency, 0, 0, is_set=False)


def needs(amount: Money, *, thresholds: Thresholds) -> Needs:
    """Who decides on an amount. Limits that are unset, or of another currency, ask for the most there is.

    Raises ValueError for an amount below zero, which nobody can approve.
    """
    if amount.minor < 0:
        raise ValueError(f"an amount to decide on is at least zero: {amount}")
    if not thresholds.is_set or thresholds.currency != amount.currency:
        why = f"No limits are set for {amount.currency}, so two admins decide."
        return Needs(Role.ADMIN, 2, f"{why} An admin sets them: `/rapport roles`, Approvals.")
    is_for_admins = thresholds.admin_from is not None and amount.minor >= thresholds.admin_from
    is_for_two = thresholds.two_from is not None and amount.minor >= thresholds.two_from
    role, people = Role.ADMIN if is_for_admins else Role.MANAGER, 2 if is_for_two else 1
    passed = thresholds.two_from if is_for_two else thresholds.admin_from if is_for_admins else None
    return Needs(role, people, _why(amount, passed, role=role, people=people))


def _why(amount: Money, passed: int | None, *, role: Role, people: int) -> str:
    said = say_money(amount.minor, amount.currency)
    if passed is None:
        return f"{said} is below the limits, so one manager decides."
    who = f"two {role}s decide" if people > 1 else f"an {role} decides"
    return f"{said} is at or above the limit of {say_money(passed, amount.currency)}, so {who}."
