"""The journal of clicks: a file to which each click is appended before it is answered.

What was appended survives a SIGKILL of the process, and an outage of the database for as long as it lasts. Each
process writes files of its own under a lock (`flock`) that the system lets go of when the process ends, however it
ends: a file without a lock is an orphan, which the next process takes over. A file is removed when all its clicks are
in the database; to read it again does no harm, because clicks are written once by their token.
"""

import errno
import fcntl
import os
import secrets
import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO

ENDING = ".clicks"
BATCH = 1_000
"""Lines handed out at a time."""


class Journal:
    """The files that begin with `base`: one that is written, and those whose clicks wait for the database."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._lock = threading.Lock()
        self._written: tuple[Path, IO[bytes]] | None = None
        self._waiting: dict[Path, IO[bytes]] = {}

    def append(self, line: bytes) -> None:
        """Keep a line. Raises OSError where the disk takes nothing."""
        with self._lock:
            if self._written is None:
                self._written = self._new()
            path, file = self._written
            if os.write(file.fileno(), line) < len(line):  # a full disk: what follows must not join the torn line
                self._waiting[path], self._written = file, None
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def waiting(self) -> list[Path]:
        """The files to be taken into the database: orphans, and our own, which is then written no more.

        While some wait already, as in an outage, our own is written on: an outage leaves two files, not thousands.
        """
        with self._lock:
            is_behind = bool(self._waiting)
            for path in self._orphans():
                self._adopt(path)
            if self._written is not None and not is_behind:
                path, file = self._written
                self._waiting[path], self._written = file, None
            return sorted(self._waiting)

    def batches(self, path: Path) -> Iterator[list[bytes]]:
        """The lines of a file, some at a time. A last one that was cut off has no line break."""
        with path.open("rb") as file:
            while lines := list(islice(file, BATCH)):
                yield lines

    def done(self, path: Path) -> None:
        """Remove a file whose clicks the database has."""
        with self._lock:
            path.unlink(missing_ok=True)
            self._waiting.pop(path).close()

    def close(self) -> None:
        """Let go of the files: what they hold is for the next process."""
        with self._lock:
            files = [*self._waiting.values(), *([self._written[1]] if self._written else [])]
            self._waiting, self._written = {}, None
            for file in files:
                file.close()

    def _new(self) -> tuple[Path, IO[bytes]]:
        """A file of our own. It gets its name when it is locked: nobody takes it for an orphan."""
        self._base.parent.mkdir(parents=True, exist_ok=True)
        path = self._base.with_name(f"{self._base.name}.{os.getpid()}-{secrets.token_hex(6)}{ENDING}")
        draft = path.with_suffix(".draft")
        file = draft.open("ab", buffering=0)
        fcntl.flock(file, fcntl.LOCK_EX)
        draft.rename(path)
        return path, file

    def _orphans(self) -> list[Path]:
        mine = {*self._waiting, *([self._written[0]] if self._written else [])}
        start = f"{self._base.name}."
        if not self._base.parent.is_dir():
            return []
        every = (path for path in self._base.parent.iterdir() if path.name.startswith(start))
        return [path for path in every if path.name.endswith(ENDING) and path not in mine]

    def _adopt(self, path: Path) -> None:
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
        else:
            self._waiting[path] = file
