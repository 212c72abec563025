"""Text objects: `plain_text` and `mrkdwn` (docs.slack.dev "Text object")."""

from __future__ import annotations

from typing import Any

from sandbox.rules.markup import check_mrkdwn, check_plain
from sandbox.rules.problem import Spot
from sandbox.rules.shapes import Check, Shape, anything, boolean, kind_of, string

TEXT_LONGEST = 3000
"""Characters of a text object, where nothing stricter holds."""


def text(name: str, longest: int = TEXT_LONGEST) -> Check:
    """Build a check of a text object of either kind: `<name>_too_long` or `_empty`, `text_type_unknown`."""
    plain, mrkdwn = _plain_shape(name, longest), _mrkdwn_shape(name, longest)

    def check(value: Any, at: Spot) -> None:
        kind = kind_of(value, at)
        if kind == "plain_text":
            plain(value, at)
        elif kind == "mrkdwn":
            mrkdwn(value, at)
        elif kind is not None:
            at.refuse("text_type_unknown", f"unsupported type: {kind}")

    return check


def plain_text(name: str, longest: int = TEXT_LONGEST) -> Check:
    """Build a check of a text object that must be plain: as `text`, and `plain_text_required`."""
    plain = _plain_shape(name, longest)

    def check(value: Any, at: Spot) -> None:
        kind = kind_of(value, at)
        if kind == "plain_text":
            plain(value, at)
        elif kind == "mrkdwn":
            at.refuse("plain_text_required", "must be a plain_text object")
        elif kind is not None:
            at.refuse("text_type_unknown", f"unsupported type: {kind}")

    return check


def shown_plain(name: str, longest: int | None = None) -> Check:
    """Build a check of a bare string, at least one character long, that Slack shows as it is."""
    length = string(name, longest, shortest=1)

    def check(value: Any, at: Spot) -> None:
        length(value, at)
        if isinstance(value, str):
            check_plain(value, at)
            at.report.tally["text"] += len(value)

    return check


def _plain_shape(name: str, longest: int) -> Shape:
    return Shape({"type": anything, "text": shown_plain(name, longest)}, {"emoji": boolean})


def _mrkdwn_shape(name: str, longest: int) -> Shape:
    length = string(name, longest, shortest=1)

    def body(value: Any, at: Spot) -> None:
        length(value, at)
        if isinstance(value, str):
            check_mrkdwn(value, at)
            at.report.tally["text"] += len(value)

    return Shape({"type": anything, "text": body}, {"verbatim": boolean})
