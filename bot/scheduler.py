"""The clock that ticks: does the chores, sends the outbox, runs long work. The only import of APScheduler.

APScheduler holds a few jobs in memory and nothing else: what is due is decided from data at each tick,
so a late, missed or doubled tick changes nothing but the moment.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.chores import CHORES, Chore
from bot.clicks import ClickDesk
from bot.clock import Clock, Jumps
from bot.deps import Deps
from bot.sender import SECONDS, Sender
from bot.worker import Worker
from storage import AWAY

log = logging.getLogger("rapport.scheduler")

MINUTE = 60
"""Seconds between two looks at what is due by its date."""

SENDERS = 4
"""Messages on their way at a time: one that Slack answers slowly holds up no other conversation."""

ROUNDS = 100
"""How often a chore that left something is done again at once."""


class Every(BaseTrigger):  # type: ignore[misc]
    """Fires every so many seconds, and once for all that was missed: APScheduler's own lists each missed second first.

    A clock that is set a year forward would keep it busy for minutes, and fill the memory.
    """

    def __init__(self, seconds: float) -> None:
        self._interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """The next moment after the last one, or now where that has passed."""
        if previous_fire_time is None:
            return now
        return max(previous_fire_time + self._interval, now)


def _do(name: str, act: Callable[[], None]) -> None:
    """Do something that the next tick does as well where the database is away."""
    try:
        act()
    except AWAY as away:
        log.warning("%s waits for the database: %s", name, type(away).__name__)


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
        clock: Clock,
    ) -> None:
        self._deps = deps
        self._clicks = clicks
        self._sender = sender
        self._worker = worker
        self._workspaces = workspaces
        self._jumps = Jumps(clock, hurry=self.hurry)
        self._clock: BackgroundScheduler | None = None

    def start(self) -> None:
        """Begin to tick."""
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        defaults = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        pool = {"default": ThreadPoolExecutor(SENDERS + 4)}
        clock = BackgroundScheduler(timezone=UTC, job_defaults=defaults, executors=pool)
        for name in _SENDING:
            self._tick(clock, name, partial(self._send_on, name), seconds=SECONDS)
        self._tick(clock, "worker", self.work, seconds=SECONDS)
        self._tick(clock, "clicks", self._clicks.tick, seconds=SECONDS)
        for chore in CHORES:
            self._tick(clock, chore.__module__, partial(self.tidy, chore), seconds=MINUTE)
        clock.start()
        self._clock = clock
        self._jumps.start()

    @staticmethod
    def _tick(clock: BackgroundScheduler, name: str, act: Callable[[], None], *, seconds: float) -> None:
        clock.add_job(partial(_do, name, act), Every(seconds), id=name, next_run_time=datetime.now(UTC))

    def soon(self, act: Callable[[], None]) -> None:
        """Do something once that nobody waits for, on another thread; at once where nothing ticks."""
        if self._clock is not None and self._clock.running:
            self._clock.add_job(partial(_do, "what is left of a press", act))
        else:
            act()

    def wake(self) -> None:
        """Send and work now instead of at the next tick."""
        for name in (*_SENDING, "worker"):
            self._run_again(name)

    def _run_again(self, name: str, *, seconds: float = 0.0) -> None:
        """Let a tick come after so many seconds, unless the scheduler ends meanwhile."""
        if self._clock is not None and self._clock.running:
            self._clock.modify_job(name, next_run_time=datetime.now(UTC) + timedelta(seconds=seconds))

    def hurry(self) -> None:
        """Look at everything now: for a clock that jumped."""
        if self._clock is not None and self._clock.running:
            for job in self._clock.get_jobs():
                if isinstance(job.trigger, Every):
                    job.modify(next_run_time=datetime.now(UTC))

    def stop(self) -> None:
        """Stop ticking, after what is under way."""
        self._jumps.stop()
        if self._clock is not None:
            self._clock.shutdown(wait=True)
            self._clock = None

    def tidy(self, chore: Chore) -> None:
        """Have a chore done in every workspace, until nothing is left of it."""
        for workspace in self._workspaces():
            for _ in range(ROUNDS):
                with self._deps.transaction(workspace) as store:
                    is_more = chore(store, self._deps.now())
                if not is_more:
                    break

    def send(self) -> None:
        """Post what the outbox holds and Slack takes now."""
        while self._sender.send_due():
            pass

    def _send_on(self, name: str) -> None:
        """The same, and come back as soon as Slack takes more."""
        self.send()
        wait = self._sender.look_again()
        if wait < SECONDS:
            self._run_again(name, seconds=wait)

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
            self.send()


_SENDING = [f"sender {number}" for number in range(1, SENDERS + 1)]
