"""Elements one types into: texts, numbers, dates, files (docs.slack.dev "Block elements")."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sandbox.rules.composition import confirm, dispatch_action_config, placeholder
from sandbox.rules.elements import focus_on_load, interactive
from sandbox.rules.problem import Spot
from sandbox.rules.rich_text import rich_text
from sandbox.rules.shapes import Check, array, boolean, string, whole

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
"""A number as an input takes it: whole or decimal, with a point."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def is_date(value: str) -> bool:
    """Whether a text is a day of the calendar as YYYY-MM-DD."""
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_time(value: str) -> bool:
    """Whether a text is a time of day as HH:mm, from 00:00 to 23:59."""
    return bool(_TIME.fullmatch(value))


def is_moment(value: object) -> bool:
    """Whether a value is a Unix time of ten digits, in seconds."""
    return isinstance(value, int) and not isinstance(value, bool) and 10**9 <= value < 10**10


def _matching(code: str, wanted: str, holds: Callable[[str], bool]) -> Check:
    def check(value: Any, at: Spot) -> None:
        if not isinstance(value, str):
            at.refuse("not_a_string", "must be a string")
        elif not holds(value):
            at.refuse(code, f"must be in the format {wanted}")

    return check


def _moment(value: Any, at: Spot) -> None:
    if not is_moment(value):
        at.refuse("initial_date_time_format", "must be an integer of 10 digits: a Unix time in seconds")


def _ordered_lengths(value: Mapping[str, Any], at: Spot) -> None:
    """min_length ≤ max_length, and what stands in the field at first is no longer than it may get."""
    most = value.get("max_length")
    if most is None:
        return
    if value.get("min_length", 0) > most:
        at.of("max_length").refuse("max_length_invalid", "must not be less than min_length")
    if len(value.get("initial_value", "")) > most:
        at.of("initial_value").refuse("initial_value_too_long", f"must be less than {most + 1} characters")


def _ordered_numbers(value: Mapping[str, Any], at: Spot) -> None:
    """min_value ≤ max_value, and no decimals unless they are allowed."""
    for key in ("min_value", "max_value", "initial_value"):
        if not value["is_decimal_allowed"] and "." in value.get(key, ""):
            at.of(key).refuse("number_format", "must be a whole number: is_decimal_allowed is false")
    if "min_value" in value and "max_value" in value and Decimal(value["min_value"]) > Decimal(value["max_value"]):
        at.refuse("min_value_over_max_value", "min_value must not be greater than max_value")


def _modal_only(value: Mapping[str, Any], at: Spot) -> None:
    if at.report.surface != "modal":
        at.refuse("file_input_outside_modal", f"a {value['type']} is only for modals")


_number = _matching("number_format", "of a number", lambda value: bool(NUMBER.fullmatch(value)))
_typed: Mapping[str, Check] = {
    "placeholder": placeholder,
    "focus_on_load": focus_on_load,
    "dispatch_action_config": dispatch_action_config,
}
_picked: Mapping[str, Check] = {"confirm": confirm, "focus_on_load": focus_on_load}
_lines = whole("lines_invalid", least=1, most=100)

INPUTS: Mapping[str, Check] = {
    "plain_text_input": interactive(
        {},
        {
            **_typed,
            "initial_value": string("initial_value"),
            "multiline": boolean,
            "min_length": whole("min_length_invalid", least=0, most=3000),
            "max_length": whole("max_length_invalid", least=1, most=3000),
        },
        _ordered_lengths,
    ),
    "email_text_input": interactive({}, {**_typed, "initial_value": string("initial_value")}),
    "url_text_input": interactive({}, {**_typed, "initial_value": string("initial_value")}),
    "number_input": interactive(
        {"is_decimal_allowed": boolean},
        {**_typed, "initial_value": _number, "min_value": _number, "max_value": _number},
        _ordered_numbers,
    ),
    "rich_text_input": interactive(
        {}, {**_typed, "initial_value": rich_text, "min_lines": _lines, "max_lines": _lines}
    ),
    "datepicker": interactive(
        {},
        {
            **_picked,
            "placeholder": placeholder,
            "initial_date": _matching("initial_date_format", "YYYY-MM-DD", is_date),
        },
    ),
    "timepicker": interactive(
        {},
        {
            **_picked,
            "placeholder": placeholder,
            "initial_time": _matching("initial_time_format", "HH:mm", is_time),
            "timezone": string("timezone", shortest=1),
        },
    ),
    "datetimepicker": interactive({}, {**_picked, "initial_date_time": _moment}),
    "file_input": interactive(
        {},
        {
            "filetypes": array("filetypes", string("filetype", shortest=1)),
            "max_files": whole("max_files_invalid", least=1, most=10),
        },
        _modal_only,
    ),
}
"""Every element one types or picks into, by type."""
