"""The one place that reads the clock, and notices when somebody sets it."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Real time, moved by an offset: none in a workspace, as far as a person travelled in the demo."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self.offset = offset

    def __call__(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC) + self.offset

    def steady(self) -> float:
        """Seconds that only ever pass, from any beginning: nobody sets this clock. A journey counts as time passed."""
        return time.monotonic() + self.offset.total_seconds()

    def travel_to(self, moment: datetime) -> None:
        """Make it that moment now; time goes on from there."""
        self.offset = moment - datetime.now(UTC)


class Jumps:
    """Looks every second whether the clock was set, and calls `hurry` then: whoever waits for a moment looks again."""

    MOST = 2.0
    """Seconds by which the clock may run faster or slower between two looks."""

    def __init__(self, clock: Clock, *, hurry: Callable[[], None]) -> None:
        self._clock = clock
        self._hurry = hurry
        self._ahead = self._distance()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look."""
        self._thread = threading.Thread(target=self._run, name="jumps", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def look(self) -> bool:
        """Whether the clock was set since the last look; then everything is looked at."""
        before, self._ahead = self._ahead, self._distance()
        has_jumped = abs(self._ahead - before) > self.MOST
        if has_jumped:
            self._hurry()
        return has_jumped

    def _distance(self) -> float:
        return self._clock().timestamp() - self._clock.steady()

    def _run(self) -> None:
        while not self._ended.wait(1):
            self.look()
