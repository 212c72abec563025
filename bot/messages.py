"""Something to tell somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """A message to post once: the template `messages/<kind>`, its recipient and its values.

    `key` says when it would be a repeat; `to` is a member's or a channel's Slack id; `values` is what
    JSON can hold; `file_id` names a stored file to send with it; `thread_of` is the key of a message to the same
    recipient in whose thread it belongs: it waits until that one stands.
    """

    kind: str
    key: str
    to: str
    values: Mapping[str, Any] = field(default_factory=dict)
    file_id: int | None = None
    thread_of: str | None = None
