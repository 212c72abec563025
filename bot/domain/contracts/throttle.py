"""Slowing down whoever guesses: a token bucket for each visitor.

There is none for all together: with one, whoever guesses on purpose could close a page to everybody. A bucket is kept
as the moment at which it is full again (the generic cell rate algorithm, exact where a count of tokens would round).
Nothing here reads a clock or changes in place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Rate:
    """So many misses in so long: as many at once, then one more each time a share of `per` has passed."""

    misses: int
    per: timedelta

    def has_room(self, full_at: datetime | None, *, now: datetime) -> bool:
        """Whether a bucket that is full again at `full_at` has a miss left now."""
        return full_at is None or full_at - now <= self.per - self.per / self.misses

    def after(self, full_at: datetime | None, *, now: datetime) -> datetime:
        """When a bucket is full again after one more miss: never later than it takes to fill an empty one."""
        since = now if full_at is None else max(full_at, now)
        return min(since + self.per / self.misses, now + self.per)


PER_VISITOR = Rate(10, timedelta(minutes=1))
MOST_VISITORS = 10_000
"""How many visitors are remembered."""


@dataclass(frozen=True, slots=True)
class Throttle:
    """Who missed how often, as moments at which buckets are full again. Visitors are told apart by any text."""

    per_visitor: Rate = PER_VISITOR
    most_visitors: int = MOST_VISITORS
    visitors: Mapping[str, datetime] = field(default_factory=dict)

    def is_open(self, visitor: str, *, now: datetime) -> bool:
        """Whether a visitor may try now."""
        return self.per_visitor.has_room(self.visitors.get(visitor), now=now)

    def miss(self, visitor: str, *, now: datetime) -> "Throttle":
        """What holds after a visitor's wrong guess. Whose bucket is full again is forgotten, then who is nearest."""
        others = {one: at for one, at in self.visitors.items() if at > now and one != visitor}
        surplus = max(0, len(others) + 1 - self.most_visitors)
        for one in sorted(others, key=lambda one: others[one])[:surplus]:
            del others[one]
        full_at = self.per_visitor.after(self.visitors.get(visitor), now=now)
        return replace(self, visitors={**others, visitor: full_at})
