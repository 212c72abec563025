"""Response URLs: each takes 5 posts within 30 minutes of the workspace's clock."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from sandbox.clock import Clock

LIFE_SECONDS = 30 * 60
POSTS = 5


@dataclass(slots=True)
class ResponseUrl:
    """Where the posts of one URL go: whose act it was, in which conversation, and the message it answers, if any."""

    key: str
    user: str
    channel: str
    issued: float
    thread_ts: str | None = None
    original: str | None = None
    ephemeral: str | None = None
    posts: int = 0


@dataclass(slots=True)
class ResponseUrls:
    """The URLs given out, by the key at their end."""

    clock: Clock
    issued: dict[str, ResponseUrl] = field(default_factory=dict)

    def issue(
        self,
        user: str,
        channel: str,
        *,
        thread_ts: str | None = None,
        original: str | None = None,
        ephemeral: str | None = None,
    ) -> ResponseUrl:
        """A new URL; its path is `/response/<key>`."""
        key = secrets.token_urlsafe(18)
        made = ResponseUrl(key, user, channel, self.clock.time(), thread_ts, original, ephemeral)
        self.issued[key] = made
        return made

    def expired(self, url: ResponseUrl) -> bool:
        """Whether its 30 minutes are over."""
        return self.clock.time() - url.issued > LIFE_SECONDS
