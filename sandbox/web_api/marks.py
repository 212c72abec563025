"""reactions.add, pins.add, bookmarks.add."""

from __future__ import annotations

import re

from sandbox.ids import new_id
from sandbox.messages import tell
from sandbox.records import Conversation
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError
from sandbox.web_api.access import seen_conversation
from sandbox.web_api.arguments import required

_NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def react(slack: Slack, conversation: Conversation, ts: str, *, name: str, user: str) -> None:
    """Put somebody's reaction on a message. Raises SlackError."""
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_name")
    message = slack.workspace.messages[conversation.id].get(ts)
    if message is None:
        raise SlackError("message_not_found")
    reactions = message.setdefault("reactions", [])
    found = next((r for r in reactions if r["name"] == name), None)
    if found is None:
        found = {"name": name, "users": [], "count": 0}
        reactions.append(found)
    if user in found["users"]:
        raise SlackError("already_reacted")
    found["users"].append(user)
    found["count"] += 1
    tell(slack, conversation, "message_changed", ts)


def _place(slack: Slack, args: Json, key: str) -> Conversation:
    required(args, key)
    conversation = seen_conversation(slack, args[key])
    if slack.workspace.bot_user not in conversation.members:
        raise SlackError("not_in_channel")
    return conversation


def reactions_add(slack: Slack, args: Json) -> Json:
    """reactions.add; names without colons."""
    required(args, "name", "timestamp")
    conversation = _place(slack, args, "channel")
    react(slack, conversation, str(args["timestamp"]), name=str(args["name"]), user=slack.workspace.bot_user)
    return {"ok": True}


def pins_add(slack: Slack, args: Json) -> Json:
    """pins.add."""
    required(args, "timestamp")
    conversation = _place(slack, args, "channel")
    ts = str(args["timestamp"])
    if ts not in slack.workspace.messages[conversation.id]:
        raise SlackError("message_not_found")
    if any(pin["ts"] == ts for pin in conversation.pins):
        raise SlackError("already_pinned")
    conversation.pins.append({"ts": ts, "created_by": slack.workspace.bot_user})
    slack.feed.add("conversation", conversation.members, channel=conversation.id)
    return {"ok": True}


def bookmarks_add(slack: Slack, args: Json) -> Json:
    """bookmarks.add; links need http or https."""
    required(args, "title", "type")
    conversation = _place(slack, args, "channel_id")
    if args["type"] != "link":
        raise SlackError("invalid_bookmark_type")
    if not str(args.get("link") or "").startswith(("http://", "https://")):
        raise SlackError("invalid_link")
    bookmark = {
        "id": new_id("Bk"),
        "channel_id": conversation.id,
        "title": str(args["title"]),
        "link": str(args["link"]),
        "emoji": args.get("emoji") or "",
        "type": "link",
        "date_created": int(slack.clock.time()),
        "app_id": slack.workspace.app_id,
    }
    conversation.bookmarks.append(bookmark)
    slack.feed.add("conversation", conversation.members, channel=conversation.id)
    return {"ok": True, "bookmark": bookmark}
