"""Trigger ids: each lets the app open one view, once, within 3 seconds of real time."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.trouble import SlackError

LIFE_SECONDS = 3.0


@dataclass(slots=True)
class Trigger:
    """What a person did: who, where, and (if in a modal) in which view. `issued` in monotonic seconds."""

    user: str
    channel: str | None = None
    view_id: str | None = None
    issued: float = 0.0
    used: bool = False


class Triggers:
    """The triggers given out. `time` gives real seconds."""

    def __init__(self, time: Callable[[], float] = time.monotonic) -> None:
        self.time = time
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, *, channel: str | None = None, view_id: str | None = None) -> str:
        """A new trigger id."""
        number = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**13)}.{secrets.token_hex(16)}"
        self._issued[number] = Trigger(user, channel, view_id, issued=self.time())
        return number

    def use(self, trigger_id: str) -> Trigger:
        """Use it up. Raises SlackError: invalid_trigger_id, exchanged_trigger_id or expired_trigger_id."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self.time() - trigger.issued > LIFE_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger
