"""Blocks on some surface as a test sees them: what can be pressed, what can be filled."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as part
from typing import Any

from sandbox.elements import empty_value, label_of, options_of, state_key
from sandbox.normal import elements_of
from sandbox.reading import Reader
from sandbox.trouble import Json
from sandbox.views import fields_of


class SandboxError(AssertionError):
    """A real person could not do this, or did not see this; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: what it says, its ids, and the value of an overflow's option."""

    label: str
    block_id: str
    action_id: str
    value: Any = None
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """An input or menu: label, ids, element, and what it holds now (values, not labels)."""

    label: str
    block_id: str
    action_id: str
    element: Json
    state: Json
    optional: bool = True

    @property
    def value(self) -> Any:
        """What it holds: a text, an option's value, an id, or a list of those; None or [] where empty."""
        found = self.state.get(state_key(self.element["type"]), empty_value(self.element["type"]))
        if isinstance(found, list):
            return [_plain(one) for one in found]
        return _plain(found)

    @property
    def options(self) -> list[str]:
        """The labels that can be chosen."""
        return [label_of(option) for option in options_of(self.element)]


def _plain(value: Any) -> Any:
    return value.get("value", value.get("id")) if isinstance(value, dict) else value


def buttons_in(blocks: list[Json], reader: Reader) -> Iterator[Button]:
    """Every button, and every option of a menu outside a form, in these blocks."""
    for block in blocks:
        for element in elements_of(block):
            ids = (str(block.get("block_id")), str(element.get("action_id")))
            if element.get("type") in ("button", "workflow_button"):
                yield Button(reader.text(element.get("text")), *ids, style=element.get("style"))
            elif element.get("type") == "overflow" or (
                element.get("type") == "static_select" and block["type"] != "input"
            ):
                for option in options_of(element):
                    yield Button(label_of(option), *ids, value=option["value"])


@dataclass(frozen=True)
class Shown(ABC):
    """Blocks on some surface: their buttons and fields. `raw` is the JSON of the README."""

    raw: Json
    reader: Reader = part(repr=False)

    @property
    def blocks(self) -> list[Json]:
        """The blocks as Slack keeps them, those of attachments too."""
        attached = [b for a in self.raw.get("attachments") or [] for b in a.get("blocks") or []]
        return [*(self.raw.get("blocks") or []), *attached]

    @property
    @abstractmethod
    def where(self) -> Json:
        """How `/sandbox/act` names this place."""

    @property
    def buttons(self) -> list[Button]:
        """What can be pressed, in order."""
        return list(buttons_in(self.blocks, self.reader))

    def button(self, label: str) -> Button:
        """The button that says this. Raises SandboxError."""
        for button in self.buttons:
            if button.label == label:
                return button
        labels = ", ".join(repr(button.label) for button in self.buttons) or "none"
        raise SandboxError(f"There is no button {label!r} here; there are: {labels}.")

    @property
    def fields(self) -> list[Field]:
        """Inputs and menus, in order."""
        states = (self.raw.get("state") or {}).get("values") or {}
        blocks = {block["block_id"]: block for block in self.blocks if block.get("block_id")}
        found = []
        for block_id, action_id, element in fields_of(list(blocks.values())):
            block = blocks[block_id]
            label = self.reader.text(block.get("label") or element.get("placeholder") or "")
            state = states.get(block_id, {}).get(action_id, {})
            optional = block["type"] != "input" or bool(block.get("optional"))
            found.append(Field(label, block_id, action_id, element, state, optional))
        return found

    def field(self, name: str) -> Field:
        """By block id, action id or label. Raises SandboxError."""
        for given in ("block_id", "action_id", "label"):
            for one in self.fields:
                if getattr(one, given) == name:
                    return one
        names = ", ".join(repr(one.block_id) for one in self.fields) or "none"
        raise SandboxError(f"There is no field {name!r} here; there are: {names}.")
