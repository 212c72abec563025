"""Deliver payloads to the app over whichever way it uses, await acks for 3 seconds, retry events."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from sandbox.delivery.answers import Answer
from sandbox.delivery.signed_http import SignedHttp
from sandbox.delivery.socket_mode import SocketMode
from sandbox.trouble import Json

if TYPE_CHECKING:
    from sandbox.breaches import Breach
    from sandbox.slack import Slack

ACK_SECONDS = 3.0
RETRY_SECONDS = (0, 60, 300)
"""When an event is sent again: at once, after 1 minute, after 5 (the Events API's page)."""

What = Literal["command", "action", "view_submission", "view_closed", "shortcut", "options", "event"]

_ACCEPTS_PAYLOAD = frozenset({"command", "view_submission", "options"})
_ENVELOPE: dict[str, str] = {"command": "slash_commands", "event": "events_api"}


class Delivery:
    """The way to the app: Socket Mode, or signed HTTP once `deliver_to` named an address."""

    def __init__(self, slack: Slack) -> None:
        self.slack = slack
        self.socket_mode = SocketMode(slack)
        self.http: SignedHttp | None = None
        self.under_way = 0

    def deliver_to(self, url: str) -> None:
        """Use signed HTTP to this address from now on."""
        if self.http is None:
            self.http = SignedHttp(self.slack, url)
        self.http.url = url

    async def interact(self, what: What, payload: Json, *, where: str) -> Answer:
        """Send a command or an interaction, once; a failure is noted as a breach and given back."""
        answer, breach = await self._await_ack(what, payload, where=where, retry=None)
        if breach is None and not answer.ok:
            self._note_failure(what, answer, where=where)
        return answer

    async def event(self, payload: Json) -> Answer:
        """Send an event; where it fails it comes again, up to three times, by the workspace's clock."""
        return await self._attempt(payload, attempt=0, reason="")

    async def _attempt(self, payload: Json, *, attempt: int, reason: str) -> Answer:
        where = f"event {payload['event']['type']}"
        retry = (attempt, reason) if attempt else None
        answer, breach = await self._await_ack("event", payload, where=where, retry=retry)
        if answer.ok:
            return answer
        if breach is None:
            self._note_failure("event", answer, where=where)
        if attempt < len(RETRY_SECONDS) and not answer.no_retry:
            due = self.slack.clock.time() + RETRY_SECONDS[attempt]
            again = self._again(payload, attempt=attempt + 1, reason=answer.failure or "unknown_error")
            self.slack.timers.at(due, again)
        return answer

    def _again(self, payload: Json, *, attempt: int, reason: str) -> Callable[[], None]:
        def start() -> None:
            self.slack.start(self._attempt(payload, attempt=attempt, reason=reason))

        return start

    async def _await_ack(
        self, what: What, payload: Json, *, where: str, retry: tuple[int, str] | None
    ) -> tuple[Answer, Breach | None]:
        started = time.monotonic()
        acked = self._send(what, payload, where=where, retry=retry)
        self.under_way += 1
        done, _ = await asyncio.wait({acked}, timeout=ACK_SECONDS)
        self.under_way -= 1
        self.slack.feed.add("delivered", ())
        if done:
            return acked.result(), None
        code = "event_not_acked" if what == "event" else "never_acked"
        breach = self.slack.breaches.error(code, "No acknowledgement within 3 seconds.", where=where)
        acked.add_done_callback(lambda late: self._amend(breach, late, seconds=time.monotonic() - started))
        return Answer("http_timeout"), breach

    def _send(self, what: What, payload: Json, *, where: str, retry: tuple[int, str] | None) -> asyncio.Future[Answer]:
        kind = _ENVELOPE.get(what, "interactive")
        if self.http is not None:
            return self.http.send(kind, payload, retry=retry)
        accepts = what in _ACCEPTS_PAYLOAD
        return self.socket_mode.send(kind, payload, accepts_payload=accepts, what=where, retry=retry)

    def _note_failure(self, what: What, answer: Answer, *, where: str) -> None:
        if answer.failure == "connection_failed":
            self.slack.breaches.warning("app_unreachable", "The app is not connected.", where=where)
        elif answer.status == 404:
            sentence = "The app answered 404: nothing in it handles this."
            self.slack.breaches.error(f"{what}_unhandled", sentence, where=where)
        else:
            sentence = f"The app answered {answer.status}."
            self.slack.breaches.error("ack_refused", sentence, where=where)

    def _amend(self, breach: Breach, late: asyncio.Future[Answer], *, seconds: float) -> None:
        """An ack that comes after all makes "never" a "late"."""
        if not late.cancelled() and late.exception() is None and late.result().ok:
            breach.code = "event_ack_late" if breach.code == "event_not_acked" else "ack_late"
            breach.message = f"Acknowledged after {seconds:.1f} seconds; Slack waits 3."
            self.slack.feed.add("problem", None, problem=breach.as_json())

    async def close(self) -> None:
        """Close the connections of both ways."""
        await self.socket_mode.close()
        if self.http is not None:
            await self.http.close()
