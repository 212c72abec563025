"""Where an element stands that a person uses: a view on top, Home, a message, or an ephemeral message."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox.normal import find_element
from sandbox.records import Conversation, Ephemeral, Person, View
from sandbox.slack import Slack
from sandbox.trouble import CannotDo, Json
from sandbox.views import initial_values


@dataclass(slots=True)
class Place:
    """What holds the element: its blocks, the values given so far, and whose it is. `key` names it."""

    key: str
    blocks: list[Json]
    state: dict[str, dict[str, Json]]
    view: View | None = None
    conversation: Conversation | None = None
    message: Json = field(default_factory=dict)
    ephemeral: Ephemeral | None = None

    def element(self, block_id: str, action_id: str) -> tuple[Json, Json]:
        """The block and the element with these ids. Raises CannotDo."""
        found = find_element(self.blocks, block_id, action_id)
        if found is None:
            raise CannotDo(f"There is no element {action_id} in a block {block_id} here.")
        return found

    def attachment(self, block_id: str) -> Json | None:
        """The attachment in which a block stands, if it stands in one."""
        for attachment in self.message.get("attachments", []):
            if any(block.get("block_id") == block_id for block in attachment.get("blocks", [])):
                found: Json = attachment
                return found
        return None


def find_place(slack: Slack, person: Person, where: Any) -> Place:
    """The place that `where` names (README): view_id, ephemeral, or channel and ts. Raises CannotDo."""
    if not isinstance(where, dict):
        raise CannotDo("Say where: a view_id, an ephemeral, or a channel and a ts.")
    if where.get("view_id"):
        return _in_view(slack, person, str(where["view_id"]))
    if where.get("ephemeral"):
        return _in_ephemeral(slack, person, str(where["ephemeral"]))
    conversation = member_of(slack, person, str(where.get("channel")))
    message = slack.workspace.messages[conversation.id].get(str(where.get("ts")))
    if message is None:
        raise CannotDo("That message is gone.")
    return _in_message(slack, conversation, message)


def member_of(slack: Slack, person: Person, which: str) -> Conversation:
    """A conversation that this person is in. Raises CannotDo."""
    conversation = slack.workspace.conversation(which)
    if person.id not in conversation.members:
        raise CannotDo(f"{person.real_name} is not in #{conversation.name}.")
    return conversation


def _in_view(slack: Slack, person: Person, view_id: str) -> Place:
    view = slack.workspace.view(view_id)
    if view is None or view.user != person.id:
        raise CannotDo("That view is closed.")
    stack = slack.workspace.stack(person.id)
    if view.kind == "modal" and stack[-1] is not view:
        raise CannotDo("Another modal lies on top of that one.")
    return Place(view.id, view.body["blocks"], view.state, view=view)


def _in_ephemeral(slack: Slack, person: Person, ephemeral_id: str) -> Place:
    ephemeral = slack.workspace.ephemerals.get(ephemeral_id)
    if ephemeral is None or ephemeral.gone or ephemeral.user != person.id:
        raise CannotDo("That message is gone.")
    conversation = slack.workspace.conversations[ephemeral.channel]
    place = _in_message(slack, conversation, ephemeral.message)
    place.ephemeral = ephemeral
    return place


def _in_message(slack: Slack, conversation: Conversation, message: Json) -> Place:
    blocks = [*message.get("blocks", [])]
    for attachment in message.get("attachments", []):
        blocks.extend(attachment.get("blocks", []))
    key = f"{conversation.id}:{message['ts']}"
    state = slack.workspace.states.setdefault(key, {})
    for block_id, fields in initial_values(blocks).items():
        for action_id, value in fields.items():
            state.setdefault(block_id, {}).setdefault(action_id, value)
    return Place(key, blocks, state, conversation=conversation, message=message)
