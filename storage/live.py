"""Live content of deliverables: posts with the deliverable they fulfil, their captions and disclosure checks."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.content.live_posts import LivePost
from storage.base import Queries
from storage.tables import offer, post

_FIELDS = tuple(LivePost.__dataclass_fields__)


def live_post_of(row: Any) -> LivePost:
    """The post that a row of its table holds."""
    return LivePost(**{name: row._mapping[name] for name in _FIELDS})


class Live(Queries):
    """Posts as what became of deliverables."""

    def get(self, post_id: int) -> LivePost | None:
        """The post, or None if there is none of that id here."""
        row = self._connection.execute(self._select(post).where(post.c.id == post_id)).first()
        return live_post_of(row) if row else None

    def at(self, platform: str, post_key: str) -> LivePost | None:
        """The post of this key on a platform, if it is known."""
        mine = (post.c.platform == platform, post.c.post_key == post_key)
        row = self._connection.execute(self._select(post).where(*mine)).first()
        return live_post_of(row) if row else None

    def of_deliverables(self, deliverable_ids: Iterable[int]) -> dict[int, LivePost]:
        """The live post of each deliverable that has one."""
        query = self._select(post).where(post.c.deliverable_id.in_(list(deliverable_ids))).order_by(post.c.id.desc())
        return {row.deliverable_id: live_post_of(row) for row in self._connection.execute(query)}

    def add(self, fields: Mapping[str, Any]) -> bool:
        """Add a post; False when one of the same platform and key is known."""
        return self._insert_new(post, [fields]) == 1

    def join(self, one: LivePost, fields: Mapping[str, Any]) -> bool:
        """Give a known post to a deliverable, unless it has one. Whether this call won."""
        free = self._update(post).where(post.c.id == one.id, post.c.deliverable_id.is_(None))
        return self._connection.execute(free.values(dict(fields))).rowcount == 1

    def keep_check(self, one: LivePost, fields: Mapping[str, Any]) -> bool:
        """Keep a new check of a post, unless somebody checked it since `one` was read. Whether this call won."""
        same = self._update(post).where(post.c.id == one.id, post.c.checked_at == one.checked_at)
        return self._connection.execute(same.values(dict(fields))).rowcount == 1

    def has_paid_offer(self, collaboration_id: int) -> bool:
        """Whether money was ever offered, by either side."""
        query = self._select(offer, offer.c.id).where(offer.c.collaboration_id == collaboration_id, offer.c.fee > 0)
        return self._connection.execute(query.limit(1)).first() is not None
