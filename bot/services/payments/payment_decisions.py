"""Payments and decisions: what is decided on, and what follows from it."""

from datetime import datetime

from bot.domain.approvals.approvals import Approval, ApprovalState
from bot.domain.content.deliverables import DeliverableStage
from bot.domain.payments import payments as rules
from bot.domain.payments.payments import Payment, PaymentStage
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.services.approvals.approval_matters import Matter, Written
from bot.services.contracts import contracts
from bot.services.contracts.contract_decisions import contract_matter
from bot.services.nudges import endings
from bot.services.payments import payment_values
from bot.services.payments.payment_planning import about
from storage import Store


def matter(store: Store, approval: Approval) -> Matter:
    """The payment, the contract that promises it, and what was delivered for it so far."""
    one = _found(store, approval)
    contract = contracts.found(store, one.contract_id)
    version = contracts.newest(store, contract)
    title = f"Payment {one.id}: {one.label}, contract {contract.id}"
    details = [*payment_values.sentences(one, contract), delivered(store, contract.collaboration_id)]
    return contract_matter(store, title, Written(contract, version), details=details)


def delivered(store: Store, collaboration_id: int) -> str:
    """What was delivered of what is owed, as a sentence."""
    owed = store.deliverables.of([collaboration_id])
    live = sum(one.state is DeliverableStage.PUBLISHED for one in owed)
    if not owed:
        return "No content is planned."
    waits = [f"“{one.title[:60]}” ({one.state})" for one in owed if one.state is not DeliverableStage.PUBLISHED]
    rest = (
        f": still open {', '.join(waits[:3])}{f' and {len(waits) - 3} more' if len(waits) > 3 else ''}" if waits else ""
    )
    return f"{live} of {len(owed)} pieces of content are live{rest}."


def check(store: Store, approval: Approval) -> None:
    """Refuse where the payment is no longer due, or its amount is another."""
    _due(store, approval)


def ended(store: Store, approval: Approval, by: Member, reason: str, now: datetime) -> None:
    """Let an approved payment be paid, and tell who pays it; any other stays due, with the reason."""
    one = _due(store, approval)
    endings.renew(store, "payment_due", one.id, now=now)
    if approval.state is not ApprovalState.APPROVED:
        _change(store, one, {"why": reason[: rules.LONGEST_WHY]})
        store.audit.record("send back", about(one), by=by.slack_id, now=now)
        return
    rules.check_change(one.stage, PaymentStage.APPROVED)
    fields = {"stage": PaymentStage.APPROVED, "approved_by": by.slack_id, "approved_at": now, "why": ""}
    _change(store, one, fields)
    store.audit.record("approve", about(one), by=by.slack_id, now=now)
    values = payment_values.of(store, _found(store, approval))
    store.outbox.add(Message("payment_approved", key=payment_values.key_of(one), to=one.owner, values=values), now=now)


def _found(store: Store, approval: Approval) -> Payment:
    one = store.payments.get(approval.subject_id)
    if one is None:
        raise Refused("This payment is no longer here.")
    return one


def _due(store: Store, approval: Approval) -> Payment:
    one = _found(store, approval)
    if one.stage is not PaymentStage.DUE:
        raise Refused(
            f"This payment is {one.stage} by now, so there is nothing to decide. Open the contract to see it."
        )
    if one.amount != approval.amount:
        raise Refused("The amount of this payment is another by now. Ask for its approval again.")
    return one


def _change(store: Store, one: Payment, fields: dict[str, object]) -> None:
    if not store.payments.change(one, fields):
        raise Refused("This payment was changed a moment ago. Close this and open it again.")
