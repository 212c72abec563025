"""Composition objects: options, confirmation dialogs, images (docs.slack.dev "Composition objects")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sandbox.rules.problem import Spot
from sandbox.rules.shapes import Check, Shape, anything, array, boolean, one_of, string
from sandbox.rules.text import plain_text, text

style = one_of("style_invalid", "primary", "danger")
"""The colour of a button; without it, the button is grey."""

placeholder = plain_text("placeholder", 150)
"""The grey words in an empty field."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_WEB = re.compile(r"https?://\S")


def url(name: str, longest: int, *, web: bool = False) -> Check:
    """Build a check of an address: `<name>_too_long`, `<name>_invalid`. `web` asks for http or https."""
    length = string(name, longest)
    form = _WEB if web else _SCHEME

    def check(value: Any, at: Spot) -> None:
        length(value, at)
        if isinstance(value, str) and not form.match(value):
            at.refuse(f"{name}_invalid", "invalid url")

    return check


def _exactly_one(name: str, first: str, second: str) -> Check:
    def check(value: Mapping[str, Any], at: Spot) -> None:
        if first in value and second in value:
            at.refuse(f"{name}_conflict", f"must define only one of `{first}` or `{second}`")
        elif first not in value and second not in value:
            at.refuse(f"{name}_missing", f"must define either `{first}` or `{second}`")

    return check


slack_file = Shape(
    {},
    {"id": string("slack_file_id", shortest=1), "url": url("slack_file_url", 3000, web=True)},
    also=(_exactly_one("slack_file", "id", "url"),),
)
"""An image that is already a file in Slack: its id or its address."""


def image(extra: Mapping[str, Check] | None = None) -> Shape:
    """Build the check of an image, block or element; `extra` are the optional fields a block has besides."""
    return Shape(
        {"type": anything, "alt_text": string("alt_text", 2000)},
        {"image_url": url("image_url", 3000, web=True), "slack_file": slack_file, **(extra or {})},
        also=(_exactly_one("image_source", "image_url", "slack_file"),),
    )


confirm = Shape(
    {
        "title": plain_text("confirm_title", 100),
        "text": text("confirm_text", 300),
        "confirm": plain_text("confirm_confirm", 30),
        "deny": plain_text("confirm_deny", 30),
    },
    {"style": style},
)
"""The dialog that asks once more before an action is sent."""

dispatch_action_config = Shape(
    {},
    {
        "trigger_actions_on": array(
            "dispatch_action_config",
            one_of("dispatch_action_config_invalid", "on_enter_pressed", "on_character_entered"),
            fewest=1,
            most=2,
        )
    },
)
"""When a text field tells the app what is being typed."""

conversation_filter = Shape(
    {},
    {
        "include": array("filter_include", one_of("filter_invalid", "im", "mpim", "private", "public"), fewest=1),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
"""Which conversations a menu of conversations offers."""


def _leads_somewhere(value: Mapping[str, Any], at: Spot) -> None:
    if "value" not in value and "url" not in value:
        at.refuse("missing_field", "missing required field: value")


_option_value = string("option_value", 150, shortest=1)


def option(*, formatted: bool = False) -> Shape:
    """Build the check of one option. `formatted` allows mrkdwn, as checkboxes and radio buttons do."""
    words = text if formatted else plain_text
    return Shape(
        {"text": words("option_text", 75), "value": _option_value},
        {"description": words("option_description", 75)},
    )


linked_option = Shape(
    {"text": plain_text("option_text", 75)},
    {
        "value": _option_value,
        "description": plain_text("option_description", 75),
        "url": url("option_url", 3000),
    },
    also=(_leads_somewhere,),
)
"""An option of an overflow menu: it has a value, or a url to open, or both."""

plain_option = option()
"""An option of a menu."""

option_group = Shape(
    {
        "label": plain_text("option_group_label", 75),
        "options": array("select_options", plain_option, fewest=1, most=100),
    }
)
"""Options of a menu under a label of their own."""

static_choices: Mapping[str, Check] = {
    "options": array("select_options", plain_option, fewest=1, most=100),
    "option_groups": array("select_option_groups", option_group, fewest=1, most=100),
}
"""The two ways a static menu lists its options, of which it has one."""


def options_of(element: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    """Every option that an element offers, grouped or not; skips what has no shape."""
    groups = element.get("option_groups")
    lists = [element.get("options")]
    if isinstance(groups, list):
        lists += [group.get("options") for group in groups if isinstance(group, Mapping)]
    for offered in lists:
        if isinstance(offered, list):
            yield from (each for each in offered if isinstance(each, Mapping))


def needs_choices(value: Mapping[str, Any], at: Spot) -> None:
    """A static menu has options or groups of them, never both and never neither."""
    if "options" in value and "option_groups" in value:
        at.refuse("options_and_groups", "must define only one of `options` or `option_groups`")
    elif "options" not in value and "option_groups" not in value:
        at.refuse("options_missing", "must define either `options` or `option_groups`")


def distinct_values(value: Mapping[str, Any], at: Spot) -> None:
    """Two options with one value cannot be told apart by the app."""
    seen: set[str] = set()
    for each in options_of(value):
        value_of = each.get("value")
        if value_of in seen:
            at.warn("option_value_repeated", f"Two options have the value {value_of!r}.")
            return
        if value_of is not None:
            seen.add(value_of)


def initial_offered(value: Mapping[str, Any], at: Spot) -> None:
    """What is chosen at first must be among the options, the same in text and value."""
    chosen = [value["initial_option"]] if "initial_option" in value else value.get("initial_options", ())
    if not chosen:
        return
    offered = {(each["value"], each["text"]["text"]) for each in options_of(value)}
    for each in chosen:
        if (each["value"], each["text"]["text"]) not in offered:
            at.refuse("initial_option_not_in_options", f"{each['value']!r} is not one of the options")
