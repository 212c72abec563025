"""What changed between two versions of the terms, field by field and row by row, in raw values.

A page or a message formats them: nothing here is written for a reader's locale.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.content.deliverables import Format
from bot.domain.contracts.terms import LABELS, Instalment, PaidUse, TermDeliverable, Terms, Trigger
from bot.domain.money import Money

Value = date | Money | Decimal | int | str | LineKind | Format | PaidUse | Trigger | None
Row = TermDeliverable | Instalment | BriefLine
_Item = TypeVar("_Item", bound=Hashable)


class ChangeKind(StrEnum):
    """What happened to a part of the terms."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class TermChange:
    """One change. `field` and `label` are as in `terms.LABELS`; None is what was, or is, not there.

    `row` is the deliverable, instalment or line of the brief, as it is now or, if removed, as it was. Then the
    values are what changed of it: a deliverable's day, title or format, an instalment's money, or its day or
    trigger, a line's kind. A row that is new or gone has its day, its money or its kind on one side.
    For `rights_until` None is without end, and the kind is never added or removed between two versions.
    """

    field: str
    label: str
    kind: ChangeKind
    before: Value
    after: Value
    row: Row | None = None

    @property
    def percent(self) -> Decimal | None:
        """By how much money changed, such as 20 for 1,000 → 1,200; None for anything else and between currencies."""
        old, new = self.before, self.after
        if not (isinstance(old, Money) and isinstance(new, Money)) or old.currency != new.currency or not old.minor:
            return None
        return Decimal(new.minor - old.minor) * 100 / old.minor


@dataclass(frozen=True, slots=True)
class _Part:
    """An instalment with its currency, and what it waits for."""

    money: Money
    when: date | Trigger
    row: Instalment


@dataclass(frozen=True, slots=True)
class _Way(Generic[_Item]):
    """A way in which two rows are the same: by `same`; then `value` says what may have changed."""

    same: Callable[[_Item], Hashable]
    value: Callable[[_Item], Value]


def changes(old: Terms | None, new: Terms) -> tuple[TermChange, ...]:
    """Every change from `old` to `new` in the order of a contract; all of `new` where nothing was before.

    The order of rows is no change. A changed currency changes the fee and every instalment.
    """
    found: list[TermChange] = []
    for field in LABELS:
        found += _BY_ROW[field](old, new) if field in _BY_ROW else _of_field(field, old, new)
    return tuple(found)


def _of_field(field: str, old: Terms | None, new: Terms) -> Iterator[TermChange]:
    before = None if old is None else _value(old, field)
    after = _value(new, field)
    if old is not None and before == after:
        return
    if old is None and after is None and field != "rights_until":
        return
    is_changed = old is not None and (field == "rights_until" or None not in (before, after))
    kind = ChangeKind.CHANGED if is_changed else ChangeKind.ADDED if before is None else ChangeKind.REMOVED
    yield TermChange(field, LABELS[field], kind, before, after)


def _value(terms: Terms, field: str) -> Value:
    """What a field says; None for a fee, a commission or a text that is not there."""
    value: Value = getattr(terms, field)
    is_nothing = value == "" or (isinstance(value, Decimal) and not value) or (field == "fee" and not terms.fee.minor)
    return None if is_nothing else value


def _deliverables(old: Terms | None, new: Terms) -> Iterator[TermChange]:
    ways: tuple[_Way[TermDeliverable], ...] = (
        _Way(lambda row: (row.platform, row.format, row.title), lambda row: row.due_on),
        _Way(lambda row: (row.platform, row.format, row.due_on), lambda row: row.title),
        _Way(lambda row: (row.platform, row.title, row.due_on), lambda row: row.format),
    )
    return _rows("deliverables", old.deliverables if old else (), new.deliverables, ways, row_of=lambda row: row)


def _brief(old: Terms | None, new: Terms) -> Iterator[TermChange]:
    ways: tuple[_Way[BriefLine], ...] = (_Way(lambda line: line.text, lambda line: line.kind),)
    return _rows("brief", old.brief if old else (), new.brief, ways, row_of=lambda line: line)


def _instalments(old: Terms | None, new: Terms) -> Iterator[TermChange]:
    ways: tuple[_Way[_Part], ...] = (
        _Way(lambda part: part.when, lambda part: part.money),
        _Way(lambda part: part.money, lambda part: part.when),
    )
    return _rows("instalments", _parts(old) if old else (), _parts(new), ways, row_of=lambda part: part.row)


def _parts(terms: Terms) -> list[_Part]:
    currency = terms.fee.currency
    return [_Part(Money(row.amount, currency), row.on or row.trigger, row) for row in terms.instalments]


def _rows(
    field: str,
    old: Sequence[_Item],
    new: Sequence[_Item],
    ways: Sequence[_Way[_Item]],
    *,
    row_of: Callable[[_Item], Row],
) -> Iterator[TermChange]:
    """Each new row, beside the old one that it is; then the old ones that are gone."""
    label, value = LABELS[field], ways[0].value
    pairs, left = _paired(old, new, ways)
    for at, item in enumerate(new):
        if at not in pairs:
            yield TermChange(field, label, ChangeKind.ADDED, None, value(item), row_of(item))
            continue
        before, way = pairs[at]
        if before != item:
            yield TermChange(field, label, ChangeKind.CHANGED, way.value(before), way.value(item), row_of(item))
    for item in left:
        yield TermChange(field, label, ChangeKind.REMOVED, value(item), None, row_of(item))


def _paired(
    old: Sequence[_Item], new: Sequence[_Item], ways: Sequence[_Way[_Item]]
) -> tuple[dict[int, tuple[_Item, _Way[_Item]]], list[_Item]]:
    """The old row for each new one's place, first the equal ones, then way by way; and the old ones left over."""
    equal: _Way[_Item] = _Way(lambda item: item, ways[0].value)
    left, pairs = list(old), dict[int, tuple[_Item, _Way[_Item]]]()
    for way in (equal, *ways):
        for at, item in enumerate(new):
            twin = next((place for place, one in enumerate(left) if way.same(one) == way.same(item)), None)
            if at not in pairs and twin is not None:
                pairs[at] = (left.pop(twin), way)
    return pairs, left


_BY_ROW: dict[str, Callable[[Terms | None, Terms], Iterator[TermChange]]] = {
    "deliverables": _deliverables,
    "brief": _brief,
    "instalments": _instalments,
}
