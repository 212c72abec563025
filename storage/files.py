"""Uploaded files while an import needs them, and exports until they are sent."""

from datetime import datetime

from storage.base import Queries
from storage.tables import stored_file


class Files(Queries):
    """Bytes with a name."""

    def add(self, name: str, content: bytes, *, now: datetime) -> int:
        """Keep a file; gives its id."""
        return self._insert(stored_file, name=name, content=content, added_at=now)

    def get(self, file_id: int) -> tuple[str, bytes]:
        """The file's name and bytes; raises sqlalchemy's NoResultFound when it is gone."""
        row = self._connection.execute(self._select(stored_file).where(stored_file.c.id == file_id)).one()
        return row.name, bytes(row.content)

    def empty(self, file_id: int) -> None:
        """Forget the bytes of a file that did its work."""
        self._connection.execute(self._update(stored_file).where(stored_file.c.id == file_id).values(content=b""))
