"""What messages about a payment say: values that JSON can hold."""

from typing import Any

from bot.domain.payments import Payment
from bot.services import contracts
from storage import Store


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
