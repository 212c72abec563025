"""The timeline: touches, newest first."""

from datetime import datetime

from sqlalchemy import bindparam, func

from bot.domain.touches import Touch, TouchKind
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


class Touches(Queries):
    """What passed between us and influencers."""

    def add(
        self, influencer_id: int, kind: TouchKind, text: str, *, by: str, at: datetime, link: str | None = None
    ) -> int:
        """Add a line to the timeline; gives its id."""
        return self._insert(touch, influencer_id=influencer_id, kind=kind, text=text, by=by, at=at, link=link)

    def of(self, influencer_id: int, *, limit: int, skip: int = 0) -> list[Touch]:
        """A page of the timeline, newest first."""
        return [
            Touch(
                id=row.id,
                influencer_id=row.influencer_id,
                kind=TouchKind(row.kind),
                at=row.at,
                by=row.by,
                text=row.text,
                link=row.link,
            )
            for row in self._run(_PAGE, influencer=influencer_id, limit=limit, skip=skip)
        ]

    def count(self, influencer_id: int) -> int:
        """How many lines the timeline has."""
        return int(self._run(_COUNT, influencer=influencer_id).scalar_one())

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Give one influencer's timeline to another."""
        mine = self._update(touch).where(touch.c.influencer_id == from_id)
        self._connection.execute(mine.values(influencer_id=to_id))
