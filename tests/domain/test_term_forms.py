"""A contract's form as a version keeps it."""

import json
from datetime import date

import pytest
from hypothesis import given

from bot.domain.contracts import term_checks, term_forms
from bot.domain.contracts.term_changes import ChangeKind
from bot.domain.contracts.terms import Terms
from tests.example_terms import TODAY, TYPED, all_terms, currency_of


@given(all_terms())
def test_what_is_kept_reads_as_the_same_terms(terms: Terms) -> None:
    kept = json.loads(json.dumps(term_forms.plain(term_checks.typed_of(terms))))

    assert set(kept) == set(term_forms.FIELD_LABELS)
    assert term_checks.read(term_forms.typed(kept), currency_of=currency_of, today=TODAY) == terms


@pytest.mark.parametrize(
    "text", ["a\x00b", "\ud800", "x\r\ny\x85z", " \u2028 ", "<!channel>", "\x1e\x1f", "2026-02-30"]
)
def test_whatever_was_typed_is_kept_once_and_for_all(text: str) -> None:
    kept = term_forms.plain(dict.fromkeys(term_forms.FIELD_LABELS, text))

    assert term_forms.plain(kept) == kept
    assert json.dumps(kept).encode()
    assert not any("\x00" in one or "\ud800" in one for one in kept.values() if isinstance(one, str))


@pytest.mark.parametrize("day", ["2026-02-30", "soon", "", None, 7])
def test_what_is_no_day_is_an_empty_one(day: object) -> None:
    assert term_forms.typed({"starts_on": day})["starts_on"] is None


def test_what_was_typed_otherwise_is_said_field_by_field() -> None:
    old = term_forms.plain(TYPED)
    new = {**old, "fee": "abc", "product": "", "ends_on": "2027-01-31", "rights_forever": True}

    found = {one.field: (one.kind, one.before, one.after) for one in term_forms.typed_changes(old, new)}

    assert found == {
        "fee": (ChangeKind.CHANGED, "1,000", "abc"),
        "product": (ChangeKind.REMOVED, "A bag of rye flour", None),
        "ends_on": (ChangeKind.CHANGED, date(2026, 12, 31), date(2027, 1, 31)),
        "rights_forever": (ChangeKind.ADDED, None, "ticked"),
    }
    assert term_forms.typed_changes(old, old) == ()
