"""Arguments of a Web API call, out of a query, a form or a JSON body, and their checks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sandbox.trouble import Json, SlackError

# fmt: off
IN_JSON = frozenset({
    "blocks", "attachments", "metadata", "view", "unfurls", "files", "user_auth_blocks", "unfurl_media",
    "trigger_ids",
})
# fmt: on
"""Arguments that a form carries as JSON text."""


def decoded(arguments: Mapping[str, Any]) -> Json:
    """The arguments with JSON texts read; what is no JSON stays as it came, for the method to refuse."""
    return {key: _read(value) if key in IN_JSON else value for key, value in arguments.items()}


def _read(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def required(args: Json, *names: str) -> None:
    """Raises SlackError invalid_arguments where one of these is missing."""
    missing = [name for name in names if args.get(name) in (None, "")]
    if missing:
        messages = [f"[ERROR] missing required field: {name}" for name in missing]
        raise SlackError("invalid_arguments", messages=messages)


def flag(args: Json, name: str, *, default: bool = False) -> bool:
    """A yes or no, however a form or JSON writes it."""
    value = args.get(name)
    if value in (None, ""):
        return default
    return str(value).lower() in ("1", "true", "yes")


def number(args: Json, name: str, *, default: int, most: int) -> int:
    """A count from 1 to `most`. Raises SlackError invalid_limit."""
    value = args.get(name)
    if value in (None, ""):
        return default
    try:
        wanted = int(value)
    except (TypeError, ValueError):
        raise SlackError("invalid_limit") from None
    if not 0 <= wanted <= most:
        raise SlackError("invalid_limit")
    return wanted or default


def page(found: list[Json], args: Json, *, default: int, most: int) -> tuple[list[Json], str]:
    """One page of a list and the cursor of the next ("" where there is none). Raises SlackError invalid_cursor."""
    size = number(args, "limit", default=default, most=most)
    start = _start(str(args.get("cursor") or ""))
    more = start + size < len(found)
    return found[start : start + size], f"next:{start + size}" if more else ""


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    word, _, position = cursor.partition(":")
    if word != "next" or not position.isdigit():
        raise SlackError("invalid_cursor")
    return int(position)
