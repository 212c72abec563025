"""Delegations: a manager names who decides for them while away, and ends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.approvals.delegations import Delegation, check_delegation
from bot.domain.refused import Denied, Refused
from bot.domain.team.roles import Member, Role
from bot.messages import Message
from storage import Store
from storage.delegations import KeptDelegation


@dataclass(frozen=True, slots=True)
class Standing:
    """Who stands in for somebody, and for whom they stand in: what holds today or will."""

    mine: Sequence[KeptDelegation]
    for_others: Sequence[KeptDelegation]


def of(store: Store, member: Member, *, today: date) -> Standing:
    """The delegations that somebody gave or was given."""
    listed = store.delegations.lasting(today=today)
    mine = [one for one in listed if one.delegation.manager == member.slack_id]
    return Standing(mine, [one for one in listed if one.delegation.delegate == member.slack_id])


def managers_of(store: Store, member: Member, *, today: date) -> list[str]:
    """For whom somebody stands in today."""
    return [one.manager for one in store.delegations.active(today=today) if one.delegate == member.slack_id]


def add(
    store: Store, delegate: Member, *, starts_on: date, ends_on: date, by: Member, today: date, now: datetime
) -> int:
    """Name who decides for `by` on these days; they are told. Refuses with each fault on its field.

    Days that another delegation of the same manager covers are refused: it must be clear who decides.
    """
    check_delegation(by, delegate=delegate, starts_on=starts_on, ends_on=ends_on, today=today)
    for one in of(store, by, today=today).mine:
        if one.delegation.starts_on <= ends_on and starts_on <= one.delegation.ends_on:
            raise Refused("Somebody stands in for you on those days already: end that first.", field="starts_on")
    kept = Delegation(by.slack_id, delegate.slack_id, starts_on, ends_on)
    number = store.delegations.add(kept, by=by.slack_id, now=now)
    days = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    about = f"member:{by.slack_id}"
    store.audit.record("delegate", about, by=by.slack_id, now=now, delegation=number, to=delegate.slack_id, **days)
    values = {"manager": by.slack_id, **days}
    key = f"delegation:{number}"
    store.outbox.add(Message("delegation_told", key=key, to=delegate.slack_id, values=values), now=now)
    return number


def end(store: Store, delegation_id: int, *, by: Member, now: datetime) -> None:
    """End a delegation at once: its manager may, and any admin."""
    kept = store.delegations.get(delegation_id)
    if kept is None:
        raise Refused("It has ended already.")
    if kept.delegation.manager != by.slack_id and not by.role.covers(Role.ADMIN):
        raise Denied("Only who named somebody, or an admin, can end it.", about=f"member:{kept.delegation.manager}")
    if store.delegations.end(delegation_id, now=now):
        about = f"member:{kept.delegation.manager}"
        store.audit.record("delegate end", about, by=by.slack_id, now=now, delegation=delegation_id)
