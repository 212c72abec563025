"""Gifts: what we give, to whom, and how far it has come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from bot.domain.gifts.gift_rates import GiftSum
from bot.domain.gifts.gifts import OPEN, Gift, GiftKind, GiftStage, Occasion
from bot.domain.money import Money
from storage.base import Queries
from storage.tables import gift

_OTHERWISE = ("kind", "occasion", "value", "stage")
_SAME = tuple(name for name in Gift.__dataclass_fields__ if name not in _OTHERWISE)
_NEWEST = (gift.c.added_at.desc(), gift.c.id.desc())


def gift_of(row: Any) -> Gift:
    """The gift that a row of its table holds."""
    return Gift(
        **{name: row._mapping[name] for name in _SAME},
        kind=GiftKind(row.kind),
        occasion=Occasion(row.occasion),
        value=Money(row.value, row.currency),
        stage=GiftStage(row.stage),
    )


@dataclass(frozen=True, slots=True)
class Gifts:
    """Which gifts are meant: in some stages, of a campaign or of all."""

    stages: Sequence[GiftStage]
    campaign_id: int | None = None


class GiftQueries(Queries):
    """What we give."""

    def get(self, gift_id: int) -> Gift | None:
        """The gift, or None if there is none of that id here."""
        row = self._connection.execute(self._select(gift).where(gift.c.id == gift_id)).first()
        return gift_of(row) if row else None

    def add(self, fields: Mapping[str, Any]) -> int:
        """Keep a gift; gives its id."""
        return self._insert(gift, **{"why": "", "stage": GiftStage.PROPOSED, **fields})

    def change(self, one: Gift, fields: Mapping[str, Any]) -> bool:
        """Change fields if nobody else did since `one` was read. Whether this call won."""
        mine = (gift.c.id == one.id, gift.c.version == one.version, gift.c.stage == one.stage)
        changed = self._update(gift).where(*mine).values({**fields, "version": one.version + 1})
        return self._connection.execute(changed).rowcount == 1

    def page(self, of: Gifts, *, limit: int, skip: int = 0) -> list[Gift]:
        """A page of gifts, the newest first."""
        query = self._select(gift).where(*self._chosen(of)).order_by(*_NEWEST).limit(limit).offset(skip)
        return [gift_of(row) for row in self._connection.execute(query)]

    def count(self, of: Gifts) -> int:
        """How many there are."""
        return int(self._connection.execute(self._select(gift, func.count()).where(*self._chosen(of))).scalar_one())

    def sums(self, *, campaign_id: int | None = None) -> list[GiftSum]:
        """Numbers and costs of all gifts, or of a campaign's, by stage and currency."""
        unknown = and_(gift.c.shipping.is_(None), gift.c.kind == GiftKind.PRODUCT)
        columns = (gift.c.stage, gift.c.currency)
        query = self._select(
            gift,
            *columns,
            func.count().label("number"),
            func.sum(gift.c.value).label("value"),
            func.coalesce(func.sum(gift.c.shipping), 0).label("shipping"),
            func.sum(case((unknown, 1), else_=0)).label("unknown"),
        ).group_by(*columns)
        if campaign_id is not None:
            query = query.where(gift.c.campaign_id == campaign_id)
        rows = self._connection.execute(query.order_by(gift.c.currency, gift.c.stage))
        return [
            GiftSum(GiftStage(row.stage), row.currency, row.number, int(row.value), int(row.shipping), int(row.unknown))
            for row in rows
        ]

    def of_influencer(self, influencer_id: int, *, limit: int) -> list[Gift]:
        """The gifts of an influencer that were not cancelled, the newest first."""
        mine = (gift.c.influencer_id == influencer_id, gift.c.stage != GiftStage.CANCELLED)
        query = self._select(gift).where(*mine).order_by(*_NEWEST).limit(limit)
        return [gift_of(row) for row in self._connection.execute(query)]

    def since(self, influencer_id: int, *, moment: datetime) -> list[Gift]:
        """What somebody was given since a moment, or is about to get, the newest first."""
        mine = (gift.c.influencer_id == influencer_id, gift.c.stage != GiftStage.CANCELLED)
        recent = or_(gift.c.added_at >= moment, gift.c.delivered_at >= moment)
        query = self._select(gift).where(*mine, recent).order_by(*_NEWEST)
        return [gift_of(row) for row in self._connection.execute(query)]

    def following(self, cost_ids: Iterable[int]) -> dict[int, Gift]:
        """The gifts that these lines of cost follow, by the line."""
        ids = list(cost_ids)
        query = self._select(gift).where(or_(gift.c.value_cost_id.in_(ids), gift.c.shipping_cost_id.in_(ids)))
        found: dict[int, Gift] = {}
        for row in self._connection.execute(query):
            found |= {line: gift_of(row) for line in (row.value_cost_id, row.shipping_cost_id) if line in ids}
        return found

    def give(
        self,
        *,
        to: str,
        collaboration_id: int | None = None,
        influencer_id: int | None = None,
        owner: str | None = None,
    ) -> None:
        """Let somebody else look after the gifts of a collaboration, or of an influencer outside of any.

        What came to an end stays as it is; of an influencer's, what `owner` looks after, or all where None did.
        """
        mine = [gift.c.stage.in_([*OPEN, GiftStage.DELIVERED]), gift.c.collaboration_id == collaboration_id]
        if collaboration_id is None:
            mine = [mine[0], gift.c.influencer_id == influencer_id, gift.c.collaboration_id.is_(None)]
        if owner is not None:
            mine.append(gift.c.owner == owner)
        self._connection.execute(self._update(gift).where(*mine).values(owner=to))

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Let one influencer's gifts be another's."""
        mine = self._update(gift).where(gift.c.influencer_id == from_id)
        self._connection.execute(mine.values(influencer_id=to_id, version=gift.c.version + 1))

    @staticmethod
    def _chosen(of: Gifts) -> list[ColumnElement[bool]]:
        chosen: list[ColumnElement[bool]] = [gift.c.stage.in_(list(of.stages))]
        if of.campaign_id is not None:
            chosen.append(gift.c.campaign_id == of.campaign_id)
        return chosen
