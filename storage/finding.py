"""The conditions of a search as SQL: each is answered by an index."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, false, func, not_, or_

from bot.domain.filters import Choice, OwnerChoice, Span
from bot.domain.influencers import LabelKind
from bot.domain.search import Search
from storage.tables import influencer, label, profile, search_word

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


class Conditions:
    """Turns a search into conditions. `of` begins a SELECT from a table of the workspace."""

    def __init__(self, of: SelectFrom, *, now: datetime) -> None:
        self._of = of
        self._now = now

    def all(self, search: Search) -> list[ColumnElement[bool]]:
        """Every condition of the search."""
        found = [has_word(self._of, word) for phrase in search.words for word in phrase.split()]
        found += [influencer.c.name_key.contains(one, autoescape=True) for one in search.words if " " in one]
        found += [self._owners(one) for one in search.owners]
        platforms = [one for one in search.choices if one.field == "platform" and not one.is_not]
        followers = [one for one in search.spans if one.field == "followers"]
        if platforms and followers:
            found += [self._on_platform(one, followers) for one in platforms]
        else:
            found += [self._span(one) for one in followers]
            found += [self._choice(one) for one in platforms]
        found += [self._choice(one) for one in search.choices if one not in platforms]
        found += [self._span(one) for one in search.spans if one not in followers]
        return found

    def _ids(self, table: Table) -> Select[Any]:
        return self._of(table, table.c.influencer_id)

    def _on_platform(self, choice: Choice, spans: list[Span]) -> ColumnElement[bool]:
        ranges = [_between(profile.c.followers, span) for span in spans]
        return influencer.c.id.in_(self._ids(profile).where(profile.c.platform.in_(choice.values), *ranges))

    def _choice(self, choice: Choice) -> ColumnElement[bool]:
        if choice.field in LABELS:
            mine = (label.c.kind == LABELS[choice.field], label.c.key.in_(choice.values))
            found: ColumnElement[bool] = influencer.c.id.in_(self._ids(label).where(*mine))
        elif choice.field == "platform":
            found = influencer.c.id.in_(self._ids(profile).where(profile.c.platform.in_(choice.values)))
        elif choice.field == "has":
            found = or_(*(self._has(value) for value in choice.values))
        else:
            column = influencer.c.stage if choice.field == "stage" else influencer.c.country
            found = column.in_(choice.values)
            return or_(not_(found), column.is_(None)) if choice.is_not else found
        return not_(found) if choice.is_not else found

    def _has(self, value: str) -> ColumnElement[bool]:
        return HAS[value] if value in HAS else influencer.c.id.in_(self._ids(profile))

    @staticmethod
    def _owners(choice: OwnerChoice) -> ColumnElement[bool]:
        either: list[ColumnElement[bool]] = [influencer.c.owner.in_(choice.members)]
        if choice.is_nobody:
            either.append(influencer.c.owner.is_(None))
        found = or_(*either)
        return not_(func.coalesce(found, false())) if choice.is_not else found

    def _span(self, span: Span) -> ColumnElement[bool]:
        if span.field == "idle":
            return self._idle(span)
        column = SPANS.get(span.field, influencer.c.followers)
        return _between(column, span)

    def _idle(self, span: Span) -> ColumnElement[bool]:
        """More days without a touch is an earlier moment."""
        quiet = influencer.c.quiet_since
        found: list[ColumnElement[bool]] = []
        if span.low is not None:
            found.append(quiet <= self._now - timedelta(days=float(span.low)))
        if span.high is not None:
            found.append(quiet >= self._now - timedelta(days=float(span.high)))
        return and_(*found)


def has_word(of: SelectFrom, word: str) -> ColumnElement[bool]:
    """A word of the name or of a handle begins so."""
    start = word.lstrip("@")[:64]
    found = of(search_word, search_word.c.influencer_id)
    return influencer.c.id.in_(found.where(search_word.c.word >= start, search_word.c.word < start + LAST))


def _between(column: ColumnElement[Any], span: Span) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = []
    if span.low is not None:
        low = float(span.low)
        found.append(column >= low if span.includes_low else column > low)
    if span.high is not None:
        high = float(span.high)
        found.append(column <= high if span.includes_high else column < high)
    return and_(*found)


def order_of(search: Search) -> list[ColumnElement[Any]]:
    """The order of a search: the largest first unless it says otherwise; missing figures last."""
    by = search.sort.by if search.sort else "followers"
    is_descending = search.sort.is_descending if search.sort else True
    if by == "idle":
        quiet = influencer.c.quiet_since
        return [quiet.asc() if is_descending else quiet.desc(), influencer.c.id]
    column = SORTS[by]
    return [(column.desc() if is_descending else column.asc()).nulls_last(), influencer.c.id]
