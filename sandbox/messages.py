"""Messages: post, change, delete; threads, unread counts, and the events that follow from each."""

from __future__ import annotations

from sandbox.events import changed_event, deleted_event, message_event, wants_message
from sandbox.normal import copied, normal_blocks, stored_text
from sandbox.records import Conversation, Ephemeral
from sandbox.slack import Slack
from sandbox.trouble import Json

CONTENT = ("text", "blocks", "attachments", "metadata", "files", "unfurls")


def bot_message(slack: Slack, content: Json) -> Json:
    """A message of the app with this content (text, blocks, attachments, metadata), as Slack stores it."""
    workspace = slack.workspace
    message: Json = {
        "type": "message",
        "user": workspace.bot_user,
        "bot_id": workspace.bot_id,
        "app_id": workspace.app_id,
        "team": workspace.team_id,
        "bot_profile": bot_profile(slack),
        "text": stored_text(str(content.get("text") or ""))[:40_000],
    }
    if content.get("blocks"):
        message["blocks"] = normal_blocks(content["blocks"])
    if content.get("attachments"):
        message["attachments"] = normal_attachments(content["attachments"])
    if content.get("metadata"):
        message["metadata"] = copied(content["metadata"])
    return message


def normal_attachments(attachments: list[Json]) -> list[Json]:
    """Attachments as Slack stores them: numbered, their blocks completed."""
    made: list[Json] = copied(attachments)
    for number, attachment in enumerate(made, start=1):
        attachment.setdefault("id", number)
        attachment.setdefault("fallback", "[no preview available]")
        if attachment.get("blocks"):
            attachment["blocks"] = normal_blocks(attachment["blocks"])
    return made


def bot_profile(slack: Slack) -> Json:
    """What a bot's messages say of it."""
    workspace = slack.workspace
    return {
        "id": workspace.bot_id,
        "app_id": workspace.app_id,
        "user_id": workspace.bot_user,
        "name": slack.manifest.bot_name,
        "icons": {},
        "deleted": False,
        "updated": 0,
        "team_id": workspace.team_id,
    }


def post(slack: Slack, conversation: Conversation, message: Json, *, thread_ts: str | None = None) -> Json:
    """Add a message to a conversation now; gives it back with its `ts`."""
    message = {**message, "ts": slack.clock.ts()}
    messages = slack.workspace.messages[conversation.id]
    if thread_ts:
        message["thread_ts"] = thread_ts
        _count_reply(slack, conversation, messages[thread_ts], message)
    messages[message["ts"]] = message
    conversation.read[message["user"]] = message["ts"]
    tell(slack, conversation, "message", message["ts"])
    for user in set(conversation.members) - {message["user"], slack.workspace.bot_user}:
        slack.feed.add("unread", [user], channel=conversation.id)
    return message


def _count_reply(slack: Slack, conversation: Conversation, parent: Json, reply: Json) -> None:
    users = parent.setdefault("reply_users", [])
    if reply["user"] not in users:
        users.append(reply["user"])
    parent.setdefault("thread_ts", parent["ts"])
    parent["reply_count"] = parent.get("reply_count", 0) + 1
    parent["reply_users_count"] = len(users)
    parent["latest_reply"] = reply["ts"]
    tell(slack, conversation, "message_changed", parent["ts"], content=False)


def announce(slack: Slack, conversation: Conversation, message: Json) -> list[Json]:
    """The event of a new message, where the app hears this conversation: the events to deliver."""
    if not wants_message(slack.manifest, conversation, bot_user=slack.workspace.bot_user):
        return []
    return [message_event(conversation, message)]


def change(slack: Slack, conversation: Conversation, message: Json, *, edited_by: str | None) -> None:
    """Note that a stored message was changed, `message` holding the new content; tells people and the app."""
    before = copied(slack.workspace.messages[conversation.id][message["ts"]])
    if edited_by:
        message["edited"] = {"user": edited_by, "ts": slack.clock.ts()}
    slack.workspace.messages[conversation.id][message["ts"]] = message
    tell(slack, conversation, "message_changed", message["ts"])
    if wants_message(slack.manifest, conversation, bot_user=slack.workspace.bot_user):
        slack.event(changed_event(conversation, message, before=before, event_ts=slack.clock.ts()))


def delete(slack: Slack, conversation: Conversation, ts: str) -> None:
    """Take a message away; tells people and the app."""
    before = slack.workspace.messages[conversation.id].pop(ts)
    parent = slack.workspace.messages[conversation.id].get(before.get("thread_ts", ""))
    if parent is not None and parent["ts"] != ts:
        parent["reply_count"] = max(0, parent.get("reply_count", 1) - 1)
    slack.feed.add("message_deleted", conversation.members, channel=conversation.id, ts=ts)
    if wants_message(slack.manifest, conversation, bot_user=slack.workspace.bot_user):
        slack.event(deleted_event(conversation, before, event_ts=slack.clock.ts()))


def tell(slack: Slack, conversation: Conversation, kind: str, ts: str, *, content: bool = True) -> None:
    """Show the change to everybody in the conversation; `content` says whether more than counts changed."""
    slack.feed.add(kind, conversation.members, channel=conversation.id, ts=ts, content=content)


def post_ephemeral(
    slack: Slack, conversation: Conversation, message: Json, *, user: str, thread_ts: str | None = None
) -> Ephemeral:
    """Show a message to one person only."""
    ts = slack.clock.ts()
    stored = {**message, "ts": ts, "is_ephemeral": True}
    if thread_ts:
        stored["thread_ts"] = thread_ts
    ephemeral = Ephemeral(ts, conversation.id, user, stored)
    slack.workspace.ephemerals[ts] = ephemeral
    slack.feed.add("ephemeral", [user], channel=conversation.id, ephemeral=ts)
    return ephemeral


def change_ephemeral(slack: Slack, ephemeral: Ephemeral, message: Json | None) -> None:
    """Replace what an ephemeral message says, or take it away (None)."""
    if message is None:
        ephemeral.gone = True
    else:
        kept: Json = {
            key: ephemeral.message[key] for key in ("ts", "thread_ts", "is_ephemeral") if key in ephemeral.message
        }
        ephemeral.message = {**message, **kept}
    slack.feed.add("ephemeral_changed", [ephemeral.user], channel=ephemeral.channel, ephemeral=ephemeral.id)
