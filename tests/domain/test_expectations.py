"""An influencer's own expectations: asked for, kept, and compared with the terms where facts allow it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.contracts.expectations import (
    CHOICES,
    Autonomy,
    Communication,
    Difference,
    Expectations,
    Kind,
    Pay,
    Treatment,
    differences,
    read,
    to_json,
)
from bot.domain.contracts.terms import Instalment, PaidUse, Terms, Trigger
from bot.domain.money import Money
from bot.domain.refused import Refused
from tests.example_terms import REEL, SHORT, TERMS


def _different(terms: Terms = TERMS, **wanted: Any) -> list[Difference]:
    return list(differences(Expectations(**wanted), terms))


def test_expectations_are_read_from_a_form_and_kept_as_it() -> None:
    typed = {"pay": "within 14 days", "autonomy": "free in how I make it", "autonomy_words": " No script, *please* "}
    expected = Expectations(pay=Pay.FORTNIGHT, autonomy=Autonomy.FREE, autonomy_words="No script, *please*")
    assert read(typed) == expected
    assert read(to_json(expected)) == expected


def test_nothing_said_expects_nothing() -> None:
    assert read({}) == Expectations()
    assert [next(iter(choices)) for choices in CHOICES.values()] == [
        Expectations().pay, Expectations().treatment, Expectations().communication, Expectations().autonomy,
    ]  # fmt: skip
    assert _different() == []


def test_each_answer_that_is_none_is_refused_on_its_field() -> None:
    with pytest.raises(Refused) as refused:
        read({"pay": "now", "treatment": "well", "communication_words": "x" * 501})
    every = (refused.value, *refused.value.others)
    assert [one.field for one in every] == ["pay", "treatment", "communication_words"]


@pytest.mark.parametrize(
    ("wanted", "days", "differs"),
    [(Pay.FORTNIGHT, 14, False), (Pay.FORTNIGHT, 15, True), (Pay.MONTH, 30, False), (Pay.MONTH, 31, True)],
)
def test_pay_that_is_wanted_faster_than_the_terms_give_is_a_difference(wanted: Pay, days: int, differs: bool) -> None:
    found = _different(replace(TERMS, payment_days=days), pay=wanted)
    assert bool(found) is differs
    assert all(one.kind is Kind.PAY and f"{days} days" in one.terms_say and wanted in one.sentence for one in found)


def test_a_dated_instalment_long_after_the_last_deliverable_is_slow_pay() -> None:
    def paid_on(day: date) -> Terms:
        return replace(TERMS, payment_days=0, instalments=(Instalment(100_000, Trigger.DATE, day),))

    assert not _different(paid_on(SHORT.due_on + timedelta(days=14)), pay=Pay.FORTNIGHT)
    assert _different(paid_on(SHORT.due_on + timedelta(days=15)), pay=Pay.FORTNIGHT)[0].terms_say.endswith(
        "15 days after"
    )


def test_a_part_before_publishing_is_one_on_signing_or_dated_up_to_the_first_deliverable() -> None:
    def paid(one: Instalment) -> Terms:
        return replace(TERMS, payment_days=1, instalments=(one,))

    eve = REEL.due_on - timedelta(days=1)
    assert not _different(pay=Pay.BEFORE)
    assert not _different(paid(Instalment(1, Trigger.DATE, eve)), pay=Pay.BEFORE)
    assert _different(paid(Instalment(1, Trigger.DATE, REEL.due_on)), pay=Pay.BEFORE)
    assert _different(paid(Instalment(1, Trigger.PUBLISHING)), pay=Pay.BEFORE)


def test_money_wanted_where_only_a_product_is_given_is_a_difference() -> None:
    gifted = replace(TERMS, fee=Money(0, "EUR"), instalments=())
    assert [one.terms_say for one in _different(gifted, pay=Pay.MONTH)] == ["no payment in money"]
    assert not _different(replace(gifted, commission=Decimal(5)), pay=Pay.MONTH)


@pytest.mark.parametrize(
    ("wanted", "changed", "differs"),
    [
        (Treatment.ONE_ROUND, {"round_cap": 2}, True),
        (Treatment.ONE_ROUND, {"round_cap": 1}, False),
        (Treatment.TWO_ROUNDS, {"round_cap": 2}, False),
        (Treatment.TWO_ROUNDS, {"round_cap": 3}, True),
        (Treatment.NO_ADS, {"paid_use": PaidUse.PAID}, True),
        (Treatment.NO_ADS, {"paid_use": PaidUse.ORGANIC}, False),
        (Treatment.AS_AGREED, {"round_cap": 10, "paid_use": PaidUse.PAID}, False),
    ],
)
def test_treatment_is_compared_with_rounds_and_paid_use(
    wanted: Treatment, changed: dict[str, Any], differs: bool
) -> None:
    assert [one.kind for one in _different(replace(TERMS, **changed), treatment=wanted)] == [Kind.TREATMENT] * differs


def test_freedom_wanted_and_no_free_line_is_a_difference() -> None:
    bound = replace(TERMS, brief=(BriefLine(LineKind.MUST, "Name the brand"),))
    assert not _different(autonomy=Autonomy.FREE)
    assert [one.kind for one in _different(bound, autonomy=Autonomy.FREE)] == [Kind.AUTONOMY]
    assert not _different(bound, autonomy=Autonomy.GUIDED)
    assert _different(replace(TERMS, brief=()), autonomy=Autonomy.GUIDED)


def test_words_and_communication_are_never_judged() -> None:
    words: dict[str, Any] = {f"{kind}_words": "Pay me today, or else" for kind in Kind}
    assert not differences(Expectations(communication=Communication.DAY, **words), TERMS)
