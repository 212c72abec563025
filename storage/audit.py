"""The audit log: every write, with who and when."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert

from storage.base import Queries
from storage.tables import audit


class Audit(Queries):
    """Adds to the log and reads it; nothing here changes an entry."""

    def record(self, verb: str, about: str, *, by: str, now: datetime, **detail: Any) -> None:
        """Note that `by` did `verb` to `about` (`influencer:12`)."""
        row = {"at": now, "by": by, "verb": verb, "about": about, "detail": detail}
        self._connection.execute(insert(audit).values(workspace_id=self.workspace, **row))

    def of(self, about: str) -> list[dict[str, Any]]:
        """The entries about one thing, oldest first."""
        query = self._select(audit).where(audit.c.about == about).order_by(audit.c.id)
        return [dict(row._mapping) for row in self._connection.execute(query)]
