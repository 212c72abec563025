"""Dated settings: a value that holds from a day on, with where it came from and who set it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from storage.base import Queries
from storage.tables import setting

ALWAYS = date(2000, 1, 1)
"""From when on something holds that has no history."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value under a name, from a day on."""

    name: str
    since: date
    value: Any
    source: str
    set_by: str
    set_at: datetime


class Settings(Queries):
    """What a workspace decided for itself."""

    def on(self, name: str, *, day: date) -> Setting | None:
        """The setting that holds on a day, or None while nothing was set."""
        query = self._select(setting).where(setting.c.name == name, setting.c.since <= day)
        row = self._connection.execute(query.order_by(setting.c.since.desc()).limit(1)).first()
        return _setting(row) if row else None

    def beginning(self, start: str, *, day: date) -> Mapping[str, Setting]:
        """All settings whose name begins so, as they hold on a day, by name."""
        query = self._select(setting).where(setting.c.name.startswith(start, autoescape=True), setting.c.since <= day)
        return {row.name: _setting(row) for row in self._connection.execute(query.order_by(setting.c.since))}

    def set(self, name: str, value: Any, *, since: date, source: str, by: str, now: datetime) -> None:
        """Let a value hold from a day on; the same day is taken over."""
        row = {"name": name, "since": since, "value": value, "source": source, "set_by": by, "set_at": now}
        new = ("value", "source", "set_by", "set_at")
        self._put(setting, [row], same=("workspace_id", "name", "since"), new=new)


def _setting(row: Any) -> Setting:
    return Setting(
        name=row.name, since=row.since, value=row.value, source=row.source, set_by=row.set_by, set_at=row.set_at
    )
