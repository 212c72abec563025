"""Finding influencers: by name, by words and filters, and saved searches."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from bot.domain.influencers import Influencer, key_of
from bot.domain.search import Search
from storage.base import Queries
from storage.finding import Conditions, has_word, order_of
from storage.influencers import influencer_of
from storage.tables import influencer, profile, saved_search

COUNTED = 1000
"""How far matches are counted: beyond it a person narrows the search anyway."""


class Searches(Queries):
    """Influencers by what is known of them."""

    def by_name(self, name_key: str, *, limit: int) -> list[Influencer]:
        """Those who have exactly this name."""
        query = self._select(influencer).where(influencer.c.name_key == name_key)
        return [influencer_of(row) for row in self._connection.execute(query.order_by(influencer.c.id).limit(limit))]

    def named(self, text: str, *, limit: int) -> list[Influencer]:
        """Those in whose name or handles all words of `text` begin a word; if nobody, those who contain it."""
        query = self._select(influencer)
        for word in key_of(text).split():
            query = query.where(has_word(self._select, word))
        found = self._largest(query, limit=limit)
        return found or self._containing(key_of(text).lstrip("@"), limit=limit)

    def _containing(self, part: str, *, limit: int) -> list[Influencer]:
        if len(part) < 2:
            return []
        handles = self._select(profile, profile.c.influencer_id)
        handles = handles.where(profile.c.handle_key.contains(part, autoescape=True))
        either = or_(influencer.c.name_key.contains(part, autoescape=True), influencer.c.id.in_(handles))
        return self._largest(self._select(influencer).where(either), limit=limit)

    def _largest(self, query: Select[Any], *, limit: int) -> list[Influencer]:
        order = (influencer.c.followers.desc().nulls_last(), influencer.c.id)
        return [influencer_of(row) for row in self._connection.execute(query.order_by(*order).limit(limit))]

    def find(self, search: Search, *, now: datetime, limit: int, skip: int = 0) -> list[Influencer]:
        """A page of those who fit, in the order that the search asks for."""
        query = self._matching(search, now=now).order_by(*order_of(search)).limit(limit).offset(skip)
        return [influencer_of(row) for row in self._connection.execute(query)]

    def count(self, search: Search, *, now: datetime) -> int:
        """How many fit, counted up to one more than COUNTED."""
        some = self._matching(search, now=now, columns=(influencer.c.id,)).limit(COUNTED + 1).subquery()
        return int(self._connection.execute(select(func.count()).select_from(some)).scalar_one())

    def all(self, search: Search, *, now: datetime) -> list[int]:
        """The ids of all who fit, in order."""
        query = self._matching(search, now=now, columns=(influencer.c.id,)).order_by(*order_of(search))
        return list(self._connection.execute(query).scalars())

    def count_without_rate(self, search: Search, *, now: datetime) -> int:
        """How many fit who have no meaningful rate, counted up to one more than COUNTED."""
        matching = self._matching(search, now=now, columns=(influencer.c.id,))
        some = matching.where(influencer.c.meaningful_rate.is_(None)).limit(COUNTED + 1).subquery()
        return int(self._connection.execute(select(func.count()).select_from(some)).scalar_one())

    def rates(self, ids: Sequence[int]) -> dict[int, tuple[float | None, float | None]]:
        """Meaningful and public rate by influencer, in percent."""
        columns = (influencer.c.id, influencer.c.meaningful_rate, influencer.c.public_rate)
        rows = self._connection.execute(self._select(influencer, *columns).where(influencer.c.id.in_(list(ids))))
        return {row.id: (row.meaningful_rate, row.public_rate) for row in rows}

    def _matching(self, search: Search, *, now: datetime, columns: Sequence[ColumnElement[Any]] = ()) -> Select[Any]:
        conditions = Conditions(self._select, now=now).all(search)
        return self._select(influencer, *columns).where(*conditions)

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
        query = self._select(saved_search).order_by(saved_search.c.name_key)
        return [(row.name, row.text) for row in self._connection.execute(query)]

    def saved_as(self, name: str) -> str | None:
        """The text of a saved search."""
        query = self._select(saved_search, saved_search.c.text).where(saved_search.c.name_key == key_of(name))
        return self._connection.execute(query).scalar_one_or_none()
