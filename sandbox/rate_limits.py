"""Slack's rate limits: calls a minute by tier; one message a second in a channel, several hundred a minute in all.

Figures by https://docs.slack.dev/apis/web-api/rate-limits: tier 1 1+, tier 2 20+, tier 3 50+, tier 4 100+. Of the
workspace's limit chat.postMessage's page says "several hundred messages per minute": here the least that is several.
Short bursts are allowed everywhere.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

PER_MINUTE: dict[int, int] = {1: 1, 2: 20, 3: 50, 4: 100}
CHANNEL_BURST = 5
POSTS_PER_MINUTE = 300


@dataclass(slots=True)
class Bucket:
    """Calls still allowed now; filled up again by `per_second`. `barred_until` is set by a refusal."""

    left: float
    filled_at: float
    barred_until: float = 0.0


@dataclass(slots=True)
class RateLimits:
    """All buckets. `factor` makes them that much more generous; 0 switches them off. Real time, in seconds."""

    factor: float = 20.0
    time: Callable[[], float] = time.monotonic
    buckets: dict[str, Bucket] = field(default_factory=dict)

    def tier(self, method: str, tier: int) -> tuple[int, bool]:
        """Count a call: seconds to wait (0: go on), and whether it came although it was told to wait."""
        per_minute = PER_MINUTE[tier]
        return self._take(method, burst=per_minute, per_second=per_minute / 60)

    def channel(self, channel: str) -> tuple[int, bool]:
        """The same for a message to this channel."""
        return self._take(f"chat.postMessage {channel}", burst=CHANNEL_BURST, per_second=1.0)

    def posts(self) -> tuple[int, bool]:
        """The same for a message to any channel."""
        return self._take("chat.postMessage", burst=POSTS_PER_MINUTE, per_second=POSTS_PER_MINUTE / 60)

    def bar(self, key: str, seconds: int) -> None:
        """Told to wait for another reason (a planned 429): calling earlier is a breach."""
        bucket = self.buckets.setdefault(key, Bucket(1.0, self.time()))
        bucket.barred_until = self.time() + seconds

    def too_early(self, key: str) -> bool:
        """Whether a call comes before the time it was told to wait for."""
        bucket = self.buckets.get(key)
        return bucket is not None and self.time() < bucket.barred_until - 0.05

    def _take(self, key: str, *, burst: float, per_second: float) -> tuple[int, bool]:
        if not self.factor:
            return 0, False
        now, most = self.time(), burst * self.factor
        early = self.too_early(key)
        bucket = self.buckets.setdefault(key, Bucket(most, now))
        gained = (now - bucket.filled_at) * per_second * self.factor
        bucket.left, bucket.filled_at = min(most, bucket.left + gained), now
        if bucket.left >= 1:
            bucket.left -= 1
            return 0, early
        wait = max(1, ceil((1 - bucket.left) / (per_second * self.factor)))
        bucket.barred_until = now + wait
        return wait, early
