"""A cheap check of rendered Slack JSON against Slack's limits (docs.slack.dev, Block Kit reference).

The macros keep each text within its own limit; what is left to check is what only the whole shows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_TEXT = 12_000
"""Slack refuses a message whose blocks hold more text in all (undocumented; seen at about 13,200)."""
FALLBACK_TEXT = 4_000
TITLE = 24
METADATA = 3_000
VIEW_BYTES = 250_000


class LimitError(ValueError):
    """A template printed what Slack would refuse: a fault of ours, never of the person's."""


def check_message(kind: str, message: Mapping[str, Any]) -> None:
    """Raise LimitError when Slack would refuse the message."""
    _check_blocks(kind, message["blocks"], most=MESSAGE_BLOCKS)
    if not message["text"].strip():
        raise LimitError(f"{kind}: a message needs a text for notifications")
    if len(message["text"]) > FALLBACK_TEXT:
        raise LimitError(f"{kind}: the text for notifications is over {FALLBACK_TEXT} characters")
    total = sum(len(text) for text in _texts(message["blocks"]))
    if total > MESSAGE_TEXT:
        raise LimitError(f"{kind}: the blocks hold {total} characters, over {MESSAGE_TEXT}")


def check_view(kind: str, view: Mapping[str, Any]) -> None:
    """Raise LimitError when Slack would refuse the view."""
    _check_blocks(kind, view["blocks"], most=VIEW_BLOCKS)
    for part in ("title", "submit", "close"):
        if part in view and len(view[part]["text"]) > TITLE:
            raise LimitError(f"{kind}: {part} is over {TITLE} characters")
    if len(view.get("private_metadata", "")) > METADATA:
        raise LimitError(f"{kind}: private_metadata is over {METADATA} characters")
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal" and has_input and "submit" not in view:
        raise LimitError(f"{kind}: a modal with inputs needs a submit button")
    if sum(len(text) for text in _texts(view["blocks"])) > VIEW_BYTES // 4:
        raise LimitError(f"{kind}: the view is too large")


def _check_blocks(kind: str, blocks: list[dict[str, Any]], *, most: int) -> None:
    if not 0 < len(blocks) <= most:
        raise LimitError(f"{kind}: {len(blocks)} blocks where 1 to {most} are allowed")
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        raise LimitError(f"{kind}: a block_id stands twice")
    for block in blocks:
        actions = [element.get("action_id") for element in block.get("elements", []) if "action_id" in element]
        if len(actions) != len(set(actions)):
            raise LimitError(f"{kind}: an action_id stands twice in one block")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "text" and isinstance(part, str):
                yield part
            else:
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
