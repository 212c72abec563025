"""The catalogue of gifts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func

from bot.domain.gifts.gifts import GiftItem, GiftKind
from bot.domain.influencers.influencers import key_of
from bot.domain.money import Money
from storage.base import Queries
from storage.tables import gift_item


def _item(row: Any) -> GiftItem:
    return GiftItem(
        id=row.id,
        name=row.name,
        kind=GiftKind(row.kind),
        value=Money(row.value, row.currency),
        retired_at=row.retired_at,
        edited_by=row.edited_by,
        edited_at=row.edited_at,
        version=row.version,
    )


class GiftItems(Queries):
    """What can be given, with its value."""

    def get(self, item_id: int) -> GiftItem | None:
        """A line of the catalogue, or None if there is none of that id here."""
        row = self._connection.execute(self._select(gift_item).where(gift_item.c.id == item_id)).first()
        return _item(row) if row else None

    def named(self, name: str) -> GiftItem | None:
        """The line of this name, offered or retired."""
        row = self._connection.execute(self._select(gift_item).where(gift_item.c.name_key == key_of(name))).first()
        return _item(row) if row else None

    def offered(self, *, limit: int) -> list[GiftItem]:
        """What is offered, by name."""
        query = self._select(gift_item).where(gift_item.c.retired_at.is_(None))
        query = query.order_by(gift_item.c.name_key).limit(limit)
        return [_item(row) for row in self._connection.execute(query)]

    def count(self) -> int:
        """How many are offered."""
        query = self._select(gift_item, func.count()).where(gift_item.c.retired_at.is_(None))
        return int(self._connection.execute(query).scalar_one())

    def last_currency(self) -> str | None:
        """The currency of what was edited last."""
        query = self._select(gift_item, gift_item.c.currency).order_by(gift_item.c.edited_at.desc()).limit(1)
        return self._connection.execute(query).scalar_one_or_none()

    def add(self, fields: Mapping[str, Any], *, by: str, now: datetime) -> bool:
        """Add a line. False where the name is taken."""
        row = {**fields, "name_key": key_of(fields["name"]), "edited_by": by, "edited_at": now}
        return self._insert_new(gift_item, [row]) == 1

    def change(self, one: GiftItem, fields: Mapping[str, Any], *, by: str, now: datetime) -> bool:
        """Change a line if nobody else did since `one` was read. Whether this call won."""
        mine = (gift_item.c.id == one.id, gift_item.c.version == one.version)
        values = {**fields, "edited_by": by, "edited_at": now, "version": one.version + 1}
        if "name" in fields:
            values["name_key"] = key_of(fields["name"])
        return self._connection.execute(self._update(gift_item).where(*mine).values(values)).rowcount == 1
