"""How Slack stores blocks: ids filled in, `emoji` and `verbatim` spelled out, entities escaped in text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sandbox.ids import short_id
from sandbox.trouble import Json

# fmt: off
INTERACTIVE = frozenset({
    "button", "checkboxes", "datepicker", "datetimepicker", "timepicker", "email_text_input", "number_input",
    "plain_text_input", "rich_text_input", "url_text_input", "file_input", "overflow", "radio_buttons",
    "static_select", "external_select", "users_select", "conversations_select", "channels_select",
    "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select",
    "multi_channels_select", "workflow_button", "feedback_buttons", "icon_button",
})
# fmt: on
"""Element types that a person can use."""

_LOOSE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt);)")


def copied(value: Any) -> Any:
    """A copy of JSON that shares nothing with the original."""
    return json.loads(json.dumps(value))


def normal_blocks(blocks: Any) -> list[Json]:
    """A copy of an app's blocks as Slack gives them back."""
    made: list[Json] = copied(blocks or [])
    for block in made:
        if not block.get("block_id"):
            block["block_id"] = short_id()
        for element in elements_of(block):
            if element.get("type") in INTERACTIVE and not element.get("action_id"):
                element["action_id"] = short_id()
        _spell_out(block)
    return made


def _spell_out(value: Any) -> None:
    """Text objects get the flag that Slack adds to each."""
    if isinstance(value, list):
        for item in value:
            _spell_out(item)
    elif isinstance(value, dict):
        if value.get("type") == "plain_text" and isinstance(value.get("text"), str):
            value.setdefault("emoji", True)
        elif value.get("type") == "mrkdwn" and isinstance(value.get("text"), str):
            value.setdefault("verbatim", False)
        for item in value.values():
            _spell_out(item)


def elements_of(block: Json) -> Iterator[Json]:
    """The elements that stand in a block, wherever Slack puts them, in containers and cards too."""
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            yield block[key]
    for key in ("elements", "actions"):
        for element in block.get(key) or []:
            if isinstance(element, dict):
                yield element
    if block.get("type") in ("container", "carousel", "card"):
        for child in (*(block.get("child_blocks") or ()), *(block.get("blocks") or ())):
            yield from elements_of(child)
        for card in block.get("elements") or []:
            if isinstance(card, dict) and card.get("type") == "card":
                yield from elements_of(card)


def find_element(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json] | None:
    """The block and the element with these ids."""
    for block in blocks:
        for element in elements_of(block):
            if element.get("action_id") == action_id and block.get("block_id") == block_id:
                return block, element
    return None


def stored_text(text: str) -> str:
    """A message's text as Slack stores it: what is no entity is escaped."""
    return _LOOSE_AMPERSAND.sub("&amp;", text)


def escaped(text: str) -> str:
    """What a person typed, as messages and commands carry it: `&amp; &lt; &gt;`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def entities_in_plain_text(value: Any) -> Any:
    """A copy of blocks as interactions carry them: plain texts come with entities too (bolt-python#513)."""
    if isinstance(value, list):
        return [entities_in_plain_text(item) for item in value]
    if not isinstance(value, dict):
        return value
    copy = {key: entities_in_plain_text(item) for key, item in value.items()}
    if value.get("type") == "plain_text":
        copy["text"] = escaped(unescaped(str(value.get("text", ""))))
    return copy


def unescaped(text: str) -> str:
    """The opposite of `escaped`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
