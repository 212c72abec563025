"""Payments that follow from a contract: their stages, when they fall due, and what they come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from bot.domain.campaigns.collaborations import CostKind
from bot.domain.contracts.terms import Terms, Trigger, due_on
from bot.domain.money import Money
from bot.domain.refused import Faults, Refused

LONGEST_REFERENCE = 140
"""Characters of a payment's reference: as many as a SEPA transfer carries."""
DAYS_TO_APPROVE = 3
"""How many days before its date a payment turns from planned to due."""


class PaymentStage(StrEnum):
    """Where a payment stands (product.md, "Stages")."""

    PLANNED = "planned"
    DUE = "due"
    APPROVED = "approved"
    PAID = "paid"
    CANCELLED = "cancelled"


OPEN = (PaymentStage.PLANNED, PaymentStage.DUE, PaymentStage.APPROVED)
"""Stages in which the money is still to be paid."""

LONGEST_WHY = 500
"""Characters of why a payment is not made."""

_S = PaymentStage
_NEXT: dict[PaymentStage, tuple[PaymentStage, ...]] = {
    _S.PLANNED: (_S.DUE, _S.CANCELLED),
    _S.DUE: (_S.APPROVED, _S.CANCELLED),
    _S.APPROVED: (_S.PAID, _S.CANCELLED),
    _S.PAID: (),
    _S.CANCELLED: (),
}


@dataclass(frozen=True, slots=True)
class PlannedPayment:
    """A payment that a contract's terms ask for. `key` is the same whenever it is worked out: `fee:1`, `commission`.

    `trigger` None: worked out from results, and settled after the contract's end. `due_on` None: not known yet.
    """

    key: str
    kind: CostKind
    label: str
    amount: Money
    trigger: Trigger | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Payment:
    """Money we owe under a contract, as planned, with what became of it. People are Slack ids.

    `owner` sees to it; `cost_id` is the line of cost that follows it; `why` is why it was cancelled or sent back.
    """

    id: int
    contract_id: int
    collaboration_id: int
    key: str
    kind: CostKind
    label: str
    amount: Money
    trigger: Trigger | None
    due_on: date | None
    stage: PaymentStage
    approved_by: str | None
    approved_at: datetime | None
    paid_on: date | None
    paid_by: str | None
    reference: str | None
    version: int
    owner: str = ""
    cost_id: int | None = None
    why: str = ""


def check_change(old: PaymentStage, new: PaymentStage) -> None:
    """Refuse a change of stage that does not exist: above all, nothing is paid twice, unapproved or taken back."""
    if new not in _NEXT[old]:
        allowed = ", ".join(_NEXT[old]) or "nothing more: it is settled"
        raise Refused(f"This payment is {old}: the next stage can be {allowed}.")


def from_terms(terms: Terms, *, signed_on: date) -> list[PlannedPayment]:
    """What a signed contract asks us to pay: its instalments in their order, then the commission if there is one.

    The commission's amount is 0 until there are results; it is settled when the contract has ended.
    """
    many = len(terms.instalments)
    planned = [
        PlannedPayment(
            f"fee:{at}",
            CostKind.FEES,
            "Fee" if many == 1 else f"Fee, part {at} of {many}",
            Money(one.amount, terms.fee.currency),
            one.trigger,
            due_on(one, terms=terms, signed_on=signed_on, published_on=None),
        )
        for at, one in enumerate(terms.instalments, start=1)
    ]
    if terms.commission > 0:
        until = terms.ends_on + timedelta(days=terms.payment_days)
        nothing = Money(0, terms.fee.currency)
        label = f"Commission of {terms.commission.normalize():f}%"
        planned.append(PlannedPayment("commission", CostKind.COMMISSIONS, label, nothing, None, until))
    return planned


def when_published(payments: Iterable[Payment], *, payment_days: int, published_on: date) -> dict[int, date]:
    """The dates, by payment, that become known when the last deliverable is live. Dates that stand are left alone."""
    until = published_on + timedelta(days=payment_days)
    waiting = (one for one in payments if one.stage is PaymentStage.PLANNED and one.due_on is None)
    return {one.id: until for one in waiting if one.trigger is Trigger.PUBLISHING}


def is_due(payment: Payment, *, today: date) -> bool:
    """Whether a planned payment turns due: 3 days before its date, so that there is time to approve it.

    One of nothing, such as a commission without sales, never does.
    """
    if payment.stage is not PaymentStage.PLANNED or payment.due_on is None or payment.amount.minor <= 0:
        return False
    return (payment.due_on - today).days <= DAYS_TO_APPROVE


def check_paid(*, paid_on: date | None, reference: str, today: date) -> None:
    """Refuse to note as paid what cannot be found again, each fault on its field: `paid_on`, `reference`."""
    faults = Faults()
    with faults.noting():
        if paid_on is None:
            raise Refused("Choose the day on which it was paid.", field="paid_on")
        if paid_on > today:
            raise Refused("That day lies ahead. Note the payment once it has been made.", field="paid_on")
    with faults.noting():
        if not reference.strip():
            raise Refused("Give the reference of the transfer, so that accounting can find it.", field="reference")
        if not reference.strip().isprintable():
            raise Refused("Write the reference on one line.", field="reference")
        if len(reference) > LONGEST_REFERENCE:
            raise Refused(f"That is {len(reference)} characters; {LONGEST_REFERENCE} is the most.", field="reference")
    faults.check()


def commission(revenue: Money, *, percent: Decimal) -> Money:
    """The commission on attributed net revenue, to the nearest minor unit, halves to the even one.

    More returns than sales give 0: a creator never owes us money.
    """
    exact = max(0, revenue.minor) * percent.scaleb(-2)
    return Money(int(exact.to_integral_value(ROUND_HALF_EVEN)), revenue.currency)


def totals(payments: Iterable[Payment]) -> Mapping[str, Mapping[PaymentStage, int]]:
    """Minor units per currency (in alphabetical order) and stage. Stages without a payment are left out."""
    found: dict[str, dict[PaymentStage, int]] = {}
    for one in payments:
        stages = found.setdefault(one.amount.currency, {})
        stages[one.stage] = stages.get(one.stage, 0) + one.amount.minor
    return {currency: found[currency] for currency in sorted(found)}
