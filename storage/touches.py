"""The timeline: touches, newest first."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func

from bot.domain.influencers.touches import Touch, TouchKind
from storage.base import Queries, prepared
from storage.tables import touch

_MINE = touch.c.influencer_id == bindparam("influencer")
_COUNT = prepared(touch, func.count()).where(_MINE)
_PAGE = (
    prepared(touch)
    .where(_MINE)
    .order_by(touch.c.at.desc(), touch.c.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("skip"))
)


def touch_of(row: Any) -> Touch:
    """The touch that a row of its table holds."""
    same = {name: row._mapping[name] for name in ("id", "influencer_id", "at", "by", "text", "link")}
    return Touch(**same, kind=TouchKind(row.kind))


class Touches(Queries):
    """What passed between us and influencers."""

    def add(
        self, influencer_id: int, kind: TouchKind, text: str, *, by: str, at: datetime, link: str | None = None
    ) -> int:
        """Add a line to the timeline; gives its id."""
        return self._insert(touch, influencer_id=influencer_id, kind=kind, text=text, by=by, at=at, link=link)

    def of(self, influencer_id: int, *, limit: int, skip: int = 0) -> list[Touch]:
        """A page of the timeline, newest first."""
        return [touch_of(row) for row in self._run(_PAGE, influencer=influencer_id, limit=limit, skip=skip)]

    def last(self, influencer_id: int, *, kinds: Collection[TouchKind], limit: int) -> list[Touch]:
        """The last touches of these kinds with an influencer, newest first."""
        mine = (touch.c.influencer_id == influencer_id, touch.c.kind.in_(list(kinds)))
        query = self._select(touch).where(*mine).order_by(touch.c.at.desc(), touch.c.id.desc()).limit(limit)
        return [touch_of(row) for row in self._connection.execute(query)]

    def add_many(self, texts: Mapping[int, str], kind: TouchKind, *, by: str, at: datetime) -> None:
        """Add a line to several timelines: the text of each by influencer."""
        rows = [{"influencer_id": number, "text": text} for number, text in texts.items()]
        self._insert_many(touch, [{**row, "kind": kind, "by": by, "at": at} for row in rows])

    def latest_by_others(
        self, influencer_ids: Iterable[int], *, kinds: Collection[TouchKind], since: datetime, reader: str
    ) -> dict[int, Touch]:
        """The last touch of these kinds with each influencer that somebody else than `reader` made since then."""
        mine = (touch.c.influencer_id.in_(list(influencer_ids)), touch.c.at >= since, touch.c.by != reader)
        query = self._select(touch).where(*mine, touch.c.kind.in_(list(kinds))).order_by(touch.c.at, touch.c.id)
        return {row.influencer_id: touch_of(row) for row in self._connection.execute(query)}

    def count(self, influencer_id: int) -> int:
        """How many lines the timeline has."""
        return int(self._run(_COUNT, influencer=influencer_id).scalar_one())

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Give one influencer's timeline to another."""
        mine = self._update(touch).where(touch.c.influencer_id == from_id)
        self._connection.execute(mine.values(influencer_id=to_id))
