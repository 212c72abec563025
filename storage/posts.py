"""Posts: live content, and its metrics by day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.content.posts import Post, PostDay, PostFigures, Reading, is_typed
from bot.domain.influencers.imports import KnownPost, KnownPosts
from storage.base import Queries
from storage.roster import batches
from storage.tables import post, post_metric

_NEWEST = (post.c.published_on.desc().nulls_last(), post.c.id.desc())


def post_of(row: Any) -> Post:
    """The post that a row of its table holds."""
    return Post(**{name: row._mapping[name] for name in Post.__dataclass_fields__})


def day_of(row: Any) -> PostDay:
    """The figures that a row of their table holds."""
    figures = PostFigures(*(row._mapping[name] for name in PostFigures._fields))
    return PostDay(row.post_id, row.day, figures, row.source, row.entered_by, row.entered_at)


class Posts(Queries):
    """Posts of the workspace's influencers."""

    def known(self, posts: Iterable[tuple[str, str]], *, days: Sequence[date]) -> KnownPosts:
        """What the workspace holds of these posts (platform, key), with figures of these days."""
        known = KnownPosts()
        by_platform: dict[str, dict[str, None]] = {}
        for platform, key in posts:
            by_platform.setdefault(platform, {})[key] = None
        for platform, keys in by_platform.items():
            for batch in batches(keys):
                mine = (post.c.platform == platform, post.c.post_key.in_(batch))
                rows = self._connection.execute(self._select(post, post.c.id, post.c.post_key).where(*mine)).all()
                found = {row.id: KnownPost(row.id) for row in rows}
                known.posts.update({(platform, row.post_key): found[row.id] for row in rows})
                for one in self.days(found, among=days):
                    found[one.post_id].figures[one.day] = one.figures
                    if is_typed(one.source):
                        found[one.post_id].typed_days.add(one.day)
        return known

    def get(self, post_id: int) -> Post | None:
        """The post, or None if there is none of that id here."""
        row = self._connection.execute(self._select(post).where(post.c.id == post_id)).first()
        return post_of(row) if row else None

    def at(self, platform: str, post_key: str) -> Post | None:
        """The post with this id on this platform, if it is known."""
        query = self._select(post).where(post.c.platform == platform, post.c.post_key == post_key)
        row = self._connection.execute(query).first()
        return post_of(row) if row else None

    def many(self, post_ids: Iterable[int]) -> dict[int, Post]:
        """Posts by id."""
        found: dict[int, Post] = {}
        for batch in batches(post_ids):
            query = self._select(post).where(post.c.id.in_(batch))
            found.update({row.id: post_of(row) for row in self._connection.execute(query)})
        return found

    def of_collaborations(self, collaboration_ids: Iterable[int]) -> list[Post]:
        """The posts of these collaborations, the newest first."""
        query = self._select(post).where(post.c.collaboration_id.in_(list(collaboration_ids)))
        return [post_of(row) for row in self._connection.execute(query.order_by(*_NEWEST))]

    def of_profile(self, profile_id: int, *, limit: int) -> list[Post]:
        """The posts of a profile, the newest first."""
        query = self._select(post).where(post.c.profile_id == profile_id)
        return [post_of(row) for row in self._connection.execute(query.order_by(*_NEWEST).limit(limit))]

    def days(self, post_ids: Iterable[int], *, among: Iterable[date] | None = None) -> list[PostDay]:
        """The figures of these posts by day (of all days, or of those `among` the given), the oldest first."""
        found: list[PostDay] = []
        chosen = None if among is None else list(set(among))
        for batch in batches(post_ids):
            query = self._select(post_metric).where(post_metric.c.post_id.in_(batch))
            if chosen is not None:
                query = query.where(post_metric.c.day.in_(chosen))
            found += [day_of(row) for row in self._connection.execute(query.order_by(post_metric.c.day))]
        return found

    def add(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add posts; gives their ids in the same order."""
        return self._insert_giving_ids(post, rows)

    def add_new(self, row: Mapping[str, Any]) -> int | None:
        """Add one post; gives its id, or None where it is known already."""
        if not self._insert_new(post, [row]):
            return None
        added = self.at(row["platform"], row["post_key"])
        return added.id if added else None

    def attach(self, post_id: int, collaboration_id: int) -> bool:
        """Give a post that belongs to no collaboration to one. Whether this call won."""
        free = self._update(post).where(post.c.id == post_id, post.c.collaboration_id.is_(None))
        return self._connection.execute(free.values(collaboration_id=collaboration_id)).rowcount == 1

    def put(self, days: Sequence[tuple[Reading, str]], *, by: str | None, now: datetime) -> None:
        """Keep readings with their sources: one row a post a day. What is missing leaves the known figure alone."""
        if not days:
            return
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(post_metric)
        changes: dict[str, Any] = {
            name: func.coalesce(statement.excluded[name], post_metric.c[name]) for name in PostFigures._fields
        }
        changes |= {name: statement.excluded[name] for name in ("source", "entered_by", "entered_at")}
        statement = statement.on_conflict_do_update(index_elements=["post_id", "day"], set_=changes)
        same = {"workspace_id": self.workspace, "entered_by": by, "entered_at": now}
        rows = [{**same, "post_id": r.post_id, "day": r.day, "source": s, **r.figures._asdict()} for r, s in days]
        self._connection.execute(statement, rows)

    def count(self) -> int:
        """How many posts there are."""
        return int(self._connection.execute(self._select(post, func.count())).scalar_one())
