"""A SQLite database has one writing process. This keeps the second one out, with a sentence.

The hold is a lock (`flock`) on a file beside the database. The system lets go of it when the process ends, however
it ends: nothing is ever left to clean up.
"""

import fcntl
import os
from pathlib import Path
from typing import IO

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


class Unusable(Exception):
    """The database cannot be used; the text says why and what to check."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The database cannot be used ({why}). Check DATABASE_URL: sqlite:///file.db for a file, "
            "postgresql://user:password@host/name for a server; leave it out for the file rapport.db in this folder."
        )


class InUse(Exception):
    """Another process has the database; the text says what to do about it."""


class Hold:
    """A hold on the database at `url`. Nothing to hold on a server, or in memory. Raises InUse or Unusable."""

    def __init__(self, url: str) -> None:
        path = _path(url)
        self._file = _locked(path) if path else None

    def release(self) -> None:
        """Let the next one in."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _path(url: str) -> Path | None:
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise Unusable("its address cannot be read") from error
    if parts.get_backend_name() != "sqlite" or parts.database in (None, "", ":memory:"):
        return None
    return Path(str(parts.database))


def _locked(path: Path) -> IO[str]:
    try:
        file = path.with_name(f"{path.name}.lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise Unusable(f"{path.parent}: {error.strerror}") from error
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
