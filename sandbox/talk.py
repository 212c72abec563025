"""What a person does without the app's help: write, upload, react, read, open a direct message, move the clock."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sandbox.events import wants
from sandbox.files import file_object, new_file, put_content
from sandbox.links import links_in, marked_up, of_domains
from sandbox.messages import announce, post
from sandbox.normal import escaped
from sandbox.places import member_of
from sandbox.records import Conversation, Person
from sandbox.slack import Slack
from sandbox.trouble import CannotDo, Json, SlackError
from sandbox.web_api.marks import react


def typed_message(slack: Slack, text: str) -> str:
    """What a person typed, as Slack stores it: entities, names of people and channels, links."""
    stored = marked_up(escaped(text))
    for person in slack.workspace.people.values():
        stored = re.sub(rf"(?<!\S)@{re.escape(person.name)}(?![\w-])", f"<@{person.id}>", stored)
    for conversation in slack.workspace.conversations.values():
        if conversation.kind in ("channel", "private"):
            mark = f"<#{conversation.id}|{conversation.name}>"
            stored = re.sub(rf"(?<!\S)#{re.escape(conversation.name)}(?![\w-])", mark, stored)
    return stored


async def message(slack: Slack, person: Person, args: Json) -> Json:
    """Write a message; the app has heard of it (or failed to, within 3 seconds) when this returns."""
    conversation = member_of(slack, person, str(args.get("channel")))
    text = str(args.get("text") or "")
    if not text.strip():
        raise CannotDo("Type a message first.")
    if conversation.archived:
        raise CannotDo("This channel is archived.")
    slack.workspace.typed.append(text)
    written = _own(slack, person, text=typed_message(slack, text))
    posted = post(slack, conversation, written, thread_ts=_thread(slack, conversation, args))
    await _tell_app(slack, person, conversation, posted)
    return {"ts": posted["ts"], "channel": conversation.id}


def _own(slack: Slack, person: Person, *, text: str) -> Json:
    who = {"type": "message", "user": person.id, "client_msg_id": str(uuid4())}
    return {**who, "text": text, "team": slack.workspace.team_id}


def _thread(slack: Slack, conversation: Conversation, args: Json) -> str | None:
    wanted = args.get("thread_ts")
    if not wanted:
        return None
    parent = slack.workspace.messages[conversation.id].get(str(wanted))
    if parent is None:
        raise CannotDo("That message is gone.")
    return str(parent.get("thread_ts") or parent["ts"])


async def _tell_app(slack: Slack, person: Person, conversation: Conversation, posted: Json) -> None:
    events = announce(slack, conversation, posted)
    bot = f"<@{slack.workspace.bot_user}>"
    if bot in posted["text"] and wants(slack.manifest, "app_mention"):
        kept = ("client_msg_id", "user", "text", "ts", "team", "thread_ts")
        mention = {key: posted[key] for key in kept if key in posted}
        events.append({"type": "app_mention", **mention, "channel": conversation.id, "event_ts": posted["ts"]})
    events.extend(_link_events(slack, person, conversation, posted))
    await until_answered([slack.event(event) for event in events])


def _link_events(slack: Slack, person: Person, conversation: Conversation, posted: Json) -> list[Json]:
    """link_shared, in every conversation, whether or not the bot is a member."""
    if not wants(slack.manifest, "link_shared"):
        return []
    domains = slack.manifest.unfurl_domains
    links = [{"domain": of_domains(url, domains), "url": url} for url in links_in(posted["text"])]
    links = [link for link in links if link["domain"]]
    if not links:
        return []
    event: Json = {
        "type": "link_shared",
        "user": person.id,
        "channel": conversation.id,
        "is_bot_user_member": slack.workspace.bot_user in conversation.members,
        "message_ts": posted["ts"],
        "unfurl_id": f"{conversation.id}-{posted['ts']}",
        "source": "conversations_history",
        "links": links,
        "event_ts": posted["ts"],
    }
    return [event | ({"thread_ts": posted["thread_ts"]} if posted.get("thread_ts") else {})]


async def until_answered(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Wait until the app has answered each, or failed to."""
    await asyncio.gather(*tasks)


async def upload(slack: Slack, person: Person, args: Json) -> Json:
    """Upload a file; with a channel it is shared there, without one it only gets an id, for a file input."""
    content = args["content"]
    if not isinstance(content, bytes) or not content:
        raise CannotDo("This file is empty.")
    name = str(args.get("name") or "file")
    file = new_file(slack, name, user=person.id, size=len(content), by_app=False)
    put_content(slack, file, content)
    slack.workspace.typed.append(name)
    if not args.get("channel"):
        return {"file": file_object(slack, file)}
    conversation = member_of(slack, person, str(args["channel"]))
    file.channels.append(conversation.id)
    text = str(args.get("text") or "")
    shared = _own(slack, person, text=typed_message(slack, text))
    shared |= {"subtype": "file_share", "files": [file_object(slack, file)], "upload": False}
    posted = post(slack, conversation, shared, thread_ts=_thread(slack, conversation, args))
    await _tell_app(slack, person, conversation, posted)
    if wants(slack.manifest, "file_shared") and slack.workspace.bot_user in conversation.members:
        event = {"type": "file_shared", "file_id": file.id, "user_id": person.id, "file": {"id": file.id}}
        await until_answered([slack.event(event | {"channel_id": conversation.id, "event_ts": posted["ts"]})])
    return {"file": file_object(slack, file), "ts": posted["ts"], "channel": conversation.id}


async def read(slack: Slack, person: Person, args: Json) -> Json:
    """Mark a conversation read up to a message, or wholly."""
    conversation = member_of(slack, person, str(args.get("channel")))
    messages = slack.workspace.messages[conversation.id]
    newest = next(reversed(messages)) if messages else "0"
    conversation.read[person.id] = max(str(args.get("ts") or newest), conversation.read.get(person.id, "0"))
    slack.feed.add("unread", [person.id], channel=conversation.id)
    return {}


async def add_reaction(slack: Slack, person: Person, args: Json) -> Json:
    """React to a message with an emoji's name."""
    conversation = member_of(slack, person, str(args.get("channel")))
    ts, name = str(args.get("ts")), str(args.get("name")).strip(":")
    try:
        react(slack, conversation, ts, name=name, user=person.id)
    except SlackError as error:
        raise CannotDo(f"That reaction cannot be added ({error.error}).") from None
    if wants(slack.manifest, "reaction_added") and slack.workspace.bot_user in conversation.members:
        item = {"type": "message", "channel": conversation.id, "ts": ts}
        owner = slack.workspace.messages[conversation.id][ts].get("user")
        event = {
            "type": "reaction_added",
            "user": person.id,
            "reaction": name,
            "item_user": owner,
            "item": item,
        }
        await until_answered([slack.event(event | {"event_ts": slack.clock.ts()})])
    return {}


async def open_dm(slack: Slack, person: Person, args: Json) -> Json:
    """Open or find the direct message with somebody (or with the app's bot)."""
    other = slack.workspace.person(str(args.get("user")))
    conversation = slack.workspace.direct(person.id, other.id)
    slack.feed.add("conversation", conversation.members, channel=conversation.id)
    return {"channel": conversation.id}


async def join(slack: Slack, person: Person, args: Json) -> Json:
    """Join a public channel."""
    conversation = slack.workspace.conversation(str(args.get("channel")))
    if conversation.kind != "channel":
        raise CannotDo("Only public channels can be joined.")
    if person.id not in conversation.members:
        conversation.members.append(person.id)
        slack.feed.add("conversation", conversation.members, channel=conversation.id)
        if wants(slack.manifest, "member_joined_channel") and slack.workspace.bot_user in conversation.members:
            event = {"type": "member_joined_channel", "user": person.id, "channel": conversation.id}
            kind = {"channel_type": "C", "team": slack.workspace.team_id, "event_ts": slack.clock.ts()}
            await until_answered([slack.event(event | kind)])
    return {"channel": conversation.id}


async def travel(slack: Slack, _person: Person, args: Json) -> Json:
    """Move the workspace's clock forward: by `seconds`, or `to` an ISO time or one of the jumps."""
    if isinstance(args.get("seconds"), int | float):
        return {"now": (await travel_to(slack, slack.clock.now() + timedelta(seconds=args["seconds"]))).isoformat()}
    wanted = str(args.get("to"))
    at = dict(slack.hooks.jumps()).get(wanted)
    if at is None:
        try:
            at = datetime.fromisoformat(wanted)
        except ValueError:
            raise CannotDo(f"{wanted} is neither a time nor one of the jumps.") from None
    return {"now": (await travel_to(slack, at)).isoformat()}


async def travel_to(slack: Slack, at: datetime) -> datetime:
    """Move the clock forward, do what has become due, and tell the embedding program (in a thread)."""
    now = slack.clock.travel_to(at)
    slack.workspace.clock_offset = slack.clock.offset
    slack.timers.do_due()
    slack.timers.wake()
    slack.feed.add("clock", None)
    if slack.hooks.on_travel is not None:
        await asyncio.to_thread(slack.hooks.on_travel, now)
    return now
