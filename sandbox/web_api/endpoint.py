"""`POST /api/<method>`: read the call, check token, scope and limits, do it, answer; faults and hooks around it."""

from __future__ import annotations

import asyncio
import json
from typing import Literal

from aiohttp import web

from sandbox.faults import Fault
from sandbox.slack import Call, Slack
from sandbox.trouble import Json, SlackError
from sandbox.web_api.access import need
from sandbox.web_api.arguments import decoded
from sandbox.web_api.methods import METHODS, RETIRED, Method

# fmt: off
EXPECTED = frozenset({
    "users_not_found", "user_not_found", "already_reacted", "name_taken", "channel_not_found", "not_in_channel",
    "message_not_found", "thread_not_found", "is_archived", "is_inactive", "cannot_unfurl_message", "already_pinned",
    "not_found", "expired_trigger_id",
})
# fmt: on
"""Errors that an app must cope with: noted as warnings, so that a reader of the problems sees them."""


CALLS = "ratelimited"
POSTS = "rate_limited"
"""The words of a 429. The second is chat.postMessage's: "Application has posted too many messages", all in all."""


class Cut(Exception):
    """The connection is cut without an answer."""


async def answer_call(slack: Slack, request: web.Request) -> web.StreamResponse:
    """One Web API call, from the request to the response."""
    name = request.match_info["method"]
    arguments, is_json, token = await _read(request)
    method = METHODS.get(name)
    if method is not None and is_json and not method.reads_json:
        sentence = f"{name} does not read JSON bodies: send a form."
        slack.breaches.error("json_not_read", sentence, where=name)
        arguments = decoded(dict(request.query))
    call = Call(name, arguments)
    slack.calls.append(call)
    try:
        _authorize(slack, name, method, token)
        limited = _limited(slack, call, method)
        if limited is not None:
            return limited
        return await _with_faults(slack, call, method)
    except SlackError as error:
        return _refused(slack, call, error)
    except Cut:
        if request.transport is not None:
            request.transport.close()
        return web.Response(status=500)
    finally:
        slack.feed.add("call", ())


async def _read(request: web.Request) -> tuple[Json, bool, str]:
    """The arguments, whether the body was JSON, and the token."""
    arguments: Json = dict(request.query)
    is_json = request.content_type == "application/json" and request.can_read_body
    if is_json:
        body = await request.text()
        try:
            parsed = json.loads(body or "{}")
        except ValueError:
            parsed = {}
        arguments |= parsed if isinstance(parsed, dict) else {}
    else:
        arguments |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    header = request.headers.get("Authorization", "")
    token = header.removeprefix("Bearer ").strip() if header else str(arguments.get("token", ""))
    arguments.pop("token", None)
    return decoded(arguments), is_json, token


def _authorize(slack: Slack, name: str, method: Method | None, token: str) -> None:
    if name in RETIRED:
        raise SlackError(RETIRED[name])
    if method is None:
        slack.breaches.error("unknown_method", f"There is no method {name}.", where=name)
        raise SlackError("unknown_method", req_method=name)
    if name == "api.test":
        return
    tokens = slack.workspace.tokens
    if not token:
        raise SlackError("not_authed")
    if token not in (tokens.bot, tokens.app):
        raise SlackError("invalid_auth")
    if token != (tokens.app if method.token == "app" else tokens.bot):  # noqa: S105 - a kind, no secret
        raise SlackError("not_allowed_token_type")
    if method.scope:
        need(slack, method.scope)


def _limited(slack: Slack, call: Call, method: Method | None) -> web.Response | None:
    if method is None:
        return None
    channel = _channel(call)
    if method.tier:
        wait, early, word = *slack.limits.tier(call.method, method.tier), CALLS
    else:
        wait, early, word = *slack.limits.channel(channel), CALLS
        if not wait:
            wait, too, word = *slack.limits.posts(), POSTS
            early = early or too
    if early or any(slack.limits.too_early(f"fault {call.method}{one}") for one in ("", f" {channel}")):
        sentence = "Called again before the time that Retry-After named."
        slack.breaches.error("retry_after_ignored", sentence, where=call.method)
    return _too_many(call, wait, word=word) if wait else None


def _channel(call: Call) -> str:
    return str(call.arguments.get("channel") or call.arguments.get("channel_id") or "")


def _too_many(call: Call, seconds: int, *, word: str) -> web.Response:
    call.answer = {"ok": False, "error": word}
    return web.json_response(call.answer, status=429, headers={"Retry-After": str(seconds)})


async def _with_faults(slack: Slack, call: Call, method: Method | None) -> web.Response:
    fault = slack.faults.take(call.method, _channel(call))
    if fault is not None and fault.error == 429:
        slack.limits.bar(f"fault {call.method}{f' {fault.channel}' if fault.channel else ''}", fault.retry_after)
        is_common = call.method == "chat.postMessage" and fault.channel is None
        return _too_many(call, fault.retry_after, word=POSTS if is_common else CALLS)
    if fault is not None and fault.error == 500:
        return web.Response(status=500, text="Internal Server Error")
    if fault is not None and fault.error == "timeout":
        await asyncio.Event().wait()
    if fault is not None and fault.error == "drop_socket":
        slack.delivery.socket_mode.drop()
    answer = await _effect(slack, call, method, fault)
    return web.json_response(answer, headers={"X-OAuth-Scopes": ",".join(sorted(slack.manifest.bot_scopes))})


async def _effect(slack: Slack, call: Call, method: Method | None, fault: Fault | None) -> Json:
    assert method is not None
    await _hook(slack, call, "before")
    try:
        answer = method.function(slack, call.arguments)
    except SlackError as error:
        await _hook(slack, call, "after")
        raise error
    await _hook(slack, call, "after")
    if fault is not None and fault.error == "lost":
        raise Cut
    call.answer = answer
    return answer


async def _hook(slack: Slack, call: Call, phase: Literal["before", "after"]) -> None:
    """Run the embedding program's hook in a thread, so that it may use the driver, and wait for it."""
    if slack.hooks.on_call is not None:
        await asyncio.get_running_loop().run_in_executor(None, slack.hooks.on_call, call, phase)


def _refused(slack: Slack, call: Call, error: SlackError) -> web.Response:
    call.answer = error.answer()
    if error.error in EXPECTED or (error.error == "invalid_blocks" and slack.lacks):
        slack.breaches.warning(error.error, f"{call.method} answered {error.error}.", where=call.method)
    elif error.error not in ("hash_conflict", "unknown_method"):
        slack.breaches.error(error.error, f"{call.method} answered {error.error}: {error.extra}", where=call.method)
    return web.json_response(call.answer)
