"""Things to do at a time of the workspace's clock: event retries, scheduled messages. Jumps with the clock."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import Callable
from contextlib import suppress

from sandbox.clock import Clock


class Timers:
    """A queue of things due. Belongs to the server's loop; `wake` may be called after the clock was moved."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._queue: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._woken = asyncio.Event()

    def at(self, when: float, action: Callable[[], None]) -> None:
        """Do `action` (quick, in the loop) at `when`, seconds since 1970 by the workspace's clock."""
        heapq.heappush(self._queue, (when, next(self._numbers), action))
        self.wake()

    def wake(self) -> None:
        """Look again: something was added or the clock was moved."""
        self._woken.set()

    async def run(self) -> None:
        """Do what is due until cancelled."""
        while True:
            self._woken.clear()
            self.do_due()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._seconds_to_next()):  # `wait_for` of 3.11 can lose a cancellation
                    await self._woken.wait()

    def do_due(self) -> None:
        """Do everything that is due now."""
        while self._queue and self._queue[0][0] <= self._clock.time():
            heapq.heappop(self._queue)[2]()

    def _seconds_to_next(self) -> float | None:
        return max(self._queue[0][0] - self._clock.time(), 0.0) if self._queue else None
