"""What approvals tell people: who is asked, how far it has come, and what it came to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.approvals.approvals import Approval, ApprovalState, Decision, Subject, Verdict
from bot.domain.approvals.approvers import Ask
from bot.messages import Message
from bot.services.approvals import approval_endings, approval_evidence, approval_limits
from bot.services.team import homes, members
from storage import Store
from storage.approvals import Asked


def key_of(approval_id: int, slack_id: str) -> str:
    """Under which key the message to somebody who was asked stands."""
    return f"approval:{approval_id}:{slack_id}"


def ask(store: Store, one: Approval, whom: Ask, *, now: datetime) -> None:
    """Ask somebody to decide."""
    values = {**_values(store, one, now=now), "because": whom.because}
    key = key_of(one.id, whom.slack_id)
    store.outbox.add(Message("approval_asked", key=key, to=whom.slack_id, values=values), now=now)


def remind(store: Store, one: Approval, whom: Asked, *, now: datetime) -> str:
    """Remind somebody that their decision is waited for: a message of its own, with what is true by now; its key."""
    values = {**_values(store, one, now=now), "because": whom.because, "is_reminder": True}
    key = f"{key_of(one.id, whom.slack_id)}:reminder"
    store.outbox.add(Message("approval_asked", key=key, to=whom.slack_id, values=values), now=now)
    return key


def decided(store: Store, one: Approval, taken: Decision, *, now: datetime) -> None:
    """Say what was decided wherever it was asked, beneath it in its thread, and to the owner and whoever asked."""
    number = len(store.approvals.decisions(one.id))
    said = {**outcome_values(store, one), "taken": taken_values(store, taken)}
    for asked in store.approvals.asked(one.id):
        is_settled = one.state is not ApprovalState.OPEN or asked.slack_id in taken.people
        _change(store, one, asked.slack_id, said, is_settled=is_settled, now=now)
        if asked.slack_id != taken.by:
            _in_thread(store, one, asked.slack_id, str(number), said, now=now)
    refresh_homes(store, one, now=now)
    for slack_id in sorted({one.requested_by, one.owner}):
        key = f"approval:{one.id}:told:{number}:{slack_id}"
        store.outbox.add(Message("approval_told", key=key, to=slack_id, values=said), now=now)


def withdrawn(store: Store, one: Approval, *, by: str, now: datetime) -> None:
    """Say that nothing is to be decided any more."""
    said = {**outcome_values(store, one), "taken": None, "withdrawn_by": members.name_of(store, by)}
    for asked in store.approvals.asked(one.id):
        _change(store, one, asked.slack_id, said, is_settled=True, now=now)
    refresh_homes(store, one, now=now)


def refresh_homes(store: Store, one: Approval, *, now: datetime) -> None:
    """Have the Home of everybody who was asked drawn anew, always in one order: two at once never block each other."""
    for slack_id in sorted(asked.slack_id for asked in store.approvals.asked(one.id)):
        homes.refresh_home(store, slack_id, now=now)


def _in_thread(
    store: Store, one: Approval, slack_id: str, event: str, values: Mapping[str, Any], *, now: datetime
) -> None:
    key = key_of(one.id, slack_id)
    message = Message("approval_progress", key=f"{key}:{event}", to=slack_id, values=values, thread_of=key)
    store.outbox.add(message, now=now)


def _change(
    store: Store, one: Approval, slack_id: str, said: Mapping[str, Any], *, is_settled: bool, now: datetime
) -> None:
    """Have the messages that asked somebody say how it stands; once settled for them nothing is to be pressed."""
    for key in (key_of(one.id, slack_id), f"{key_of(one.id, slack_id)}:reminder"):
        before = store.outbox.said(key)
        if before is not None and is_settled:
            store.outbox.change(key, kind="approval_settled", values={**before, **said}, now=now)
        elif before is not None:
            store.outbox.change(key, kind="approval_asked", values={**before, **said}, now=now)


def _values(store: Store, one: Approval, *, now: datetime) -> dict[str, Any]:
    """What the message says that asks for a decision."""
    matter = approval_endings.ending(one).matter(store, one)
    need = approval_limits.needs_of(store, one, today=now.date())
    return {
        **outcome_values(store, one),
        "version_id": matter.written.version.id if matter.written and one.subject is Subject.CONTRACT else None,
        "taken": None,
        "withdrawn_by": None,
        "is_reminder": False,
        "note": store.approvals.waiting(one.id).note[:500],
        "requested_at": one.requested_at.isoformat(),
        "details": list(matter.details)[:5],
        "needs": {"people": need.people, "why": need.why},
        **approval_evidence.money(store, one, matter),
    }


def outcome_values(store: Store, one: Approval) -> dict[str, Any]:
    """What every message about a request says: of what, of whom, and how far it has come."""
    matter = approval_endings.ending(one).matter(store, one)
    approvals = [each for each in store.approvals.decisions(one.id) if each.verdict is Verdict.APPROVE]
    return {
        "approval_id": one.id,
        "subject": one.subject,
        "contract_id": matter.written.contract.id if matter.written else None,
        "opens": {"action": matter.opens[0], "value": matter.opens[1]},
        "title": matter.title,
        "influencer": matter.influencer.name,
        "campaign": matter.campaign.name if matter.campaign else "",
        "amount": one.amount.minor,
        "currency": one.amount.currency,
        "requested_by": one.requested_by,
        "state": one.state,
        "approved": [taken_values(store, each) for each in approvals],
    }


def listed(store: Store, one: Approval) -> dict[str, Any]:
    """A request in a list."""
    return {**outcome_values(store, one), "requested_at": one.requested_at.isoformat()}


def taken_values(store: Store, taken: Decision) -> dict[str, Any]:
    """A decision as messages carry it."""
    for_whom = members.name_of(store, taken.on_behalf_of) if taken.on_behalf_of else None
    said = {"by": taken.by, "on_behalf_of": for_whom, "verdict": taken.verdict}
    return {**said, "reason": taken.reason, "at": taken.at.isoformat()}
