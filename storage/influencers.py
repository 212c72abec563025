"""Influencers, one at a time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam

from bot.domain.influencers.influencers import Influencer, LabelKind, key_of, search_words
from bot.domain.influencers.stages import Stage
from storage.base import Queries, prepared
from storage.tables import influencer, label, profile, search_word

_ONE = prepared(influencer).where(influencer.c.id == bindparam("influencer"))
_LABELS = prepared(label).where(label.c.influencer_id == bindparam("influencer")).order_by(label.c.key)


def influencer_of(row: Any) -> Influencer:
    """The influencer that a row of its table holds."""
    return Influencer(
        id=row.id,
        name=row.name,
        stage=Stage(row.stage),
        owner=row.owner,
        country=row.country,
        audience_country=row.audience_country,
        email=row.email,
        phone=row.phone,
        birthday=row.birthday,
        address=row.address,
        notes=row.notes,
        added_at=row.added_at,
        quiet_since=row.quiet_since,
        version=row.version,
    )


class Influencers(Queries):
    """The people we have, or want, a relationship with."""

    def get(self, influencer_id: int) -> Influencer | None:
        """The influencer, or None if there is none of that id here."""
        row = self._run(_ONE, influencer=influencer_id).first()
        return influencer_of(row) if row else None

    def many(self, ids: Iterable[int]) -> dict[int, Influencer]:
        """Influencers by id."""
        chosen = list(ids)
        query = self._select(influencer).where(influencer.c.id.in_(chosen))
        return {row.id: influencer_of(row) for row in self._connection.execute(query)} if chosen else {}

    def labels(self, influencer_id: int) -> dict[LabelKind, list[str]]:
        """Tags, niches, values, strengths and languages, each in alphabetical order."""
        found: dict[LabelKind, list[str]] = {kind: [] for kind in LabelKind}
        for row in self._run(_LABELS, influencer=influencer_id):
            found[LabelKind(row.kind)].append(row.text)
        return found

    def labels_of_many(self, ids: Iterable[int]) -> dict[int, dict[LabelKind, list[str]]]:
        """Labels by influencer and kind."""
        found: dict[int, dict[LabelKind, list[str]]] = {}
        query = self._select(label).where(label.c.influencer_id.in_(list(ids))).order_by(label.c.key)
        for row in self._connection.execute(query):
            found.setdefault(row.influencer_id, {}).setdefault(LabelKind(row.kind), []).append(row.text)
        return found

    def add(self, fields: Mapping[str, Any], *, labels: Mapping[LabelKind, Iterable[str]], now: datetime) -> int:
        """Add an influencer; gives its id."""
        name = fields["name"]
        added = {**fields, "name_key": key_of(name), "added_at": now, "quiet_since": now}
        influencer_id = self._insert(influencer, **added)
        for kind, texts in labels.items():
            self.set_labels(influencer_id, kind, texts)
        return influencer_id

    def change(self, one: Influencer, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        values = {**fields, "version": one.version + 1}
        if "name" in fields:
            values["name_key"] = key_of(fields["name"])
        changed = self._update(influencer).where(influencer.c.id == one.id, influencer.c.version == one.version)
        return self._connection.execute(changed.values(values)).rowcount == 1

    def set_labels(self, influencer_id: int, kind: LabelKind, texts: Iterable[str]) -> None:
        """Replace all labels of one kind."""
        mine = (label.c.influencer_id == influencer_id, label.c.kind == kind)
        self._connection.execute(self._delete(label).where(*mine))
        rows = {key_of(text): " ".join(text.split()) for text in texts if text.strip()}
        self._insert_many(
            label,
            [{"influencer_id": influencer_id, "kind": kind, "key": key, "text": text} for key, text in rows.items()],
        )

    def index(self, influencer_id: int) -> None:
        """Bring the words under which an influencer is found up to date with name and handles."""
        name = self._select(influencer, influencer.c.name).where(influencer.c.id == influencer_id)
        handles = self._select(profile, profile.c.handle).where(profile.c.influencer_id == influencer_id)
        texts = [*self._connection.scalars(name), *self._connection.scalars(handles)]
        self._connection.execute(self._delete(search_word).where(search_word.c.influencer_id == influencer_id))
        rows = [{"influencer_id": influencer_id, "word": word} for word in sorted(search_words(*texts))]
        self._insert_many(search_word, rows)

    def touched(self, influencer_id: int, *, at: datetime) -> None:
        """Note that something passed between us."""
        mine = self._update(influencer).where(influencer.c.id == influencer_id, influencer.c.quiet_since < at)
        self._connection.execute(mine.values(quiet_since=at))

    def remove(self, influencer_id: int) -> None:
        """Take an influencer and all that hangs on them away."""
        self._connection.execute(self._delete(influencer).where(influencer.c.id == influencer_id))

    def hand_labels_over(self, from_id: int, to_id: int) -> None:
        """Give one influencer's labels to another, who keeps their own."""
        query = self._select(label).where(label.c.influencer_id == from_id)
        rows = [
            {"influencer_id": to_id, "kind": row.kind, "key": row.key, "text": row.text}
            for row in self._connection.execute(query).all()
        ]
        self._insert_new(label, rows)
