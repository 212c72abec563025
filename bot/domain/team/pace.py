"""How fast Slack may be asked: one message a second in each conversation, several hundred a minute in a workspace.

By https://docs.slack.dev/apis/web-api/rate-limits and the page of chat.postMessage: "1 message per second to a specific
channel", "several hundred messages per minute" in a workspace, with bursts; other methods by their tier (2: 20 a
minute, 3: 50, 4: 100). Of what is only said vaguely the least is taken: 300 is the least that is "several hundred".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

POST = "chat.postMessage"
SHARE = "files.completeUploadExternal"
"""What puts something new into a conversation."""

SLIP = timedelta(seconds=5)
"""Clocks of several machines may differ by this much."""


@dataclass(frozen=True, slots=True)
class Pace:
    """One call in `every`, and as many at once as would have been possible in the `burst` before.

    What is kept of a pace is one moment, `free_at`: when all calls so far would be over, were they spread out evenly.
    """

    every: timedelta
    burst: timedelta = timedelta(0)

    def ready_at(self, free_at: datetime, *, now: datetime) -> datetime:
        """When the next call may be made. A moment further ahead than a pace ever goes is of a clock set back since."""
        if free_at > now + self.burst + self.every + SLIP:
            return now
        return max(now, free_at - self.burst)

    def after(self, free_at: datetime, *, now: datetime) -> datetime:
        """What is kept once a call is made now."""
        is_ahead = now < free_at <= now + self.burst + SLIP
        return (free_at if is_ahead else now) + self.every


def per_minute(calls: int) -> Pace:
    """The pace of a method, with short bursts."""
    return Pace(timedelta(minutes=1) / calls, burst=timedelta(seconds=15))


CONVERSATION = Pace(timedelta(seconds=1))
METHODS: Mapping[str, Pace] = {
    POST: per_minute(300),
    SHARE: per_minute(100),
    "chat.update": per_minute(50),
    "conversations.history": per_minute(50),
    "conversations.open": per_minute(50),
    "conversations.replies": per_minute(50),
    "files.getUploadURLExternal": per_minute(100),
    "views.publish": per_minute(100),
}
