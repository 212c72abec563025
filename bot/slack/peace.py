"""Leaving Slack alone for as long as it asks, where somebody waits for the answer: they are told instead."""

import logging
from collections.abc import Callable
from math import inf

from bot.domain.refused import Unheard

log = logging.getLogger("rapport")

BUSY = "Slack is busy right now. Try again in a moment."


class Peace:
    """The gate of what is asked of Slack for somebody who waits. One for a whole process, which knows its own calls.

    `steady` counts the seconds that really pass. What the sender does has a gate of its own: `bot/gate.py`.
    """

    def __init__(self, steady: Callable[[], float]) -> None:
        self._steady = steady
        self._until: dict[str, float] = {}

    def before(self, method: str) -> None:
        """Raises Unheard while Slack wants no call of this method."""
        left = self._until.get(method, -inf) - self._steady()
        if left > 0:
            raise Unheard(BUSY, wait=left)

    def limited(self, method: str, *, why: str, seconds: int) -> None:
        """Call this method no more for so many seconds; raises Unheard for the call that was too many."""
        log.warning("%s rests for %s s: %s", method, seconds, why)
        self._until[method] = self._steady() + seconds
        raise Unheard(BUSY, wait=seconds)

    def passed(self) -> None:
        """Nothing rests that could have been called."""

    def shut(self, method: str | None, *, why: str) -> None:
        """Each call shows by itself whether it was mended."""
