"""Who may decide as things stand now: limits and hours that the workspace set, its members, and who stands in."""

from datetime import date

from bot.domain.approvals.approvals import Approval
from bot.domain.approvals.approvers import Circle
from bot.domain.approvals.thresholds import ESCALATE_HOURS, REMIND_HOURS, Needs, Thresholds, needs, thresholds_for
from storage import Store

LIMITS = "approvals:limits:"
"""The dated settings that hold a currency's limits: `{"admin_from": minor units or None, "two_from": …}`."""

HOURS = "approvals:hours"
"""The dated setting that holds after how many hours somebody is reminded, and somebody else asked."""


def hours(store: Store, *, today: date) -> tuple[int, int]:
    """After how many hours who was asked is reminded, and somebody else is asked."""
    told = store.settings.on(HOURS, day=today)
    return (int(told.value["remind"]), int(told.value["escalate"])) if told else (REMIND_HOURS, ESCALATE_HOURS)


def chosen(store: Store, *, today: date) -> dict[str, Thresholds]:
    """The limits that the workspace set, by currency."""
    remind, escalate = hours(store, today=today)
    told = store.settings.beginning(LIMITS, day=today)
    values = [(name.removeprefix(LIMITS), one.value) for name, one in told.items()]
    return {code: Thresholds(code, one["admin_from"], one["two_from"], remind, escalate) for code, one in values}


def limits(store: Store, currency: str, *, today: date) -> Thresholds:
    """The limits of a currency: what was set, or the default, or the most there is."""
    remind, escalate = hours(store, today=today)
    found = thresholds_for(currency, chosen=chosen(store, today=today))
    return Thresholds(currency, found.admin_from, found.two_from, remind, escalate, found.is_set)


def needs_of(store: Store, approval: Approval, *, today: date) -> Needs:
    """Who decides on this, and how many."""
    return needs(approval.amount, thresholds=limits(store, approval.amount.currency, today=today))


def circle(store: Store, *, today: date) -> Circle:
    """Everybody as they are at this moment."""
    people = {one.slack_id: one for one in store.members.all()}
    return Circle(people, store.delegations.active(today=today), today)
