"""What worries us about somebody, until it is settled."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, func

from bot.domain.influencers.concerns import Concern
from storage.base import Queries, prepared
from storage.tables import concern

_MINE = concern.c.influencer_id == bindparam("influencer")
_OPEN = prepared(concern).where(_MINE, concern.c.closed_at.is_(None)).order_by(concern.c.id)


def concern_of(row: Any) -> Concern:
    """The concern that a row of its table holds."""
    return Concern(**{name: row._mapping[name] for name in Concern.__dataclass_fields__})


class Concerns(Queries):
    """What worries us about somebody, until it is settled."""

    def add(self, influencer_id: int, text: str, *, by: str, now: datetime) -> int:
        """Note a concern; gives its id."""
        return self._insert(concern, influencer_id=influencer_id, text=text, opened_by=by, opened_at=now, outcome="")

    def get(self, concern_id: int) -> Concern | None:
        """The concern, or None if there is none of that id here."""
        row = self._connection.execute(self._select(concern).where(concern.c.id == concern_id)).first()
        return concern_of(row) if row else None

    def settle(self, concern_id: int, *, outcome: str, by: str, now: datetime) -> bool:
        """Close a concern that is open, with what came of it. Whether this call won."""
        changed = self._update(concern).where(concern.c.id == concern_id, concern.c.closed_at.is_(None))
        settled = {"closed_at": now, "closed_by": by, "outcome": outcome}
        return self._connection.execute(changed.values(settled)).rowcount == 1

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Let what worried us about one influencer be about another."""
        mine = self._update(concern).where(concern.c.influencer_id == from_id)
        self._connection.execute(mine.values(influencer_id=to_id))

    def open_counts(self, influencer_ids: Iterable[int]) -> dict[int, int]:
        """How many concerns are open about each influencer; about whom none was ever noted is left out."""
        is_open = func.sum(case((concern.c.closed_at.is_(None), 1), else_=0)).label("number")
        mine = concern.c.influencer_id.in_(list(influencer_ids))
        query = self._select(concern, concern.c.influencer_id, is_open).where(mine)
        rows = self._connection.execute(query.group_by(concern.c.influencer_id))
        return {row.influencer_id: int(row.number) for row in rows}

    def settled_of(self, influencer_id: int, *, limit: int) -> list[Concern]:
        """The concerns about an influencer that were settled, the last first."""
        mine = (concern.c.influencer_id == influencer_id, concern.c.closed_at.is_not(None))
        query = self._select(concern).where(*mine).order_by(concern.c.closed_at.desc(), concern.c.id.desc())
        return [concern_of(row) for row in self._connection.execute(query.limit(limit))]

    def open_of(self, influencer_id: int) -> list[Concern]:
        """The open concerns about an influencer, the oldest first."""
        return [concern_of(row) for row in self._run(_OPEN, influencer=influencer_id)]
