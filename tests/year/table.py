"""The product's table of nudges ("What the bot does by itself"), as data. `steps` are hours, or days where `is_day`."""

from dataclasses import dataclass, field

OWNER, MANAGER, CHANNEL = "owner", "manager", "channel"


@dataclass(frozen=True)
class Row:
    """When a nudge comes and who gets it. `counts`: towards the daily cap, and it waits in the batch beyond it."""

    steps: tuple[int, ...]
    is_day: bool = False
    counts: bool = True
    also: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def seats(self, step: int) -> tuple[str, ...]:
        """Who is told of a step."""
        return self.also.get(step, (OWNER,))


TABLE = {
    "followup": Row((0,), counts=False),
    "approval_waiting": Row((24,), counts=False),
    "no_reply": Row((4 * 24, 9 * 24)),
}
ESCALATE = 48
"""Hours after which somebody else is asked to decide."""
