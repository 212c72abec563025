"""One copy of the bot as a process, by a clock that others set: `python -m tests.chaos.copy FILE`.

The file holds by how many seconds the clock is wrong. What really passes, passes `SPEED` times as fast, so that a lease
is over in a fraction of its minute; Slack's pauses are measured by the same (see `tests/chaos/storm.py`).
"""

import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import Bot
from bot.clock import Clock
from bot.ending import wait_for_end
from bot.settings import read_settings

SPEED = 3.0


class WrongClock(Clock):
    """The clock of a machine that somebody sets."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def __call__(self) -> datetime:
        """What it shows."""
        return super().__call__() + timedelta(seconds=float(self._file.read_text(encoding="utf-8") or 0))

    def steady(self) -> float:
        """What really passes."""
        return time.monotonic() * SPEED


def main() -> None:
    """Run until the end, which is a kill."""
    bot = Bot(read_settings(os.environ), clock=WrongClock(Path(sys.argv[1])))
    bot.connect()
    bot.start()
    print("at work", flush=True)
    wait_for_end()


if __name__ == "__main__":
    main()
