"""Approvals: asking for a decision, deciding once with authority, withdrawing."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.domain.approvals import authority
from bot.domain.approvals.approvals import Approval, ApprovalState, Decision, Subject, Verdict, check_reason, outcome
from bot.domain.approvals.approvers import Ask, whom_to_ask
from bot.domain.approvals.authority import NotOpen, Standing
from bot.domain.money import Money
from bot.domain.refused import Denied, Refused
from bot.domain.team.roles import Member
from bot.services.approvals import approval_endings, approval_limits, approval_messages
from bot.services.team import members
from storage import Store


def request(
    store: Store,
    *,
    subject: Subject,
    subject_id: int,
    number: int | None,
    amount: Money,
    requested_by: str,
    owner: str,
    preferred: str | None,
    note: str,
    now: datetime,
    written_by: str | None = None,
) -> Approval:
    """Ask for a decision, and as many people as it needs; gives the request.

    People are Slack ids; whoever requested, owns or wrote it never decides (`written_by` None: who requested it).
    Whom it asked is `store.approvals.asked`: nobody, where the workspace has nobody who may decide.
    """
    fields: dict[str, Any] = {"subject": subject, "subject_id": subject_id, "number": number, "preferred": preferred}
    fields |= {"amount": amount.minor, "currency": amount.currency, "note": note.strip()}
    fields |= {"requested_by": requested_by, "owner": owner, "written_by": written_by or requested_by}
    one = found(store, store.approvals.add(fields, now=now))
    store.audit.record("ask", about(one), by=requested_by, now=now, approval=one.id, number=number)
    ask_missing(store, one, preferred=preferred, now=now)
    return one


def ask_missing(store: Store, one: Approval, *, preferred: str | None, now: datetime) -> None:
    """Ask as many people as approvals are missing, whoever was not asked yet."""
    today = now.date()
    asks = whom_to_ask(
        one,
        circle=approval_limits.circle(store, today=today),
        thresholds=approval_limits.limits(store, one.amount.currency, today=today),
        preferred=preferred,
        decisions=store.approvals.decisions(one.id),
    )
    for each in asks:
        ask(store, one, each, now=now)
    approval_messages.refresh_homes(store, one, now=now)


def ask(store: Store, one: Approval, whom: Ask, *, now: datetime) -> bool:
    """Ask somebody to decide. Whether they were not asked before."""
    if not store.approvals.ask(one.id, whom.slack_id, because=whom.because, now=now):
        return False
    approval_messages.ask(store, one, whom, now=now)
    return True


def found(store: Store, approval_id: int) -> Approval:
    """The request, or a refusal."""
    one = store.approvals.get(approval_id)
    if one is None:
        raise Denied("There is no such decision here.", about=f"approval:{approval_id}")
    return one


def may_decide(
    store: Store,
    one: Approval,
    *,
    by: Member,
    now: datetime,
    verdict: Verdict = Verdict.APPROVE,
    decisions: Collection[Decision] | None = None,
) -> Standing:
    """In what capacity somebody may decide now, by the roles that stand in the database at this moment.

    Raises Denied where they may not, where it is over (it says who was quicker), or where its thing has changed.
    """
    try:
        given = store.approvals.decisions(one.id) if decisions is None else decisions
        standing = _standing(store, one, by=by, verdict=verdict, decisions=given, today=now.date())
        approval_endings.ending(one).check(store, one)
        if approval_endings.ending(one).matter(store, one).owner in (by.slack_id, standing.on_behalf_of):
            raise Refused("It has a new owner, and nobody decides on their own.")
    except NotOpen as over:
        raise Denied(_over(store, over), about=about(one), field="verdict") from over
    except Refused as refused:
        raise Denied(refused.sentence, about=about(one), field="verdict") from refused
    return standing


def _standing(
    store: Store, one: Approval, *, by: Member, verdict: Verdict, decisions: Collection[Decision], today: date
) -> Standing:
    """The rule, asked with everybody as they are now; who is gone since they pressed is nobody."""
    circle = approval_limits.circle(store, today=today)
    return authority.check(
        one,
        by=store.members.get(by.slack_id) or replace(by, is_welcome=False),
        decisions=decisions,
        delegations=circle.delegations,
        members=circle.members,
        thresholds=approval_limits.limits(store, one.amount.currency, today=today),
        today=today,
        verdict=verdict,
    )


def decide(
    store: Store,
    approval_id: int,
    *,
    verdict: Verdict,
    reason: str,
    by: Member,
    evidence: Mapping[str, Any],
    now: datetime,
) -> ApprovalState:
    """Take a decision, once; gives what the request comes to (open, while a second approval is missing).

    Whoever decides on the same request at the same time waits for this transaction, and is told what it came to.
    `evidence` is what is true at this moment, frozen with the decision. Raises Denied without authority, and Refused
    on `reason` where it is missing.
    """
    one = store.approvals.hold(approval_id) or found(store, approval_id)
    before = store.approvals.decisions(one.id)
    standing = may_decide(store, one, by=by, verdict=verdict, decisions=before, now=now)
    check_reason(verdict, reason=reason)
    taken = Decision(by.slack_id, standing.on_behalf_of, standing.role, verdict, reason.strip(), now)
    decision_id = store.approvals.decide(one.id, taken, evidence=evidence)
    state = outcome([*before, taken], needs=approval_limits.needs_of(store, one, today=now.date()))
    _follow(store, replace(one, state=state), taken, decision_id, by=by, now=now)
    return state


def _follow(store: Store, one: Approval, taken: Decision, decision_id: int, *, by: Member, now: datetime) -> None:
    """End the request if that was the last word, and tell everybody; else ask whoever is still missing."""
    detail: dict[str, Any] = {"approval": one.id, "decision": decision_id, "number": one.version_number}
    detail |= {"verdict": taken.verdict, "on_behalf_of": taken.on_behalf_of, "state": one.state}
    store.audit.record("decide", about(one), by=by.slack_id, now=now, **detail)
    if one.state is not ApprovalState.OPEN:
        store.approvals.end(one.id, one.state, now=now)
        approval_endings.ending(one).ended(store, one, by, taken.reason, now)
    approval_messages.decided(store, one, taken, now=now)
    if one.state is ApprovalState.OPEN:
        ask_missing(store, one, preferred=None, now=now)


def withdraw(store: Store, subject: Subject, subject_id: int, *, by: str, now: datetime) -> bool:
    """Take an open request back, before its thing is changed. Whether there was one.

    `by` is a Slack id. Call it first in a transaction: it waits for whoever is deciding at this moment, as `decide`
    waits for it, and then nobody waits for anybody twice.
    """
    one = store.approvals.open_of(subject, subject_id)
    if one is None or store.approvals.hold(one.id) is None:
        return False
    if not store.approvals.end(one.id, ApprovalState.WITHDRAWN, now=now):
        return False
    store.audit.record("withdraw", about(one), by=by, now=now, approval=one.id)
    approval_messages.withdrawn(store, replace(one, state=ApprovalState.WITHDRAWN), by=by, now=now)
    return True


def about(one: Approval) -> str:
    """What the audit log calls the thing that is decided on."""
    return f"{one.subject}:{one.subject_id}"


_DID = {
    ApprovalState.APPROVED: "approved it",
    ApprovalState.CHANGES: "asked for changes",
    ApprovalState.REJECTED: "rejected it",
}


def _over(store: Store, over: NotOpen) -> str:
    """The sentence for whoever comes too late."""
    if over.state is ApprovalState.WITHDRAWN:
        return "It was withdrawn, so there is nothing to decide any more. Your press has changed nothing."
    name = members.name_of(store, over.by or "")
    return f"{name} {_DID.get(over.state, 'decided')} already. Your press has changed nothing."
