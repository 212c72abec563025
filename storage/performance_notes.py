"""Who underperformed in a period, and what was done about it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func

from bot.domain.rewards.under import PerformanceNote, Response
from storage.base import Queries
from storage.tables import performance_note

_SAME = tuple(name for name in PerformanceNote.__dataclass_fields__ if name != "choice")


def note_of(row: Any) -> PerformanceNote:
    """The note that a row of its table holds."""
    same = {name: row._mapping[name] for name in _SAME}
    return PerformanceNote(**same, choice=Response(row.choice) if row.choice else None)


class PerformanceNotes(Queries):
    """Who underperformed in a period, and what was done about it."""

    def get(self, note_id: int) -> PerformanceNote | None:
        """The note, or None if there is none of that id here."""
        row = self._connection.execute(self._select(performance_note).where(performance_note.c.id == note_id)).first()
        return note_of(row) if row else None

    def add(self, fields: Mapping[str, Any], *, now: datetime) -> int | None:
        """Note that somebody underperformed in a period; gives its id, None where that was noted already."""
        made = self._insert_new_giving_ids(performance_note, [{"why": "", "noted_at": now, **fields}])
        return made[0] if made else None

    def of_influencer(self, influencer_id: int) -> list[PerformanceNote]:
        """Every note about somebody, the newest first."""
        query = self._select(performance_note).where(performance_note.c.influencer_id == influencer_id)
        return [note_of(row) for row in self._connection.execute(query.order_by(performance_note.c.id.desc()))]

    def answered(self, influencer_ids: Iterable[int]) -> dict[int, int]:
        """How often something was done about each of these, without those where nobody wanted to."""
        columns = (performance_note.c.influencer_id, func.count().label("number"))
        did = performance_note.c.choice.is_not(None) & (performance_note.c.choice != Response.NOT_NOW)
        query = self._select(performance_note, *columns).where(columns[0].in_(list(influencer_ids)), did)
        return {row.influencer_id: row.number for row in self._connection.execute(query.group_by(columns[0]))}

    def change(self, one: PerformanceNote, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        mine = (performance_note.c.id == one.id, performance_note.c.version == one.version)
        changed = self._update(performance_note).where(*mine).values({**fields, "version": one.version + 1})
        return self._connection.execute(changed).rowcount == 1

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Let the notes about one influencer be about another, but for months in which both have one."""
        column = performance_note.c.period
        theirs = self._select(performance_note, column).where(performance_note.c.influencer_id == to_id)
        mine = self._update(performance_note).where(performance_note.c.influencer_id == from_id)
        self._connection.execute(mine.where(column.not_in(theirs)).values(influencer_id=to_id))

    def give(self, collaboration_id: int, *, to: str) -> None:
        """Let somebody else answer what is open of a collaboration."""
        mine = (performance_note.c.collaboration_id == collaboration_id, performance_note.c.choice.is_(None))
        self._connection.execute(self._update(performance_note).where(*mine).values(owner=to))
