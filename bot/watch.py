"""Waiting by what this process has seen itself, whatever the clock on the wall says."""

import threading
from collections.abc import Callable, Iterable


class Watch:
    """How long tokens have stood unchanged. `steady` counts the seconds that really pass, from any beginning."""

    def __init__(self, steady: Callable[[], float]) -> None:
        self._steady = steady
        self._guard = threading.Lock()
        self._seen: dict[str, float] = {}

    def left(self, token: str, *, seconds: float) -> float:
        """How much of so many seconds is left since the token was first seen; not above 0: nothing."""
        now = self._steady()
        with self._guard:
            return self._seen.setdefault(token, now) + seconds - now

    def lapsed(self, tokens: Iterable[str], *, seconds: float) -> list[str]:
        """Those of these tokens that have been seen for so long."""
        return [token for token in tokens if self.left(token, seconds=seconds) <= 0]

    def forget_but(self, tokens: Iterable[str]) -> None:
        """Drop the tokens that are no more."""
        kept = set(tokens)
        with self._guard:
            self._seen = {token: since for token, since in self._seen.items() if token in kept}
