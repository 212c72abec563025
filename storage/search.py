"""Finding influencers: by name, by words and filters, and saved searches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from bot.domain.influencers.influencers import Influencer, key_of
from bot.domain.influencers.search import Search
from storage.base import Queries, prepared
from storage.finding import Condition, Conditions, begins, gather, order_of
from storage.influencers import influencer_of
from storage.tables import influencer, profile, saved_search

COUNTED = 1000
"""How far matches are counted: beyond it a person narrows the search anyway."""

_SAVED = prepared(saved_search).order_by(saved_search.c.name_key)


@dataclass(frozen=True, slots=True)
class Page:
    """Influencers with their meaningful and public rate (percent), and how many there are, up to COUNTED + 1."""

    influencers: list[Influencer]
    rates: list[tuple[float | None, float | None]]
    total: int


WORDS = 12
"""Words of a name that are looked up: more of them tell nobody apart."""


class Searches(Queries):
    """Influencers by what is known of them."""

    def by_name(self, name_key: str, *, limit: int) -> list[Influencer]:
        """Those who have exactly this name."""
        query = self._select(influencer).where(influencer.c.name_key == name_key)
        return [influencer_of(row) for row in self._connection.execute(query.order_by(influencer.c.id).limit(limit))]

    def named(self, text: str, *, limit: int) -> list[Influencer]:
        """Those in whose name or handles all words of `text` begin a word; if nobody, those who contain it."""
        conditions = [begins(self._select, word) for word in key_of(text).split()[:WORDS]]
        found = self._page(conditions, Search(), limit=limit)
        return found.influencers or self._containing(key_of(text).lstrip("@"), limit=limit)

    def _containing(self, part: str, *, limit: int) -> list[Influencer]:
        if len(part) < 2:
            return []
        handles = self._select(profile, profile.c.influencer_id)
        handles = handles.where(profile.c.handle_key.contains(part, autoescape=True))
        either = or_(influencer.c.name_key.contains(part, autoescape=True), influencer.c.id.in_(handles))
        query = self._select(influencer).where(either).order_by(*order_of(Search())).limit(limit)
        return [influencer_of(row) for row in self._connection.execute(query)]

    def find(self, search: Search, *, now: datetime, limit: int, skip: int = 0) -> Page:
        """A page of those who fit, in the order that the search asks for, and how many fit in all."""
        return self._page(Conditions(self._select, now=now).all(search), search, limit=limit, skip=skip)

    def _page(self, conditions: Sequence[Condition], search: Search, *, limit: int, skip: int = 0) -> Page:
        """Few are gathered and put in order; of many, the list in order is walked until the page is full."""
        tests = self._gathered(conditions)
        page = self._select(influencer).order_by(*order_of(search)).limit(limit)
        if tests is None:
            total = COUNTED + 1
            page = page.where(*(one.test for one in conditions)).offset(skip)
        else:
            ids = self._ordered(tests, search)
            total = len(ids)
            page = page.where(influencer.c.id.in_(ids[skip : skip + limit]))
        rows = self._connection.execute(page).all() if skip < total or total > COUNTED else []
        rates = [(row.meaningful_rate, row.public_rate) for row in rows]
        return Page([influencer_of(row) for row in rows], rates, total)

    def _gathered(self, conditions: Sequence[Condition]) -> list[ColumnElement[bool]] | None:
        """The conditions so that only those who pass the choosiest are looked at; None if more fit than are counted."""
        known = [one for one in conditions if one.ids is not None]
        for one in known:
            if one.ids is not None and self._count(one.ids.distinct()) <= COUNTED:
                return gather(conditions, first=one)
        if known and len(conditions) == 1:
            return None
        tests = gather(conditions, first=next((one for one in conditions if one.is_apart), None))
        query = self._select(influencer, influencer.c.id).where(*tests).limit(COUNTED + 1)
        found = list(self._connection.scalars(query))
        return [influencer.c.id.in_(found)] if len(found) <= COUNTED else None

    def _ordered(self, tests: Sequence[ColumnElement[bool]], search: Search) -> list[int]:
        query = self._select(influencer, influencer.c.id).where(*tests).order_by(*order_of(search))
        return list(self._connection.scalars(query))

    def _count(self, query: Select[Any]) -> int:
        """How many rows a query has, counted up to one more than COUNTED."""
        some = query.limit(COUNTED + 1).subquery()
        return int(self._connection.execute(select(func.count()).select_from(some)).scalar_one())

    def all(self, search: Search, *, now: datetime) -> list[int]:
        """The ids of all who fit, in order."""
        conditions = Conditions(self._select, now=now).all(search)
        return self._ordered(self._gathered(conditions) or [one.test for one in conditions], search)

    def count_without_rate(self, search: Search, *, now: datetime) -> int:
        """How many fit who have no meaningful rate, counted up to one more than COUNTED."""
        conditions = Conditions(self._select, now=now)
        unrated = conditions.column(influencer.c.meaningful_rate.is_(None))
        tests = self._gathered([unrated, *conditions.all(search)])
        return COUNTED + 1 if tests is None else self._count(self._select(influencer, influencer.c.id).where(*tests))

    def size(self) -> int:
        """How many influencers there are."""
        return int(self._connection.execute(self._select(influencer, func.count())).scalar_one())

    def owned_by(self, slack_id: str) -> int:
        """How many influencers a member owns."""
        mine = influencer.c.owner == slack_id
        return int(self._connection.execute(self._select(influencer, func.count()).where(mine)).scalar_one())

    def save(self, name: str, text: str, *, by: str) -> None:
        """Keep a search under a name; the same name is taken over."""
        row = {"name_key": key_of(name), "name": name, "text": text, "saved_by": by}
        self._put(saved_search, [row], same=("workspace_id", "name_key"), new=("name", "text", "saved_by"))

    def saved(self) -> Sequence[tuple[str, str]]:
        """The saved searches: name and text, by name."""
        return [(row.name, row.text) for row in self._run(_SAVED)]

    def saved_as(self, name: str) -> str | None:
        """The text of a saved search."""
        query = self._select(saved_search, saved_search.c.text).where(saved_search.c.name_key == key_of(name))
        return self._connection.execute(query).scalar_one_or_none()
