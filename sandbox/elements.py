"""What a person gives an element, turned into the state that Slack sends for it (`state.values`, `actions`).

Shapes by the block element reference (docs.slack.dev, reference/block-kit/block-elements).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from sandbox.rules import check_typed
from sandbox.trouble import CannotDo, Json

PLAIN: dict[str, str] = {
    "plain_text_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "number_input": "value",
    "rich_text_input": "rich_text_value",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "channels_select": "selected_channel",
    "conversations_select": "selected_conversation",
}
ONE_OPTION = frozenset({"static_select", "external_select", "radio_buttons", "overflow"})
MANY_OPTIONS = frozenset({"multi_static_select", "multi_external_select", "checkboxes"})
MANY_IDS: dict[str, str] = {
    "multi_users_select": "selected_users",
    "multi_channels_select": "selected_channels",
    "multi_conversations_select": "selected_conversations",
}
EXTERNAL = frozenset({"external_select", "multi_external_select"})
NO_STATE = frozenset({"button", "overflow", "workflow_button", "feedback_buttons", "icon_button", "image"})

_INITIAL: dict[str, str] = {
    "datepicker": "initial_date",
    "timepicker": "initial_time",
    "datetimepicker": "initial_date_time",
    "users_select": "initial_user",
    "channels_select": "initial_channel",
    "conversations_select": "initial_conversation",
    "multi_users_select": "initial_users",
    "multi_channels_select": "initial_channels",
    "multi_conversations_select": "initial_conversations",
}


def state_key(kind: str) -> str:
    """Under which key an element of this type keeps what was given."""
    if kind in ONE_OPTION:
        return "selected_option"
    if kind in MANY_OPTIONS:
        return "selected_options"
    return {**PLAIN, **MANY_IDS, "file_input": "files"}.get(kind, "value")


def empty_value(kind: str) -> Any:
    """What an untouched element of this type holds."""
    return [] if kind in MANY_OPTIONS or kind in MANY_IDS or kind == "file_input" else None


def initial_state(element: Json) -> Json:
    """The state of an element that nobody touched: its initial value, or none."""
    kind = element["type"]
    name = _INITIAL.get(kind, "initial_value")
    if kind in ONE_OPTION:
        name = "initial_option"
    elif kind in MANY_OPTIONS:
        name = "initial_options"
    value = element.get(name, empty_value(kind))
    return {"type": kind, state_key(kind): value}


def options_of(element: Json) -> list[Json]:
    """Every option of an element, those in groups too."""
    groups = element.get("option_groups") or []
    return [
        *(element.get("options") or []),
        *(option for group in groups for option in group.get("options") or []),
    ]


def label_of(option: Json) -> str:
    """What an option says."""
    return str((option.get("text") or {}).get("text", ""))


def given(typed: Any) -> Any:
    """What was typed, out of the wrapping that the page may use: `{"option": "x"}` → "x"."""
    if isinstance(typed, Mapping) and len(typed) == 1 and "type" not in typed:
        return next(iter(typed.values()))
    return typed


def is_empty(state: Json) -> bool:
    """Whether nothing was given."""
    return state.get(state_key(state["type"])) in (None, "", [])


def typed_state(element: Json, typed: Any, *, offered: list[Json], files: Callable[[str], Json]) -> Json:
    """The state after a person gives `typed`. Raises CannotDo with the sentence that Slack's client shows.

    `offered`: the options an external select was last given; `files`: a file's object by its id.
    """
    kind = element["type"]
    key = state_key(kind)
    typed = given(typed)
    if typed in (None, "", []):
        return {"type": kind, key: empty_value(kind)}
    options = [*offered, *_initial_options(element)] if kind in EXTERNAL else options_of(element)
    if kind in ONE_OPTION:
        return _checked(element, _value_of(typed, options), {"type": kind, key: _option(typed, options)})
    if kind in MANY_OPTIONS:
        chosen = [_option(one, options) for one in _list(typed)]
        return _checked(element, [option["value"] for option in chosen], {"type": kind, key: chosen})
    if kind == "file_input":
        return _checked(element, _list(typed), {"type": kind, key: [files(one) for one in _list(typed)]})
    if kind in MANY_IDS:
        return _checked(element, _list(typed), {"type": kind, key: _list(typed)})
    plain = _plain(kind, typed)
    return _checked(element, plain, {"type": kind, key: plain})


def _initial_options(element: Json) -> list[Json]:
    """The options that stood in a menu from the start; they can be sent though the app never offered them."""
    first = element.get("initial_option")
    return [*([first] if first else []), *(element.get("initial_options") or [])]


def _checked(element: Json, typed: Any, state: Json) -> Json:
    """`state`, unless Slack's client would not take what was typed."""
    if element["type"] not in EXTERNAL:
        sentence = check_typed(element, typed)
        if sentence:
            raise CannotDo(sentence)
    most = element.get("max_selected_items")
    if most and isinstance(typed, list) and len(typed) > most:
        raise CannotDo(f"At most {most} can be chosen here.")
    return state


def _list(typed: Any) -> list[Any]:
    return list(typed) if isinstance(typed, (list, tuple)) else [typed]


def _option(typed: Any, options: list[Json]) -> Json:
    """The option with this value, or else with this label. Raises CannotDo."""
    if isinstance(typed, Mapping):
        typed = typed.get("value")
    for option in options:
        if option.get("value") == typed:
            return option
    for option in options:
        if label_of(option) == typed:
            return option
    choices = ", ".join(repr(label_of(option)) for option in options) or "nothing"
    raise CannotDo(f"The option {typed!r} was not offered; offered were {choices}.")


def _value_of(typed: Any, options: list[Json]) -> Any:
    return _option(typed, options).get("value")


def _plain(kind: str, typed: Any) -> Any:
    if kind == "datepicker" and isinstance(typed, date):
        return typed.isoformat()[:10]
    if kind == "timepicker" and isinstance(typed, time):
        return typed.strftime("%H:%M")
    if kind == "rich_text_input" and isinstance(typed, str):
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": typed}]}
        return {"type": "rich_text", "elements": [section]}
    if kind in ("number_input", "plain_text_input") and not isinstance(typed, str):
        return str(typed)
    return typed
