"""Offers to join two influencers who may be one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_

from storage.base import Queries, prepared
from storage.tables import merge_offer

_EITHER = or_(merge_offer.c.kept_id == bindparam("influencer"), merge_offer.c.other_id == bindparam("influencer"))
_ABOUT = prepared(merge_offer).where(_EITHER, merge_offer.c.state == "open").order_by(merge_offer.c.id)


@dataclass(frozen=True, slots=True)
class MergeOffer:
    """Two influencers who may be one: `other` would be joined into `kept`."""

    id: int
    kept_id: int
    other_id: int
    reason: str
    state: str


class Merges(Queries):
    """Offers that wait for a person, and what people decided."""

    def offer(self, pairs: Sequence[tuple[int, int, str]], *, job_id: int | None = None) -> int:
        """Offer to join pairs (one, other, reason): the older is kept. How many were not offered before."""
        rows = [
            {"kept_id": min(pair), "other_id": max(pair), "reason": reason, "state": "open", "job_id": job_id}
            for *pair, reason in pairs
        ]
        return self._insert_new(merge_offer, rows)

    def next(self, *, after: int = 0) -> MergeOffer | None:
        """The first open offer behind the one with id `after`."""
        query = self._select(merge_offer).where(merge_offer.c.state == "open", merge_offer.c.id > after)
        row = self._connection.execute(query.order_by(merge_offer.c.id).limit(1)).first()
        return self._offer(row) if row else None

    def get(self, offer_id: int) -> MergeOffer | None:
        """The offer, or None once either side is gone."""
        row = self._connection.execute(self._select(merge_offer).where(merge_offer.c.id == offer_id)).first()
        return self._offer(row) if row else None

    def waiting(self) -> int:
        """How many offers wait for a person."""
        query = self._select(merge_offer, func.count()).where(merge_offer.c.state == "open")
        return int(self._connection.execute(query).scalar_one())

    def decide(self, offer_id: int, *, state: str, by: str, now: datetime) -> bool:
        """Settle an open offer. Whether this call won."""
        mine = self._update(merge_offer).where(merge_offer.c.id == offer_id, merge_offer.c.state == "open")
        return self._connection.execute(mine.values(state=state, decided_by=by, decided_at=now)).rowcount == 1

    def about(self, influencer_id: int) -> list[MergeOffer]:
        """Open offers that touch one influencer."""
        return [self._offer(row) for row in self._run(_ABOUT, influencer=influencer_id)]

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Let open offers about one influencer be about another, as far as that makes a new pair."""
        open_ones = [one for one in self.about(from_id) if {one.kept_id, one.other_id} != {from_id, to_id}]
        pairs = []
        for one in open_ones:
            partner = one.other_id if one.kept_id == from_id else one.kept_id
            pairs.append((to_id, partner, one.reason))
        self.offer(pairs)

    @staticmethod
    def _offer(row: Any) -> MergeOffer:
        return MergeOffer(id=row.id, kept_id=row.kept_id, other_id=row.other_id, reason=row.reason, state=row.state)
