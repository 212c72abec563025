"""What we pay follows from the terms, adds up, is paid once, and can be found again."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.campaigns.collaborations import CostKind
from bot.domain.contracts.terms import Instalment, PaidUse, Terms, Trigger
from bot.domain.money import Money
from bot.domain.payments.payments import (
    Payment,
    PaymentStage,
    check_change,
    check_paid,
    commission,
    from_terms,
    is_due,
    totals,
    when_published,
)
from bot.domain.refused import Refused

TODAY = date(2026, 11, 23)
TERMS = Terms(
    deliverables=(),
    starts_on=TODAY,
    ends_on=date(2026, 12, 31),
    brief=(),
    fee=Money(1_000_01, "EUR"),
    instalments=(
        Instalment(500_01, Trigger.SIGNING),
        Instalment(300_00, Trigger.PUBLISHING),
        Instalment(200_00, Trigger.DATE, date(2026, 12, 15)),
    ),
    payment_days=14,
    commission=Decimal("7.50"),
    product="",
    product_by=None,
    rights_channels="Instagram",
    rights_territory="DE",
    rights_until=None,
    paid_use=PaidUse.ORGANIC,
    exclusive_category="",
    exclusive_until=None,
    round_cap=2,
    disclosure="#ad",
    cancellation="",
)
PAYMENT = Payment(
    id=1,
    contract_id=2,
    collaboration_id=3,
    key="fee:1",
    kind=CostKind.FEES,
    label="Fee",
    amount=Money(500_00, "EUR"),
    trigger=Trigger.DATE,
    due_on=TODAY,
    stage=PaymentStage.PLANNED,
    approved_by=None,
    approved_at=None,
    paid_on=None,
    paid_by=None,
    reference=None,
    version=1,
)


def test_a_signature_plans_every_instalment_and_the_commission() -> None:
    planned = from_terms(TERMS, signed_on=TODAY)

    assert [(one.key, one.label, one.amount.minor, one.due_on) for one in planned] == [
        ("fee:1", "Fee, part 1 of 3", 500_01, date(2026, 12, 7)),
        ("fee:2", "Fee, part 2 of 3", 300_00, None),
        ("fee:3", "Fee, part 3 of 3", 200_00, date(2026, 12, 29)),
        ("commission", "Commission of 7.5%", 0, date(2027, 1, 14)),
    ]
    assert [one.kind for one in planned] == [CostKind.FEES] * 3 + [CostKind.COMMISSIONS]


def test_without_money_there_is_nothing_to_pay() -> None:
    assert from_terms(replace(TERMS, instalments=(), commission=Decimal(0)), signed_on=TODAY) == []


@given(st.lists(st.integers(1, 10**12), min_size=1, max_size=12), st.data())
def test_the_planned_fees_add_up_to_the_fee_under_keys_of_their_own(parts: list[int], data: st.DataObject) -> None:
    triggers = [data.draw(st.sampled_from(Trigger)) for _ in parts]
    instalments = tuple(
        Instalment(part, trigger, TODAY if trigger is Trigger.DATE else None)
        for part, trigger in zip(parts, triggers, strict=True)
    )
    terms = replace(TERMS, fee=Money(sum(parts), "EUR"), instalments=instalments)

    planned = from_terms(terms, signed_on=TODAY)

    fees = [one for one in planned if one.kind is CostKind.FEES]
    assert sum(one.amount.minor for one in fees) == terms.fee.minor
    assert {one.amount.currency for one in planned} == {"EUR"}
    assert len({one.key for one in planned}) == len(parts) + 1
    assert planned == from_terms(terms, signed_on=TODAY)


def test_what_waits_for_publishing_gets_its_date_once_it_is_live() -> None:
    waits = replace(PAYMENT, id=9, trigger=Trigger.PUBLISHING, due_on=None)
    others = [
        PAYMENT,
        replace(waits, id=2, due_on=TODAY),
        replace(waits, id=3, stage=PaymentStage.CANCELLED),
        replace(waits, id=4, trigger=None),
    ]

    found = when_published([waits, *others], payment_days=30, published_on=date(2026, 12, 1))

    assert found == {9: date(2026, 12, 31)}


@pytest.mark.parametrize(("days", "due"), [(4, False), (3, True), (0, True), (-5, True)])
def test_a_payment_turns_due_three_days_before_its_date(days: int, due: bool) -> None:
    assert is_due(replace(PAYMENT, due_on=TODAY + timedelta(days=days)), today=TODAY) is due


def test_nothing_turns_due_without_a_date_an_amount_or_a_plan() -> None:
    assert not is_due(replace(PAYMENT, due_on=None), today=TODAY)
    assert not is_due(replace(PAYMENT, amount=Money(0, "EUR")), today=TODAY)
    assert not is_due(replace(PAYMENT, stage=PaymentStage.PAID), today=TODAY)


def test_only_these_changes_of_stage_exist() -> None:
    allowed = set()
    for old in PaymentStage:
        for new in PaymentStage:
            try:
                check_change(old, new)
            except Refused:
                continue
            allowed.add((str(old), str(new)))

    assert allowed == {
        ("planned", "due"),
        ("due", "approved"),
        ("approved", "paid"),
        ("planned", "cancelled"),
        ("due", "cancelled"),
        ("approved", "cancelled"),
    }
    with pytest.raises(Refused, match=r"This payment is paid: the next stage can be nothing more: it is settled\."):
        check_change(PaymentStage.PAID, PaymentStage.PAID)


def test_a_payment_is_noted_with_its_day_and_reference() -> None:
    check_paid(paid_on=TODAY, reference="R" * 140, today=TODAY)
    for paid_on, reference, fields in (
        (None, " ", ["paid_on", "reference"]),
        (TODAY + timedelta(days=1), "R" * 141, ["paid_on", "reference"]),
        (TODAY, "R1\nR2", ["reference"]),
    ):
        with pytest.raises(Refused) as caught:
            check_paid(paid_on=paid_on, reference=reference, today=TODAY)
        assert [one.field for one in (caught.value, *caught.value.others)] == fields


@pytest.mark.parametrize(
    ("minor", "percent", "expected"),
    [
        (100_00, "10", 10_00),
        (50, "5", 2),
        (70, "5", 4),
        (30, "5", 2),
        (333, "7.5", 25),
        (-100_00, "10", 0),
        (9, "0", 0),
    ],
)
def test_a_commission_is_rounded_to_the_even_cent_and_never_negative(minor: int, percent: str, expected: int) -> None:
    assert commission(Money(minor, "EUR"), percent=Decimal(percent)) == Money(expected, "EUR")


@given(st.integers(0, 10**15), st.decimals(0, 100, places=4))
def test_a_commission_is_within_half_a_cent_of_the_share(minor: int, percent: Decimal) -> None:
    found = commission(Money(minor, "EUR"), percent=percent).minor

    assert abs(found * 1_000_000 - minor * int(percent * 10_000)) <= 500_000
    assert found <= minor


def test_totals_keep_currencies_and_stages_apart() -> None:
    paid, dollars = replace(PAYMENT, stage=PaymentStage.PAID), replace(PAYMENT, amount=Money(7, "USD"))

    assert totals([dollars, PAYMENT, PAYMENT, paid]) == {
        "EUR": {PaymentStage.PLANNED: 1_000_00, PaymentStage.PAID: 500_00},
        "USD": {PaymentStage.PLANNED: 7},
    }
    assert list(totals([dollars, PAYMENT])) == ["EUR", "USD"]
