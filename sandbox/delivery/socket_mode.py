"""Socket Mode: single-use URLs, hello, envelopes and their acks, disconnects (docs.slack.dev, Using Socket Mode)."""

from __future__ import annotations

import asyncio
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from uuid import uuid4

from aiohttp import WSMsgType, web

from sandbox.delivery.answers import Answer
from sandbox.trouble import Json, SlackError

if TYPE_CHECKING:
    from sandbox.slack import Slack

MOST_CONNECTIONS = 10
CONNECTION_SECONDS = 3600
CLOSE_AFTER_REFRESH_SECONDS = 10.0


@dataclass(slots=True)
class Envelope:
    """One payload under way: who awaits its ack, and whether the ack may carry a payload."""

    acked: asyncio.Future[Answer]
    accepts_payload: bool
    what: str


@dataclass(slots=True, eq=False)
class Connection:
    """One open socket of the app; a leaving one gets no new payloads while there is another."""

    socket: web.WebSocketResponse
    transport: asyncio.BaseTransport | None
    leaving: bool = False


@dataclass
class SocketMode:
    """All connections of the app, and the envelopes under way."""

    slack: Slack
    connections: list[Connection] = field(default_factory=list)
    _tickets: dict[str, bool] = field(default_factory=dict)
    _envelopes: dict[str, Envelope] = field(default_factory=dict)
    _turn: int = 0

    def open(self) -> str:
        """A new single-use URL, for apps.connections.open. Raises SlackError."""
        if not self.slack.manifest.socket_mode:
            raise SlackError("socket_mode_not_enabled")
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = True
        base = self.slack.base.replace("http://", "ws://")
        return f"{base}/link/?ticket={ticket}&app_id={self.slack.workspace.app_id}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection of the app, for its whole life."""
        if not self._tickets.pop(request.query.get("ticket", ""), False):
            return web.Response(status=401, text="This URL was used before, or never given out.")
        if len(self.connections) >= MOST_CONNECTIONS:
            self.slack.breaches.error("too_many_websockets", "More than 10 connections.", where="Socket Mode")
            return web.Response(status=408, text="too_many_websockets")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, request.transport)
        self._close_replaced()
        self.connections.append(connection)
        self.slack.feed.add("connections", ())
        try:
            with suppress(ConnectionError):  # cut without a close, by either side
                await socket.send_str(json.dumps(self._hello()))
                await self._listen(connection)
        finally:
            self.connections.remove(connection)
            self.slack.feed.add("connections", ())
        return socket

    def _close_replaced(self) -> None:
        """Connections that were asked to go are closed once the app has opened a new one."""
        for connection in self.connections:
            if connection.leaving:
                self.slack.start(connection.socket.close(code=1001))

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {
                "host": "sandbox",
                "build_number": 1,
                "approximate_connection_time": CONNECTION_SECONDS,
            },
            "connection_info": {"app_id": self.slack.workspace.app_id},
        }

    async def _listen(self, connection: Connection) -> None:
        async for message in connection.socket:
            if message.type is WSMsgType.TEXT:
                self._acked(message.data)

    def _acked(self, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            ack = None
        envelope = self._envelopes.pop(str(ack.get("envelope_id")), None) if isinstance(ack, dict) else None
        if envelope is None or not isinstance(ack, dict):
            sentence = f"This acknowledges nothing that was sent: {text[:200]}"
            self.slack.breaches.error("ack_unknown_envelope", sentence, where="Socket Mode")
            return
        body = ack.get("payload")
        if body and not envelope.accepts_payload:
            sentence = f"An ack of {envelope.what} cannot carry a payload."
            self.slack.breaches.error("payload_not_accepted", sentence, where=envelope.what)
            body = None
        if not envelope.acked.done():
            envelope.acked.set_result(Answer(body=body))

    def send(
        self, kind: str, payload: Json, *, accepts_payload: bool, what: str, retry: tuple[int, str] | None
    ) -> asyncio.Future[Answer]:
        """Send one payload to one connection; the future is done when it is acknowledged."""
        acked: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        connection = self._next_connection()
        if connection is None:
            acked.set_result(Answer("connection_failed"))
            return acked
        number = str(uuid4())
        self._envelopes[number] = Envelope(acked, accepts_payload, what)
        envelope: Json = {
            "envelope_id": number,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": accepts_payload,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry[0] if retry else 0, "retry_reason": retry[1] if retry else ""}
        self.slack.start(self._write(connection, envelope, acked))
        return acked

    async def _write(self, connection: Connection, envelope: Json, acked: asyncio.Future[Answer]) -> None:
        try:
            await connection.socket.send_str(json.dumps(envelope))
        except ConnectionError:
            if not acked.done():
                acked.set_result(Answer("connection_failed"))

    def _next_connection(self) -> Connection | None:
        open_ones = [c for c in self.connections if not c.socket.closed]
        staying = [c for c in open_ones if not c.leaving] or open_ones
        self._turn += 1
        return staying[self._turn % len(staying)] if staying else None

    async def disconnect(self, *, reason: Literal["warning", "refresh_requested", "link_disabled"]) -> None:
        """Ask the app to open new connections; the old ones are closed a little later."""
        for connection in list(self.connections):
            connection.leaving = reason != "warning"
            message: Json = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
            await connection.socket.send_str(json.dumps(message))
            if connection.leaving:
                self.slack.start(self._close_later(connection))

    async def _close_later(self, connection: Connection) -> None:
        await asyncio.sleep(CLOSE_AFTER_REFRESH_SECONDS)
        await connection.socket.close()

    def drop(self) -> None:
        """Cut every connection without a word, as a broken network does."""
        for connection in list(self.connections):
            if isinstance(connection.transport, asyncio.WriteTransport):
                connection.transport.abort()

    async def close(self) -> None:
        """Close what is open, at the sandbox's end."""
        sockets = [connection.socket for connection in self.connections]
        await asyncio.gather(*(socket.close(code=1001) for socket in sockets), return_exceptions=True)
