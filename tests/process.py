"""The bot as a process of its own, for tests that kill it, and its database as somebody beside it sees it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine, create_engine, func, select

from sandbox.driver import Sandbox
from sandbox.slack import Call
from sandbox.web_api.endpoint import Cut
from storage.tables import followup, job, nudge, outbox

ROOT = Path(__file__).parents[1]
WITHIN = 60.0
"""Seconds in which the bot has come to the point, or to the end."""

Phase = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Point:
    """Where to kill: around the n-th call of a method, or once the import's cursor is there."""

    at: str
    nth: int
    phase: Phase = "after"

    def __str__(self) -> str:
        return f"{self.phase} {self.at} {self.nth}"


class Process:
    """`python -m bot run` against a sandbox, killed at a point or at the end."""

    def __init__(self, slack: Sandbox, database: str, *, extra: Mapping[str, str] | None = None) -> None:
        environment = {**os.environ, **slack.environment, "DATABASE_URL": database, **(extra or {})}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """SIGKILL: no last word, no cleaning up."""
        if self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def wait(self) -> None:
        """Wait for its end."""
        self._process.wait(WITHIN)


@contextmanager
def running(slack: Sandbox, database: str) -> Iterator[Process]:
    """The bot at work."""
    process = Process(slack, database)
    try:
        yield process
    finally:
        process.kill()


@contextmanager
def looking(database: str) -> Iterator[Engine]:
    """The database as somebody beside the bot sees it."""
    engine = create_engine(database)
    try:
        yield engine
    finally:
        engine.dispose()


def kill_at(slack: Sandbox, database: str, point: Point) -> None:
    """Start the bot, and kill it at the point."""
    with running(slack, database) as process:
        if point.at == "cursor":
            until(database, has_cursor(point.nth), what=f"row {point.nth}")
            process.kill()
        else:
            slack.on_call = _killer(process, point)
            process.wait()
    slack.on_call = None


def _killer(process: Process, point: Point) -> Callable[[Call, Phase], None]:
    left = Counter({point.at: point.nth})

    def on_call(call: Call, phase: Phase) -> None:
        if call.method == point.at and phase == point.phase:
            left[point.at] -= 1
            if left[point.at] == 0:
                process.kill()
                if phase == "before":
                    raise Cut

    return on_call


def until(database: str, question: Callable[[Connection], bool], *, what: str) -> None:
    """Look at the database until the answer is yes: another process writes it, and tells nobody."""
    end, between = time.monotonic() + WITHIN, threading.Event()
    with looking(database) as engine:
        while time.monotonic() < end:
            with engine.connect() as connection:
                if question(connection):
                    return
            between.wait(0.01)
    raise AssertionError(f"not within {WITHIN:g} seconds: {what}")


def has_cursor(rows: int) -> Callable[[Connection], bool]:
    """Whether the import has got that far."""
    return lambda connection: (connection.scalar(select(func.max(job.c.cursor))) or 0) >= rows


def is_finished(connection: Connection) -> bool:
    """Whether nothing is left to do, to say or to be reminded of."""
    waiting = [select(func.count()).where(table.c.due_at.is_not(None)) for table in (job, outbox)]
    now = datetime.now(UTC)
    planned = select(nudge.c.id).where(nudge.c.kind == "followup", nudge.c.number == followup.c.id)
    said = planned.where(nudge.c.at == followup.c.due_at, nudge.c.state == "shown")
    waiting.append(select(func.count()).where(followup.c.due_at <= now, ~said.exists()))
    return not any(connection.scalar(query) for query in waiting)


def finish(slack: Sandbox, database: str) -> None:
    """Start the bot again and let it come to the end of its work."""
    with running(slack, database):
        until(database, is_finished, what="the end of the work")
