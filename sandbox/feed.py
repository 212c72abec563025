"""The feed of changes that people can see, numbered: for the page's WebSocket and for whoever waits."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sandbox.trouble import Json


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
    """All changes so far. Listeners are called at once, in the server's thread."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self._listeners: list[Callable[[Change], None]] = []

    @property
    def seq(self) -> int:
        """The number of the newest change."""
        return len(self.changes)

    def add(self, kind: str, users: Collection[str] | None, **data: Any) -> Change:
        """Note a change and tell the listeners."""
        change = Change(self.seq + 1, kind, None if users is None else frozenset(users), data)
        self.changes.append(change)
        for listener in list(self._listeners):
            listener(change)
        return change

    def since(self, seq: int, user: str) -> list[Change]:
        """What is new for this person after number `seq`."""
        return [change for change in self.changes[seq:] if change.concerns(user)]

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` on each change; gives back what stops it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
