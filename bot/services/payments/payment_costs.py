"""Lines of cost that follow payments: what we owe is committed, what we paid is spent, what is cancelled is gone."""

from datetime import datetime

from bot.domain.campaigns.collaborations import CostKind, CostState
from bot.domain.payments.payments import Payment, PaymentStage
from bot.domain.refused import Refused
from storage import Store

REPLACED = (CostState.PLANNED, CostState.COMMITTED)
"""Fees that people and offers wrote before there was a contract; what was paid already stays."""


def replace_fees(store: Store, collaboration_id: int, *, by: str, now: datetime) -> int:
    """Take fees away that stand for what a contract says by now, so that nothing counts twice; how many."""
    lines = store.collaborations.costs([collaboration_id])
    fees = [one for one in lines if one.kind is CostKind.FEES and one.state in REPLACED]
    follows = store.payments.following(one.id for one in fees)
    replaced = [one for one in fees if one.id not in follows]
    for one in replaced:
        if not store.collaborations.remove_cost(one):
            raise Refused("A colleague changed a cost of this collaboration a moment ago. Try again.")
        detail = {"cost": one.id, "state": one.state, "amount": one.amount, "currency": one.currency}
        about = f"collaboration:{collaboration_id}"
        store.audit.record("replace cost", about, by=by, now=now, **detail, note=one.note)
    return len(replaced)


def keep(store: Store, payment: Payment, *, by: str, now: datetime) -> None:
    """Have a payment's line of cost say what the payment says, and the payment name its line."""
    line = follow(store, payment, by=by, now=now)
    if line != payment.cost_id and not store.payments.change(payment, {"cost_id": line}):
        raise Refused("This payment was changed a moment ago. Try again.")


def follow(store: Store, payment: Payment, *, by: str, now: datetime) -> int | None:
    """Have a payment's line of cost say what the payment says; gives the line, None where there is none.

    A payment of nothing, and one that is cancelled, has no line: 0 would count as a cost that is known.
    """
    line = store.collaborations.cost(payment.cost_id) if payment.cost_id is not None else None
    if payment.stage is PaymentStage.CANCELLED or payment.amount.minor == 0:
        if line is not None and not store.collaborations.remove_cost(line):
            raise Refused("This payment's cost was changed a moment ago. Try again.")
        return None
    state = CostState.SPENT if payment.stage is PaymentStage.PAID else CostState.COMMITTED
    fields = {"kind": payment.kind, "state": state, "amount": payment.amount.minor}
    fields |= {"currency": payment.amount.currency, "note": f"Contract {payment.contract_id}: {payment.label}"}
    if line is None:
        return store.collaborations.add_cost(payment.collaboration_id, fields, by=by, now=now)
    if not store.collaborations.change_cost(line, fields):
        raise Refused("This payment's cost was changed a moment ago. Try again.")
    return line.id


def check_free(store: Store, cost_id: int) -> None:
    """Refuse to change a line by hand that follows a payment or a reward: what is owed and what it costs would part."""
    payment = store.payments.following([cost_id]).get(cost_id)
    if payment is not None:
        raise Refused(
            f"This line follows “{payment.label}” of contract {payment.contract_id}. "
            f"Open it with `/contract show {payment.contract_id}` and change the payment there.",
            field="amount",
        )
    reward = store.rewards.following(cost_id)
    if reward is not None:
        raise Refused(
            f"This line follows reward {reward.id}. Open the influencer's card, *Rewards*, and change it there.",
            field="amount",
        )
