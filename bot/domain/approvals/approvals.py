"""Approvals: requests for a decision, the decisions that were taken on one, and what they come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.approvals.thresholds import Needs
from bot.domain.money import Money
from bot.domain.refused import Refused
from bot.domain.team.roles import Role

LONGEST_REASON = 2_000


class Subject(StrEnum):
    """What is decided on."""

    CONTRACT = "contract"
    PAYMENT = "payment"
    GIFT = "gift"
    REWARD = "reward"


class ApprovalState(StrEnum):
    """How far an approval has come. Only an open one can be decided or withdrawn."""

    OPEN = "open"
    APPROVED = "approved"
    CHANGES = "changes asked"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    """What somebody decides."""

    APPROVE = "approve"
    CHANGES = "ask for changes"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Approval:
    """A request for a decision on one version. People are Slack ids; `written_by` wrote the version, if anybody did.

    `subject_id` and `version_number` say of what; only a contract has versions.
    """

    id: int
    subject: Subject
    subject_id: int
    version_number: int | None
    amount: Money
    requested_by: str
    owner: str
    written_by: str | None
    requested_at: datetime
    state: ApprovalState

    @property
    def involved(self) -> frozenset[str]:
        """Everybody whose own this is, and who so never decides on it."""
        return frozenset(one for one in (self.requested_by, self.owner, self.written_by) if one)


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided. `role` is the role it was decided with: of `on_behalf_of` where somebody stood in."""

    by: str
    on_behalf_of: str | None
    role: Role
    verdict: Verdict
    reason: str
    at: datetime

    @property
    def people(self) -> frozenset[str]:
        """Who is used up by this decision: whoever took it, and for whom."""
        return frozenset(one for one in (self.by, self.on_behalf_of) if one)


_ENDS = {Verdict.CHANGES: ApprovalState.CHANGES, Verdict.REJECT: ApprovalState.REJECTED}


def approvers(decisions: Iterable[Decision]) -> frozenset[str]:
    """Everybody who has approved, and for whom."""
    found = [one.people for one in decisions if one.verdict is Verdict.APPROVE]
    return frozenset().union(*found)


def outcome(decisions: Iterable[Decision], *, needs: Needs) -> ApprovalState:
    """What the decisions come to: anything but an approval ends it at once, approvals count different people.

    An approval counts only where it was given with the role that is needed now, so that raised demands hold.
    """
    seen: frozenset[str] = frozenset()
    count = 0
    for one in sorted(decisions, key=lambda decision: decision.at):
        if one.verdict in _ENDS:
            return _ENDS[one.verdict]
        if one.role.covers(needs.role) and not one.people & seen:
            seen, count = seen | one.people, count + 1
    return ApprovalState.APPROVED if count >= needs.people else ApprovalState.OPEN


def check_reason(verdict: Verdict, *, reason: str) -> None:
    """Refuse a verdict that leaves people without a reason, or one that is too long."""
    if verdict is not Verdict.APPROVE and not reason.strip():
        what = "what to change" if verdict is Verdict.CHANGES else "why"
        raise Refused(f"Say {what}: whoever asked works from these words.", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"That is {len(reason):,} characters; {LONGEST_REASON:,} is the most.", field="reason")
