"""Delegations: whom a manager has named to decide for them while away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member, Role

LOWEST_DELEGATE = Role.MARKETER
"""The least that somebody must be to stand in for a manager."""


@dataclass(frozen=True, slots=True)
class Delegation:
    """`delegate` decides for `manager` (Slack ids) from the first to the last day, both included."""

    manager: str
    delegate: str
    starts_on: date
    ends_on: date

    def is_active(self, today: date) -> bool:
        """Whether it holds today. Nobody can be their own delegate."""
        return self.starts_on <= today <= self.ends_on and self.manager != self.delegate


def delegation_of(manager: str, delegations: Iterable[Delegation], *, today: date) -> Delegation | None:
    """The delegation of a manager that holds today: of several the one that began last."""
    active = [one for one in delegations if one.manager == manager and one.is_active(today)]
    return max(active, key=lambda one: (one.starts_on, one.ends_on, one.delegate), default=None)


def stand_in(for_: str, delegations: Iterable[Delegation], *, today: date) -> str | None:
    """Who stands in for somebody today, if anybody."""
    found = delegation_of(for_, delegations, today=today)
    return found.delegate if found else None


def check_delegation(manager: Member, *, delegate: Member, starts_on: date, ends_on: date, today: date) -> None:
    """Refuse a delegation that would give nothing, each fault on its field: `delegate`, `starts_on`, `ends_on`."""
    manager.require(Role.MANAGER)
    faults = Faults()
    with faults.noting():
        if delegate.slack_id == manager.slack_id:
            raise Refused("Choose somebody else: nobody stands in for themselves.", field="delegate")
        if not delegate.is_welcome or not delegate.role.covers(LOWEST_DELEGATE):
            raise Refused(
                f"Choose a full member who is at least a {LOWEST_DELEGATE}: others cannot stand in.", field="delegate"
            )
    with faults.noting():
        if ends_on < starts_on:
            raise Refused("The last day is before the first. Choose a later one.", field="ends_on")
        if ends_on < today:
            raise Refused("That day has passed. Choose today or a day that lies ahead.", field="ends_on")
    faults.check()
