"""Posts: live content, and its metrics by day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func

from bot.domain.imports import KnownPost, KnownPosts, PostFigures
from storage.base import Queries
from storage.roster import batches
from storage.tables import post, post_metric


class Posts(Queries):
    """Posts of the workspace's influencers."""

    def known(self, platform: str, post_keys: Sequence[str], *, days: Sequence[date]) -> KnownPosts:
        """What the workspace holds of these posts, with figures of these days."""
        known = KnownPosts()
        for batch in batches(dict.fromkeys(post_keys)):
            mine = (post.c.platform == platform, post.c.post_key.in_(batch))
            found = {row.id: row.post_key for row in self._connection.execute(self._select(post).where(*mine))}
            for post_id, key in found.items():
                known.posts[platform, key] = KnownPost(post_id)
            dated = (post_metric.c.post_id.in_(list(found)), post_metric.c.day.in_(list(set(days))))
            for row in self._connection.execute(self._select(post_metric).where(*dated)):
                one = known.posts[platform, found[row.post_id]]
                one.figures[row.day] = PostFigures(*(row._mapping[name] for name in PostFigures._fields))
                if row.source == "manual":
                    one.typed_days.add(row.day)
        return known

    def add(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add posts; gives their ids in the same order."""
        return self._insert_giving_ids(post, rows)

    def put_metrics(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep figures: one row a post a day."""
        new = (*PostFigures._fields, "source", "entered_by", "entered_at")
        self._put(post_metric, rows, same=("post_id", "day"), new=new)

    def count(self) -> int:
        """How many posts there are."""
        return int(self._connection.execute(self._select(post, func.count())).scalar_one())
