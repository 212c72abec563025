"""The gate before each of the sender's calls: no faster than Slack allows, and not at all while Slack wants peace.

What is used up and what rests stands in the database, for all processes. See `bot/domain/team/pace.py` for the figures.
"""

import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.team.pace import CONVERSATION, METHODS, POST, SHARE, Pace
from bot.slack import Rests
from bot.watch import Watch
from storage import Database
from storage.lanes import EVERYTHING, Lane, Lanes

log = logging.getLogger("rapport.sender")

MENDING = 300
"""Seconds between two tries of what an admin of the workspace has to mend first."""

QUIET = timedelta(minutes=1)
"""Where nothing was posted for so long, a limit that is reached cannot be the conversation's."""

APP_WIDE = "rate_limited"
""""Application has posted too many messages": the workspace's limit, by the page of chat.postMessage."""


@dataclass(frozen=True, slots=True)
class Paces:
    """How fast to go in a conversation and by which method. Without any, only what Slack asks for is kept."""

    conversation: Pace | None = CONVERSATION
    methods: Mapping[str, Pace] | None = None

    def of(self, name: str, *, method: str) -> Pace | None:
        """The pace of a lane."""
        if name == method:
            return (METHODS if self.methods is None else self.methods).get(name)
        return None if name == EVERYTHING else self.conversation


UNPACED = Paces(conversation=None, methods={})
"""As fast as can be: for a Slack without limits."""


class Gates:
    """Gives a gate for each message. One for a whole process."""

    def __init__(self, database: Database, *, now: Callable[[], datetime], watch: Watch, paces: Paces) -> None:
        self.database = database
        self.now = now
        self.watch = watch
        self.paces = paces

    def for_message(self, workspace: str, conversation: str) -> "Gate":
        """The gate that a message to a conversation goes through."""
        return Gate(self, workspace, conversation)

    def busy(self, known: Sequence[Lane]) -> dict[tuple[str, str], float]:
        """Which lanes have to be left alone, and for how many seconds."""
        waits = {(one.workspace, one.name): self._wait(one) for one in known}
        return {name: wait for name, wait in waits.items() if wait > 0}

    def _wait(self, one: Lane) -> float:
        now = self.now()
        rest = self.watch.left(one.rest, seconds=one.seconds) if one.rest else 0.0
        pace = self.paces.of(one.name, method=one.name if one.name in METHODS else "")
        return max(rest, (pace.ready_at(one.free_at, now=now) - now).total_seconds() if pace else 0.0)


class Gate:
    """What stands between one message and Slack."""

    def __init__(self, gates: Gates, workspace: str, conversation: str) -> None:
        self._gates = gates
        self._workspace = workspace
        self._conversation = conversation
        self._is_quiet = True
        self._tries_again: set[str] = set()

    def before(self, method: str) -> None:
        """Take one's turn to call a method. Raises Rests where it has not come."""
        with self._gates.database.claiming() as claims:
            lanes = claims.lanes
            known = lanes.hold(self._workspace, self._names(method))
            for one in known.values():
                self._end_rest(lanes, one)
            self._keep_pace(lanes, known, method)

    def _names(self, method: str) -> list[str]:
        return [EVERYTHING, method, *([self._conversation] if method in (POST, SHARE) else [])]

    def _end_rest(self, lanes: Lanes, one: Lane) -> None:
        """End a rest that is over. Of what has to be mended, one try is made, and all others wait for how it ends."""
        if one.rest is None:
            return
        left = self._gates.watch.left(one.rest, seconds=one.seconds)
        if left > 0:
            raise Rests(one.cause or "ratelimited", wait=left)
        if one.cause is None:
            lanes.end_rest(one)
        else:
            self._tries_again.add(one.name)
            lanes.begin_rest(one, token=self._token(), seconds=one.seconds, cause=one.cause, since=one.since)

    def _keep_pace(self, lanes: Lanes, known: Mapping[str, Lane], method: str) -> None:
        now = self._gates.now()
        paced = [(one, pace) for one in known.values() if (pace := self._gates.paces.of(one.name, method=method))]
        wait = max((pace.ready_at(one.free_at, now=now) - now for one, pace in paced), default=timedelta(0))
        if wait > timedelta(0):
            raise Rests("paced", wait=wait.total_seconds())
        for one, pace in paced:
            if one.name == self._conversation:
                self._is_quiet = one.free_at < now - QUIET
            lanes.advance(one, free_at=pace.after(one.free_at, now=now))

    def passed(self) -> None:
        """A call got through: what had to be mended is mended."""
        if not self._tries_again:
            return
        with self._gates.database.claiming() as claims:
            lanes = claims.lanes
            for one in lanes.hold(self._workspace, sorted(self._tries_again)).values():
                lanes.end_rest(one)
        self._tries_again.clear()

    def limited(self, method: str, *, why: str, seconds: int) -> None:
        """Slack wants to be left alone for so many seconds: by the conversation, by the method, or with all posts."""
        with self._gates.database.claiming() as claims:
            lanes = claims.lanes
            busy = lanes.busy(now=self._gates.now())
            is_common = why == APP_WIDE or self._is_quiet or self._is_resting_elsewhere(busy)
            by_all = method not in (POST, SHARE) or is_common
            name = method if by_all else self._conversation
            log.info("%s rests for %s s: %s", name, seconds, why)
            (one,) = lanes.hold(self._workspace, [name]).values()
            if one.rest is None or self._gates.watch.left(one.rest, seconds=one.seconds) < seconds:
                lanes.begin_rest(one, token=self._token(seconds), seconds=seconds, cause=one.cause, since=one.since)

    def _is_resting_elsewhere(self, busy: Sequence[Lane]) -> bool:
        """Whether another conversation was told to wait, too: then it is not the conversation that is too fast."""
        others = (one for one in busy if one.workspace == self._workspace and one.rest and one.name not in METHODS)
        return any(one.name not in (self._conversation, EVERYTHING) for one in others)

    def shut(self, method: str | None, *, why: str) -> None:
        """Nothing gets through, by one method or at all, until somebody mends it: rest, and try again now and then."""
        name = method or EVERYTHING
        log.error("Slack refuses %s: %s. Rapport tries again every %s s.", method or "everything", why, MENDING)
        with self._gates.database.claiming() as claims:
            lanes = claims.lanes
            (one,) = lanes.hold(self._workspace, [name]).values()
            since = one.since or self._gates.now()
            lanes.begin_rest(one, token=self._token(), seconds=MENDING, cause=why, since=since)

    def _token(self, seconds: int = MENDING) -> str:
        """A new token, seen from this moment on."""
        token = secrets.token_hex(8)
        self._gates.watch.left(token, seconds=seconds)
        return token
