"""One sandbox, tied together: the workspace, its clock, what people see, and the ways to and from the app.

Everything here belongs to the server's loop; other threads come in through `asyncio.run_coroutine_threadsafe`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from aiohttp import web

from sandbox.breaches import Breaches
from sandbox.clock import Clock
from sandbox.delivery.dispatch import Delivery
from sandbox.delivery.response_urls import ResponseUrls
from sandbox.delivery.triggers import Triggers
from sandbox.events import event_payload
from sandbox.faults import Faults
from sandbox.feed import Feed
from sandbox.manifest import Manifest
from sandbox.rate_limits import RateLimits
from sandbox.timers import Timers
from sandbox.trouble import Json
from sandbox.workspace import Workspace

Jump = tuple[str, datetime]


@dataclass(slots=True)
class Call:
    """One Web API call that the app made; `answer` is None until it was answered (and stays so if it was lost)."""

    method: str
    arguments: Json
    answer: Json | None = None


@dataclass(slots=True)
class Hooks:
    """What the embedding program may hang in: jumps of the clock, what to do after one, and around each call."""

    jumps: Callable[[], list[Jump]] = list
    on_travel: Callable[[datetime], None] | None = None
    on_call: Callable[[Call, Literal["before", "after"]], None] | None = None


@dataclass
class Slack:
    """All parts of one sandbox. `base` is its own address, known once the server listens.

    `lacks` are types of blocks that this workspace does not have: messages with them are refused, as Slack does where
    a new block is not rolled out.
    """

    manifest: Manifest
    workspace: Workspace
    clock: Clock = field(default_factory=Clock)
    feed: Feed = field(default_factory=Feed)
    faults: Faults = field(default_factory=Faults)
    limits: RateLimits = field(default_factory=RateLimits)
    hooks: Hooks = field(default_factory=Hooks)
    calls: list[Call] = field(default_factory=list)
    lacks: set[str] = field(default_factory=set)
    base: str = ""
    escape_commands: bool = True

    def __post_init__(self) -> None:
        self.clock.offset = self.workspace.clock_offset
        self.breaches = Breaches(lambda: self.clock.now().isoformat(timespec="seconds"))
        self.breaches.listener = lambda breach: self._tell_breach(breach.as_json())
        self.triggers = Triggers()
        self.response_urls = ResponseUrls(self.clock)
        self.timers = Timers(self.clock)
        self.delivery = Delivery(self)
        self.pages: set[web.WebSocketResponse] = set()
        self._tasks: set[asyncio.Task[Any]] = set()

    def _tell_breach(self, breach: Json) -> None:
        self.feed.add("problem", None, problem=breach)

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run `work` beside everything else; it is cancelled when the sandbox closes."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def stop(self) -> None:
        """Close the pages' sockets and cancel whatever still runs."""
        await asyncio.gather(*(page.close(code=1001) for page in list(self.pages)), return_exceptions=True)
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def event(self, event: Json) -> asyncio.Task[Any]:
        """Tell the app of an event (with retries); the task is done once the first attempt is answered or over."""
        payload = event_payload(self.workspace, event, seconds=self.clock.time())
        return self.start(self.delivery.event(payload))

    def people_ids(self) -> frozenset[str]:
        """Everybody's id, for the checks of mentions."""
        return frozenset(self.workspace.people)

    def channel_ids(self) -> frozenset[str]:
        """Every conversation's id, for the checks of mentions."""
        return frozenset(self.workspace.conversations)

    def granted(self, scope: str) -> bool:
        """Whether the app holds this scope."""
        return scope in self.manifest.bot_scopes
