"""What an app may post: text, blocks, attachments and metadata of a message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.rules.blocks import MARKDOWN_LONGEST, check_blocks
from sandbox.rules.markup import check_mrkdwn
from sandbox.rules.problem import Spot
from sandbox.rules.shapes import Shape, string

MOST_BLOCKS = 50
MOST_ATTACHMENTS = 100
TEXT_KEPT = 40_000
TEXT_ADVISED = 4_000
ALL_BLOCKS_LONGEST = 13_200
"""Characters of the texts of all blocks of a message: measured, not documented (bolt-js issue 2509)."""

_NEEDS_CONTENT = frozenset({"chat.postMessage", "chat.postEphemeral", "chat.scheduleMessage", "chat.meMessage"})
_PRIVATE_ANSWERS = frozenset({"response_url", "ack"})


def message(payload: Mapping[str, Any], at: Spot, *, method: str) -> None:
    """Check the parts of a message that `method` would post or change."""
    _text(payload, at, method=method)
    _markdown_text(payload, at)
    blocks = payload.get("blocks")
    if blocks is not None:
        check_blocks(blocks, at.of("blocks"), most=MOST_BLOCKS)
        if at.report.tally["text"] > ALL_BLOCKS_LONGEST:
            at.of("blocks").refuse("msg_blocks_too_long", "the texts of all blocks together are too long")
    _attachments(payload.get("attachments"), at.of("attachments"))
    _metadata(payload.get("metadata"), at.of("metadata"), method=method)
    _fallback(payload, at, method=method)


def _text(payload: Mapping[str, Any], at: Spot, *, method: str) -> None:
    """The text beside the blocks: what notifications and screen readers read."""
    words, at = payload.get("text"), at.of("text")
    if words is None:
        return
    if not isinstance(words, str):
        at.refuse("not_a_string", "must be a string")
        return
    if len(words) > TEXT_ADVISED and method == "chat.update":
        at.refuse("msg_too_long", f"must be less than {TEXT_ADVISED + 1} characters")
    elif len(words) > TEXT_KEPT:
        at.broken("text_truncated", f"Slack cuts a text after {TEXT_KEPT} characters.")
    elif len(words) > TEXT_ADVISED:
        at.warn("text_over_4000", f"Keep a text under {TEXT_ADVISED} characters.")
    if payload.get("mrkdwn", True):
        check_mrkdwn(words, at)


def _markdown_text(payload: Mapping[str, Any], at: Spot) -> None:
    words = payload.get("markdown_text")
    if words is None:
        return
    string("markdown_text", MARKDOWN_LONGEST, shortest=1)(words, at.of("markdown_text"))
    if payload.get("text") or payload.get("blocks"):
        at.of("markdown_text").refuse("markdown_text_conflict", "cannot be used with `text` or `blocks`")


def _fallback(payload: Mapping[str, Any], at: Spot, *, method: str) -> None:
    """A message says something, and says it in words too."""
    words = payload.get("text")
    if (isinstance(words, str) and words.strip()) or payload.get("markdown_text"):
        return
    if payload.get("blocks"):
        sentence = "Blocks need a `text` beside them: notifications and screen readers read that."
        if method in _PRIVATE_ANSWERS:
            at.warn("missing_text_fallback", sentence)
        elif method != "chat.unfurl":
            at.broken("missing_text_fallback", sentence)
    elif not payload.get("attachments") and method in _NEEDS_CONTENT:
        at.refuse("no_text", "no message text, blocks or attachments")


def _attachments(value: Any, at: Spot) -> None:
    if value is None:
        return
    if not isinstance(value, list | tuple):
        at.refuse("invalid_attachments", "must be an array of attachments")
        return
    if len(value) > MOST_ATTACHMENTS:
        at.refuse("too_many_attachments", f"no more than {MOST_ATTACHMENTS} items allowed")
    for index, each in enumerate(value):
        _attachment(each, at.of(index))


def _attachment(value: Any, at: Spot) -> None:
    """An attachment: blocks, or the older fields, of which Slack ignores those it does not know."""
    if not isinstance(value, Mapping):
        at.refuse("invalid_attachments", "must be an object")
        return
    for key in ("text", "pretext"):
        if isinstance(value.get(key), str):
            check_mrkdwn(value[key], at.of(key))
    fields = value.get("fields")
    for index, each in enumerate(fields if isinstance(fields, list) else ()):
        if isinstance(each, Mapping) and isinstance(each.get("value"), str):
            check_mrkdwn(each["value"], at.of("fields").of(index).of("value"))
    if value.get("blocks") is not None:
        check_blocks(value["blocks"], at.of("blocks"), most=MOST_BLOCKS)


def _payload(value: Any, at: Spot) -> None:
    if not isinstance(value, Mapping):
        at.refuse("invalid_metadata_schema", "event_payload must be an object")


_event = Shape({"event_type": string("metadata_event_type", 255, shortest=1), "event_payload": _payload}, others=True)


def _metadata(value: Any, at: Spot, *, method: str) -> None:
    """Data of the app's own on a message. A scheduled message that has any is never posted."""
    if value is None:
        return
    if not isinstance(value, Mapping):
        at.refuse("invalid_metadata_format", "must be an object")
        return
    if "entities" not in value:
        _event(value, at)
    if method == "chat.scheduleMessage":
        at.broken("scheduled_with_metadata", "Slack never posts a scheduled message that has metadata.")
