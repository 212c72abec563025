"""Which ambassador tier everybody holds, with what was known of them when it was worked out last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from bot.domain.rewards.tiers import Held
from storage.base import Queries
from storage.roster import batches
from storage.tables import tier

NONE = ""
"""Stands for the tier of somebody who was looked at and holds none."""


@dataclass(frozen=True, slots=True)
class KeptTier:
    """The tier that somebody holds, what was known of them by the name of each fact, and when that was."""

    influencer_id: int
    held: Held
    facts: Mapping[str, Any]
    checked_at: datetime


def kept_of(row: Any) -> KeptTier:
    """What a row of the table holds."""
    held = Held(row.name or None, row.since, row.below_since)
    return KeptTier(row.influencer_id, held, row.facts, row.checked_at)


class Tiers(Queries):
    """Ambassador tiers."""

    def hold(self) -> None:
        """Let nobody else change the tiers of this workspace before this transaction ends."""
        if self._connection.dialect.name == "postgresql":  # SQLite has one writer
            turn = func.hashtextextended(f"tiers:{self.workspace}", 0)
            self._connection.execute(select(func.pg_advisory_xact_lock(turn)))

    def get(self, influencer_id: int) -> KeptTier | None:
        """What is kept of somebody; None where nobody has looked yet."""
        row = self._connection.execute(self._select(tier).where(tier.c.influencer_id == influencer_id)).first()
        return kept_of(row) if row else None

    def all(self) -> dict[int, KeptTier]:
        """What is kept of everybody, by influencer."""
        return {row.influencer_id: kept_of(row) for row in self._connection.execute(self._select(tier))}

    def count(self) -> dict[str, int]:
        """How many hold each tier, by its key."""
        query = self._select(tier, tier.c.name, func.count().label("number")).where(tier.c.name != NONE)
        return {row.name: row.number for row in self._connection.execute(query.group_by(tier.c.name))}

    def put(self, rows: Sequence[tuple[int, Held, Mapping[str, Any]]], *, now: datetime) -> None:
        """Keep what people hold, and what was known of them."""
        new = ("name", "since", "below_since", "facts", "checked_at")
        for batch in batches(rows):
            values = [
                {
                    "influencer_id": who,
                    "name": held.tier or NONE,
                    "since": held.since,
                    "below_since": held.below_since,
                    "facts": dict(facts),
                    "checked_at": now,
                }
                for who, held, facts in batch
            ]
            self._put(tier, values, same=("workspace_id", "influencer_id"), new=new)

    def remove(self, influencer_ids: Iterable[int]) -> None:
        """Forget what these hold."""
        for batch in batches(influencer_ids):
            self._connection.execute(self._delete(tier).where(tier.c.influencer_id.in_(batch)))
