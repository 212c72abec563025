"""Decisions that wait: reminding who was asked, and asking somebody else in time."""

from datetime import datetime

from bot.domain.approvals.approvals import Approval
from bot.domain.approvals.approvers import is_escalation_due, next_to_ask
from bot.domain.refused import Refused
from bot.services.approvals import approval_endings, approval_limits, approval_messages, approvals
from storage import Store


def stands(store: Store, one: Approval) -> bool:
    """Whether there is still something to decide: not while the collaboration was declined or dropped."""
    try:
        approval_endings.ending(one).check(store, one)
    except Refused:
        return False
    return True


def remind(store: Store, one: Approval, slack_id: str, *, now: datetime) -> str | None:
    """Remind somebody who was asked and has not decided; gives the key of the message, None where nothing is to say."""
    asked = next((each for each in store.approvals.asked(one.id) if each.slack_id == slack_id), None)
    done = {person for each in store.approvals.decisions(one.id) for person in each.people}
    if asked is None or slack_id in done:
        return None
    return approval_messages.remind(store, one, asked, now=now)


def escalate(store: Store, one: Approval, *, now: datetime) -> None:
    """Ask somebody else when nobody has answered for so long, once; and whoever may decide where nobody could."""
    asked = [each.slack_id for each in store.approvals.asked(one.id)]
    if one.involved.issuperset(asked):
        approvals.ask_missing(store, one, preferred=None, now=now)
        return
    limits = approval_limits.limits(store, one.amount.currency, today=now.date())
    is_due = is_escalation_due(one, thresholds=limits, now=now)
    if not is_due or store.approvals.waiting(one.id).escalated_at is not None:
        return
    circle = approval_limits.circle(store, today=now.date())
    decisions = store.approvals.decisions(one.id)
    found = next_to_ask(one, circle=circle, thresholds=limits, asked=asked, decisions=decisions)
    if found is not None and store.approvals.escalate(one.id, now=now):
        because = f"nobody has decided for {limits.escalate_hours} hours, and {found.because}"
        approvals.ask(store, one, found._replace(because=because), now=now)
