"""The storm: copies that are killed, messages that are added meanwhile, and everything around that fails."""

import os
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, create_engine, select

from bot.messages import Message
from sandbox.driver import Sandbox
from sandbox.faults import Error
from sandbox.slack import Call
from storage.outbox import Outbox
from storage.tables import outbox
from tests.chaos.copy import SPEED
from tests.outage import stopped
from tests.process import ROOT, Phase

LIMIT = 240.0
"""Seconds after which the storm gives up waiting for its end."""
PER_KILL = 15.0
"""Seconds that a start and a kill may take on a busy machine."""
METHODS = ("chat.postMessage", "chat.postMessage", "chat.update", "conversations.history", "conversations.open")
ERRORS: tuple[Error, ...] = (429, 500, "lost", "drop_socket")


class Copy:
    """A copy of the bot, started again after each kill until it is told to end."""

    def __init__(self, slack: Sandbox, database: str, clock: Path) -> None:
        self._environment = {**os.environ, **slack.environment, "DATABASE_URL": database}
        self._clock = clock
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> bool:
        """Start it; whether it came to work: with its database away it does not."""
        command = [sys.executable, "-m", "tests.chaos.copy", str(self._clock)]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return self._process.stdout is not None and self._process.stdout.readline() == "at work\n"

    def kill(self) -> None:
        """SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdout is not None:
                self._process.stdout.close()


class Storm:
    """One storm by one seed. `kills` in all, shared by `copies`."""

    def __init__(
        self, slack: Sandbox, database: str, clock: Path, *, seed: int, copies: int, kills: int, away: float
    ) -> None:
        self.slack = slack
        self.database = database
        self.random = random.Random(seed)
        self.expected: dict[str, list[str]] = defaultdict(list)
        self._clock = clock
        self._away = away
        self._left = kills
        self._may_last = LIMIT + kills * PER_KILL
        self.killed = 0
        self._guard = threading.Lock()
        self._over = threading.Event()
        self._armed: list[tuple[Phase, Copy, threading.Event]] = []
        self._copies = [Copy(slack, database, clock) for _ in range(copies)]
        self._number = 0
        clock.write_text("0", encoding="utf-8")
        slack.slack.limits.factor = 1.0
        slack.slack.limits.time = lambda: time.monotonic() * SPEED

    def rage(self, workspace: str, conversations: Sequence[str]) -> None:
        """Let it go on until all kills are done; then let the copies come to the end of their work in peace."""
        self.slack.on_call = self._on_call
        seeds = [random.Random(self.random.random()) for _ in self._copies]
        threads = [threading.Thread(target=self._live, args=pair) for pair in zip(self._copies, seeds, strict=True)]
        disaster = threading.Thread(target=self._strike)
        try:
            for thread in (*threads, disaster):
                thread.start()
            with looking(self.database) as engine:
                while any(thread.is_alive() for thread in (*threads, disaster)):
                    self._add(engine, workspace, conversations)
                    self._fail()
                    self._over.wait(self.random.uniform(0.05, 0.6))
                self._calm()
                self._wait_for_end(engine)
        finally:
            self._over.set()
            self.slack.on_call = None
            for copy in self._copies:
                copy.kill()

    def _live(self, copy: Copy, chance: random.Random) -> None:
        """Start a copy and kill it, again and again: at a moment, or in the middle of somebody's post."""
        end = time.monotonic() + self._may_last
        while not self._over.is_set() and time.monotonic() < end:
            is_at_work = copy.start()
            if is_at_work and not self._take_kill():
                return
            if is_at_work and chance.random() < 0.5:
                struck = threading.Event()
                self._armed.append(("before" if chance.random() < 0.5 else "after", copy, struck))
                struck.wait(5)
            else:
                self._over.wait(chance.uniform(0, 2))
            copy.kill()
            with self._guard:
                self.killed += is_at_work

    def _take_kill(self) -> bool:
        with self._guard:
            self._left -= 1
            return self._left >= 0

    def _on_call(self, call: Call, phase: Phase) -> None:
        """Kill a copy around a post, its own or another's."""
        if call.method == "chat.postMessage" and self._armed and self._armed[0][0] == phase:
            _, copy, struck = self._armed.pop(0)
            copy.kill()
            struck.set()

    def _strike(self) -> None:
        """The database goes away for a while, and the clock is set an hour ahead, and back, and right again."""
        for wrong in (3600, -3600):
            self._over.wait(self.random.uniform(1, 4))
            self._clock.write_text(str(wrong), encoding="utf-8")
        with self._guard, stopped(self.database):  # nobody adds or counts meanwhile
            self._over.wait(self._away)
        self._over.wait(2)
        self._clock.write_text("0", encoding="utf-8")

    def _fail(self) -> None:
        if self.random.random() < 0.3:
            error = self.random.choice(ERRORS)
            self.slack.faults.add(self.random.choice(METHODS), error=error, retry_after=self.random.choice((1, 3)))

    def _calm(self) -> None:
        self.slack.faults.clear()
        self.slack.on_call = None

    def _add(self, engine: Engine, workspace: str, conversations: Sequence[str]) -> None:
        """Somebody has something to say, or something that was said changes."""
        to = self.random.choice(conversations)
        said = self.expected[to]
        with self._guard, engine.begin() as connection:
            box = Outbox(connection, workspace)
            now = datetime.now(UTC)
            if said and self.random.random() < 0.2:
                index = self.random.randrange(len(said))
                said[index] = f"{said[index]}+"
                box.change(f"{to}/{index}", kind="import_reading", values={"name": said[index]}, now=now)
            else:
                name = f"{self._number}."
                self._number += 1
                box.add(Message("import_reading", f"{to}/{len(said)}", to, {"name": name}), now=now)
                said.append(name)

    def _wait_for_end(self, engine: Engine) -> None:
        end = time.monotonic() + LIMIT
        waits = select(outbox.c.key, outbox.c.failure, outbox.c.attempts, outbox.c.held_by)
        while time.monotonic() < end:
            with engine.connect() as connection:
                left = connection.execute(waits.where(outbox.c.due_at.is_not(None))).all()
            if not left:
                return
            self._over.wait(0.2)
        raise AssertionError(f"not said within {LIMIT:g} seconds: {left[:10]}")


@contextmanager
def looking(database: str) -> Iterator[Engine]:
    """The database as somebody beside the copies sees it, and writes into it."""
    patience = {"timeout": 30} if database.startswith("sqlite") else {}
    engine = create_engine(database, pool_pre_ping=True, connect_args=patience)
    try:
        yield engine
    finally:
        engine.dispose()
