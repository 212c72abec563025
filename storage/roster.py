"""Many influencers at once: what is known of those in a file, and writing them in bulk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, bindparam, update

from bot.domain.influencers.imports import Figures, Known, KnownInfluencer, KnownProfile, Wanted
from bot.domain.influencers.influencers import LabelKind
from storage.base import Queries
from storage.profiles import FIGURES
from storage.tables import influencer, label, profile, search_word, snapshot, touch

AT_ONCE = 500
"""Values in one list of a query."""

_LABELS = {LabelKind.NICHE: "niches", LabelKind.TAG: "tags", LabelKind.LANGUAGE: "languages"}


def batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values in lists that a query can hold."""
    rest = iter(values)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


class Roster(Queries):
    """Bulk reading and writing. The rules are `bot.domain.influencers.imports`."""

    def known(self, wanted: Wanted, *, day: date) -> Known:
        """What the workspace holds of these profiles, handles and names, with figures of `day`."""
        ids = {row.influencer_id for row in self._profiles(profile.c.handle_key, wanted.handle_keys)}
        for keys in batches(wanted.name_keys):
            query = self._select(influencer, influencer.c.id).where(influencer.c.name_key.in_(keys))
            ids.update(self._connection.execute(query).scalars())
        people = self._people(ids)
        known = Known()
        for one in people.values():
            known.add(one, profiles={})
        rows = list(self._profiles(profile.c.influencer_id, ids))
        figures = self._figures([row.id for row in rows], day=day)
        for row in rows:
            one = people[row.influencer_id]
            stored, source = figures.get(row.id, (None, ""))
            account = KnownProfile(row.id, one, stored, are_typed=source == "manual")
            known.add(one, profiles={(row.platform, row.handle_key): account})
        return known

    def _profiles(self, column: ColumnElement[Any], values: Iterable[Any]) -> Iterator[Any]:
        for batch in batches(values):
            yield from self._connection.execute(self._select(profile).where(column.in_(batch)))

    def _people(self, ids: Iterable[int]) -> dict[int, KnownInfluencer]:
        people: dict[int, KnownInfluencer] = {}
        for batch in batches(ids):
            for row in self._connection.execute(self._select(influencer).where(influencer.c.id.in_(batch))):
                people[row.id] = KnownInfluencer(
                    row.id,
                    row.name,
                    country=row.country,
                    audience_country=row.audience_country,
                    email=row.email,
                    notes=row.notes,
                    name_key=row.name_key,
                )
            chosen = self._select(label).where(label.c.influencer_id.in_(batch), label.c.kind.in_(list(_LABELS)))
            for row in self._connection.execute(chosen):
                one, name = people[row.influencer_id], _LABELS[LabelKind(row.kind)]
                setattr(one, name, (*getattr(one, name), row.text))
        return people

    def _figures(self, profile_ids: Iterable[int], *, day: date) -> dict[int, tuple[Figures, str]]:
        found: dict[int, tuple[Figures, str]] = {}
        for batch in batches(profile_ids):
            query = self._select(snapshot).where(snapshot.c.profile_id.in_(batch), snapshot.c.day == day)
            for row in self._connection.execute(query):
                figures = Figures(*(row._mapping[name] for name in Figures._fields))
                found[row.profile_id] = (figures, row.source)
        return found

    def add_influencers(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add influencers; gives their ids in the same order."""
        return self._insert_giving_ids(influencer, rows)

    def add_profiles(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add profiles; gives their ids in the same order."""
        return self._insert_giving_ids(profile, rows)

    def put_snapshots(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep figures: one snapshot a profile a day."""
        new = (*Figures._fields, "source", "entered_by", "entered_at")
        self._put(snapshot, rows, same=("profile_id", "day"), new=new)

    def show_latest(self, profile_ids: Iterable[int], *, day: date) -> None:
        """Let profiles show the followers of `day` where they know none later."""
        for batch in batches(profile_ids):
            told = (snapshot.c.profile_id == profile.c.id, snapshot.c.day == day, snapshot.c.followers.is_not(None))
            figures = self._select(snapshot, snapshot.c.followers).where(*told).scalar_subquery()
            older = (profile.c.figures_on.is_(None)) | (profile.c.figures_on <= day)
            query = self._update(profile).where(profile.c.id.in_(batch), older, figures.is_not(None))
            self._connection.execute(query.values(followers=figures, figures_on=day))

    def add_labels(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add labels that are not there yet."""
        self._insert_new(label, rows)

    def add_words(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add words under which influencers are found."""
        self._insert_new(search_word, rows)

    def add_touches(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add lines to timelines."""
        self._insert_many(touch, rows)

    def fill(self, influencer_id: int, fields: Mapping[str, Any]) -> None:
        """Fill in fields of an influencer that were empty."""
        mine = self._update(influencer).where(influencer.c.id == influencer_id)
        self._connection.execute(mine.values(**fields, version=influencer.c.version + 1))

    def latest(self, influencer_ids: Iterable[int]) -> dict[int, list[Any]]:
        """The latest snapshot of each profile with figures, by influencer, most followers first."""
        found: dict[int, list[Any]] = {}
        columns = [snapshot.c[name] for name in FIGURES]
        for batch in batches(influencer_ids):
            query = self._select(
                snapshot, profile.c.influencer_id, profile.c.followers.label("latest"), snapshot.c.day, *columns
            )
            query = query.join(profile, profile.c.id == snapshot.c.profile_id)
            query = query.where(profile.c.influencer_id.in_(batch), snapshot.c.day == profile.c.figures_on)
            for row in self._connection.execute(query.order_by(profile.c.followers.desc())):
                found.setdefault(row.influencer_id, []).append(row)
        return found

    def sum_up(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Bring what `find` filters and sorts by up to date: rows of id, followers, meaningful_rate, public_rate."""
        if not rows:
            return
        statement = update(influencer).where(
            influencer.c.workspace_id == self.workspace, influencer.c.id == bindparam("of")
        )
        self._connection.execute(
            statement, [{"of": row["id"], **{k: row[k] for k in row if k != "id"}} for row in rows]
        )
