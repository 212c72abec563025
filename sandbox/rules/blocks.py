"""Blocks, and lists of them, as a message, a modal or a Home tab may hold them (docs.slack.dev "Blocks")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.rules.cards import (
    alert,
    block_id,
    card,
    carousel,
    container,
    context_actions,
    distinct_actions,
    plan,
    task_card,
    video,
)
from sandbox.rules.composition import image
from sandbox.rules.elements import ELEMENTS, MULTI_SELECTS, SELECTS
from sandbox.rules.inputs import INPUTS
from sandbox.rules.problem import Spot
from sandbox.rules.rich_text import rich_text_block
from sandbox.rules.shapes import Check, Shape, anything, array, boolean, by_type, kind_of, string
from sandbox.rules.tables import data_table, data_visualization, table
from sandbox.rules.text import plain_text, text

MARKDOWN_LONGEST = 12_000
"""Characters of standard Markdown in one block, and in all blocks of one message."""

_EVERY: Mapping[str, Check] = {**ELEMENTS, **INPUTS}
_MENUS = frozenset({*SELECTS, *MULTI_SELECTS, "overflow", "checkboxes", "radio_buttons"})
_BUTTONS = frozenset({"button", "workflow_button"})
_DAYS = frozenset({"datepicker", "timepicker"})
_IN_SECTION = _MENUS | _BUTTONS | _DAYS | {"image"}
_IN_ACTIONS = _MENUS | _BUTTONS | _DAYS | {"datetimepicker", "rich_text_input"}
_IN_INPUT = (_MENUS - {"overflow"}) | frozenset(INPUTS)


def _element(allowed: frozenset[str]) -> Check:
    """Build the check of an element where only some may stand."""

    def check(value: Any, at: Spot) -> None:
        kind = kind_of(value, at)
        if kind is None:
            return
        if kind not in _EVERY:
            at.refuse("element_type_unknown", f"unsupported type: {kind}")
        elif kind not in allowed:
            at.refuse("element_not_allowed_here", f"a {kind} cannot stand here")
        else:
            _EVERY[kind](value, at)

    return check


def _has_text(value: Mapping[str, Any], at: Spot) -> None:
    if "text" not in value and "fields" not in value:
        at.refuse("section_empty", "must define either `text` or `fields`")


def _markdown_text(value: Any, at: Spot) -> None:
    string("markdown_text", MARKDOWN_LONGEST, shortest=1)(value, at)
    if isinstance(value, str):
        tally = at.report.tally
        tally["text"] += len(value)
        tally["markdown"] += len(value)
        if tally["markdown"] > MARKDOWN_LONGEST >= len(value):
            at.refuse("markdown_total_too_long", f"all together must be under {MARKDOWN_LONGEST + 1} characters")


def _refuse_file(_value: Any, at: Spot) -> None:
    at.refuse("file_block_not_allowed", "an app cannot send a file block")


_in_context = by_type(
    {"image": image(), "plain_text": text("context_text"), "mrkdwn": text("context_text")},
    unknown="element_not_allowed_here",
)
_SIMPLE: Mapping[str, Check] = {
    "section": Shape(
        {"type": anything},
        {
            "block_id": block_id,
            "text": text("section_text"),
            "fields": array("section_fields", text("section_field", 2000), fewest=1, most=10),
            "accessory": _element(_IN_SECTION),
            "expand": boolean,
        },
        also=(_has_text,),
    ),
    "header": Shape({"type": anything, "text": plain_text("header_text", 150)}, {"block_id": block_id}),
    "divider": Shape({"type": anything}, {"block_id": block_id}),
    "actions": Shape(
        {"type": anything, "elements": array("actions_elements", _element(_IN_ACTIONS), fewest=1, most=25)},
        {"block_id": block_id},
        also=(distinct_actions("elements"),),
    ),
    "context": Shape(
        {"type": anything, "elements": array("context_elements", _in_context, fewest=1, most=10)},
        {"block_id": block_id},
    ),
    "image": image({"block_id": block_id, "title": plain_text("image_title", 2000)}),
    "input": Shape(
        {"type": anything, "label": plain_text("input_label", 2000), "element": _element(_IN_INPUT)},
        {
            "block_id": block_id,
            "hint": plain_text("input_hint", 2000),
            "optional": boolean,
            "dispatch_action": boolean,
        },
    ),
    "rich_text": rich_text_block,
    "table": table,
    "video": video,
}


def _child(value: Any, at: Spot) -> None:
    """A block inside a container."""
    kind = kind_of(value, at)
    if kind == "file":
        _refuse_file(value, at)
    elif kind is not None and kind not in _SIMPLE:
        at.refuse("container_child_not_allowed", f"a {kind} cannot stand in a container")
    elif kind is not None:
        _SIMPLE[kind](value, at)
        _remember(value, at)


BLOCKS: Mapping[str, Check] = {
    **_SIMPLE,
    "alert": alert,
    "call": Shape({"type": anything, "call_id": string("call_id", shortest=1)}, {"block_id": block_id}),
    "card": card,
    "carousel": carousel,
    "container": container(_child),
    "context_actions": context_actions,
    "data_table": data_table,
    "data_visualization": data_visualization,
    "file": _refuse_file,
    "markdown": Shape({"type": anything, "text": _markdown_text}, {"block_id": block_id}),
    "plan": plan,
    "task_card": task_card,
}
"""The check of every block, by type."""

_MESSAGE = frozenset({"message"})
_PLACES: Mapping[str, frozenset[str]] = {
    "alert": frozenset({"modal"}),
    "call": _MESSAGE,
    "carousel": frozenset({"message", "home"}),
    "markdown": _MESSAGE,
    **dict.fromkeys(("table", "container", "data_table", "data_visualization"), _MESSAGE),
    **dict.fromkeys(("context_actions", "plan", "task_card"), _MESSAGE),
}
_DOUBTFUL_ON_HOME = frozenset({"table", "container", "data_table", "data_visualization"})


def check_block(value: Any, at: Spot) -> None:
    """Check one block where it stands."""
    kind = kind_of(value, at)
    if kind is None:
        return
    surface = at.report.surface
    if kind not in BLOCKS:
        at.refuse("block_type_unknown", f"unsupported type: {kind}")
    elif surface in _PLACES.get(kind, {surface}):
        BLOCKS[kind](value, at)
        _remember(value, at)
    elif surface == "home" and kind in _DOUBTFUL_ON_HOME:
        at.warn("block_doubtful_on_home", f"Sources disagree whether a Home tab takes a {kind}.")
        BLOCKS[kind](value, at)
        _remember(value, at)
    else:
        at.refuse("block_not_allowed_here", f"a {surface} cannot hold a {kind} block")


def _remember(block: Mapping[str, Any], at: Spot) -> None:
    """No two blocks of one message or view have the same block_id."""
    known = block.get("block_id")
    if not isinstance(known, str) or not known:
        return
    if known in at.report.block_ids:
        at.of("block_id").refuse("duplicate_block_id", f"`block_id` already exists: {known}")
    at.report.block_ids.add(known)


def check_blocks(value: Any, at: Spot, *, most: int) -> None:
    """Check a list of blocks, one by one and together: `invalid_blocks_format`, `too_many_blocks`."""
    if not isinstance(value, list | tuple):
        at.refuse("invalid_blocks_format", "must be an array of blocks")
        return
    at.report.block_ids.clear()
    at.report.tally.clear()
    if len(value) > most:
        at.refuse("too_many_blocks", f"no more than {most} items allowed")
    for index, block in enumerate(value):
        check_block(block, at.of(index))
