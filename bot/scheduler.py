"""The clock that ticks: does the chores, sends the outbox, runs long work. The only import of APScheduler.

APScheduler holds a few jobs in memory and nothing else: what is due is decided from data at each tick,
so a late, missed or doubled tick changes nothing but the moment.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from bot.chores import CHORES, Chore
from bot.clicks import ClickDesk
from bot.deps import Deps
from bot.sender import Sender
from bot.worker import Worker

SECONDS = 1
"""Between ticks. A commit that leaves something to send wakes the sender at once."""


class Scheduler:
    """Runs the ticks, each on its own thread and never twice at a time."""

    def __init__(
        self,
        deps: Deps,
        *,
        sender: Sender,
        worker: Worker,
        clicks: ClickDesk,
        workspaces: Callable[[], list[str]],
    ) -> None:
        self._deps = deps
        self._clicks = clicks
        self._sender = sender
        self._worker = worker
        self._workspaces = workspaces
        self._clock: BackgroundScheduler | None = None

    def start(self) -> None:
        """Begin to tick."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        defaults = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        clock = BackgroundScheduler(timezone=UTC, job_defaults=defaults, executors={"default": ThreadPoolExecutor(4)})
        ticks: list[tuple[str, Callable[..., None], list[Chore]]] = [
            ("sender", self.send, []),
            ("worker", self.work, []),
            ("clicks", self._clicks.tick, []),
        ]
        ticks += [(chore.__module__, self.tidy, [chore]) for chore in CHORES]
        for name, tick, about in ticks:
            clock.add_job(tick, "interval", about, seconds=SECONDS, id=name, next_run_time=datetime.now(UTC))
        clock.start()
        self._clock = clock

    def wake(self) -> None:
        """Send and work now instead of at the next tick."""
        if self._clock is not None and self._clock.running:
            for name in ("sender", "worker"):
                self._clock.modify_job(name, next_run_time=datetime.now(UTC))

    def hurry(self) -> None:
        """Look at everything now: for a clock that jumped."""
        if self._clock is not None and self._clock.running:
            for job in self._clock.get_jobs():
                job.modify(next_run_time=datetime.now(UTC))

    def stop(self) -> None:
        """Stop ticking, after what is under way."""
        if self._clock is not None:
            self._clock.shutdown(wait=True)
            self._clock = None

    def tidy(self, chore: Chore) -> None:
        """Have a chore done in every workspace."""
        for workspace in self._workspaces():
            with self._deps.transaction(workspace) as store:
                chore(store, self._deps.now())

    def send(self) -> None:
        """Post what the outbox holds."""
        while self._sender.send_due():
            pass

    def work(self) -> None:
        """Do a step of each job, until none is due."""
        while self._worker.work_due():
            pass

    def settle(self) -> None:
        """Do at once all that is due: what a demo's jump in time and the tests call."""
        self._clicks.tick()
        busy = True
        while busy:
            for chore in CHORES:
                self.tidy(chore)
            busy = self._worker.work_due() | self._sender.send_due()
