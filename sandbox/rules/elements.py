"""Buttons and menus, one check per element type (docs.slack.dev "Block elements")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.rules.composition import (
    confirm,
    conversation_filter,
    distinct_values,
    image,
    initial_offered,
    linked_option,
    needs_choices,
    option,
    placeholder,
    plain_option,
    static_choices,
    style,
    url,
)
from sandbox.rules.problem import Spot
from sandbox.rules.shapes import Check, Shape, anything, array, boolean, one_of, string, whole
from sandbox.rules.text import plain_text

action_id = string("action_id", 255)
"""The name by which the app knows an element."""


def routable(value: Mapping[str, Any], at: Spot) -> None:
    """Without an action_id Slack makes one up, and the app cannot route what happens."""
    if not value.get("action_id"):
        at.warn("action_id_missing", f"This {value['type']} has no action_id: the app cannot tell it apart.")


def focus_on_load(value: Any, at: Spot) -> None:
    """Only one element of a view may take the cursor when it opens."""
    boolean(value, at)
    if value is True:
        if at.report.focused:
            at.refuse("focus_on_load_repeated", "only one element can set `focus_on_load` to true")
        at.report.focused = True


def interactive(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None, *also: Check) -> Shape:
    """Build the check of an element that tells the app something."""
    return Shape({"type": anything, **required}, {"action_id": action_id, **(optional or {})}, also=(routable, *also))


def _response_url_enabled(value: Any, at: Spot) -> None:
    boolean(value, at)
    if value is True and at.report.surface != "modal":
        at.refuse("response_url_outside_modal", "`response_url_enabled` is only for modals")


_button_text = plain_text("button_text", 75)
_button_value = string("button_value", 2000)
_label = string("button_accessibility_label", 75)

button = interactive(
    {"text": _button_text},
    {
        "value": _button_value,
        "url": url("button_url", 3000),
        "style": style,
        "confirm": confirm,
        "accessibility_label": _label,
        "agent_prompt": string("button_agent_prompt", 4000),
        "agent_prompt_display": string("button_agent_prompt_display"),
    },
)
"""A button. One with a url opens it, and still sends an action to acknowledge."""

_workflow_button = interactive(
    {"text": _button_text, "workflow": Shape({"trigger": Shape({"url": anything}, others=True)})},
    {"style": style, "accessibility_label": _label, "confirm": confirm},
)

_feedback = Shape({"text": _button_text, "value": _button_value}, {"accessibility_label": _label})

feedback_buttons = interactive({"positive_button": _feedback, "negative_button": _feedback})
"""Thumbs up and thumbs down, as one element."""

icon_button = interactive(
    {"icon": one_of("icon_invalid", "trash"), "text": plain_text("button_text")},
    {
        "value": _button_value,
        "confirm": confirm,
        "accessibility_label": _label,
        "visible_to_user_ids": array("visible_to_user_ids", string("user_id"), most=10),
    },
)
"""A button that is a picture; Slack has one picture, the bin."""

_menu: Mapping[str, Check] = {
    "placeholder": placeholder,
    "confirm": confirm,
    "focus_on_load": focus_on_load,
}
_several: Mapping[str, Check] = {**_menu, "max_selected_items": whole("max_selected_items_invalid", least=1)}
_ids = array("initial_ids", string("initial_id"))
_one_id = string("initial_id")
_query: Mapping[str, Check] = {"min_query_length": whole("min_query_length_invalid", least=0)}
_conversations: Mapping[str, Check] = {
    "default_to_current_conversation": boolean,
    "filter": conversation_filter,
}
_options = array("initial_options", plain_option)


def _static(fields: Mapping[str, Check]) -> Shape:
    return interactive({}, {**fields, **static_choices}, needs_choices, distinct_values, initial_offered)


SELECTS: Mapping[str, Check] = {
    "static_select": _static({**_menu, "initial_option": plain_option}),
    "external_select": interactive({}, {**_menu, **_query, "initial_option": plain_option}),
    "users_select": interactive({}, {**_menu, "initial_user": _one_id}),
    "channels_select": interactive(
        {}, {**_menu, "initial_channel": _one_id, "response_url_enabled": _response_url_enabled}
    ),
    "conversations_select": interactive(
        {},
        {
            **_menu,
            **_conversations,
            "initial_conversation": _one_id,
            "response_url_enabled": _response_url_enabled,
        },
    ),
}
"""The menus of which one thing is chosen."""

MULTI_SELECTS: Mapping[str, Check] = {
    "multi_static_select": _static({**_several, "initial_options": _options}),
    "multi_external_select": interactive({}, {**_several, **_query, "initial_options": _options}),
    "multi_users_select": interactive({}, {**_several, "initial_users": _ids}),
    "multi_channels_select": interactive({}, {**_several, "initial_channels": _ids}),
    "multi_conversations_select": interactive({}, {**_several, **_conversations, "initial_conversations": _ids}),
}
"""The menus of which several things are chosen."""

_formatted = option(formatted=True)
_tick: Mapping[str, Check] = {"confirm": confirm, "focus_on_load": focus_on_load}

ELEMENTS: Mapping[str, Check] = {
    **SELECTS,
    **MULTI_SELECTS,
    "button": button,
    "workflow_button": _workflow_button,
    "image": image(),
    "overflow": interactive(
        {"options": array("overflow_options", linked_option, fewest=1, most=5)},
        {"confirm": confirm},
        distinct_values,
    ),
    "checkboxes": interactive(
        {"options": array("checkboxes_options", _formatted, fewest=1, most=10)},
        {**_tick, "initial_options": array("initial_options", _formatted)},
        distinct_values,
        initial_offered,
    ),
    "radio_buttons": interactive(
        {"options": array("radio_buttons_options", _formatted, fewest=1, most=10)},
        {**_tick, "initial_option": _formatted},
        distinct_values,
        initial_offered,
    ),
}
"""Every element but those one types into, by type."""
