"""The workspace's clock: real time plus an offset, in seconds since 1970 (UTC). It only goes forward."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from sandbox.trouble import CannotDo


class Clock:
    """What time it is in the workspace; messages, events and the life of response URLs go by it.

    Acknowledgements and triggers go by real time instead (`time.monotonic`).
    """

    def __init__(self, offset: float = 0.0) -> None:
        self.offset = offset
        self._last_micros = 0

    def time(self) -> float:
        """Seconds since 1970."""
        return time.time() + self.offset

    def now(self) -> datetime:
        """The same as a datetime in UTC."""
        return datetime.fromtimestamp(self.time(), UTC)

    def travel_to(self, when: datetime) -> datetime:
        """Jump forward to `when` (aware). Raises CannotDo for the past: message times would repeat."""
        if when.tzinfo is None:
            raise CannotDo("Name a time zone: the clock takes aware times only.")
        jump = when.timestamp() - self.time()
        if jump < -1:
            raise CannotDo("The workspace's clock only goes forward.")
        self.offset += max(jump, 0.0)
        return self.now()

    def ts(self) -> str:
        """A message's time as Slack writes it, `1700000000.000100`; unique and increasing."""
        self._last_micros = max(int(self.time() * 1_000_000), self._last_micros + 1)
        return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    def keep_above(self, ts: str) -> None:
        """Make sure that coming message times are later than `ts` (after loading a saved state)."""
        seconds, _, micros = ts.partition(".")
        self._last_micros = max(self._last_micros, int(seconds) * 1_000_000 + int(micros or 0))
