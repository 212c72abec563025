"""A SQLite database has one writing process. This keeps the second one out, with a sentence.

The hold is a lock (`flock`) on a file beside the database. The system lets go of it when the process ends, however
it ends: nothing is ever left to clean up.
"""

import fcntl
import os
from pathlib import Path
from typing import IO

from sqlalchemy.engine import make_url


class InUse(Exception):
    """Another process has the database; the text says what to do about it."""


class Hold:
    """A hold on the database at `url`. Nothing to hold on a server, or in memory. Raises InUse."""

    def __init__(self, url: str) -> None:
        path = _path(url)
        self._file = _locked(path) if path else None

    def release(self) -> None:
        """Let the next one in."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _path(url: str) -> Path | None:
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite" or parts.database in (None, "", ":memory:"):
        return None
    return Path(str(parts.database))


def _locked(path: Path) -> IO[str]:
    file = path.with_name(f"{path.name}.lock").open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = _holder(file)
        file.close()
        raise InUse(
            f"Rapport is already at work on {path.name}{holder}. Stop it first, or set DATABASE_URL to another file, "
            "or to a PostgreSQL server, which several may share."
        ) from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def _holder(file: IO[str]) -> str:
    file.seek(0)
    number = file.read(20).strip()
    return f" (process {number})" if number.isdecimal() else ""
