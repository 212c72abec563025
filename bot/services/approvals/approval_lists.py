"""Lists of decisions: what waits for somebody, and what was decided on a contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.approvals.approvals import Approval, ApprovalState, Subject
from bot.domain.contracts.contracts import Contract
from bot.domain.refused import Denied
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approval_endings, approval_messages, delegations
from storage import Store
from storage.approvals import Asked


@dataclass(frozen=True, slots=True)
class Request:
    """A request on a contract's card: who was asked, and what was decided."""

    approval: Approval
    asked: Sequence[Asked]
    decisions: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Frozen:
    """A decision with the evidence that was frozen with it."""

    approval: Approval
    title: str
    taken: dict[str, Any]
    evidence: dict[str, Any]


def waiting_for(store: Store, member: Member, *, today: date, limit: int) -> list[dict[str, Any]]:
    """What somebody, or a manager for whom they stand in, was asked and they have not decided; the oldest first."""
    if not member.sees_private:
        return []
    asked = [member.slack_id, *delegations.managers_of(store, member, today=today)]
    listed = store.approvals.asking(asked, limit=limit)
    return [approval_messages.listed(store, one) for one in listed if member.slack_id not in one.involved]


def of_contract(store: Store, contract: Contract) -> list[Request]:
    """Every request about a contract, the newest first."""
    return of(store, Subject.CONTRACT, contract.id)


def of(store: Store, subject: Subject, subject_id: int) -> list[Request]:
    """Every request about one thing, the newest first."""
    found = store.approvals.of(subject, subject_id)
    kept = store.approvals.kept_decisions(one.id for one in found)
    requests = []
    for one in found:
        mine = kept.get(one.id, ())
        taken = [{**approval_messages.taken_values(store, each.decision), "id": each.id} for each in mine]
        requests.append(Request(one, store.approvals.asked(one.id), taken))
    return requests


def to_review(requests: Sequence[Request], *, reader: Member) -> int | None:
    """The open request that the reader is offered to decide: who was asked, and any manager whose own it is not."""
    one = next((each for each in requests if each.approval.state is ApprovalState.OPEN), None)
    if one is None or reader.slack_id in one.approval.involved:
        return None
    is_theirs = reader.role.covers(Role.MANAGER) or reader.slack_id in {asked.slack_id for asked in one.asked}
    has_decided = reader.slack_id in {taken["by"] for taken in one.decisions}
    return one.approval.id if is_theirs and not has_decided else None


def frozen(store: Store, decision_id: int) -> Frozen:
    """A decision with its evidence as it stood."""
    found = store.approvals.kept_decision(decision_id)
    if found is None:
        raise Denied("There is no such decision here.", about=f"decision:{decision_id}")
    one, kept = found
    matter = approval_endings.ending(one).matter(store, one)
    taken = approval_messages.taken_values(store, kept.decision)
    return Frozen(one, matter.title, taken, dict(kept.evidence))
