"""Which events the app is told of: subscribed in the manifest, the scope granted, the bot a member where it must be."""

from __future__ import annotations

from sandbox.ids import new_id
from sandbox.manifest import Manifest
from sandbox.records import Conversation
from sandbox.trouble import Json
from sandbox.workspace import Workspace

HISTORY_SCOPE: dict[str, str] = {
    "channel": "channels:history",
    "private": "groups:history",
    "dm": "im:history",
    "app": "im:history",
}

MESSAGE_EVENT: dict[str, str] = {
    "channel": "message.channels",
    "private": "message.groups",
    "dm": "message.im",
    "app": "message.im",
}

EVENT_SCOPE: dict[str, str | None] = {
    "app_home_opened": None,
    "link_shared": "links:read",
    "user_change": "users:read",
    "team_join": "users:read",
    "member_joined_channel": "channels:read",
    "member_left_channel": "channels:read",
    "reaction_added": "reactions:read",
    "file_shared": "files:read",
    "app_mention": "app_mentions:read",
}
"""The scope that each event needs (the event reference)."""


def wants(manifest: Manifest, event_type: str) -> bool:
    """Whether the app subscribed to this event and holds its scope."""
    scope = EVENT_SCOPE[event_type]
    return event_type in manifest.bot_events and (scope is None or scope in manifest.bot_scopes)


def wants_message(manifest: Manifest, conversation: Conversation, *, bot_user: str) -> bool:
    """Whether the app hears the messages of this conversation."""
    return (
        bot_user in conversation.members
        and MESSAGE_EVENT[conversation.kind] in manifest.bot_events
        and HISTORY_SCOPE[conversation.kind] in manifest.bot_scopes
    )


def event_payload(workspace: Workspace, event: Json, *, seconds: float) -> Json:
    """The outer payload in which Slack delivers an event (the Events API's `event_callback`)."""
    return {
        "token": workspace.tokens.verification,
        "team_id": workspace.team_id,
        "context_team_id": workspace.team_id,
        "context_enterprise_id": None,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": new_id("Ev"),
        "event_time": int(seconds),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team_id,
                "user_id": workspace.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-" + new_id("ctx"),
    }


def message_event(conversation: Conversation, message: Json) -> Json:
    """A new message, as an event carries it."""
    hidden = ("reply_count", "reply_users", "reply_users_count", "latest_reply", "reactions", "permalink")
    kept = {key: value for key, value in message.items() if key not in hidden}
    where = {"channel": conversation.id, "channel_type": conversation.channel_type}
    return {**kept, **where, "event_ts": message["ts"]}


def changed_event(conversation: Conversation, message: Json, *, before: Json, event_ts: str) -> Json:
    """A message that was edited."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": message,
        "previous_message": before,
        "channel": conversation.id,
        "channel_type": conversation.channel_type,
        "hidden": True,
        "ts": event_ts,
        "event_ts": event_ts,
    }


def deleted_event(conversation: Conversation, before: Json, *, event_ts: str) -> Json:
    """A message that was deleted."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": before,
        "deleted_ts": before["ts"],
        "channel": conversation.id,
        "channel_type": conversation.channel_type,
        "hidden": True,
        "ts": event_ts,
        "event_ts": event_ts,
    }
