"""How soon the outbox is drained, against the least time that Slack's limits allow; no message twice.

Ten thousand due messages to two hundred conversations. Slack is a few lines here with the sandbox's own rule of its
limits (one message a second in a conversation, 300 a minute in the workspace, short bursts). Time is counted by the
limits' clock: it stands still while a sender works and moves on when all of them wait, so the first ratio says what
pacing costs and nothing of this machine. What our own work costs is the second ratio: the processor's seconds of all
senders against the same least time; below 1, one processor keeps up with the limits. HTTP is left out of both.
On SQLite one sender drains, on PostgreSQL eight with a database connection of their own each, as in eight processes.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import Any

from bench.ratios import Ratio
from bench.redirects import Nobody
from bench.sizes import Sizes
from bench.slack_stub import TEAM
from bot.deps import Deps
from bot.messages import Message
from bot.platforms.slack_files import SlackFiles
from bot.rendering import Renderer
from bot.sender import Sender
from bot.slack import Slack
from sandbox.rate_limits import CHANNEL_BURST, POSTS_PER_MINUTE, RateLimits
from storage import Database, migrate
from tests.databases import SQLITE, fresh_database, postgres_server

BAR = 1.1
OWN_WORK = 1.0
SENDERS = 8
START = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Time:
    """A clock that moves on when everybody waits."""

    def __init__(self, workers: int) -> None:
        self.seconds = 0.0
        self._workers = workers
        self._waits: dict[int, float] = {}
        self._changed = threading.Condition()

    def now(self) -> datetime:
        """The moment."""
        return START + timedelta(seconds=self.seconds)

    def steady(self) -> float:
        """The seconds that passed."""
        return self.seconds

    def wait(self, seconds: float) -> None:
        """Let time pass, together with all others."""
        with self._changed:
            until = self._waits[threading.get_ident()] = self.seconds + max(seconds, 0.001)
            self._move_on()
            while self.seconds < until:
                self._changed.wait()

    def leave(self) -> None:
        """Wait for nothing any more."""
        with self._changed:
            self._workers -= 1
            self._move_on()

    def _move_on(self) -> None:
        if self._waits and len(self._waits) == self._workers:
            self.seconds = min(self._waits.values())
            self._waits = {who: until for who, until in self._waits.items() if until > self.seconds}
            self._changed.notify_all()


class Answer:
    """What Slack answers."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data


class LimitedSlack:
    """Takes posts at the pace that Slack allows. Raises ValueError where one comes too fast, or twice."""

    def __init__(self, time: Time) -> None:
        self._limits = RateLimits(factor=1.0, time=time.steady)
        self._time = time
        self._guard = threading.Lock()
        self.posted: Counter[str] = Counter()
        self.last_at = 0.0

    def api_call(self, method: str, **arguments: Any) -> Answer:
        """Answer a call."""
        if method != "chat.postMessage":
            raise ValueError(f"nobody has to call {method}")
        body = arguments["json"]
        with self._guard:
            if self._limits.channel(body["channel"])[0] or self._limits.posts()[0]:
                raise ValueError(f"too fast after {sum(self.posted.values())} messages")
            key = body["metadata"]["event_payload"]["key"]
            self.posted[key] += 1
            self.last_at = self._time.seconds
        if self.posted[key] > 1:
            raise ValueError(f"{key} was posted twice")
        return Answer({"ok": True, "ts": f"{sum(self.posted.values())}.000100"})


def run(sizes: Sizes, folder: Path) -> Iterator[Ratio]:
    """Two ratios for each database."""
    yield from _drain(sizes, SQLITE, folder, senders=1)
    if sizes.does_postgres:
        with postgres_server(folder) as base:
            yield from _drain(sizes, base, folder, senders=SENDERS)


def least(sizes: Sizes) -> float:
    """The least seconds that the limits allow: their bursts at once, and then as fast as they let."""
    by_all = (sizes.messages - POSTS_PER_MINUTE) / (POSTS_PER_MINUTE / 60)
    by_one = sizes.messages / sizes.conversations - CHANNEL_BURST
    return max(by_all, by_one)


def _drain(sizes: Sizes, server: str, folder: Path, *, senders: int) -> Iterator[Ratio]:
    name = "drain: 1 sender on SQLite" if server == SQLITE else f"drain: {senders} senders on PostgreSQL"
    time = Time(senders)
    slack = LimitedSlack(time)
    with fresh_database(server, shared=folder, migrate=migrate) as url, ExitStack() as stack:
        shared = [stack.enter_context(closing(Database(url))) for _ in range(senders)]
        _fill(shared[0], sizes)
        started = process_time()
        with ThreadPoolExecutor(senders) as threads:
            list(threads.map(lambda database: _work(database, slack, time, all_of=sizes.messages), shared))
        took = process_time() - started
    if len(slack.posted) != sizes.messages:
        raise ValueError(f"{len(slack.posted)} of {sizes.messages} messages were posted")
    yield Ratio(f"{name} / the least time", BAR, (slack.last_at / least(sizes),))
    yield Ratio(f"{name}: own work / the least time", OWN_WORK, (took / least(sizes),))


def _fill(database: Database, sizes: Sizes) -> None:
    with database.transaction(TEAM) as store:
        store.members.install(name="Bench", bot_user="U0BOT", now=START)
        for number in range(sizes.messages):
            to = f"C{number % sizes.conversations:04}"
            values = {"name": f"{number}.csv"}
            store.outbox.add(Message("import_reading", key=str(number), to=to, values=values), now=START)


def _work(database: Database, slack: LimitedSlack, time: Time, *, all_of: int) -> None:
    """One sender until everything is posted."""
    deps = Deps(database.transaction, database.reading, time.now, Nobody(), Nobody())
    client = Slack(slack)  # type: ignore[arg-type]
    files, renderer = SlackFiles(token="", api_url=""), Renderer(now=time.now)
    sender = Sender(database, deps, slack=client, files=files, renderer=renderer, steady=time.steady)
    try:
        while len(slack.posted) < all_of:
            if not sender.send_due():
                time.wait(sender.look_again())
    finally:
        time.leave()
