"""What messages about a payment say: values that JSON can hold, and sentences."""

from typing import Any

from bot import words
from bot.domain.contracts.contracts import Contract, ContractStage
from bot.domain.contracts.terms import Trigger
from bot.domain.payments.payments import Payment
from bot.services.contracts import contracts
from storage import Store

_TRIGGERS = {
    Trigger.SIGNING: "after the signature",
    Trigger.PUBLISHING: "after the last piece of content is live",
    Trigger.DATE: "on a day that was agreed",
    None: "after the contract's end, from what was sold",
}
"""When a payment falls due, as people read it."""


def of(store: Store, payment: Payment) -> dict[str, Any]:
    """A payment with whom and what it is for."""
    _, campaign, influencer = contracts.parties(store, contracts.found(store, payment.contract_id))
    return {
        "payment_id": payment.id,
        "contract_id": payment.contract_id,
        "influencer": influencer.name,
        "campaign": campaign.name,
        "label": payment.label,
        "amount": payment.amount.minor,
        "currency": payment.amount.currency,
        "due_on": payment.due_on.isoformat() if payment.due_on else None,
        "stage": payment.stage,
        "approved_by": payment.approved_by,
        "paid_on": payment.paid_on.isoformat() if payment.paid_on else None,
        "paid_by": payment.paid_by,
        "reference": payment.reference,
        "why": payment.why,
    }


def trigger(payment: Payment) -> str:
    """When a payment falls due, in words."""
    return _TRIGGERS[payment.trigger]


def sentences(payment: Payment, contract: Contract) -> list[str]:
    """What there is to know before a payment is approved."""
    when = f"by {words.day(payment.due_on)}, " if payment.due_on else ""
    told = [f"{payment.label}: due {when}{trigger(payment)}."]
    if contract.stage is ContractStage.TERMINATED:
        told.append("The contract was terminated: approve it only if it is owed all the same.")
    return told


def key_of(payment: Payment) -> str:
    """Under which key the message about an approved payment stands."""
    return f"payment:{payment.id}:approved"
