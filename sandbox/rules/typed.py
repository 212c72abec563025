"""What a person may give an element, and the sentence Slack's own client shows where it does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from sandbox.rules.composition import options_of
from sandbox.rules.inputs import NUMBER, is_date, is_moment, is_time

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s.,;<>]+(\.[^@\s.,;<>]+)+")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s/]+\S*")

Element = Mapping[str, Any]


def sentence_for(element: Element, typed: Any) -> str | None:
    """Why `typed` does not fit `element`, or None where it fits. Nothing typed always fits.

    `typed` is a text; for menus the value or id chosen; a list of those where several may be chosen.
    """
    if typed is None or typed in ("", [], ()):
        return None
    kind = element.get("type")
    check = _CHECKS.get(kind) if isinstance(kind, str) else None
    if check is None:
        return f"Nothing can be given to a {kind}."
    return check(element, typed)


def _text(element: Element, typed: Any) -> str | None:
    if not isinstance(typed, str):
        return "Type a text here."
    least, most = element.get("min_length"), element.get("max_length")
    if isinstance(most, int) and len(typed) > most:
        return f"Use at most {most} characters: this has {len(typed)}."
    if isinstance(least, int) and len(typed) < least:
        return f"Use at least {least} characters: this has {len(typed)}."
    if "\n" in typed and not element.get("multiline"):
        return "This field has one line."
    return None


def _number(element: Element, typed: Any) -> str | None:
    if not isinstance(typed, str) or not NUMBER.fullmatch(typed.strip()):
        return "Enter a number."
    number = Decimal(typed.strip())
    if "." in typed and not element.get("is_decimal_allowed"):
        return "Enter a whole number."
    least, most = _bound(element, "min_value"), _bound(element, "max_value")
    if least is not None and number < least:
        return f"Enter a number of at least {least}."
    if most is not None and number > most:
        return f"Enter a number of at most {most}."
    return None


def _bound(element: Element, key: str) -> Decimal | None:
    value = element.get(key)
    return Decimal(value) if isinstance(value, str) and NUMBER.fullmatch(value) else None


def _form(sentence: str, fits: Callable[[str], object]) -> Callable[[Element, Any], str | None]:
    def check(_element: Element, typed: Any) -> str | None:
        return None if isinstance(typed, str) and fits(typed) else sentence

    return check


def _moment(_element: Element, typed: Any) -> str | None:
    number = int(typed) if isinstance(typed, str) and re.fullmatch(r"\d{10}", typed, re.ASCII) else typed
    return None if is_moment(number) else "Choose a date and a time."


def _offered(element: Element, typed: Any) -> str | None:
    values = [each.get("value") for each in options_of(element)]
    if not isinstance(typed, str) or typed not in values:
        return f"{typed!r} is not one of the options."
    return None


def _chosen(_element: Element, typed: Any) -> str | None:
    return None if isinstance(typed, str) else "Choose one."


def _several(each_fits: Callable[[Element, Any], str | None]) -> Callable[[Element, Any], str | None]:
    def check(element: Element, typed: Any) -> str | None:
        if not isinstance(typed, list | tuple):
            return "Choose from the list: several can be chosen here."
        most = element.get("max_selected_items")
        if isinstance(most, int) and len(typed) > most:
            return f"Choose at most {most}."
        if any(item in typed[:index] for index, item in enumerate(typed)):
            return "The same one is chosen twice."
        return next((sentence for item in typed if (sentence := each_fits(element, item))), None)

    return check


def _files(element: Element, typed: Any) -> str | None:
    files = [typed] if isinstance(typed, str) else typed
    if not isinstance(files, list | tuple) or not all(isinstance(each, str) for each in files):
        return "Choose a file."
    most = element.get("max_files", 10)
    if isinstance(most, int) and len(files) > most:
        return f"Choose at most {most} file{'' if most == 1 else 's'}."
    return None


def _rich(_element: Element, typed: Any) -> str | None:
    return None if isinstance(typed, str | Mapping) else "Type a text here."


_CHECKS: Mapping[str, Callable[[Element, Any], str | None]] = {
    "plain_text_input": _text,
    "number_input": _number,
    "email_text_input": _form("Enter a valid email address (such as name@example.com).", _EMAIL.fullmatch),
    "url_text_input": _form("Enter a valid URL (such as https://example.com).", _URL.fullmatch),
    "rich_text_input": _rich,
    "datepicker": _form("Choose a date, as YYYY-MM-DD.", is_date),
    "timepicker": _form("Choose a time, as HH:mm.", is_time),
    "datetimepicker": _moment,
    "file_input": _files,
    **dict.fromkeys(("static_select", "radio_buttons", "overflow"), _offered),
    **dict.fromkeys(("multi_static_select", "checkboxes"), _several(_offered)),
    **dict.fromkeys(("external_select", "users_select", "channels_select", "conversations_select"), _chosen),
    **dict.fromkeys(
        (
            "multi_external_select",
            "multi_users_select",
            "multi_channels_select",
            "multi_conversations_select",
        ),
        _several(_chosen),
    ),
}
