"""The conditions of a search as SQL, each in two forms: as a test of one influencer, and as the set of all who pass."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Table, and_, false, func, not_, or_

from bot.domain.influencers.filters import Choice, OwnerChoice, Span
from bot.domain.influencers.influencers import LabelKind
from bot.domain.influencers.search import Search
from storage.tables import influencer, label, profile, search_word, tier

SelectFrom = Callable[..., Select[Any]]

LABELS = {
    "tag": LabelKind.TAG,
    "niche": LabelKind.NICHE,
    "value": LabelKind.VALUE,
    "strength": LabelKind.STRENGTH,
    "language": LabelKind.LANGUAGE,
}
SPANS = {"er": influencer.c.meaningful_rate, "public_er": influencer.c.public_rate}
SORTS = {
    "followers": influencer.c.followers,
    "er": influencer.c.meaningful_rate,
    "name": influencer.c.name_key,
    "added": influencer.c.added_at,
}
HAS: Mapping[str, ColumnElement[bool]] = {
    "email": influencer.c.email.is_not(None),
    "phone": influencer.c.phone.is_not(None),
    "address": influencer.c.address.is_not(None),
    "birthday": influencer.c.birthday.is_not(None),
    "country": influencer.c.country.is_not(None),
    "notes": influencer.c.notes.is_not(None),
    "owner": influencer.c.owner.is_not(None),
    "figures": influencer.c.followers.is_not(None),
}
LAST = "\U0010ffff"
"""Sorts behind every letter: the end of the range that a prefix spans."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as a `test` of one influencer, and as the `ids` of all who pass where an index knows them.

    `is_apart`: it looks into another table, so that a list of influencers in order cannot answer it.
    """

    test: ColumnElement[bool]
    ids: Select[Any] | None = None
    is_apart: bool = False


class Conditions:
    """Turns a search into conditions. `of` begins a SELECT from a table of the workspace."""

    def __init__(self, of: SelectFrom, *, now: datetime) -> None:
        self._of = of
        self._now = now

    def all(self, search: Search) -> list[Condition]:
        """Every condition of the search, those that few pass first as far as can be guessed."""
        found = [begins(self._of, word) for phrase in search.words for word in phrase.split()]
        found += [Condition(influencer.c.name_key.contains(one, autoescape=True)) for one in search.words if " " in one]
        platforms = [one for one in search.choices if one.field == "platform" and not one.is_not]
        followers = [one for one in search.spans if one.field == "followers"]
        found += [self._choice(one) for one in search.choices if one not in platforms]
        found += [self._owners(one) for one in search.owners]
        found += [self._span(one) for one in search.spans if one not in followers]
        if not platforms:
            found += [self._span(one) for one in followers]
        return found + [self._on_platform(one, followers) for one in platforms]

    def column(self, test: ColumnElement[bool]) -> Condition:
        """A column of the influencer is so, and an index on it knows whose."""
        return Condition(test, self._of(influencer, influencer.c.id).where(test))

    def _on_platform(self, choice: Choice, spans: list[Span]) -> Condition:
        ranges = [_between(profile.c.followers, span) for span in spans]
        return _apart(self._of, profile, profile.c.platform.in_(choice.values), *ranges)

    def _choice(self, choice: Choice) -> Condition:
        if choice.field in LABELS:
            mine = (label.c.kind == LABELS[choice.field], label.c.key.in_(choice.values))
            return _apart(self._of, label, *mine, is_not=choice.is_not)
        if choice.field == "platform":
            return _apart(self._of, profile, profile.c.platform.in_(choice.values), is_not=choice.is_not)
        if choice.field == "tier":
            return _apart(self._of, tier, tier.c.name.in_(choice.values), is_not=choice.is_not)
        if choice.field == "has":
            has = or_(*(self._has(value) for value in choice.values))
            return Condition(not_(has) if choice.is_not else has)
        column = influencer.c.stage if choice.field == "stage" else influencer.c.country
        found = column.in_(choice.values)
        return Condition(or_(not_(found), column.is_(None))) if choice.is_not else self.column(found)

    def _has(self, value: str) -> ColumnElement[bool]:
        return HAS[value] if value in HAS else _apart(self._of, profile).test

    def _owners(self, choice: OwnerChoice) -> Condition:
        either: list[ColumnElement[bool]] = [influencer.c.owner.in_(choice.members)] if choice.members else []
        if choice.is_nobody:
            either.append(influencer.c.owner.is_(None))
        found = or_(false(), *either)
        return Condition(not_(func.coalesce(found, false()))) if choice.is_not else self.column(found)

    def _span(self, span: Span) -> Condition:
        if span.field == "idle":
            return self.column(self._idle(span))
        return self.column(_between(SPANS.get(span.field, influencer.c.followers), span))

    def _idle(self, span: Span) -> ColumnElement[bool]:
        """More days without a touch is an earlier moment."""
        quiet = influencer.c.quiet_since
        found: list[ColumnElement[bool]] = []
        if span.low is not None:
            found.append(quiet <= self._now - timedelta(days=float(span.low)))
        if span.high is not None:
            found.append(quiet >= self._now - timedelta(days=float(span.high)))
        return and_(*found)


def gather(conditions: Sequence[Condition], *, first: Condition | None) -> list[ColumnElement[bool]]:
    """The conditions as SQL: whoever passes the `first` is looked up, and held against the others."""
    return [influencer.c.id.in_(one.ids) if one is first and one.ids is not None else one.test for one in conditions]


def begins(of: SelectFrom, word: str) -> Condition:
    """A word of the name or of a handle begins so."""
    start = word.lstrip("@")[:64]
    return _apart(of, search_word, search_word.c.word >= start, search_word.c.word < start + LAST)


def _apart(of: SelectFrom, table: Table, *mine: ColumnElement[bool], is_not: bool = False) -> Condition:
    """Some row of another table that hangs on the influencer is so, or none."""
    own = of(table, table.c.influencer_id).where(*mine)
    test = own.where(table.c.influencer_id == influencer.c.id).correlate(influencer).exists()
    return Condition(not_(test)) if is_not else Condition(test, own, is_apart=True)


def _between(column: ColumnElement[Any], span: Span) -> ColumnElement[bool]:
    """A column within a span. Counts are compared with counts: PostgreSQL has no index for a count and a fraction."""
    is_count = isinstance(column.type, Integer)
    found: list[ColumnElement[bool]] = []
    if span.low is not None:
        low = _bound(span.low, is_count=is_count, rounding=ROUND_CEILING if span.includes_low else ROUND_FLOOR)
        found.append(column >= low if span.includes_low else column > low)
    if span.high is not None:
        high = _bound(span.high, is_count=is_count, rounding=ROUND_FLOOR if span.includes_high else ROUND_CEILING)
        found.append(column <= high if span.includes_high else column < high)
    return and_(*found)


def _bound(value: Decimal, *, is_count: bool, rounding: str) -> float:
    return int(value.to_integral_value(rounding)) if is_count else float(value)


def order_of(search: Search) -> list[ColumnElement[Any]]:
    """The order of a search: the largest first unless it says otherwise; missing figures last."""
    by = search.sort.by if search.sort else "followers"
    is_descending = search.sort.is_descending if search.sort else True
    if by == "idle":
        quiet = influencer.c.quiet_since
        return [quiet.asc() if is_descending else quiet.desc(), influencer.c.id]
    column = SORTS[by]
    sorted_by = column.desc() if is_descending else column.asc()
    return [sorted_by.nulls_last() if column.nullable else sorted_by, influencer.c.id]
