"""Deliverables: pieces of content owed, their stages, drafts and rounds of review."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.domain.refused import Refused


class DeliverableStage(StrEnum):
    """Where a piece of content stands (product.md, "Stages")."""

    PLANNED = "planned"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes requested"
    APPROVED = "approved"
    PUBLISHED = "published"


class Format(StrEnum):
    """What kind of content it is."""

    POST = "post"
    STORY = "story"
    REEL = "reel"
    VIDEO = "video"
    SHORT = "short"
    LIVE = "live"
    ARTICLE = "article"


class Decision(StrEnum):
    """What became of a draft."""

    APPROVED = "approved"
    CHANGES = "changes"


_S = DeliverableStage
_NEXT: dict[DeliverableStage, tuple[DeliverableStage, ...]] = {
    _S.PLANNED: (_S.SUBMITTED,),
    _S.SUBMITTED: (_S.CHANGES_REQUESTED, _S.APPROVED),
    _S.CHANGES_REQUESTED: (_S.SUBMITTED,),
    _S.APPROVED: (_S.PUBLISHED, _S.SUBMITTED),
    _S.PUBLISHED: (),
}


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One piece of content owed. `round` is how often a draft was submitted."""

    id: int
    collaboration_id: int
    platform: str
    format: Format
    title: str
    due_on: date
    state: DeliverableStage
    round: int
    version: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What was submitted in one round, and what was decided. `file` names an uploaded file (id, name, link)."""

    id: int
    deliverable_id: int
    round: int
    text: str
    link: str | None
    file: dict[str, Any] | None
    submitted_by: str
    submitted_at: datetime
    over_cap_reason: str | None
    decision: Decision | None
    decided_by: str | None
    decided_at: datetime | None
    reasons: str | None
    checklist: dict[str, Any] | None
    disclosure: dict[str, Any] | None


def check_change(old: DeliverableStage, new: DeliverableStage) -> None:
    """Refuse a change of stage that does not exist."""
    if new not in _NEXT[old]:
        allowed = ", ".join(_NEXT[old]) or "nothing more: it is live"
        raise Refused(f"This deliverable is {old}: the next stage can be {allowed}.")
