"""Follow-ups."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func

from bot.domain.influencers.followups import Followup, FollowupState
from storage.base import Queries, prepared
from storage.tables import followup

_OPEN = (
    prepared(followup)
    .where(followup.c.influencer_id == bindparam("influencer"), followup.c.state == FollowupState.OPEN)
    .order_by(followup.c.due_at, followup.c.id)
    .limit(bindparam("limit"))
)


def _followup(row: Any) -> Followup:
    return Followup(
        id=row.id,
        influencer_id=row.influencer_id,
        owner=row.owner,
        due_at=row.due_at,
        what=row.what,
        link=row.link,
        state=FollowupState(row.state),
        turn=row.turn,
        created_by=row.created_by,
        is_urgent=row.is_urgent,
    )


class Followups(Queries):
    """Nudges that people asked for."""

    def add(
        self,
        influencer_id: int,
        *,
        owner: str,
        due_at: datetime,
        what: str,
        by: str,
        now: datetime,
        link: str | None = None,
        is_urgent: bool = False,
    ) -> int:
        """Add a follow-up; gives its id."""
        row = {"owner": owner, "due_at": due_at, "what": what, "link": link, "created_by": by, "created_at": now}
        row |= {"state": FollowupState.OPEN, "turn": 1, "is_urgent": is_urgent}
        return self._insert(followup, influencer_id=influencer_id, **row)

    def get(self, followup_id: int) -> Followup | None:
        """The follow-up, or None if there is none of that id here."""
        row = self._connection.execute(self._select(followup).where(followup.c.id == followup_id)).first()
        return _followup(row) if row else None

    def open_of(self, owner: str, *, limit: int, skip: int = 0) -> list[Followup]:
        """A member's open follow-ups, the most overdue first."""
        query = self._select(followup).where(followup.c.owner == owner, followup.c.state == FollowupState.OPEN)
        query = query.order_by(followup.c.due_at, followup.c.id).limit(limit).offset(skip)
        return [_followup(row) for row in self._connection.execute(query)]

    def open_about(self, influencer_id: int, *, limit: int = 10) -> list[Followup]:
        """What is open with one influencer."""
        return [_followup(row) for row in self._run(_OPEN, influencer=influencer_id, limit=limit)]

    def finish(self, one: Followup, *, by: str, now: datetime) -> bool:
        """Close it, if it is still open in this turn. Whether this call won."""
        return self._change(one, state=FollowupState.DONE, done_by=by, done_at=now)

    def move(self, one: Followup, *, due_at: datetime, owner: str | None = None) -> bool:
        """Give it another date, and perhaps another owner: a new turn. Whether this call won."""
        return self._change(one, due_at=due_at, owner=owner or one.owner, turn=one.turn + 1)

    def _change(self, one: Followup, **values: Any) -> bool:
        open_turn = (followup.c.id == one.id, followup.c.state == FollowupState.OPEN, followup.c.turn == one.turn)
        return self._connection.execute(self._update(followup).where(*open_turn).values(values)).rowcount == 1

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Give one influencer's follow-ups to another."""
        mine = self._update(followup).where(followup.c.influencer_id == from_id)
        self._connection.execute(mine.values(influencer_id=to_id))

    def count_open(self, owner: str) -> int:
        """How many open follow-ups a member has."""
        mine = (followup.c.owner == owner, followup.c.state == FollowupState.OPEN)
        return int(self._connection.execute(self._select(followup, func.count()).where(*mine)).scalar_one())
