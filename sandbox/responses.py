"""What the app answers through a response URL or in the ack of a command."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from sandbox.delivery.response_urls import POSTS, ResponseUrl
from sandbox.messages import announce, bot_message, change, change_ephemeral, delete, post, post_ephemeral
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError
from sandbox.web_api.arguments import flag
from sandbox.web_api.content import check_content

CONTENT = ("text", "blocks", "attachments", "metadata")
TYPES = ("ephemeral", "in_channel")


async def answer_response_url(slack: Slack, request: web.Request) -> web.StreamResponse:
    """One post to a response URL."""
    url = slack.response_urls.issued.get(request.match_info["key"])
    if url is None or slack.response_urls.expired(url):
        slack.breaches.error("response_url_expired", "Its 30 minutes are over.", where="response_url")
        return web.json_response({"ok": False, "error": "expired_url"}, status=404)
    if url.posts >= POSTS:
        slack.breaches.error("response_url_used_up", "It takes five posts.", where="response_url")
        return web.json_response({"ok": False, "error": "used_url"}, status=404)
    try:
        content = await request.json()
    except ValueError:
        return web.Response(status=400, text="invalid_payload")
    url.posts += 1
    try:
        respond(slack, url, content, method="response_url")
    except SlackError as error:
        slack.breaches.error(error.error, f"Refused: {error.extra}", where="response_url")
        return web.json_response(error.answer(), status=400)
    return web.Response(text="ok")


def respond(slack: Slack, url: ResponseUrl, content: Any, *, method: str) -> None:
    """Do what the app asks for: replace, delete, or show something new. Raises SlackError."""
    if not isinstance(content, dict):
        content = {"text": str(content)}
    if content.get("response_type") not in (None, "", *TYPES):
        sentence = f"response_type is one of {', '.join(TYPES)}."
        slack.breaches.error("response_type_invalid", sentence, where=method)
    if flag(content, "delete_original"):
        _replace(slack, url, None)
        return
    body = {key: content[key] for key in CONTENT if content.get(key) not in (None, "")}
    if not any(key in body for key in ("text", "blocks", "attachments")):
        raise SlackError("no_text")
    check_content(slack, body, method=method)
    message = bot_message(slack, body)
    if not (flag(content, "replace_original") and _replace(slack, url, message)):
        _add(slack, url, content, message)


def _replace(slack: Slack, url: ResponseUrl, message: Json | None) -> bool:
    """Change the message this URL belongs to, or take it away (None); whether there is one."""
    ephemeral = slack.workspace.ephemerals.get(url.ephemeral or "")
    if ephemeral is not None:
        change_ephemeral(slack, ephemeral, message)
        return True
    old = slack.workspace.messages[url.channel].get(url.original or "")
    if old is None:
        return False
    conversation = slack.workspace.conversations[url.channel]
    if message is None:
        delete(slack, conversation, old["ts"])
        return True
    replaced = ("text", "blocks", "attachments", "edited")
    kept = {key: value for key, value in old.items() if key not in replaced}
    change(slack, conversation, {**message, **kept}, edited_by=slack.workspace.bot_user)
    return True


def _add(slack: Slack, url: ResponseUrl, content: Json, message: Json) -> None:
    conversation = slack.workspace.conversations[url.channel]
    thread_ts = content.get("thread_ts") or url.thread_ts
    if thread_ts and thread_ts not in slack.workspace.messages[conversation.id]:
        thread_ts = None
    if content.get("response_type") != "in_channel":
        made = post_ephemeral(slack, conversation, message, user=url.user, thread_ts=thread_ts)
        if url.original is None and url.ephemeral is None:
            url.ephemeral = made.id
        return
    posted = post(slack, conversation, message, thread_ts=thread_ts)
    if url.original is None and url.ephemeral is None:
        url.original = posted["ts"]
    for event in announce(slack, conversation, posted):
        slack.event(event)
