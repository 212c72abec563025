"""Profiles and the snapshots of their figures."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam

from bot.domain.influencers.influencers import Profile, Snapshot
from storage.base import Queries, prepared
from storage.tables import profile, snapshot

FIGURES = (
    "followers",
    "views",
    "likes",
    "comments",
    "relevant_comments",
    "shares",
    "saves",
    "engagement",
    "engagement_authentic",
)
"""The figures of a snapshot, as its columns are named."""

_WHOSE = profile.c.influencer_id.in_(bindparam("influencers", expanding=True))
_PROFILES = prepared(profile).where(_WHOSE).order_by(profile.c.id)
_LATEST = (
    prepared(snapshot)
    .where(snapshot.c.profile_id == bindparam("profile"))
    .order_by(snapshot.c.day.desc())
    .limit(bindparam("limit"))
)


def profile_of(row: Any) -> Profile:
    """The profile that a row of its table holds."""
    return Profile(
        id=row.id,
        influencer_id=row.influencer_id,
        platform=row.platform,
        handle=row.handle,
        url=row.url,
        followers=row.followers,
        figures_on=row.figures_on,
    )


def snapshot_of(row: Any) -> Snapshot:
    """The snapshot that a row of its table holds."""
    figures = {name: row._mapping[name] for name in FIGURES}
    return Snapshot(
        profile_id=row.profile_id,
        day=row.day,
        source=row.source,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        **figures,
    )


class Profiles(Queries):
    """Influencers' accounts on platforms."""

    def of(self, influencer_ids: Iterable[int]) -> dict[int, list[Profile]]:
        """Profiles by influencer, the one with most followers first."""
        found: dict[int, list[Profile]] = {}
        for row in self._run(_PROFILES, influencers=list(influencer_ids)):
            found.setdefault(row.influencer_id, []).append(profile_of(row))
        for profiles in found.values():
            profiles.sort(key=lambda one: -(one.followers or -1))
        return found

    def by_handle(self, handle_key: str, *, platform: str | None = None) -> list[Profile]:
        """Profiles with this handle (as `handle_key` writes it), on one platform or on all."""
        query = self._select(profile).where(profile.c.handle_key == handle_key)
        if platform is not None:
            query = query.where(profile.c.platform == platform)
        return [profile_of(row) for row in self._connection.execute(query.order_by(profile.c.id))]

    def add(self, influencer_id: int, *, platform: str, handle: str, handle_key: str, url: str) -> bool:
        """Add a profile; False when the platform's handle is taken."""
        row = {"platform": platform, "handle": handle, "handle_key": handle_key, "url": url}
        return self._insert_new(profile, [{"influencer_id": influencer_id, **row}]) == 1

    def remove(self, profile_id: int) -> None:
        """Take a profile and its figures away."""
        self._connection.execute(self._delete(profile).where(profile.c.id == profile_id))

    def hand_over(self, from_id: int, to_id: int) -> None:
        """Give one influencer's profiles to another."""
        mine = self._update(profile).where(profile.c.influencer_id == from_id)
        self._connection.execute(mine.values(influencer_id=to_id))

    def snapshots(self, profile_ids: Iterable[int], *, latest: int = 12) -> dict[int, list[Snapshot]]:
        """The latest snapshots of each profile, oldest first."""
        found: dict[int, list[Snapshot]] = {}
        for profile_id in profile_ids:
            rows = self._run(_LATEST, profile=profile_id, limit=latest).all()
            found[profile_id] = [snapshot_of(row) for row in reversed(rows)]
        return found

    def latest(self, profile_ids: Iterable[int]) -> dict[int, Snapshot]:
        """The latest snapshot of each profile that has one."""
        query = self._select(snapshot).where(snapshot.c.profile_id.in_(list(profile_ids)))
        rows = self._connection.execute(query.order_by(snapshot.c.day))
        return {row.profile_id: snapshot_of(row) for row in rows}

    def alike(self, platform: str, *, least: int, below: int | None) -> list[Any]:
        """The latest figures of every profile on a platform with so many followers, and `profile_id` and `day`."""
        query = self._select(snapshot).join(profile, profile.c.id == snapshot.c.profile_id)
        query = query.where(profile.c.platform == platform, snapshot.c.day == profile.c.figures_on)
        query = query.where(profile.c.workspace_id == self.workspace, profile.c.followers >= least)
        if below is not None:
            query = query.where(profile.c.followers < below)
        return list(self._connection.execute(query))

    def record(
        self, profile_id: int, day: date, figures: Mapping[str, int | None], *, source: str, by: str, now: datetime
    ) -> None:
        """Keep a day's figures: new ones are added to, or replace, what is known of that day."""
        given = {name: value for name, value in figures.items() if value is not None}
        meta = {"source": source, "entered_by": by, "entered_at": now}
        same = self._update(snapshot).where(snapshot.c.profile_id == profile_id, snapshot.c.day == day)
        if self._connection.execute(same.values(**given, **meta)).rowcount == 0:
            self._insert(snapshot, profile_id=profile_id, day=day, **given, **meta)
        self._show_latest(profile_id)

    def _show_latest(self, profile_id: int) -> None:
        known = self._select(snapshot, snapshot.c.day, snapshot.c.followers)
        known = known.where(snapshot.c.profile_id == profile_id, snapshot.c.followers.is_not(None))
        row = self._connection.execute(known.order_by(snapshot.c.day.desc()).limit(1)).first()
        if row:
            mine = self._update(profile).where(profile.c.id == profile_id)
            self._connection.execute(mine.values(followers=row.followers, figures_on=row.day))

    def owners(self, profile_ids: Iterable[int]) -> set[int]:
        """Whose these profiles are."""
        query = self._select(profile, profile.c.influencer_id).where(profile.c.id.in_(list(profile_ids)))
        return set(self._connection.execute(query).scalars())
