"""The feed of changes that people can see, numbered: for the page's WebSocket and for whoever waits."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sandbox.trouble import Json

KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its number, its kind ("message", "view", …), whom it concerns (None: all) and what it is."""

    seq: int
    type: str
    users: frozenset[str] | None
    data: Json

    def concerns(self, user: str) -> bool:
        """Whether this person sees it."""
        return self.users is None or user in self.users


class Feed:
    """The latest changes; `seq` is the newest one's number. Listeners are called at once, in the server's thread."""

    def __init__(self) -> None:
        self._changes: deque[Change] = deque(maxlen=KEPT)
        self.seq = 0
        self._listeners: list[Callable[[Change], None]] = []

    def add(self, kind: str, users: Collection[str] | None, **data: Any) -> Change:
        """Note a change and tell the listeners."""
        change = Change(self.seq + 1, kind, None if users is None else frozenset(users), data)
        self._changes.append(change)
        self.seq = change.seq
        for listener in list(self._listeners):
            listener(change)
        return change

    def since(self, seq: int, user: str) -> list[Change]:
        """What is new for this person after number `seq`."""
        found = []
        for change in reversed(self._changes):
            if change.seq <= seq:
                break
            if change.concerns(user):
                found.append(change)
        return found[::-1]

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` on each change; gives back what stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
