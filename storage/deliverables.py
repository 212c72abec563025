"""Content owed, its drafts and its usage rights."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, or_

from bot.domain.content.deliverables import Decision, Deliverable, DeliverableStage, Draft, Format
from bot.domain.content.usage_rights import RightKind, UsageRight
from storage.base import Queries
from storage.matters.contracts import ENDING, MADE
from storage.tables import deliverable, draft, usage_right

_SAME = ("id", "collaboration_id", "platform", "title", "due_on", "round", "version")
_DRAFT = tuple(name for name in Draft.__dataclass_fields__ if name != "decision")
_RIGHT = tuple(name for name in UsageRight.__dataclass_fields__ if name != "kind")


def deliverable_of(row: Any) -> Deliverable:
    """The deliverable that a row of its table holds."""
    same = {name: row._mapping[name] for name in _SAME}
    return Deliverable(**same, format=Format(row.format), state=DeliverableStage(row.state))


def draft_of(row: Any) -> Draft:
    """The draft that a row of its table holds."""
    same = {name: row._mapping[name] for name in _DRAFT}
    return Draft(**same, decision=Decision(row.decision) if row.decision else None)


def right_of(row: Any) -> UsageRight:
    """The usage right that a row of its table holds."""
    return UsageRight(**{name: row._mapping[name] for name in _RIGHT}, kind=RightKind(row.kind))


class Deliverables(Queries):
    """Content owed, its drafts and its usage rights."""

    def get(self, deliverable_id: int) -> Deliverable | None:
        """The deliverable, or None if there is none of that id here."""
        row = self._connection.execute(self._select(deliverable).where(deliverable.c.id == deliverable_id)).first()
        return deliverable_of(row) if row else None

    def of(self, collaboration_ids: Iterable[int]) -> list[Deliverable]:
        """Everything owed in these collaborations, what is due first first."""
        query = self._select(deliverable).where(deliverable.c.collaboration_id.in_(list(collaboration_ids)))
        return self._in_order(query)

    def _in_order(self, query: Select[Any]) -> list[Deliverable]:
        ordered = query.order_by(deliverable.c.due_on, deliverable.c.id)
        return [deliverable_of(row) for row in self._connection.execute(ordered)]

    def add(self, rows: Sequence[Mapping[str, Any]], *, by: str, now: datetime) -> list[int]:
        """Plan deliverables; gives their ids."""
        meta = {"state": DeliverableStage.PLANNED, "added_by": by, "added_at": now}
        return self._insert_giving_ids(deliverable, [{**row, **meta} for row in rows])

    def change(self, one: Deliverable, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        mine = (deliverable.c.id == one.id, deliverable.c.version == one.version)
        changed = self._update(deliverable).where(*mine).values({**fields, "version": one.version + 1})
        return self._connection.execute(changed).rowcount == 1

    def remove(self, one: Deliverable) -> bool:
        """Take a planned one away if nobody changed it since `one` was read. Whether this call won."""
        mine = (deliverable.c.id == one.id, deliverable.c.version == one.version)
        gone = self._delete(deliverable).where(*mine, deliverable.c.state == DeliverableStage.PLANNED)
        return self._connection.execute(gone).rowcount == 1

    def drafts(self, deliverable_id: int) -> list[Draft]:
        """Its drafts, the newest round first."""
        query = self._select(draft).where(draft.c.deliverable_id == deliverable_id).order_by(draft.c.round.desc())
        return [draft_of(row) for row in self._connection.execute(query)]

    def draft(self, draft_id: int) -> Draft | None:
        """One draft, or None if there is none of that id here."""
        row = self._connection.execute(self._select(draft).where(draft.c.id == draft_id)).first()
        return draft_of(row) if row else None

    def submit(self, one: Deliverable, fields: Mapping[str, Any], *, by: str, now: datetime) -> int | None:
        """Keep a draft as the next round; gives its id, or None if somebody changed the deliverable meanwhile."""
        number = one.round + 1
        if not self.change(one, {"state": DeliverableStage.SUBMITTED, "round": number}):
            return None
        row = {"deliverable_id": one.id, "round": number, "submitted_by": by, "submitted_at": now}
        return self._insert(draft, **row, **fields)

    def decide(self, one: Draft, fields: Mapping[str, Any]) -> bool:
        """Keep what was decided of a draft, unless somebody decided before. Whether this call won."""
        waiting = self._update(draft).where(draft.c.id == one.id, draft.c.decision.is_(None))
        return self._connection.execute(waiting.values(dict(fields))).rowcount == 1

    def rights(self, deliverable_ids: Iterable[int]) -> list[UsageRight]:
        """The usage rights of these deliverables, in the order in which they were added."""
        query = self._select(usage_right).where(usage_right.c.deliverable_id.in_(list(deliverable_ids)))
        return [right_of(row) for row in self._connection.execute(query.order_by(usage_right.c.id))]

    def right(self, right_id: int) -> UsageRight | None:
        """One usage right, or None if there is none of that id here."""
        row = self._connection.execute(self._select(usage_right).where(usage_right.c.id == right_id)).first()
        return right_of(row) if row else None

    def add_right(self, deliverable_id: int, fields: Mapping[str, Any], *, by: str, now: datetime) -> int:
        """Add a usage right; gives its id."""
        return self._insert(usage_right, deliverable_id=deliverable_id, **fields, added_by=by, added_at=now)

    def end_right(self, right_id: int, *, last_day: date, now: datetime) -> bool:
        """Let a usage right end on a day; False when it ends by then already."""
        lasts = or_(usage_right.c.until.is_(None), usage_right.c.until > last_day)
        ended = self._update(usage_right).where(usage_right.c.id == right_id, lasts)
        return self._connection.execute(ended.values(until=last_day, ended_at=now)).rowcount == 1

    def rights_ending(self, collaboration_id: int, *, day: date) -> list[UsageRight]:
        """The rights to a collaboration's content whose last day this is by agreement, and that nothing outlasts."""
        query = self._select(usage_right).join(deliverable, deliverable.c.id == usage_right.c.deliverable_id)
        mine = (deliverable.c.collaboration_id == collaboration_id, deliverable.c.state.in_(MADE))
        query = query.where(*mine, usage_right.c.until == day, *ENDING)
        return [right_of(row) for row in self._connection.execute(query.order_by(usage_right.c.id))]
