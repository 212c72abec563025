"""What worries us about somebody, until it is settled."""

from typing import Any

from bot.domain.concerns import Concern
from storage.base import Queries
from storage.tables import concern


def concern_of(row: Any) -> Concern:
    """The concern that a row of its table holds."""
    return Concern(**{name: row._mapping[name] for name in Concern.__dataclass_fields__})


class Concerns(Queries):
    """What worries us about somebody, until it is settled."""

    def open_of(self, influencer_id: int) -> list[Concern]:
        """The open concerns about an influencer, the oldest first."""
        mine = (concern.c.influencer_id == influencer_id, concern.c.closed_at.is_(None))
        query = self._select(concern).where(*mine).order_by(concern.c.id)
        return [concern_of(row) for row in self._connection.execute(query)]
