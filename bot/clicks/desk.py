"""Serves links from memory and brings clicks into the database when it can be reached.

A redirect asks the database for nothing: links are read at the start, when one was made, and every half minute. Its
click is in the journal before it is answered. Of a visitor nothing is kept: only which link, when, and whether it was
a robot.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.clicks.journal import Journal
from bot.deps import Deps
from bot.services.results import conversions, links
from storage import AWAY
from storage.links import Click

log = logging.getLogger("rapport.clicks")

FRESH = timedelta(seconds=30)
"""How old the links in memory get, unless one was made meanwhile."""

MOST_HELD = 100_000
"""Clicks held in memory while the disk takes nothing."""


@dataclass(frozen=True, slots=True)
class _Served:
    workspace: str
    collaboration_id: int
    before: str
    after: str


class ClickDesk:
    """The links in memory, and the clicks on their way into the database."""

    def __init__(self, deps: Deps, *, journal: Journal, workspaces: Callable[[], list[str]]) -> None:
        self._deps = deps
        self._journal = journal
        self._workspaces = workspaces
        self._served: dict[str, _Served] = {}
        self._read_at: datetime | None = None
        self._newest: dict[str, int] = {}
        self._held: list[bytes] = []
        self._is_away = False

    def follow(self, alias: str, *, is_robot: bool) -> str | None:
        """Where a link leads, with its click kept; None where there is no such link."""
        link = self._served.get(alias)
        if link is None:
            return None
        token = secrets.token_urlsafe(12)
        self._keep(link, token, is_robot=is_robot)
        return f"{link.before}{token}{link.after}"

    def _keep(self, link: _Served, token: str, *, is_robot: bool) -> None:
        at = int(self._deps.now().timestamp() * 1_000_000)
        line = f"{token} {link.workspace} {link.collaboration_id} {at} {int(is_robot)}\n".encode()
        try:
            self._journal.append(line)
        except OSError as error:
            if not self._held:
                log.error("clicks are held in memory: the journal cannot be written (%s)", error.strerror)
            if len(self._held) < MOST_HELD:
                self._held.append(line)

    def tick(self) -> None:
        """Bring clicks into the database, and the links up to date. Waits for the next tick where it is away."""
        try:
            self._count()
            if self._is_old or self._newest_links() != self._newest:
                self.read()
        except AWAY as away:
            if not self._is_away:
                log.warning("clicks wait in the journal: the database does not answer (%s)", type(away).__name__)
            self._is_away = True
        else:
            self._is_away = False

    def read(self) -> None:
        """Read all links."""
        served: dict[str, _Served] = {}
        newest = self._newest_links()
        for workspace in self._workspaces():
            with self._deps.reading(workspace) as store:
                found = links.redirects(store)
            served |= {alias: _Served(workspace, *link) for alias, link in found.items()}
        self._served, self._newest, self._read_at = served, newest, self._deps.now()

    @property
    def _is_old(self) -> bool:
        """Whether the links were read too long ago, by a clock that may have been set back."""
        return self._read_at is None or not timedelta() <= self._deps.now() - self._read_at < FRESH

    def _newest_links(self) -> dict[str, int]:
        found = {}
        for workspace in self._workspaces():
            with self._deps.reading(workspace) as store:
                found[workspace] = store.links.newest()
        return found

    def close(self) -> None:
        """Bring what can be brought, and leave the rest in the journal."""
        self.tick()
        self._journal.close()

    def _count(self) -> None:
        held, self._held = self._held, []
        for line in held:
            self._keep_again(line)
        for _ in range(2):  # what waited since an outage, then what was written meanwhile
            for path in self._journal.waiting():
                for lines in self._journal.batches(path):
                    self._write(lines)
                self._journal.done(path)

    def _keep_again(self, line: bytes) -> None:
        try:
            self._journal.append(line)
        except OSError:
            self._held.append(line)

    def _write(self, lines: list[bytes]) -> None:
        by_workspace: dict[str, list[Click]] = {}
        for line in lines:
            workspace, click = _click(line)
            if click is not None:
                by_workspace.setdefault(workspace, []).append(click)
        for workspace, clicks in by_workspace.items():
            with self._deps.transaction(workspace) as store:
                conversions.count_clicks(store, clicks, now=self._deps.now())


def _click(line: bytes) -> tuple[str, Click | None]:
    """A line of the journal. One that was cut off when a process died was never answered, and is left out."""
    parts = line.decode("ascii", "replace").split()
    if not line.endswith(b"\n") or len(parts) != 5 or not (parts[2] + parts[3] + parts[4]).isdecimal():
        return "", None
    token, workspace, collaboration, at, robot = parts
    moment = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(at))
    return workspace, Click(token, int(collaboration), moment, robot == "1")
