"""Starting sandbox and bot together in one process, on one clock."""

import shutil
import socket
from contextlib import ExitStack
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.app import Bot
from bot.clock import Clock
from bot.demo import living, seed
from bot.ending import wait_for_end
from bot.nudges import KINDS
from bot.services.nudges import upcoming
from bot.settings import SettingsError, read_settings
from sandbox.driver import Sandbox

STATE = Path("data") / "demo"
"""Where the demo keeps its workspace and its database."""

MANIFEST = Path(__file__).resolve().parents[2] / "app_manifest.yaml"


class Demo:
    """A workspace that somebody can look at: the sandbox, the bot, and the clock they share."""

    def __init__(self, *, state: Path, port: int) -> None:
        state.mkdir(parents=True, exist_ok=True)
        is_new = not (state / "rapport.db").exists()
        self._clock = Clock()
        self._bot: Bot | None = None
        self.slack = Sandbox(
            manifest=MANIFEST,
            port=port,
            state=state / "slack.json",
            jumps=self._jumps,
            on_travel=self._travel,
        ).start()
        with ExitStack() as unless_it_runs:
            unless_it_runs.callback(self.close)
            self._begin(state, port=port, is_new=is_new)
            unless_it_runs.pop_all()

    def _begin(self, state: Path, *, port: int, is_new: bool) -> None:
        self._clock.travel_to(self.slack.clock.now())
        environment = {**self.slack.environment, "DATABASE_URL": f"sqlite:///{state / 'rapport.db'}"}
        if port and _is_free(port + 1):  # where tracking links lead on, beside the page
            environment["PORT"] = str(port + 1)
        self._bot = Bot(read_settings(environment), clock=self._clock)
        self._bot.connect()
        self.slack.wait_until_connected()
        if is_new:
            seed.plant(self._bot, self.slack)
        self._bot.start()

    def close(self) -> None:
        """Stop both; what happened is kept."""
        if self._bot is not None:
            self._bot.stop()
        self.slack.close()

    def _travel(self, moment: datetime) -> None:
        since = self._clock()
        self._clock.travel_to(moment)
        if self._bot is not None:
            with self._bot.database.transaction(self._bot.home.team_id) as store:
                living.pass_time(store, since=since, until=moment)
            self._bot.scheduler.hurry()

    def _jumps(self) -> list[tuple[str, datetime]]:
        """Where in time the page offers to go."""
        now = self._clock()
        jumps = [("Monday 9:00", _monday(now))]
        reminder = self._next_reminder(now)
        return [("The next reminder", reminder), *jumps] if reminder else jumps

    def _next_reminder(self, now: datetime) -> datetime | None:
        if self._bot is None:
            return None
        with self._bot.database.reading(self._bot.home.team_id) as store:
            coming = upcoming.planned(store, KINDS, to=None, now=now)
        asked = (at for at, one in coming if one.kind == "followup" and one.at and one.at > now)
        return next(asked, None)


def _monday(now: datetime) -> datetime:
    local = now.astimezone(seed.ZONE)
    morning = datetime.combine(local.date() + timedelta(days=-local.weekday() % 7), time(9), seed.ZONE)
    return (morning if morning > local else morning + timedelta(days=7)).astimezone(UTC)


def run(*, port: int) -> int:
    """Run the demo until somebody stops it."""
    if not _is_free(port):
        raise SettingsError(f"Something listens on port {port} already. Stop it, or use another: --port {port + 1}.")
    demo = Demo(state=STATE, port=port)
    print(f"\n  Rapport is running. Open {demo.slack.address} in a browser.")
    print(
        "  You are Maria; switch to others at the top. Stop with Ctrl+C, start again where you left off.\n", flush=True
    )
    wait_for_end()
    demo.close()
    return 0


def reset() -> int:
    """Forget what the demo keeps."""
    shutil.rmtree(STATE, ignore_errors=True)
    print("The demo begins anew at its next start.")
    return 0


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
