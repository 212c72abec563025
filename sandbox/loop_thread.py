"""An asyncio loop in a thread of its own: whoever wants something done there waits for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

Answer = TypeVar("Answer")
JOIN_SECONDS = 10.0
ACT_SECONDS = 30.0


class LoopThread:
    """The loop; `run` may be called from any other thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="sandbox", daemon=True)

    @property
    def closed(self) -> bool:
        """Whether it was stopped."""
        return self._loop.is_closed()

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """Run `work` in the loop and wait for it; what it raises is raised here."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(ACT_SECONDS)

    def stop(self) -> None:
        """End the loop and its thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(JOIN_SECONDS)
        self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
