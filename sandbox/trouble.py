"""What can go wrong in the sandbox: for people a sentence, for the app one of Slack's error names."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class CannotDo(Exception):
    """A person cannot do this; `str()` is the sentence that Slack's client shows, or says why not."""


class SlackError(Exception):
    """A Web API call is refused: Slack's error name, and what else belongs in the answer."""

    def __init__(self, error: str, *, messages: list[str] | None = None, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.extra = extra
        if messages:
            self.extra["response_metadata"] = {"messages": messages}

    def answer(self) -> Json:
        """The JSON that Slack would send."""
        return {"ok": False, "error": self.error, **self.extra}
