"""The workspace's clock, from a test."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sandbox.talk import travel_to

if TYPE_CHECKING:
    from sandbox.driver import Sandbox


class ClockHandle:
    """The workspace's clock, from a test."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def now(self) -> datetime:
        """What time it is in the workspace (UTC)."""
        return self._sandbox.slack.clock.now()

    def travel_to(self, when: datetime) -> datetime:
        """Jump forward; what is due happens, and `on_travel` has run when this returns."""
        self._sandbox.forget_seen()
        return self._sandbox.run(travel_to(self._sandbox.slack, when))
