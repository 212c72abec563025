"""Views: modals and Home tabs, and how an app answers a submitted one (docs.slack.dev "Views")."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sandbox.rules.blocks import check_blocks
from sandbox.rules.composition import option_group, plain_option
from sandbox.rules.problem import Spot
from sandbox.rules.shapes import Shape, anything, array, boolean, string
from sandbox.rules.text import plain_text

MOST_BLOCKS = 100
VIEW_LARGEST = 250_000
"""Bytes of a whole view as JSON."""


def _blocks(value: Any, at: Spot) -> None:
    check_blocks(value, at, most=MOST_BLOCKS)


_common = {
    "private_metadata": string("private_metadata", 3000),
    "callback_id": string("callback_id", 255),
    "external_id": string("external_id", 255),
}
_modal = Shape(
    {"type": anything, "title": plain_text("modal_title", 24), "blocks": _blocks},
    {
        **_common,
        "submit": plain_text("modal_submit", 24),
        "close": plain_text("modal_close", 24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
    },
)


def _no_buttons(_value: Any, at: Spot) -> None:
    at.refuse("home_with_submit_or_close", "a Home tab has no submit and no close button")


_home = Shape({"type": anything, "blocks": _blocks}, {**_common, "submit": _no_buttons, "close": _no_buttons})


def view(value: Any, at: Spot) -> None:
    """Check a modal or a Home tab; any other type is a `view_type_invalid`."""
    if not isinstance(value, Mapping):
        at.refuse("not_an_object", "must be an object")
        return
    kind = value.get("type")
    if kind == "modal":
        at.report.surface = "modal"
        _modal(value, at)
        if _asks_something(value) and "submit" not in value:
            at.refuse("submit_required", "a modal with an input block needs `submit`")
    elif kind == "home":
        at.report.surface = "home"
        _home(value, at)
    else:
        at.refuse("view_type_invalid", "`type` must be modal or home")
    if _size(value) > VIEW_LARGEST:
        at.refuse("view_too_large", f"a view must be less than {VIEW_LARGEST} bytes")


def _asks_something(value: Mapping[str, Any]) -> bool:
    return bool(_input_ids(value, named_only=False))


def _input_ids(value: Mapping[str, Any], *, named_only: bool = True) -> set[Any]:
    """The block ids of the input blocks of a view; an absent one counts as None unless `named_only`."""
    blocks = value.get("blocks")
    inputs = [
        block
        for block in (blocks if isinstance(blocks, list) else ())
        if isinstance(block, Mapping) and block.get("type") == "input"
    ]
    ids = {block.get("block_id") if isinstance(block.get("block_id"), str) else None for block in inputs}
    return ids - {None} if named_only else ids


def _size(value: Mapping[str, Any]) -> int:
    """The bytes of a view as JSON."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return len(text.encode("utf-8", "surrogatepass"))


_options = array("select_options", plain_option, most=100)
_groups = array("select_option_groups", option_group, most=100)


def options(answer: Any, at: Spot) -> None:
    """Check what an app offers for what a person has typed into a menu; no options at all is an answer."""
    if not isinstance(answer, Mapping) or ("options" in answer) == ("option_groups" in answer):
        at.refuse("options_answer_invalid", "must define either `options` or `option_groups`")
        return
    for key, item in answer.items():
        if key == "options":
            _options(item, at.of(key))
        elif key == "option_groups":
            _groups(item, at.of(key))
        else:
            at.refuse("options_answer_invalid", f"invalid additional property: {key}")


def submission_answer(answer: Any, at: Spot, *, submitted: Mapping[str, Any]) -> None:
    """Check the answer to a submitted modal. An empty one closes it."""
    if answer is None or answer in ("", {}):
        return
    action = answer.get("response_action") if isinstance(answer, Mapping) else None
    if action == "errors":
        _errors(answer.get("errors"), at.of("errors"), submitted=submitted)
    elif action in ("update", "push"):
        view(answer.get("view"), at.of("view"))
        if isinstance(answer.get("view"), Mapping) and answer["view"].get("type") == "home":
            at.of("view").refuse("view_type_invalid", "a modal cannot turn into a Home tab")
    elif action != "clear":
        at.refuse("response_action_invalid", "`response_action` must be errors, update, push or clear")


def _errors(errors: Any, at: Spot, *, submitted: Mapping[str, Any]) -> None:
    """Errors stand under inputs that the submitted view has, each with words."""
    if not isinstance(errors, Mapping) or not errors:
        at.refuse("errors_empty", "`errors` must name at least one input block")
        return
    known = _input_ids(submitted)
    for block_id, words in errors.items():
        if block_id not in known:
            at.of(block_id).refuse("errors_for_unknown_block", f"the view has no input block {block_id!r}")
        elif not isinstance(words, str) or not words:
            at.of(block_id).refuse("error_text_invalid", "must be a string of at least one character")
