"""Live posts of deliverables, and whether their address says whose they are."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.content.post_links import parse_post_link
from bot.domain.refused import Refused


@dataclass(frozen=True, slots=True)
class LivePost:
    """Live content of a deliverable. `disclosure` is the check's verdict as JSON, made at `checked_at`."""

    id: int
    profile_id: int
    platform: str
    post_key: str
    url: str
    collaboration_id: int | None
    deliverable_id: int | None
    published_on: date | None
    caption: str | None
    disclosure: dict[str, Any] | None
    checked_at: datetime | None


def says_whose(url: str) -> bool:
    """Whether the address of a post carries the creator's handle, so that it could be checked."""
    try:
        return parse_post_link(url).author is not None
    except Refused:
        return False
