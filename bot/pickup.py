"""Taking messages off the outbox, one at a time, and knowing when one is nobody's any more."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.gate import Gate, Gates, Paces
from bot.slack import Rests, Slack
from bot.watch import Watch
from storage import Database
from storage.claims import LEASE, Parcel

ROOM = 20
"""Seconds that have to be left of a lease before Slack is asked to post: longer than it may take to answer."""

SPREAD = 30
"""Milliseconds over which senders that wait for the same moment look again."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A message in our hands, and the way to Slack for it. `began` by the clock that nobody sets."""

    parcel: Parcel
    slack: Slack
    gate: Gate
    began: float


class Pickup:
    """What the senders of one process take. `steady` counts the seconds that really pass."""

    def __init__(
        self, database: Database, *, now: Callable[[], datetime], steady: Callable[[], float], paces: Paces
    ) -> None:
        self._database = database
        self._now = now
        self._steady = steady
        self._watch = Watch(steady)
        self._gates = Gates(database, now=now, watch=self._watch, paces=paces)
        self._broken_off: set[str] = set()

    def take(self, slack: Slack) -> Attempt | None:
        """Take the next message that can be sent now: none of a lane that is busy, and none that somebody holds."""
        began = self._steady()
        with self._database.looking() as claims:
            known = claims.lanes.busy(now=self._now()) if claims.is_waiting() else None
        if known is None:
            return None
        busy = self._gates.busy(known)
        with self._database.claiming() as claims:
            lapsed = self._lapsed(claims.holders(), rests=[one.rest for one in known if one.rest])
            token = secrets.token_hex(8)
            parcel = claims.message(now=self._now(), token=token, lapsed=lapsed, busy=busy)
        if parcel is None:
            return None
        gate = self._gates.for_message(parcel.workspace, parcel.to)
        return Attempt(parcel, slack.through(gate), gate, began)

    def _lapsed(self, holders: set[str], *, rests: Iterable[str]) -> list[str]:
        """Those who hold nothing any more: gone for a whole lease, or broken off here."""
        self._watch.forget_but({*holders, *rests})
        self._broken_off &= holders
        return [*self._watch.lapsed(holders, seconds=LEASE.total_seconds()), *self._broken_off]

    @contextmanager
    def trying(self, attempt: Attempt) -> Iterator[None]:
        """An attempt to send; one that breaks off, as when the database goes away, is taken up again at once."""
        is_over = False
        try:
            yield
            is_over = True
        finally:
            if not is_over:
                self._broken_off.add(attempt.parcel.held_by)

    def check_time(self, attempt: Attempt) -> None:
        """Raises Rests where it took so long until now that somebody may take the message over meanwhile."""
        if self._steady() - attempt.began > LEASE.total_seconds() - ROOM:
            raise Rests("it took too long to come this far", wait=1)

    def waits(self) -> list[float]:
        """In how many seconds the lanes that are busy are free again."""
        with self._database.looking() as claims:
            known = claims.lanes.busy(now=self._now())
        return list(self._gates.busy(known).values())

    @staticmethod
    def spread() -> float:
        """Some milliseconds more: of senders that wait for the same moment the first takes what there is to take."""
        return secrets.randbelow(SPREAD) / 1_000
