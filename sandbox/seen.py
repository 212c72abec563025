"""What a person sees: messages, views, side bar, as the JSON of `/sandbox/*` (README, "What a person sees")."""

from __future__ import annotations

from sandbox.normal import copied
from sandbox.records import Conversation, Ephemeral, Person, View
from sandbox.slack import Slack
from sandbox.trouble import Json
from sandbox.views import view_object

_KEPT = ("blocks", "attachments", "files", "reactions", "metadata", "edited", "thread_ts", "subtype")


def message_json(slack: Slack, channel: str, message: Json, *, ephemeral: str | None = None) -> Json:
    """A message as the page and the driver get it."""
    bot = {"id": message["bot_id"], "name": slack.manifest.bot_name} if message.get("bot_id") else None
    made: Json = {
        "channel": channel,
        "ts": message["ts"],
        "user": message.get("user"),
        "bot": bot,
        "text": message.get("text", ""),
        "ephemeral": ephemeral,
        "reply_count": message.get("reply_count", 0),
        "reply_users": list(message.get("reply_users", [])),
    }
    for key in _KEPT:
        made[key] = copied(message[key]) if key in message else ([] if key in _LISTS else None)
    return made


_LISTS = frozenset({"blocks", "attachments", "files", "reactions"})


def ephemeral_json(slack: Slack, ephemeral: Ephemeral) -> Json:
    """The same for an ephemeral message."""
    return message_json(slack, ephemeral.channel, ephemeral.message, ephemeral=ephemeral.id)


def view_json(slack: Slack, view: View) -> Json:
    """A view with the values in it and the errors beside its fields."""
    return view_object(slack, view) | {"errors": dict(view.errors)}


def stack_json(slack: Slack, user: str) -> list[Json]:
    """A person's open modals, the one on top last."""
    return [view_json(slack, view) for view in slack.workspace.stack(user)]


def home_json(slack: Slack, user: str) -> Json | None:
    """What Home shows this person."""
    view = slack.workspace.homes.get(user)
    return view_json(slack, view) if view else None


def person_json(person: Person) -> Json:
    """A person as the page gets them."""
    keys = (
        "id",
        "name",
        "real_name",
        "title",
        "tz",
        "avatar_color",
        "initials",
        "is_bot",
        "is_guest",
        "is_admin",
        "presence",
    )
    return {key: getattr(person, key) for key in keys}


def conversation_json(slack: Slack, conversation: Conversation, *, user: str) -> Json:
    """A line of the side bar."""
    unread = unread_of(slack, conversation, user=user)
    mention = f"<@{user}"
    mentions = [m for m in unread if conversation.kind in ("dm", "app") or mention in m.get("text", "")]
    messages = slack.workspace.messages[conversation.id]
    return {
        "id": conversation.id,
        "name": conversation.name,
        "kind": conversation.kind,
        "user": conversation.other(user) if conversation.kind in ("dm", "app") else None,
        "topic": conversation.topic,
        "unread": len(unread),
        "mentions": len(mentions),
        "last_ts": next(reversed(messages)) if messages else None,
        "members": list(conversation.members),
        "bookmarks": list(conversation.bookmarks),
        "pins": list(conversation.pins),
    }


def unread_of(slack: Slack, conversation: Conversation, *, user: str) -> list[Json]:
    """The top-level messages of others that this person has not read."""
    read = conversation.read.get(user, "0")
    messages = slack.workspace.messages[conversation.id].values()
    top = (m for m in messages if m.get("thread_ts", m["ts"]) == m["ts"])
    return [m for m in top if m["ts"] > read and m.get("user") != user]


def messages_of(slack: Slack, conversation: Conversation, *, user: str) -> list[Json]:
    """Everything in a conversation that stands outside threads, oldest first, with this person's ephemerals."""
    found = [
        message_json(slack, conversation.id, m)
        for m in slack.workspace.messages[conversation.id].values()
        if m.get("thread_ts", m["ts"]) == m["ts"] or m.get("subtype") == "thread_broadcast"
    ]
    found += [m for m in ephemerals_of(slack, conversation, user=user) if not m["thread_ts"]]
    return sorted(found, key=lambda message: str(message["ts"]))


def ephemerals_of(slack: Slack, conversation: Conversation, *, user: str) -> list[Json]:
    """This person's ephemeral messages here that are still there."""
    return [
        ephemeral_json(slack, e)
        for e in slack.workspace.ephemerals.values()
        if e.channel == conversation.id and e.user == user and not e.gone
    ]


def thread_of(slack: Slack, conversation: Conversation, ts: str, *, user: str) -> list[Json]:
    """A thread as this person sees it, oldest first."""
    found = [message_json(slack, conversation.id, m) for m in slack.workspace.thread(conversation.id, ts)]
    found += [m for m in ephemerals_of(slack, conversation, user=user) if m["thread_ts"] == ts]
    return sorted(found, key=lambda message: str(message["ts"]))


def now_json(slack: Slack, where: Json) -> Json | None:
    """What stands at a place (`where` of the README) now; None where it is gone."""
    if "view_id" in where:
        view = slack.workspace.view(where["view_id"])
        return view_json(slack, view) if view else None
    if "ephemeral" in where:
        ephemeral = slack.workspace.ephemerals.get(where["ephemeral"])
        return ephemeral_json(slack, ephemeral) if ephemeral and not ephemeral.gone else None
    message = slack.workspace.messages[where["channel"]].get(where["ts"])
    return message_json(slack, where["channel"], message) if message else None


def seen_since(slack: Slack, user: str, seq: int) -> Json:
    """What is new for a person after a number of the feed: `seen` without what an act itself adds."""
    ephemerals: dict[str, Json] = {}
    messages: dict[tuple[str, str], Json] = {}
    for change in slack.feed.since(seq, user):
        if change.type in ("ephemeral", "ephemeral_changed"):
            ephemeral = slack.workspace.ephemerals[change.data["ephemeral"]]
            ephemerals.pop(ephemeral.id, None)
            if not ephemeral.gone:
                ephemerals[ephemeral.id] = ephemeral_json(slack, ephemeral)
        elif change.type in ("message", "message_changed") and change.data["content"]:
            channel, ts = change.data["channel"], change.data["ts"]
            stored = slack.workspace.messages[channel].get(ts)
            if stored is not None and (stored.get("user") != user or change.type == "message_changed"):
                messages[channel, ts] = message_json(slack, channel, stored)
    stack = stack_json(slack, user)
    return {
        "error": None,
        "view": stack[-1] if stack else None,
        "closed": False,
        "field_errors": {},
        "ephemerals": list(ephemerals.values()),
        "messages": list(messages.values()),
        "seq": slack.feed.seq,
    }
