"""What changed between two versions of the terms, as an approver must see it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.content.deliverables import Format
from bot.domain.contracts.term_changes import ChangeKind, TermChange, changes
from bot.domain.contracts.terms import LABELS, Instalment, TermDeliverable, Terms, Trigger
from bot.domain.money import Money
from tests.example_terms import REEL, SHORT, TERMS, all_terms


def _only(**changed: Any) -> TermChange:
    (one,) = changes(TERMS, replace(TERMS, **changed))
    return one


@given(all_terms())
def test_the_same_terms_in_another_order_have_no_changes(terms: Terms) -> None:
    turned = replace(terms, deliverables=terms.deliverables[::-1], brief=terms.brief[::-1])
    assert changes(terms, turned) == ()


@given(all_terms(), all_terms())
def test_changes_are_there_exactly_where_a_field_differs(old: Terms, new: Terms) -> None:
    found = {one.field for one in changes(old, new)}
    rows = {"deliverables", "brief", "instalments"}
    differing = {name for name in LABELS if getattr(old, name) != getattr(new, name)}
    assert found - rows == differing - rows - ({"fee"} if old.fee.minor == new.fee.minor == 0 else set())
    assert found & rows <= differing | ({"instalments"} if old.fee.currency != new.fee.currency else set())


@given(all_terms(), all_terms())
def test_every_row_that_is_new_or_gone_is_counted(old: Terms, new: Terms) -> None:
    for name in ("deliverables", "brief", "instalments"):
        kinds = [one.kind for one in changes(old, new) if one.field == name]
        gained = kinds.count(ChangeKind.ADDED) - kinds.count(ChangeKind.REMOVED)
        assert gained == len(getattr(new, name)) - len(getattr(old, name))


def test_a_first_version_adds_all_that_it_says() -> None:
    first = changes(None, replace(TERMS, rights_until=None, cancellation=""))
    assert {one.kind for one in first} == {ChangeKind.ADDED}
    assert {one.field for one in first} == set(LABELS) - {"commission", "cancellation"}
    assert [one.row for one in first if one.field == "deliverables"] == [REEL, SHORT]


def test_a_deliverable_with_a_new_day_is_the_same_one() -> None:
    later = replace(REEL, due_on=date(2026, 12, 17))
    changed = _only(deliverables=(SHORT, later))
    assert (changed.kind, changed.before, changed.after) == (ChangeKind.CHANGED, REEL.due_on, later.due_on)
    assert changed.row == later


def test_a_deliverable_with_a_new_title_or_format_is_the_same_one() -> None:
    titled = _only(deliverables=(replace(REEL, title="Waffles"), SHORT))
    assert (titled.before, titled.after) == ("Pancake recipe", "Waffles")
    made = _only(deliverables=(replace(REEL, format=Format.STORY), SHORT))
    assert (made.before, made.after) == (Format.REEL, Format.STORY)


def test_a_deliverable_that_is_another_one_is_added_and_the_old_one_removed() -> None:
    other = TermDeliverable("tiktok", Format.VIDEO, "Kneading", date(2026, 12, 20))
    added, removed = changes(TERMS, replace(TERMS, deliverables=(other, SHORT)))
    assert (added.kind, added.row, added.after) == (ChangeKind.ADDED, other, other.due_on)
    assert (removed.kind, removed.row, removed.before) == (ChangeKind.REMOVED, REEL, REEL.due_on)


def test_of_two_equal_deliverables_one_can_go() -> None:
    (removed,) = changes(replace(TERMS, deliverables=(REEL, REEL)), replace(TERMS, deliverables=(REEL,)))
    assert (removed.kind, removed.row) == (ChangeKind.REMOVED, REEL)


def test_a_fee_says_by_how_many_percent_it_changed() -> None:
    changed = _only(fee=Money(120_000, "EUR"))
    assert (changed.label, changed.before, changed.after) == ("Fee", Money(100_000, "EUR"), Money(120_000, "EUR"))
    assert changed.percent == 20
    assert _only(round_cap=3).percent is None


def test_another_currency_changes_the_fee_and_every_instalment_without_a_percentage() -> None:
    found = changes(TERMS, replace(TERMS, fee=Money(100_000, "USD")))
    assert [one.field for one in found] == ["fee", "instalments", "instalments"]
    assert (found[1].before, found[1].after) == (Money(50_000, "EUR"), Money(50_000, "USD"))
    assert [one.percent for one in found] == [None, None, None]


def test_an_instalment_is_known_by_when_it_falls_due_and_then_by_its_amount() -> None:
    signing, publishing = TERMS.instalments
    dated = Instalment(50_000, Trigger.DATE, date(2026, 12, 20))
    moved = _only(instalments=(signing, dated))
    assert (moved.before, moved.after, moved.row) == (Trigger.PUBLISHING, dated.on, dated)
    more = _only(instalments=(replace(signing, amount=60_000), publishing))
    assert (more.before, more.after) == (Money(50_000, "EUR"), Money(60_000, "EUR"))


def test_a_line_of_the_brief_that_became_free_is_the_same_line() -> None:
    changed = _only(brief=(BriefLine(LineKind.FREE, "Name the brand"), TERMS.brief[1]))
    assert (changed.before, changed.after) == (LineKind.MUST, LineKind.FREE)


def test_what_was_nothing_is_added_and_what_becomes_nothing_is_removed() -> None:
    assert _only(commission=Decimal(10)).kind is ChangeKind.ADDED
    assert _only(cancellation="").kind is ChangeKind.REMOVED
    assert _only(exclusive_until=None).after is None


def test_rights_without_end_are_a_change_and_not_a_removal() -> None:
    changed = _only(rights_until=None)
    assert (changed.kind, changed.before, changed.after) == (ChangeKind.CHANGED, TERMS.rights_until, None)
    back = changes(replace(TERMS, rights_until=None), TERMS)
    assert [one.kind for one in back] == [ChangeKind.CHANGED]
