"""One after the other, in the order they came.

SQLite lets one write at a time, and those who wait look again every so often: beside an import that writes one chunk
after the other they may find it taken for seconds. Whoever asks for a turn here is next when it is theirs.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 10.0
"""Seconds that anybody waits: longer means that a turn was asked for within a turn."""


class Turns:
    """A lock that serves threads in the order they came."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._queue: deque[threading.Event] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn and have it for this block. Raises TimeoutError when it does not come."""
        mine = threading.Event()
        with self._guard:
            self._queue.append(mine)
            self._queue[0].set()
        try:
            if not mine.wait(LONGEST):
                raise TimeoutError(f"no turn to write came within {LONGEST:g} seconds")
            yield
        finally:
            with self._guard:
                self._queue.remove(mine)
                if self._queue:
                    self._queue[0].set()
