"""What the app gets for each interaction (reference: interaction payloads, slash commands)."""

from __future__ import annotations

import re
from typing import Any

from sandbox.elements import state_key
from sandbox.manifest import Command
from sandbox.normal import copied, entities_in_plain_text, escaped
from sandbox.records import Conversation, Person, View
from sandbox.slack import Slack
from sandbox.trouble import Json
from sandbox.views import view_object

_LINK = re.compile(r"(?<!\S)(https?://[^\s<>|]+)")


def common(slack: Slack, person: Person, kind: str) -> Json:
    """What every interaction carries."""
    workspace = slack.workspace
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": workspace.team_id,
        },
        "api_app_id": workspace.app_id,
        "token": workspace.tokens.verification,
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def channel_name(conversation: Conversation) -> str:
    """A conversation's name as payloads write it: that of a private channel is hidden."""
    names = {"channel": conversation.name, "private": "privategroup"}
    return names.get(conversation.kind, "directmessage")


def command_text(slack: Slack, command: Command, text: str) -> str:
    """What was typed after a command, as the app gets it.

    `& < >` arrive as entities (switch: `Slack.escape_commands`). Names of people and channels and links are
    turned into `<@U…|name>`, `<#C…|name>` and `<url>` only where the manifest's `should_escape` is true.
    """
    sent = escaped(text) if slack.escape_commands else text
    if not command.should_escape:
        return sent
    sent = _LINK.sub(r"<\1>", sent)
    for person in slack.workspace.people.values():
        sent = re.sub(rf"(?<!\S)@{re.escape(person.name)}(?![\w.-])", f"<@{person.id}|{person.name}>", sent)
    for conversation in slack.workspace.conversations.values():
        if conversation.kind in ("channel", "private"):
            mark = f"<#{conversation.id}|{conversation.name}>"
            sent = re.sub(rf"(?<!\S)#{re.escape(conversation.name)}(?![\w-])", mark, sent)
    return sent


def command_payload(
    slack: Slack,
    person: Person,
    conversation: Conversation,
    command: Command,
    *,
    text: str,
    response_url: str,
) -> Json:
    """A slash command; all values are texts, as in the form that Slack posts."""
    workspace = slack.workspace
    return {
        "token": workspace.tokens.verification,
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": conversation.id,
        "channel_name": channel_name(conversation),
        "user_id": person.id,
        "user_name": person.name,
        "command": command.command,
        "text": command_text(slack, command, text),
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": slack.triggers.issue(person.id, channel=conversation.id),
    }


_SHOWN = ("text", "value", "style", "placeholder", "confirm", "initial_date", "initial_time", "initial_option")


def action(slack: Slack, block: Json, element: Json, state: Json | None) -> Json:
    """One entry of `actions`: the element, and what was chosen in it."""
    kind = element["type"]
    made: Json = {"type": kind, "action_id": element["action_id"], "block_id": block["block_id"]}
    made |= {key: element[key] for key in _SHOWN if key in element and not (key == "value" and kind != "button")}
    if state is not None:
        made[state_key(kind)] = state.get(state_key(kind))
    return made | {"action_ts": slack.clock.ts()}


def view_actions(slack: Slack, person: Person, view: View, actions: list[Json]) -> Json:
    """block_actions in a modal or on Home."""
    payload = common(slack, person, "block_actions")
    payload |= {"container": {"type": "view", "view_id": view.id}, "view": view_object(slack, view)}
    payload["trigger_id"] = slack.triggers.issue(person.id, channel=view.channel, view_id=view.id)
    return payload | {"actions": actions}


def message_actions(
    slack: Slack,
    person: Person,
    conversation: Conversation,
    message: Json,
    actions: list[Json],
    *,
    state: dict[str, Any],
    response_url: str,
) -> Json:
    """block_actions in a message, ephemeral or not; an ephemeral one comes without its content."""
    return common(slack, person, "block_actions") | {
        "container": _message_container(conversation, message),
        "trigger_id": slack.triggers.issue(person.id, channel=conversation.id),
        "channel": {"id": conversation.id, "name": channel_name(conversation)},
        "message": _shown_message(message),
        "state": {"values": copied(state)},
        "response_url": response_url,
        "actions": entities_in_plain_text(actions),
    }


def _message_container(conversation: Conversation, message: Json) -> Json:
    container: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": conversation.id,
        "is_ephemeral": bool(message.get("is_ephemeral")),
    }
    return container | ({"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {})


def _shown_message(message: Json) -> Json:
    shown: Json = entities_in_plain_text(message)
    if message.get("is_ephemeral"):
        return {"type": "message"} | {key: shown[key] for key in _EPHEMERAL if key in shown}
    return shown


_EPHEMERAL = ("ts", "user", "team", "bot_id", "app_id", "blocks", "text")


def submission(slack: Slack, person: Person, view: View, *, response_urls: list[Json]) -> Json:
    """view_submission."""
    payload = common(slack, person, "view_submission")
    trigger = slack.triggers.issue(person.id, channel=view.channel, view_id=view.id)
    return payload | {"trigger_id": trigger, "view": view_object(slack, view), "response_urls": response_urls}


def closing(slack: Slack, person: Person, view: View, *, cleared: bool) -> Json:
    """view_closed."""
    return common(slack, person, "view_closed") | {"view": view_object(slack, view), "is_cleared": cleared}


def suggestion(slack: Slack, person: Person, block_id: str, action_id: str, *, query: str, container: Json) -> Json:
    """block_suggestion; `container` is what it stands in (view, or channel and message)."""
    payload = common(slack, person, "block_suggestion")
    return payload | {"action_id": action_id, "block_id": block_id, "value": query} | container


def global_shortcut(slack: Slack, person: Person, callback_id: str) -> Json:
    """A global shortcut: it has no channel."""
    payload = common(slack, person, "shortcut")
    return payload | {
        "callback_id": callback_id,
        "action_ts": slack.clock.ts(),
        "trigger_id": slack.triggers.issue(person.id),
    }


def message_shortcut(
    slack: Slack,
    person: Person,
    conversation: Conversation,
    message: Json,
    *,
    callback_id: str,
    response_url: str,
) -> Json:
    """A message shortcut (`message_action`)."""
    payload = common(slack, person, "message_action")
    return payload | {
        "callback_id": callback_id,
        "action_ts": slack.clock.ts(),
        "trigger_id": slack.triggers.issue(person.id, channel=conversation.id),
        "message_ts": message["ts"],
        "response_url": response_url,
        "channel": {"id": conversation.id, "name": channel_name(conversation)},
        "message": entities_in_plain_text(message),
    }
