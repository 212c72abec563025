"""Links that one person alone may open."""

from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, Table

from bot.domain.private_links import PrivateLink
from storage.base import Queries

Link = TypeVar("Link", bound=PrivateLink)


class PrivateLinks(Queries, Generic[Link]):
    """Links of one kind, by the hash of their token: each is used once, or withdrawn."""

    LINKS: Table
    MADE: type[Link]

    def with_hash(self, token_hash: str) -> Link | None:
        """The link of a token, by its hash."""
        return self._link(self._select(self.LINKS).where(self.LINKS.c.token_hash == token_hash))

    def open(self, link_id: int, *, now: datetime) -> None:
        """Note that a person opened the link, the first time."""
        mine = (self.LINKS.c.id == link_id, self.LINKS.c.opened_at.is_(None))
        self._connection.execute(self._update(self.LINKS).where(*mine).values(opened_at=now))

    def use(self, link_id: int, *, now: datetime) -> bool:
        """Use a link up, if it can be used now. Whether this call won."""
        mine = (self.LINKS.c.id == link_id, self.LINKS.c.expires_at > now, *self._unused())
        return self._connection.execute(self._update(self.LINKS).where(*mine).values(used_at=now)).rowcount == 1

    def _keep(self, token_hash: str, *, expires_at: datetime, by: str, now: datetime, **to: int) -> int:
        """Keep a link and what it leads to; gives its id."""
        row = {"token_hash": token_hash, "expires_at": expires_at, "created_by": by, "created_at": now}
        return self._insert(self.LINKS, **row, **to)

    def _unused(self) -> tuple[Any, ...]:
        return (self.LINKS.c.used_at.is_(None), self.LINKS.c.withdrawn_at.is_(None))

    def _newest(self, query: Select[Any]) -> Link | None:
        return self._link(query.order_by(self.LINKS.c.id.desc()).limit(1))

    def _link(self, query: Select[Any]) -> Link | None:
        row = self._connection.execute(query).first()
        return self.MADE(**{name: row._mapping[name] for name in self.MADE.__dataclass_fields__}) if row else None
