"""What comes back from the app for one delivered payload."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

Failure = Literal["http_timeout", "http_error", "connection_failed"]
"""Slack's names for why a delivery failed, as the retry headers of events give them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An acknowledgement with its body, or why there is none. `status` is the HTTP status (200 over a socket)."""

    failure: Failure | None = None
    body: Any = None
    status: int = 200
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        """Whether the app acknowledged."""
        return self.failure is None


def body_of(text: str, *, content_type: str) -> Any:
    """An HTTP body: JSON where it says so (or plainly is), otherwise text; None where empty."""
    if not text.strip():
        return None
    if "json" in content_type or text.lstrip().startswith("{"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text
