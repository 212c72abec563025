"""The form of a contract's terms: its fields, and what stands in them as a version keeps it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.contracts.term_changes import ChangeKind, TermChange
from bot.domain.contracts.terms import LABELS
from bot.domain.contracts.typed_forms import clean

DAYS = ("starts_on", "ends_on", "product_by", "rights_until", "exclusive_until")
"""Fields in which a day is picked."""

TICKS = ("rights_forever",)
"""Fields that are ticked or not."""

FIELD_LABELS: Mapping[str, str] = {**LABELS, "currency": "Currency", "rights_forever": "Usage rights: without end"}
"""Every field by name, as people read it (`bot.domain.contracts.term_checks` says what each holds)."""

LONGEST_FIELD = 3_000
"""Characters that one field of Slack's windows takes."""


def plain(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, every field of it, for a JSON column: days are ISO or empty, ticks are true or false."""
    kept: dict[str, Any] = {}
    for name in FIELD_LABELS:
        value = typed.get(name)
        if name in TICKS:
            kept[name] = bool(value)
        elif name in DAYS:
            day = _day(value)
            kept[name] = day.isoformat() if day else ""
        else:
            kept[name] = clean(str(value or ""))
    return kept


def typed(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What `plain` wrote as `term_checks.read` takes it: with days. One that is no day is empty."""
    return {**kept, **{name: _day(kept.get(name)) for name in DAYS}}


def typed_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[TermChange, ...]:
    """What was typed otherwise, field by field, where one of two versions is not complete. Both are as `plain` says."""
    found: list[TermChange] = []
    for name, label in FIELD_LABELS.items():
        before, after = _said(name, old.get(name)), _said(name, new.get(name))
        if before == after:
            continue
        kind = ChangeKind.CHANGED if before and after else ChangeKind.ADDED if after else ChangeKind.REMOVED
        found.append(TermChange(name, label, kind, before, after))
    return tuple(found)


def _said(name: str, value: Any) -> date | str | None:
    if name in TICKS:
        return "ticked" if value else None
    return (_day(value) if name in DAYS else None) or (str(value) if value else None)


def _day(value: Any) -> date | None:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return None
