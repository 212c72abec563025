"""A contract that cannot be misunderstood: what must be there, and what must agree, each fault on its own field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contracts.term_checks import read, typed_of
from bot.domain.contracts.terms import Terms
from bot.domain.refused import Refused
from tests.example_terms import TERMS, TODAY, TYPED, all_terms, currency_of


def _read(**changed: object) -> Terms:
    return read({**TYPED, **changed}, currency_of=currency_of, today=TODAY)


def _faults(typed: Mapping[str, Any], **given: Any) -> dict[str | None, str]:
    with pytest.raises(Refused) as refused:
        read(typed, currency_of=currency_of, today=TODAY, **given)
    every = (refused.value, *refused.value.others)
    assert len({one.field for one in every}) == len(every)
    return {one.field: one.sentence for one in every}


def test_a_form_that_agrees_with_itself_becomes_terms() -> None:
    assert _read() == TERMS


@given(all_terms())
def test_terms_in_the_form_are_read_back_as_they_were(terms: Terms) -> None:
    assert read(typed_of(terms), currency_of=currency_of, today=TODAY) == terms


def test_an_empty_form_says_everything_that_must_be_there_at_once() -> None:
    assert set(_faults({})) == {
        "deliverables", "starts_on", "ends_on", "fee", "currency", "rights_channels", "rights_territory",
        "rights_until", "paid_use", "round_cap",
    }  # fmt: skip


def test_a_form_with_every_fault_shows_each_on_its_own_field() -> None:
    typed = {
        "deliverables": "tomorrow a reel", "starts_on": date(2026, 12, 31), "ends_on": date(2026, 12, 1),
        "brief": "smile", "fee": "a lot", "currency": "shells", "instalments": "half now", "payment_days": "soon",
        "commission": "101", "product": "x" * 2_001, "product_by": None, "rights_channels": "x" * 201,
        "rights_territory": "", "rights_until": date(2027, 1, 1), "rights_forever": True, "paid_use": "yes",
        "exclusive_category": "flour", "exclusive_until": None, "round_cap": "11", "disclosure": "",
        "cancellation": "x" * 2_001,
    }  # fmt: skip
    assert set(_faults(typed)) == set(typed) - {"starts_on", "rights_forever", "exclusive_category"}


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"ends_on": date(2026, 11, 30)}, "ends_on", "ends before it starts"),
        ({"starts_on": date(2026, 12, 11)}, "deliverables", "due on 10 December 2026, before the contract starts"),
        ({"ends_on": date(2026, 12, 14)}, "deliverables", "“Flour test” is due on 15 December 2026, after"),
        ({"instalments": "500 on signing\n400 on publishing"}, "instalments", "900 EUR: 100 EUR less than the fee"),
        ({"instalments": "500 on signing\n500.50 on publishing"}, "instalments", "1000.50 EUR: 0.50 EUR more"),
        ({"instalments": "100% on 2026-11-30"}, "instalments", "30 November 2026 is before the contract starts"),
        ({"instalments": ""}, "instalments", "Say when the fee is paid"),
        ({"fee": ""}, "instalments", "There is no fee"),
        ({"fee": "0.01"}, "instalments", "too small"),
        ({"payment_days": ""}, "payment_days", "from 0 to 365"),
        ({"payment_days": "366"}, "payment_days", "from 0 to 365"),
        ({"rights_until": date(2026, 12, 14)}, "rights_until", "the usage rights end before it"),
        ({"rights_until": None}, "rights_until", "tick that they are without end"),
        ({"rights_forever": True}, "rights_until", "not both"),
        ({"exclusive_category": ""}, "exclusive_category", "may not advertise"),
        ({"exclusive_until": None}, "exclusive_until", "last day of the exclusivity"),
        ({"exclusive_until": date(2026, 11, 30)}, "exclusive_until", "before the contract starts"),
        ({"product": ""}, "product", "Say what we send"),
        ({"product_by": None}, "product_by", "Choose the day"),
        ({"product_by": date(2026, 12, 11)}, "product_by", "first deliverable is due on 10 December 2026"),
        ({"commission": "-1"}, "commission", "not a percentage"),
        ({"round_cap": "0"}, "round_cap", "from 1 to 10"),
        ({"disclosure": " "}, "disclosure", "they get something for it"),
    ],
)
def test_what_does_not_agree_is_refused_on_its_field(changed: dict[str, Any], field: str, told: str) -> None:
    faults = _faults({**TYPED, **changed})
    assert list(faults) == [field]
    assert told in faults[field]


def test_nothing_given_is_no_contract() -> None:
    nothing = {"fee": "0", "instalments": "", "product": "", "product_by": None, "disclosure": ""}
    assert list(_faults({**TYPED, **nothing})) == ["fee"]


def test_a_product_alone_is_something_and_needs_a_disclosure() -> None:
    gifted: dict[str, Any] = {"fee": "", "instalments": "", "payment_days": ""}
    terms = _read(**gifted)
    assert (terms.fee.minor, terms.payment_days, terms.product) == (0, 0, "A bag of rye flour")
    assert list(_faults({**TYPED, **gifted, "disclosure": ""})) == ["disclosure"]


def test_a_commission_alone_needs_the_days_to_pay() -> None:
    alone = {"fee": "", "instalments": "", "product": "", "product_by": None, "commission": "12,5 %"}
    assert _read(**alone).commission == Decimal("12.5")
    assert list(_faults({**TYPED, **alone, "payment_days": ""})) == ["payment_days"]


def test_rights_without_end_are_said_with_a_tick() -> None:
    assert _read(rights_until=None, rights_forever=True).rights_until is None


def test_a_new_contract_cannot_end_in_the_past_but_an_old_end_may_stay() -> None:
    past = {
        "deliverables": "2026-11-10 instagram reel Bread", "starts_on": date(2026, 11, 1),
        "ends_on": date(2026, 11, 20), "product": "", "product_by": None,
    }  # fmt: skip
    assert list(_faults({**TYPED, **past})) == ["ends_on"]
    assert list(_faults({**TYPED, **past}, known_end=date(2026, 11, 21))) == ["ends_on"]
    kept = read({**TYPED, **past}, currency_of=currency_of, today=TODAY, known_end=date(2026, 11, 20))
    assert kept.ends_on == date(2026, 11, 20)


def test_instalments_are_looked_at_even_where_the_fee_cannot_be_read() -> None:
    assert set(_faults({**TYPED, "fee": "much", "instalments": "later"})) == {"fee", "instalments"}
    assert set(_faults({**TYPED, "fee": "much", "disclosure": ""})) == {"fee", "disclosure"}


@pytest.mark.parametrize(
    "text", ["<!channel> *b*", "{{ ''.__class__ }}", "<script>alert(1)</script>", "\u202eevil", "🥞 خبز"]
)
def test_hostile_text_is_text(text: str) -> None:
    terms = _read(product=text, disclosure=text, cancellation=text, rights_channels=text, exclusive_category=text)
    assert {terms.product, terms.disclosure, terms.cancellation, terms.rights_channels} == {text}


def test_characters_that_no_database_keeps_are_left_out() -> None:
    assert _read(disclosure="#ad\x00\ud800 \r\nfirst\x1b").disclosure == "#ad \nfirst"


def _outcome(typed: Mapping[str, Any]) -> Terms | Refused:
    try:
        return read(typed, currency_of=currency_of, today=TODAY)
    except Refused as refused:
        return refused


@given(st.dictionaries(st.sampled_from(sorted(TYPED)), st.text(max_size=60) | st.none() | st.dates(), max_size=8))
def test_whatever_is_typed_is_read_or_refused_on_a_field_of_the_form(changed: dict[str, Any]) -> None:
    outcome = _outcome({**TYPED, **changed})
    if isinstance(outcome, Refused):
        assert {one.field for one in (outcome, *outcome.others)} <= set(TYPED)
    else:
        assert sum(one.amount for one in outcome.instalments) == outcome.fee.minor
