"""What the templates of payments are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.payments.payments import PaymentStage
from bot.domain.team.roles import Role
from bot.services.payments.payment_cards import FILTERS, PaymentCard, PaymentLine, PaymentList
from tests.example_campaigns import campaign
from tests.example_contracts import contract
from tests.example_payments import DAY, payment
from tests.example_records import MARIA, NOW, Said, influencer, member
from tests.example_requests import requests

Values = dict[str, Any]
Example = Callable[[Said, int], Values]


def _line(said: Said, many: int, *, number: int = 7) -> PaymentLine:
    return PaymentLine(
        payment(said, many, number=number), contract(said, many), campaign(said, many), influencer(said, many)
    )


def payment_card(said: Said, many: int) -> Values:
    """A payment's card."""
    line = _line(said, many, number=6)
    return {
        "card": PaymentCard(
            line=line,
            trigger="after the signature",
            delivered=f"{many} of {many} pieces of content are live: “{said('what')[:60]}”",
            requests=requests(said, many),
            may_review=5 if many > 1 else None,
            reader=member(role=Role.MANAGER if many else Role.MARKETER),
            note=said("note") if many else "",
        )
    }


def _listed(said: Said, many: int) -> Values:
    lines = [_line(said, many, number=n) for n in range(min(many, 10))]
    codes = [f"{chr(65 + n // 26)}{chr(65 + n % 26)}A" for n in range(min(many, 100))]
    totals = {code: dict.fromkeys(PaymentStage, 10**12) for code in codes}
    which = "open" if many == 1 else "all"
    listed = PaymentList(lines, totals, which, page=many // 20, pages=1 + many // 10, total=many)
    return {"list": listed, "filters": list(FILTERS)}


def _told(said: Said, many: int, *, stage: PaymentStage) -> Values:
    is_paid = stage is PaymentStage.PAID
    return {
        "payment_id": 7,
        "contract_id": 12,
        "influencer": said("name"),
        "campaign": said("what"),
        "label": "Fee, part 1 of 2",
        "amount": 60_000,
        "currency": "EUR",
        "due_on": DAY.isoformat() if many else None,
        "stage": stage,
        "approved_by": MARIA if many else None,
        "paid_on": DAY.isoformat() if is_paid else None,
        "paid_by": MARIA if is_paid else None,
        "reference": said("what")[:140] if is_paid else None,
        "why": "" if is_paid else said("note")[:500],
    }


def _form(said: Said, many: int) -> Values:
    return {**payment_card(said, many), "today": NOW.date()}


MESSAGES: Mapping[str, Example] = {
    "payment_card": payment_card,
    "payment_list": _listed,
    "contract_payments": lambda said, many: {
        "contract_id": 12,
        "lines": [_line(said, many, number=n) for n in range(many)],
    },
    "payment_approved": lambda said, many: _told(said, many, stage=PaymentStage.APPROVED),
    "payment_settled": lambda said, many: _told(
        said, many, stage=PaymentStage.PAID if many else PaymentStage.CANCELLED
    ),
    "payment_export_begun": lambda _, many: {"form": "csv", "which": "open" if many else "all"},
    "payment_export_ready": lambda _, many: {"count": many},
}

MODALS: Mapping[str, Example] = {
    "payment_paid": _form,
    "payment_cancel": _form,
    "payment_again": _form,
    "payment_how": lambda said, many: {"payment": payment(said, many), "lines": ["Commission: –", said("note")]},
}

OUTBOX = frozenset({"payment_approved", "payment_settled", "payment_export_ready"})
