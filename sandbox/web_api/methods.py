"""The table of methods: function, scope, tier, kind of token, and whether a JSON body is read.

Scopes and tiers by each method's reference page; a scope that depends on the conversation stands in the function.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sandbox.slack import Slack
from sandbox.trouble import Json
from sandbox.web_api import chat, conversations, files, marks, scheduled, unfurl, users, views


@dataclass(frozen=True, slots=True)
class Method:
    """One method. `tier` 1 to 4, or 0 where Slack names its own limit (chat.postMessage: per channel)."""

    function: Callable[[Slack, Json], Json]
    scope: str | None = None
    tier: int = 3
    token: Literal["bot", "app"] = "bot"  # noqa: S105 - a kind, no secret
    reads_json: bool = True


def _connections_open(slack: Slack, _args: Json) -> Json:
    return {"ok": True, "url": slack.delivery.socket_mode.open()}


def _read(function: Callable[[Slack, Json], Json], scope: str | None = None, tier: int = 3) -> Method:
    return Method(function, scope, tier, reads_json=False)


METHODS: dict[str, Method] = {
    "api.test": Method(users.api_test, tier=4),
    "auth.test": Method(users.auth_test, tier=4),
    "apps.connections.open": Method(_connections_open, tier=4, token="app"),  # noqa: S106
    "bookmarks.add": Method(marks.bookmarks_add, "bookmarks:write", 2),
    "bots.info": _read(users.bots_info, "users:read"),
    "chat.delete": Method(chat.delete_message, "chat:write"),
    "chat.deleteScheduledMessage": Method(scheduled.delete_scheduled, "chat:write"),
    "chat.getPermalink": _read(chat.get_permalink, tier=4),
    "chat.postEphemeral": Method(chat.post_ephemeral_message, "chat:write", 4),
    "chat.postMessage": Method(chat.post_message, "chat:write", 0),
    "chat.scheduleMessage": Method(scheduled.schedule_message, "chat:write"),
    "chat.scheduledMessages.list": Method(scheduled.list_scheduled),
    "chat.unfurl": Method(unfurl.unfurl, "links:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "conversations.history": _read(conversations.conversations_history),
    "conversations.info": _read(conversations.conversations_info),
    "conversations.join": Method(conversations.conversations_join, "channels:join"),
    "conversations.list": _read(conversations.conversations_list, tier=2),
    "conversations.members": _read(conversations.conversations_members, tier=4),
    "conversations.open": Method(conversations.conversations_open, "im:write"),
    "conversations.replies": _read(conversations.conversations_replies),
    "files.completeUploadExternal": Method(files.complete_upload, "files:write", 4),
    "files.delete": Method(files.files_delete, "files:write"),
    "files.getUploadURLExternal": _read(files.get_upload_url, "files:write", 4),
    "files.info": _read(files.files_info, "files:read", 4),
    "pins.add": Method(marks.pins_add, "pins:write", 2),
    "reactions.add": Method(marks.reactions_add, "reactions:write"),
    "team.info": _read(users.team_info, "team:read"),
    "users.conversations": _read(users.users_conversations),
    "users.info": _read(users.users_info, "users:read", 4),
    "users.list": _read(users.users_list, "users:read", 2),
    "users.lookupByEmail": _read(users.users_lookup_by_email, "users:read.email"),
    "views.open": Method(views.views_open, tier=4),
    "views.publish": Method(views.views_publish, tier=4),
    "views.push": Method(views.views_push, tier=4),
    "views.update": Method(views.views_update, tier=4),
}

RETIRED: dict[str, str] = {"files.upload": "method_deprecated"}
"""Methods that Slack has switched off, with its error."""
