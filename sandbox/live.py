"""`WS /sandbox/live`: changes as they happen, for one person (README, "What a person sees")."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

from aiohttp import web

from sandbox.feed import Change
from sandbox.seen import conversation_json, ephemeral_json, home_json, message_json, stack_json
from sandbox.slack import Slack
from sandbox.trouble import Json


def jumps(slack: Slack) -> list[Json]:
    """The times that the embedding program offers to jump to."""
    return [{"label": label, "at": at.isoformat()} for label, at in slack.hooks.jumps()]


async def serve(slack: Slack, request: web.Request) -> web.StreamResponse:
    """One page, until it goes."""
    user = request.query.get("as", "")
    origin = request.headers.get("Origin")
    if user not in slack.workspace.people or (origin and origin != f"http://{request.host}"):
        return web.Response(status=403, text="Say who you are: ?as=U…")
    socket = web.WebSocketResponse(heartbeat=20)
    await socket.prepare(request)
    queue: asyncio.Queue[Json] = asyncio.Queue()

    def hear(change: Change) -> None:
        if change.concerns(user):
            queue.put_nowait(as_json(slack, user, change))

    stop = slack.feed.listen(hear)
    writer = slack.start(_write(socket, queue))
    slack.pages.add(socket)
    try:
        async for _ in socket:
            pass
    finally:
        slack.pages.discard(socket)
        stop()
        writer.cancel()
    return socket


async def _write(socket: web.WebSocketResponse, queue: asyncio.Queue[Json]) -> None:
    while not socket.closed:
        text = json.dumps(await queue.get())
        try:
            await socket.send_str(text)
        except ConnectionError:
            return


def as_json(slack: Slack, user: str, change: Change) -> Json:
    """A change as this person's page gets it, rendered as things are now."""
    render = _RENDER.get(change.type)
    return {"type": change.type} | (render(slack, user, change.data) if render else change.data)


def _message(slack: Slack, _user: str, data: Json) -> Json:
    stored = slack.workspace.messages[data["channel"]][data["ts"]]
    return {"channel": data["channel"], "message": message_json(slack, data["channel"], stored)}


def _ephemeral(slack: Slack, _user: str, data: Json) -> Json:
    ephemeral = slack.workspace.ephemerals[data["ephemeral"]]
    shown = None if ephemeral.gone else ephemeral_json(slack, ephemeral)
    return {"channel": data["channel"], "message": shown, "id": ephemeral.id}


def _conversation(slack: Slack, user: str, data: Json) -> Json:
    line = conversation_json(slack, slack.workspace.conversations[data["channel"]], user=user)
    return {"channel": line["id"], "conversation": line, "unread": line["unread"], "mentions": line["mentions"]}


def _clock(slack: Slack, _user: str, _data: Json) -> Json:
    return {"now": slack.clock.now().isoformat(), "jumps": jumps(slack)}


_RENDER: dict[str, Callable[[Slack, str, Json], Json]] = {
    "message": _message,
    "message_changed": _message,
    "ephemeral": _ephemeral,
    "ephemeral_changed": _ephemeral,
    "view": lambda slack, user, _data: {"stack": stack_json(slack, user)},
    "home": lambda slack, user, _data: {"view": home_json(slack, user)},
    "conversation": _conversation,
    "unread": _conversation,
    "clock": _clock,
}
