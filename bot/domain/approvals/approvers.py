"""Approvers: whom to ask for a decision, whom next when nobody answers, and when."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from bot.domain.approvals.approvals import Approval, ApprovalState, Decision, Verdict, approvers
from bot.domain.approvals.authority import may_stand_in
from bot.domain.approvals.delegations import Delegation, delegation_of
from bot.domain.approvals.thresholds import Needs, Thresholds, needs
from bot.domain.team.roles import Member, Role


class Ask(NamedTuple):
    """Somebody to ask (a Slack id), and why them, as said to them: `you were chosen to decide this`."""

    slack_id: str
    because: str


@dataclass(frozen=True, slots=True)
class Circle:
    """Everybody of a workspace as they are today: members by Slack id, and who stands in for whom."""

    members: Mapping[str, Member]
    delegations: Collection[Delegation]
    today: date


def whom_to_ask(
    approval: Approval,
    *,
    circle: Circle,
    thresholds: Thresholds,
    preferred: str | None,
    decisions: Collection[Decision] = (),
) -> list[Ask]:
    """As many people as approvals are missing: the preferred one first, whoever stands in instead of who is away.

    Fewer, even none, where the workspace has no more who may decide: say so to whoever asked.
    """
    need, used = needs(approval.amount, thresholds=thresholds), set(approvers(decisions))
    missing = max(0, need.people - _counted(decisions, need))
    order = _in_order(approval, circle, need=need, used=used, preferred=preferred)
    asks: list[Ask] = []
    for is_standing_in in (True, False):
        for member in order:
            found = _ask(approval, member, circle, used=used, is_standing_in=is_standing_in)
            if found and len(asks) < missing:
                asks.append(_chosen(found) if found.slack_id == preferred else found)
                used |= _used_up(found.slack_id, member, circle, need=need)
    return asks


def next_to_ask(
    approval: Approval,
    *,
    circle: Circle,
    thresholds: Thresholds,
    asked: Sequence[str],
    decisions: Iterable[Decision] = (),
) -> Ask | None:
    """Whom to ask when nobody answers: who stands in for one of the `asked`, or the next in line; None if all were."""
    need, used = needs(approval.amount, thresholds=thresholds), set(approvers(decisions))
    order = _in_order(approval, circle, need=need, used=used, preferred=None)
    used |= set(asked)
    first = sorted((one for one in order if one.slack_id in asked), key=lambda one: asked.index(one.slack_id))
    instead = (_stand_in(approval, one, circle, used=used) for one in first)
    present = (_ask(approval, one, circle, used=used, is_standing_in=True) for one in order)
    anybody = (_ask(approval, one, circle, used=used, is_standing_in=False) for one in order)
    return next((one for one in chain(instead, present, anybody) if one), None)


def is_escalation_due(approval: Approval, *, thresholds: Thresholds, now: datetime) -> bool:
    """Whether an approval has waited so long that somebody else is asked."""
    waited = now - approval.requested_at
    return approval.state is ApprovalState.OPEN and waited >= timedelta(hours=thresholds.escalate_hours)


def _in_order(
    approval: Approval, circle: Circle, *, need: Needs, used: Collection[str], preferred: str | None
) -> list[Member]:
    """Who may decide for themselves: the preferred one, then who is here, then managers before admins.

    Among equals the turn goes round from approval to approval, so that nobody gets them all.
    """
    able = [one for one in circle.members.values() if one.is_welcome and one.role.covers(need.role)]
    able = sorted((one for one in able if one.slack_id not in approval.involved), key=lambda one: one.slack_id)
    turn = approval.id % len(able) if able else 0
    turned = [one for one in able[turn:] + able[:turn] if one.slack_id not in used]
    return sorted(turned, key=lambda one: (one.slack_id != preferred, _is_away(one, circle), one.role is Role.ADMIN))


def _is_away(member: Member, circle: Circle) -> bool:
    return delegation_of(member.slack_id, circle.delegations, today=circle.today) is not None


def _ask(
    approval: Approval, member: Member, circle: Circle, *, used: Collection[str], is_standing_in: bool
) -> Ask | None:
    """Whom to ask in place of a member: whoever stands in while they are away, or, at last, themselves."""
    if member.slack_id in used:
        return None
    if is_standing_in and _is_away(member, circle):
        return _stand_in(approval, member, circle, used=used)
    return Ask(member.slack_id, "you are next in line to decide")


def _stand_in(approval: Approval, manager: Member, circle: Circle, *, used: Collection[str]) -> Ask | None:
    """The one who stands in for a manager, if they can decide on this."""
    found = delegation_of(manager.slack_id, circle.delegations, today=circle.today)
    if found is None or found.delegate in approval.involved or found.delegate in used:
        return None
    if not may_stand_in(circle.members.get(found.delegate)):
        return None
    until = f"{found.ends_on.day} {found.ends_on:%B %Y}"
    return Ask(found.delegate, f"you stand in for {manager.name} until {until}")


def _chosen(ask: Ask) -> Ask:
    return ask._replace(because="you were chosen to decide")


def _used_up(asked: str, member: Member, circle: Circle, *, need: Needs) -> set[str]:
    """Who can give no further approval once `asked` does: the manager too, unless the stand-in needs no manager."""
    return {asked} if circle.members[asked].role.covers(need.role) else {asked, member.slack_id}


def _counted(decisions: Iterable[Decision], need: Needs) -> int:
    """How many approvals are there."""
    return sum(one.verdict is Verdict.APPROVE and one.role.covers(need.role) for one in decisions)
