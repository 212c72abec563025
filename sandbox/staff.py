"""Who joins the workspace and what changes about people, with the events that follow."""

from __future__ import annotations

from typing import Any, Literal

from sandbox.cast import new_person
from sandbox.events import wants
from sandbox.records import Person
from sandbox.slack import Slack
from sandbox.trouble import Json
from sandbox.user_objects import user_object


async def join_team(slack: Slack, name: str, fields: dict[str, Any]) -> Person:
    """Somebody new, in all public channels (guests in none); the app hears `team_join` where it wants to."""
    workspace = slack.workspace
    person = new_person(name, len(workspace.people), **fields)
    workspace.people[person.id] = person
    for conversation in workspace.conversations.values():
        if conversation.kind == "channel" and (not person.is_guest or conversation.name == "launch"):
            conversation.members.append(person.id)
    slack.feed.add("people", None)
    await _tell_app(slack, person, "team_join")
    return person


async def change_person(slack: Slack, name: str, fields: dict[str, Any]) -> Person:
    """Change a person's title, zone, rights or `deleted`; the app hears `user_change` where it wants to."""
    person = slack.workspace.person(name)
    for key, value in fields.items():
        setattr(person, key, value)
    person.updated = int(slack.clock.time())
    slack.feed.add("people", None)
    await _tell_app(slack, person, "user_change")
    return person


async def _tell_app(slack: Slack, person: Person, event_type: Literal["team_join", "user_change"]) -> None:
    if wants(slack.manifest, event_type):
        user = user_object(slack.workspace, person, email=slack.granted("users:read.email"))
        event: Json = {"type": event_type, "user": user, "cache_ts": int(slack.clock.time())}
        await slack.event(event | {"event_ts": slack.clock.ts()})
