"""Authority: who may decide what. Fails closed: whatever is not clearly allowed is refused (product.md, "Roles").

Ask it when the decision is offered and again when it arrives, with members, delegations and decisions read anew.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.approvals.approvals import Approval as Approval
from bot.domain.approvals.approvals import ApprovalState as ApprovalState
from bot.domain.approvals.approvals import Decision as Decision
from bot.domain.approvals.approvals import Subject as Subject
from bot.domain.approvals.approvals import Verdict as Verdict
from bot.domain.approvals.approvals import approvers
from bot.domain.approvals.approvals import check_reason as check_reason
from bot.domain.approvals.approvals import outcome as outcome
from bot.domain.approvals.delegations import LOWEST_DELEGATE
from bot.domain.approvals.delegations import Delegation as Delegation
from bot.domain.approvals.delegations import stand_in as stand_in
from bot.domain.approvals.thresholds import Needs as Needs
from bot.domain.approvals.thresholds import Thresholds as Thresholds
from bot.domain.approvals.thresholds import needs as needs
from bot.domain.approvals.thresholds import thresholds_for as thresholds_for
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role


class NotOpen(Refused):
    """It was decided or withdrawn before. `state` says what it came to, `by` (a Slack id) who decided, if known."""

    def __init__(self, state: ApprovalState, *, by: str | None) -> None:
        super().__init__(f"This is no longer open: {state}. Your decision was not needed, and nothing has changed.")
        self.state = state
        self.by = by


@dataclass(frozen=True, slots=True)
class Standing:
    """In what capacity somebody decides: for themselves, or `on_behalf_of` (a Slack id), and with whose role."""

    on_behalf_of: str | None
    role: Role


def check(
    approval: Approval,
    *,
    by: Member,
    decisions: Collection[Decision],
    delegations: Iterable[Delegation],
    members: Mapping[str, Member],
    thresholds: Thresholds,
    today: date,
    verdict: Verdict = Verdict.APPROVE,
) -> Standing:
    """In what capacity `by` may give `verdict` now. `members` are by Slack id, with their roles of this moment.

    Raises NotOpen where it is over, and Refused with the reason where it is not theirs to decide. Somebody who has
    approved may still ask for changes or reject while it is open.
    """
    _check_open(approval, decisions)
    _check_person(approval, by=by)
    used = approvers(decisions) if verdict is Verdict.APPROVE else frozenset()
    _check_not_again(by.slack_id, decisions, used=used)
    need = needs(approval.amount, thresholds=thresholds)
    if by.role.covers(need.role):
        return Standing(None, by.role)
    mine = [one.manager for one in delegations if one.delegate == by.slack_id and one.is_active(today)]
    return _standing_in(approval, by=by, managers=sorted(mine), members=members, need=need, used=used)


def may_stand_in(member: Member | None) -> bool:
    """Whether somebody can be a delegate at all."""
    return member is not None and member.is_welcome and member.role.covers(LOWEST_DELEGATE)


def _check_open(approval: Approval, decisions: Iterable[Decision]) -> None:
    ordered = sorted(decisions, key=lambda one: one.at)
    ending = next((one for one in ordered if one.verdict is not Verdict.APPROVE), None)
    if approval.state is not ApprovalState.OPEN:
        last = ending or (ordered[-1] if ordered else None)
        is_decided = approval.state is not ApprovalState.WITHDRAWN
        raise NotOpen(approval.state, by=last.by if last and is_decided else None)
    if ending:
        is_rejected = ending.verdict is Verdict.REJECT
        raise NotOpen(ApprovalState.REJECTED if is_rejected else ApprovalState.CHANGES, by=ending.by)


def _check_person(approval: Approval, *, by: Member) -> None:
    if not by.is_welcome:
        raise Refused("Only full members of this workspace decide here. Ask one of its managers.")
    if by.slack_id == approval.requested_by:
        raise Refused("You asked for this decision yourself, so somebody else takes it.")
    if by.slack_id == approval.owner:
        raise Refused(f"This {approval.subject} is your own, so somebody else decides.")
    if by.slack_id == approval.written_by:
        raise Refused("You wrote this version, so somebody else decides.")


def _check_not_again(by: str, decisions: Iterable[Decision], *, used: Collection[str]) -> None:
    if by not in used:
        return
    if any(one.by == by for one in decisions):
        raise Refused("You have approved this already. The second approval comes from somebody else.")
    raise Refused("Your stand-in has approved this for you. The second approval comes from somebody else.")


def _standing_in(
    approval: Approval,
    *,
    by: Member,
    managers: Iterable[str],
    members: Mapping[str, Member],
    need: Needs,
    used: Collection[str],
) -> Standing:
    """For whom somebody without the role decides; refuse with the first obstacle, or with what the amount needs."""
    obstacles = []
    for manager in managers:
        if not may_stand_in(by):
            raise Refused(f"Standing in needs at least the role {LOWEST_DELEGATE}, and yours is {by.role}.")
        member = members.get(manager)
        obstacle = _obstacle(approval, manager=member, need=need, used=used)
        if obstacle is None and member is not None:
            return Standing(manager, member.role)
        obstacles += [obstacle]
    told = next((one for one in obstacles if one), None)
    raise Refused(told or f"{need.why} Your role is {by.role}, so ask {_a(need.role)} to decide.")


def _obstacle(approval: Approval, *, manager: Member | None, need: Needs, used: Collection[str]) -> str | None:
    """Why nobody can decide this for a manager, or None."""
    if manager is None or not manager.is_welcome:
        return f"Whoever you stand in for is no longer here. {need.why}"
    if manager.slack_id in approval.involved:
        return f"You stand in for {manager.name}, and this is their own, so somebody else decides."
    if not manager.role.covers(need.role):
        return f"{need.why} You stand in for {manager.name}, whose role is {manager.role}, so ask {_a(need.role)}."
    if manager.slack_id in used:
        return f"{manager.name}, for whom you stand in, is counted already. The next approval comes from somebody else."
    return None


def _a(role: Role) -> str:
    return f"{'an' if role is Role.ADMIN else 'a'} {role}"
