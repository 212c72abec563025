"""Matters of approvals: what waits for somebody's decision."""

from sqlalchemy import literal, select

from bot.domain.approvals.approvals import ApprovalState, Subject
from bot.domain.campaigns.collaborations import GIVEN_UP
from storage.matters.base import Matters, columns
from storage.tables import approval, approval_ask, collaboration, contract, decision

_DECIDED = select(literal(1)).where(
    decision.c.workspace_id == approval.c.workspace_id,
    decision.c.approval_id == approval.c.id,
    decision.c.by == approval_ask.c.slack_id,
)

_UNWANTED = (
    select(literal(1))
    .join_from(contract, collaboration, collaboration.c.id == contract.c.collaboration_id)
    .where(contract.c.workspace_id == approval.c.workspace_id, contract.c.id == approval.c.subject_id)
    .where(approval.c.subject == Subject.CONTRACT)
    .where(collaboration.c.stage.in_(GIVEN_UP))
)
"""That a contract's collaboration was declined or dropped: nobody decides on it until it is wanted again."""

_APPROVALS = (
    columns(approval.c.id, approval.c.workspace_id, anchor=approval_ask.c.asked_at, owner=approval_ask.c.slack_id)
    .join_from(approval, approval_ask, approval_ask.c.approval_id == approval.c.id)
    .where(approval.c.state == ApprovalState.OPEN, ~_DECIDED.exists(), ~_UNWANTED.exists())
)

MATTERS = {"approval_waiting": Matters(_APPROVALS)}
