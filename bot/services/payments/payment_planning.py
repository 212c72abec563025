"""Payments as a signature and a publication make them: planned, with their cost and our promise to pay."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import CostKind
from bot.domain.contracts.contracts import Contract, ContractStage
from bot.domain.contracts.terms import Terms
from bot.domain.payments import commissions as commission_rules
from bot.domain.payments import payments as rules
from bot.domain.payments.payments import Payment, PlannedPayment
from bot.domain.payments.promises import PromiseKind, end_of_day
from bot.services.contracts import contract_content, contracts
from bot.services.payments import payment_costs, promises
from storage import Store


def plan(
    store: Store, contract: Contract, terms: Terms, campaign: Campaign, *, signed_on: date, by: str, now: datetime
) -> None:
    """Plan what a signed contract asks us to pay, once, with costs that count and promises that have a date."""
    planned = rules.from_terms(terms, signed_on=signed_on)
    store.payments.add([_row(contract, one, terms, campaign) for one in planned])
    for payment in store.payments.of_contracts([contract.id]):
        store.audit.record("plan", about(payment), by=by, now=now, amount=payment.amount.minor)
        payment_costs.keep(store, payment, by=by, now=now)
        promise(store, payment, now=now)


def date_published(store: Store, collaboration_id: int, *, by: str, now: datetime) -> None:
    """Give what waits for publishing its date, once the last deliverable is live."""
    for contract in store.contracts.of([collaboration_id]):
        terms = contracts.terms_of(contracts.newest(store, contract))
        if contract.stage not in (ContractStage.SIGNED, ContractStage.TERMINATED) or terms is None:
            continue
        payments = store.payments.of_contracts([contract.id])
        live = contract_content.live_since(store, collaboration_id, terms)
        if live is not None:
            days = rules.when_published(payments, payment_days=terms.payment_days, published_on=live)
            _date(store, [one for one in payments if one.id in days], days, by=by, now=now)


def promise(store: Store, payment: Payment, *, now: datetime) -> None:
    """Note that we pay it by its date, once that is known and there is something to pay."""
    if payment.due_on is None or payment.amount.minor == 0:
        return
    owner = store.members.get(payment.owner)
    promises.note(
        store,
        PromiseKind.PAY,
        about(payment),
        collaboration_id=payment.collaboration_id,
        text=f"Pay: {payment.label}, contract {payment.contract_id}",
        due_at=end_of_day(payment.due_on, tz=owner.tz if owner else "UTC"),
        now=now,
        owner=payment.owner,
    )


def about(payment: Payment) -> str:
    """What the audit log and promises call a payment."""
    return f"payment:{payment.id}"


def _row(contract: Contract, one: PlannedPayment, terms: Terms, campaign: Campaign) -> Mapping[str, Any]:
    is_commission = one.kind is CostKind.COMMISSIONS
    span = commission_rules.span(terms, window_days=campaign.window_days)
    return {
        "contract_id": contract.id,
        "collaboration_id": contract.collaboration_id,
        "key": one.key,
        "kind": one.kind,
        "label": one.label,
        "amount": one.amount.minor,
        "currency": campaign.currency if is_commission else one.amount.currency,
        "trigger": one.trigger,
        "due_on": span.due_on if is_commission else one.due_on,
        "owner": contract.owner,
    }


def _date(store: Store, payments: Iterable[Payment], days: Mapping[int, date], *, by: str, now: datetime) -> None:
    for one in payments:
        if store.payments.change(one, {"due_on": days[one.id]}):
            store.audit.record("date", about(one), by=by, now=now, due_on=days[one.id].isoformat())
            dated = store.payments.get(one.id)
            if dated is not None:
                promise(store, dated, now=now)
