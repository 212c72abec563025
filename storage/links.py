"""Tracking links with their promo codes, and clicks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, func

from bot.domain.results.attribution import KnownClick, KnownCode, KnownLink, Window
from bot.domain.results.links import TrackingLink
from storage.base import Queries
from storage.tables import campaign, click, collaboration, link


@dataclass(frozen=True, slots=True)
class ServedLink:
    """What serving a link needs. `landing_page` is the campaign's as it stands now."""

    alias: str
    collaboration_id: int
    influencer_id: int
    target: str
    landing_page: str | None
    campaign: str


@dataclass(frozen=True, slots=True)
class Click:
    """One click as it was served, with its token."""

    token: str
    collaboration_id: int
    at: datetime
    is_robot: bool


def _link(row: Any) -> TrackingLink:
    return TrackingLink(**{name: row._mapping[name] for name in TrackingLink.__dataclass_fields__})


def _begins(day: date) -> datetime:
    """The first moment of a campaign's day: campaigns run by the days of UTC."""
    return datetime.combine(day, time(), UTC)


class Links(Queries):
    """Tracking links with their promo codes, and clicks."""

    def of(self, collaboration_id: int) -> TrackingLink | None:
        """The link of a collaboration, if it was made."""
        row = self._connection.execute(self._select(link).where(link.c.collaboration_id == collaboration_id)).first()
        return _link(row) if row else None

    def get(self, link_id: int) -> TrackingLink | None:
        """The link, or None if there is none of that id here."""
        row = self._connection.execute(self._select(link).where(link.c.id == link_id)).first()
        return _link(row) if row else None

    def with_alias(self, alias: str) -> TrackingLink | None:
        """The link of this alias."""
        row = self._connection.execute(self._select(link).where(link.c.alias == alias)).first()
        return _link(row) if row else None

    def with_code(self, code_key: str) -> TrackingLink | None:
        """The link whose code this is."""
        row = self._connection.execute(self._select(link).where(link.c.code_key == code_key)).first()
        return _link(row) if row else None

    def add(self, collaboration_id: int, *, alias: str, target: str, code: str, code_key: str, now: datetime) -> bool:
        """Add a link, unless the alias, the code or the collaboration's place is taken. Whether it was added."""
        row = {"collaboration_id": collaboration_id, "alias": alias, "target": target, "made_at": now}
        return self._insert_new(link, [{**row, "code": code, "code_key": code_key}]) == 1

    def change_code(self, one: TrackingLink, *, code: str, code_key: str) -> bool:
        """Give a link another code, if it still has the one that `one` was read with. Whether this call won."""
        changed = self._update(link).where(link.c.id == one.id, link.c.code == one.code)
        return self._connection.execute(changed.values(code=code, code_key=code_key)).rowcount == 1

    def served(self) -> list[ServedLink]:
        """All links of the workspace, with what serving them needs."""
        columns = (link.c.alias, link.c.collaboration_id, link.c.target)
        more = (collaboration.c.influencer_id, campaign.c.landing_page, campaign.c.name)
        query = self._joined(*columns, *more).order_by(link.c.id)
        return [
            ServedLink(row.alias, row.collaboration_id, row.influencer_id, row.target, row.landing_page, row.name)
            for row in self._connection.execute(query)
        ]

    def newest(self) -> int:
        """The id of the newest link, 0 where there is none: whether one was made since is seen by it."""
        return self._connection.scalar(self._select(link, link.c.id).order_by(link.c.id.desc()).limit(1)) or 0

    def record(self, clicks: Sequence[Click]) -> None:
        """Write clicks, each once by its token."""
        names = ("token", "collaboration_id", "at", "is_robot")
        self._insert_new(click, [{name: getattr(one, name) for name in names} for one in clicks])

    def living(self, collaboration_ids: Iterable[int]) -> set[int]:
        """Those of these collaborations that there still are."""
        mine = collaboration.c.id.in_(list(collaboration_ids))
        return set(self._connection.scalars(self._select(collaboration, collaboration.c.id).where(mine)))

    def count_clicks(self, collaboration_id: int) -> tuple[int, int]:
        """How many clicks of people, and of robots, a collaboration's link had."""
        query = self._select(click, click.c.is_robot, func.count().label("number"))
        query = query.where(click.c.collaboration_id == collaboration_id).group_by(click.c.is_robot)
        found = {row.is_robot: int(row.number) for row in self._connection.execute(query)}
        return found.get(False, 0), found.get(True, 0)

    def known_codes(self, code_keys: Iterable[str]) -> dict[str, KnownCode]:
        """The collaborations' codes among these, with when their campaigns run."""
        query = self._running(link.c.code_key).where(link.c.code_key.in_(list(code_keys)))
        return {row.code_key: KnownCode(row.code_key, *_runs(row)) for row in self._connection.execute(query)}

    def known_links(self, aliases: Iterable[str]) -> dict[str, KnownLink]:
        """The collaborations' links among these aliases, with when their campaigns run."""
        query = self._running(link.c.alias).where(link.c.alias.in_(list(aliases)))
        return {row.alias: KnownLink(row.alias, *_runs(row)) for row in self._connection.execute(query)}

    def known_clicks(self, tokens: Iterable[str]) -> dict[str, KnownClick]:
        """The clicks among these tokens."""
        columns = (click.c.token, click.c.collaboration_id, collaboration.c.campaign_id, click.c.at, click.c.is_robot)
        query = self._select(click, *columns).join(collaboration, collaboration.c.id == click.c.collaboration_id)
        query = query.where(click.c.token.in_(list(tokens)))
        return {row.token: KnownClick(*row) for row in self._connection.execute(query)}

    def windows(self, campaign_ids: Iterable[int]) -> dict[int, Window]:
        """The attribution windows of campaigns."""
        query = self._select(campaign, campaign.c.id, campaign.c.window_days)
        query = query.where(campaign.c.id.in_(list(campaign_ids)))
        return {row.id: Window(row.window_days) for row in self._connection.execute(query)}

    def traces_of(self, campaign_id: int) -> tuple[list[str], list[str]]:
        """The codes (as compared) and aliases of a campaign's links."""
        query = self._joined(link.c.code_key, link.c.alias).where(collaboration.c.campaign_id == campaign_id)
        rows = self._connection.execute(query).all()
        return [row.code_key for row in rows], [row.alias for row in rows]

    def _joined(self, *columns: Any) -> Select[Any]:
        query = self._select(link, *columns).join(collaboration, collaboration.c.id == link.c.collaboration_id)
        return query.join(campaign, campaign.c.id == collaboration.c.campaign_id)

    def _running(self, column: Any) -> Select[Any]:
        columns = (link.c.collaboration_id, collaboration.c.campaign_id, campaign.c.starts_on, campaign.c.ends_on)
        return self._joined(column, *columns)


def _runs(row: Any) -> tuple[int, int, datetime, datetime]:
    """Whose it is, and from when to when its campaign runs: the whole of its last day."""
    return row.collaboration_id, row.campaign_id, _begins(row.starts_on), _begins(row.ends_on + timedelta(days=1))
