"""Payments as templates are given them, alone and on a contract's card."""

from datetime import UTC, date, datetime

from bot.domain.campaigns.collaborations import CostKind
from bot.domain.contracts.terms import Trigger
from bot.domain.money import Money
from bot.domain.payments.payments import Payment, PaymentStage
from bot.services.payments.payment_cards import Kept
from tests.example_records import MARIA, NOW, Said

DAY = date(2026, 12, 7)


def payment(said: Said, many: int, *, number: int = 7) -> Payment:
    """A payment, in another stage for each number of everything."""
    stage = list(PaymentStage)[(many + number) % len(PaymentStage)]
    is_paid = stage is PaymentStage.PAID
    return Payment(
        id=number,
        contract_id=12,
        collaboration_id=5,
        key="fee:1",
        kind=CostKind.COMMISSIONS if many % 2 else CostKind.FEES,
        label=f"Fee, part {number} of {many}",
        amount=Money(60_000, "EUR"),
        trigger=None if many % 2 else Trigger.PUBLISHING,
        due_on=DAY if many else None,
        stage=stage,
        approved_by=MARIA if is_paid else None,
        approved_at=NOW if is_paid else None,
        paid_on=DAY if is_paid else None,
        paid_by=MARIA if is_paid else None,
        reference=said("what")[:140] if is_paid else None,
        version=1,
        owner=MARIA,
        why=said("note")[:500] if stage in (PaymentStage.CANCELLED, PaymentStage.DUE) else "",
    )


def kept(said: Said, many: int) -> Kept:
    """What a contract's card says of what we owe."""
    by = datetime(2026, 12, 1, tzinfo=UTC)
    payments = [payment(said, many, number=n) for n in range(many)]
    return Kept(payments, said("what")[:300] if many else "", by if many else None, is_terminated=many > 1)
