"""Links by which influencers give their address."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement

from bot.domain.gifts.addresses import AddressLink
from storage.base import Queries
from storage.tables import address_link

_FIELDS = tuple(AddressLink.__dataclass_fields__)
_UNUSED = (address_link.c.used_at.is_(None), address_link.c.withdrawn_at.is_(None))


def _link(row: Any) -> AddressLink:
    return AddressLink(**{name: row._mapping[name] for name in _FIELDS})


class AddressLinks(Queries):
    """Links by which influencers give their address: kept by the hash of their token."""

    def add(
        self, influencer_id: int, token_hash: str, *, gift_id: int, expires_at: datetime, by: str, now: datetime
    ) -> int:
        """Keep a link; gives its id."""
        row = {"token_hash": token_hash, "expires_at": expires_at, "created_by": by, "created_at": now}
        return self._insert(address_link, influencer_id=influencer_id, gift_id=gift_id, **row)

    def with_hash(self, token_hash: str) -> AddressLink | None:
        """The link of a token, by its hash."""
        query = self._select(address_link).where(address_link.c.token_hash == token_hash)
        row = self._connection.execute(query).first()
        return _link(row) if row else None

    def newest(self, influencer_id: int) -> AddressLink | None:
        """The link that was made last for somebody, whatever became of it."""
        query = self._select(address_link).where(address_link.c.influencer_id == influencer_id)
        row = self._connection.execute(query.order_by(address_link.c.id.desc()).limit(1)).first()
        return _link(row) if row else None

    def open(self, link_id: int, *, now: datetime) -> None:
        """Note that a person opened the link, the first time."""
        mine = (address_link.c.id == link_id, address_link.c.opened_at.is_(None))
        self._connection.execute(self._update(address_link).where(*mine).values(opened_at=now))

    def use(self, link_id: int, *, now: datetime) -> bool:
        """Use a link up, if it can be used now. Whether this call won."""
        mine = (address_link.c.id == link_id, address_link.c.expires_at > now, *_UNUSED)
        return self._connection.execute(self._update(address_link).where(*mine).values(used_at=now)).rowcount == 1

    def withdraw(self, influencer_id: int, *, now: datetime) -> int:
        """Withdraw every link of somebody that can still be used; how many there were."""
        mine: list[ColumnElement[bool]] = [address_link.c.influencer_id == influencer_id]
        mine += [address_link.c.expires_at > now, *_UNUSED]
        return self._connection.execute(self._update(address_link).where(*mine).values(withdrawn_at=now)).rowcount

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Let the links of one influencer be another's."""
        mine = self._update(address_link).where(address_link.c.influencer_id == from_id)
        self._connection.execute(mine.values(influencer_id=to_id))
