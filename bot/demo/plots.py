"""Where the demo plants something: in which workspace, by whom, and from which day on its days are counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.team.roles import Member
from storage import Store

People = Mapping[str, Member]


@dataclass(frozen=True, slots=True)
class Plot:
    """Where something is planted, by whom, and from which day on its days are counted."""

    store: Store
    by: Member
    today: datetime

    def at(self, days: float, *, hour: int = 10) -> datetime:
        """A moment some days from now, in working hours."""
        return datetime.combine((self.today + timedelta(days=days)).date(), time(hour), UTC)

    def past(self, days: float, *, hour: int = 10) -> datetime:
        """The moment, or today where it lies ahead: what is done was done by now."""
        return min(self.at(days, hour=hour), self.today)

    def on(self, days: float) -> date:
        """The day."""
        return self.at(days).date()
