"""What a contract says: kept exactly, and when its instalments are due."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from bot.domain.contracts.terms import LABELS, Instalment, Terms, Trigger, due_on, from_json, to_json
from tests.example_terms import REEL, SHORT, TERMS, all_terms


@given(all_terms())
def test_terms_come_back_from_a_json_column_exactly(terms: Terms) -> None:
    assert from_json(json.loads(json.dumps(to_json(terms)))) == terms


def test_each_part_of_the_terms_has_a_label() -> None:
    assert list(LABELS) == list(Terms.__dataclass_fields__)


@pytest.mark.parametrize(
    ("trigger", "on", "due"),
    [
        (Trigger.SIGNING, None, date(2026, 12, 15)),
        (Trigger.PUBLISHING, None, date(2027, 1, 3)),
        (Trigger.DATE, date(2026, 12, 24), date(2027, 1, 7)),
    ],
)
def test_a_payment_is_due_the_agreed_days_after_its_trigger(trigger: Trigger, on: date | None, due: date) -> None:
    one = Instalment(1, trigger, on)
    assert due_on(one, terms=TERMS, signed_on=date(2026, 12, 1), published_on=date(2026, 12, 20)) == due


@pytest.mark.parametrize("trigger", [Trigger.SIGNING, Trigger.PUBLISHING])
def test_a_payment_has_no_day_before_its_trigger(trigger: Trigger) -> None:
    assert due_on(Instalment(1, trigger), terms=TERMS, signed_on=None, published_on=None) is None


def test_with_no_days_to_pay_a_payment_is_due_the_same_day() -> None:
    at_once = replace(TERMS, payment_days=0)
    signed_on = date(2026, 12, 1)
    assert due_on(Instalment(1, Trigger.SIGNING), terms=at_once, signed_on=signed_on, published_on=None) == signed_on


def test_terms_know_their_first_and_last_deliverable() -> None:
    assert (TERMS.first_due, TERMS.last_due) == (REEL.due_on, SHORT.due_on)
