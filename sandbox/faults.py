"""Faults on demand: 429, 500, an answer lost after its effect, no answer at all, a dropped socket."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Error = Literal[429, 500, "lost", "timeout", "drop_socket"]
"""`lost`: the call has its effect and then the connection is cut. `timeout`: no effect and never an answer.
`drop_socket`: every Socket Mode connection is cut without a `disconnect`; the call itself goes on."""


@dataclass(slots=True)
class Fault:
    """One planned fault: on which method ("*": any), what, and how many times still. `retry_after` in seconds.

    With a `channel` it meets calls for that channel alone; a 429 is then the channel's limit, else the method's.
    """

    method: str
    error: Error
    retry_after: int = 1
    times: int = 1
    channel: str | None = None

    def meets(self, method: str, channel: str) -> bool:
        """Whether it is for this call."""
        return self.times > 0 and self.method in (method, "*") and self.channel in (None, channel)


@dataclass(slots=True)
class Faults:
    """What is planned. Written by the test's thread, read by the server's: one list operation each."""

    planned: list[Fault] = field(default_factory=list)

    def add(
        self, method: str, *, error: Error, retry_after: int = 1, times: int = 1, channel: str | None = None
    ) -> Fault:
        """Plan a fault for the next `times` calls of this method."""
        fault = Fault(method, error, retry_after, times, channel)
        self.planned.append(fault)
        return fault

    def take(self, method: str, channel: str = "") -> Fault | None:
        """The fault for this call, if one is planned; it is used up by one."""
        for fault in self.planned:
            if fault.meets(method, channel):
                fault.times -= 1
                return fault
        return None

    def clear(self) -> None:
        """Plan nothing any more."""
        self.planned.clear()
