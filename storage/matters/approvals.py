"""Matters of approvals: what waits for somebody's decision."""

from sqlalchemy import literal, select

from bot.domain.approvals.approvals import ApprovalState
from storage.matters.base import Matters, columns
from storage.tables import approval, approval_ask, decision

_SAME = (decision.c.workspace_id == approval.c.workspace_id, decision.c.approval_id == approval.c.id)
_DECIDED = select(literal(1)).where(*_SAME, decision.c.by == approval_ask.c.slack_id)

_APPROVALS = (
    columns(approval.c.id, approval.c.workspace_id, anchor=approval_ask.c.asked_at, owner=approval_ask.c.slack_id)
    .join_from(approval, approval_ask, approval_ask.c.approval_id == approval.c.id)
    .where(approval.c.state == ApprovalState.OPEN, ~_DECIDED.exists())
)

MATTERS = {"approval_waiting": Matters(_APPROVALS)}
