"""conversations.open, info, list, members, history, replies, join (scopes depend on the conversation's kind)."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.events import HISTORY_SCOPE
from sandbox.normal import copied
from sandbox.records import Conversation
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError
from sandbox.web_api.access import READ_SCOPE, need, seen_conversation
from sandbox.web_api.arguments import flag, number, page, required

KIND_OF_TYPE: dict[str, tuple[str, ...]] = {
    "public_channel": ("channel",),
    "private_channel": ("private",),
    "im": ("app",),
    "mpim": (),
}


def types_wanted(slack: Slack, args: Json, *, scopes: Mapping[str, str]) -> set[str]:
    """The kinds named in `types`, each with its scope. Raises SlackError invalid_types or missing_scope."""
    kinds: set[str] = set()
    for name in str(args.get("types") or "public_channel").replace(" ", "").split(","):
        if name not in KIND_OF_TYPE:
            raise SlackError("invalid_types")
        for kind in KIND_OF_TYPE[name]:
            need(slack, scopes[kind])
            kinds.add(kind)
    return kinds


def conversation_object(slack: Slack, conversation: Conversation) -> Json:
    """A conversation as Slack gives it (reference: the conversation object)."""
    direct = conversation.kind in ("dm", "app")
    made: Json = {
        "id": conversation.id,
        "created": conversation.created,
        "is_archived": conversation.archived,
        "is_channel": conversation.kind == "channel",
        "is_group": conversation.kind == "private",
        "is_private": conversation.kind != "channel",
        "is_im": direct,
        "is_mpim": False,
        "is_org_shared": False,
        "context_team_id": slack.workspace.team_id,
        "updated": conversation.created * 1000,
    }
    if direct:
        return made | {"user": conversation.other(slack.workspace.bot_user), "priority": 0}
    return made | _named(slack, conversation)


def _named(slack: Slack, conversation: Conversation) -> Json:
    return {
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_general": conversation.name == "general",
        "is_shared": False,
        "is_member": slack.workspace.bot_user in conversation.members,
        "creator": conversation.creator,
        "topic": {"value": conversation.topic, "creator": conversation.creator, "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(conversation.members),
    }


def conversations_open(slack: Slack, args: Json) -> Json:
    """conversations.open: the app's conversation with one person."""
    if args.get("channel"):
        conversation = seen_conversation(slack, args["channel"])
        return {"ok": True, "channel": {"id": conversation.id}}
    users = [user for user in str(args.get("users") or "").split(",") if user]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        need(slack, "mpim:write")
        raise SlackError("method_not_supported_for_channel_type")
    person = slack.workspace.people.get(users[0])
    if person is None:
        raise SlackError("user_not_found")
    if person.is_bot or person.deleted:
        raise SlackError("cannot_dm_bot" if person.is_bot else "user_disabled")
    before = len(slack.workspace.conversations)
    conversation = slack.workspace.direct(person.id, slack.workspace.bot_user)
    existed = len(slack.workspace.conversations) == before
    answer: Json = {"ok": True, "channel": {"id": conversation.id}}
    if flag(args, "return_im"):
        answer["channel"] = conversation_object(slack, conversation)
    return answer | ({"no_op": True, "already_open": True} if existed else {})


def conversations_info(slack: Slack, args: Json) -> Json:
    """conversations.info."""
    conversation = _known(slack, args, scopes=READ_SCOPE)
    return {"ok": True, "channel": conversation_object(slack, conversation)}


def _known(slack: Slack, args: Json, *, scopes: Mapping[str, str]) -> Conversation:
    required(args, "channel")
    conversation = seen_conversation(slack, args["channel"])
    need(slack, scopes[conversation.kind])
    return conversation


def conversations_list(slack: Slack, args: Json) -> Json:
    """conversations.list: public channels, and what else the bot is in."""
    kinds = types_wanted(slack, args, scopes=READ_SCOPE)
    bot = slack.workspace.bot_user
    found = [
        conversation_object(slack, c)
        for c in slack.workspace.conversations.values()
        if c.kind in kinds and (c.kind == "channel" or bot in c.members)
        if not (c.archived and flag(args, "exclude_archived"))
    ]
    channels, cursor = page(found, args, default=100, most=1000)
    return {"ok": True, "channels": channels, "response_metadata": {"next_cursor": cursor}}


def conversations_members(slack: Slack, args: Json) -> Json:
    """conversations.members."""
    conversation = _known(slack, args, scopes=READ_SCOPE)
    found = [{"id": member} for member in conversation.members]
    members, cursor = page(found, args, default=100, most=1000)
    ids = [member["id"] for member in members]
    return {"ok": True, "members": ids, "response_metadata": {"next_cursor": cursor}}


def conversations_join(slack: Slack, args: Json) -> Json:
    """conversations.join: public channels only."""
    required(args, "channel")
    conversation = seen_conversation(slack, args["channel"])
    if conversation.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if conversation.archived:
        raise SlackError("is_archived")
    already = slack.workspace.bot_user in conversation.members
    if not already:
        conversation.members.append(slack.workspace.bot_user)
        slack.feed.add("conversation", conversation.members, channel=conversation.id)
    answer: Json = {"ok": True, "channel": conversation_object(slack, conversation)}
    return answer | ({"warning": "already_in_channel"} if already else {})


def conversations_history(slack: Slack, args: Json) -> Json:
    """conversations.history, newest first; replies stand in their threads only."""
    conversation = _readable(slack, args)
    messages = slack.workspace.messages[conversation.id].values()
    top = [m for m in messages if m.get("thread_ts", m["ts"]) == m["ts"] or m.get("subtype") == "thread_broadcast"]
    found = [_shown(m, args) for m in reversed(top) if _within(m["ts"], args)]
    number(args, "limit", default=100, most=999)
    chosen, cursor = page(found, args, default=100, most=999)
    answer: Json = {
        "ok": True,
        "messages": chosen,
        "has_more": bool(cursor),
        "pin_count": len(conversation.pins),
    }
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def conversations_replies(slack: Slack, args: Json) -> Json:
    """conversations.replies, oldest first, the thread's first message included."""
    required(args, "ts")
    conversation = _readable(slack, args)
    if args["ts"] not in slack.workspace.messages[conversation.id]:
        raise SlackError("thread_not_found")
    thread = slack.workspace.thread(conversation.id, str(args["ts"]))
    found = [_shown(m, args) for m in thread if m["ts"] == args["ts"] or _within(m["ts"], args)]
    chosen, cursor = page(found, args, default=1000, most=1000)
    answer: Json = {"ok": True, "messages": chosen, "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def _readable(slack: Slack, args: Json) -> Conversation:
    conversation = _known(slack, args, scopes=HISTORY_SCOPE)
    if slack.workspace.bot_user not in conversation.members:
        raise SlackError("not_in_channel")
    return conversation


def _within(ts: str, args: Json) -> bool:
    oldest, latest = str(args.get("oldest") or "0"), str(args.get("latest") or "9" * 12)
    if flag(args, "inclusive"):
        return float(oldest) <= float(ts) <= float(latest)
    return float(oldest) < float(ts) < float(latest)


def _shown(message: Json, args: Json) -> Json:
    shown: Json = copied(message)
    if not flag(args, "include_all_metadata"):
        shown.pop("metadata", None)
    return shown
