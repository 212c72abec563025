"""`Sandbox`: a strict Slack in a thread of its own, to be used from a test or a program.

The server's loop owns all state; whatever is asked here runs there, and the caller waits for it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from sandbox import staff
from sandbox.breaches import Breach
from sandbox.cast import Cast, Channels, new_workspace
from sandbox.driver_clock import ClockHandle
from sandbox.driver_person import Person
from sandbox.driver_seen import Message, Seen, View
from sandbox.driver_shown import Button, Field, SandboxError
from sandbox.faults import Faults
from sandbox.loop_thread import LoopThread
from sandbox.manifest import load_manifest
from sandbox.people import act
from sandbox.reading import Reader
from sandbox.saving import Store, load_workspace
from sandbox.server import Server
from sandbox.slack import Call, Hooks, Jump, Slack
from sandbox.trouble import CannotDo, Json

__all__ = ["Button", "Field", "Message", "Person", "Sandbox", "SandboxError", "Seen", "View"]

Answer = TypeVar("Answer")


class Sandbox:
    """One workspace with one app. Use it in a `with`, or call `start` and `close`."""

    def __init__(
        self,
        manifest: str | Path = "app_manifest.yaml",
        *,
        port: int = 0,
        state: str | Path | None = None,
        cast: Cast | None = None,
        channels: Channels | None = None,
        deliver_to: str | None = None,
        rate_limits: float = 20.0,
        jumps: Callable[[], Sequence[Jump]] | None = None,
        on_travel: Callable[[datetime], None] | None = None,
    ) -> None:
        loaded = load_manifest(manifest)
        saved = load_workspace(state) if state else None
        self.slack = Slack(loaded, saved or new_workspace(loaded, cast=cast, channels=channels))
        self.slack.hooks = Hooks(lambda: list(jumps()) if jumps else [], on_travel, None)
        self.slack.limits.factor = rate_limits
        if deliver_to:
            self.slack.delivery.deliver_to(deliver_to)
        self._store = Store(self.slack, state) if state else None
        self._server = Server(self.slack, port=port)
        self._changed = threading.Condition()
        self._people: dict[str, Person] = {}
        self._loop = LoopThread()
        self.clock = ClockHandle(self)

    def start(self) -> Self:
        """Listen; the address is known when this returns."""
        self._loop.start()
        self.run(self._server.start())
        self.slack.feed.listen(lambda _change: self._wake())
        if self._store:
            self.run(self._store.start())
        return self

    def close(self) -> None:
        """Stop listening and end the thread."""
        if self._loop.closed:
            return
        if self._store:
            self.run(self._store.stop())
        self.run(self._server.stop())
        self._loop.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where the page is, `http://127.0.0.1:…`."""
        return self.slack.base

    @property
    def environment(self) -> dict[str, str]:
        """What to put into the environment of the app under test."""
        tokens = self.slack.workspace.tokens
        return {
            "SLACK_API_URL": f"{self.slack.base}/api/",
            "SLACK_BOT_TOKEN": tokens.bot,
            "SLACK_APP_TOKEN": tokens.app,
            "SLACK_SIGNING_SECRET": tokens.signing_secret,
        }

    def person(self, name: str) -> Person:
        """Somebody of the cast. Raises SandboxError."""
        if name not in self._people:
            record = self.ask(lambda slack: slack.workspace.person(name))
            self._people[name] = Person(self, record)
        return self._people[name]

    def add_person(
        self,
        name: str,
        *,
        title: str = "",
        tz: str = "Europe/London",
        admin: bool = False,
        guest: bool = False,
    ) -> Person:
        """Somebody new joins the workspace and its public channels (an event team_join where subscribed)."""
        fields = {"title": title, "tz": tz, "is_admin": admin, "is_guest": guest}
        self.run(staff.join_team(self.slack, name, fields))
        return self.person(name)

    def change_person(self, name: str, **fields: Any) -> Person:
        """Change somebody's title, zone, rights, or `deleted` (an event user_change where subscribed)."""
        self.run(staff.change_person(self.slack, name, fields))
        self._people.pop(name, None)
        return self.person(name)

    @property
    def problems(self) -> list[Breach]:
        """Breaches of Slack's rules so far: errors."""
        return self.ask(lambda slack: [breach for breach in slack.breaches.all if breach.level == "error"])

    @property
    def warnings(self) -> list[Breach]:
        """What Slack accepts, but is poor."""
        return self.ask(lambda slack: [breach for breach in slack.breaches.all if breach.level == "warning"])

    @property
    def calls(self) -> list[Call]:
        """Web API calls that the app made, oldest first."""
        return self.ask(lambda slack: list(slack.calls))

    @property
    def faults(self) -> Faults:
        """Faults to come: `faults.add("chat.postMessage", error=429)`."""
        return self.slack.faults

    @property
    def on_call(self) -> Callable[[Call, Literal["before", "after"]], None] | None:
        """Called around the effect of each call, in a thread of its own; the call waits for it."""
        return self.slack.hooks.on_call

    @on_call.setter
    def on_call(self, hook: Callable[[Call, Literal["before", "after"]], None] | None) -> None:
        self.slack.hooks.on_call = hook

    def disconnect(self, *, reason: Literal["warning", "refresh_requested", "link_disabled"]) -> None:
        """Tell the app to renew its Socket Mode connections."""
        self.run(self.slack.delivery.socket_mode.disconnect(reason=reason))

    def drop_sockets(self) -> None:
        """Cut the app's Socket Mode connections without a word."""
        self.ask(lambda slack: slack.delivery.socket_mode.drop())

    def wait_until_connected(self, *, within: float = 10.0) -> None:
        """Wait for the app's first Socket Mode connection. Raises SandboxError."""
        self.wait(lambda: bool(self.slack.delivery.socket_mode.connections) or None, within=within, what="the app")

    def settle(self, *, within: float = 10.0) -> None:
        """Wait until the app has answered everything that was sent to it, or failed to. Raises SandboxError."""

        def quiet(slack: Slack) -> bool | None:
            return True if slack.delivery.under_way == 0 else None

        self.wait(lambda: self.ask(quiet), within=within, what="answers of the app")

    def ask(self, question: Callable[[Slack], Answer]) -> Answer:
        """Ask something of the sandbox's state, in its own thread."""

        async def answer() -> Answer:
            return question(self.slack)

        return self.run(answer())

    def act(self, who: str, do: str, args: Json) -> Json:
        """Let somebody do something (README, "What a person can do"). Raises SandboxError."""
        return self.run(act(self.slack, who, do, args))

    def run(self, work: Coroutine[Any, Any, Answer]) -> Answer:
        """Run `work` in the server's loop and wait for it. CannotDo becomes SandboxError."""
        try:
            return self._loop.run(work)
        except CannotDo as error:
            raise SandboxError(str(error)) from None

    def wait(self, test: Callable[[], Answer | None], *, within: float, what: str) -> Answer:
        """Wait until `test` gives something; it is tried after every change, of connections and calls too.

        Raises SandboxError when `within` seconds of real time are over.
        """
        end = time.monotonic() + within
        while True:
            seq = self.slack.feed.seq
            found = test()
            if found is not None:
                return found
            if not self._wait_for_change(seq, until=end):
                raise SandboxError(f"Not seen within {within:g} seconds: {what}")

    def _wait_for_change(self, seq: int, *, until: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.slack.feed.seq != seq, until - time.monotonic())

    def forget_seen(self) -> None:
        """From now on only what comes is new to everybody."""
        for person in self._people.values():
            person.since = self.slack.feed.seq

    def reader(self, tz: str) -> Reader:
        """Reads texts as somebody in this zone does."""
        workspace = self.slack.workspace
        names = {person.id: f"@{person.name}" for person in list(workspace.people.values())}
        names |= {c.id: f"#{c.name}" for c in list(workspace.conversations.values())}
        return Reader(names, tz=tz, now=self.slack.clock.now)

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
