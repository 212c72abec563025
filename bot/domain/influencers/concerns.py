"""Concerns: what worries us about somebody, logged until it is settled."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Concern:
    """Something that worries us about an influencer. `outcome` says how it was settled, "" while it is open."""

    id: int
    influencer_id: int
    text: str
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    outcome: str
