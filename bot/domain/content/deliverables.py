"""Deliverables: pieces of content owed, their stages, drafts and rounds of review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from bot.domain.refused import Faults, Refused

LONGEST_TITLE = 150
LONGEST_LINK = 1_000
MOST_AT_ONCE = 20
"""How many deliverables of one kind are planned in one go."""


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

    def days_late(self, today: date) -> int:
        """How many days its date has passed without a live post; 0 while it has not, or once it is live."""
        if self.state is DeliverableStage.PUBLISHED:
            return 0
        return max(0, (today - self.due_on).days)


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


def is_over_cap(number: int, *, cap: int) -> bool:
    """Whether round `number` is one more than the campaign allows without a manager's reason."""
    return number > cap


def check_plan(fields: Mapping[str, object], *, number: int = 1, known_due: date | None = None, today: date) -> None:
    """Refuse a plan without a title, with a day that has passed, or of more than anybody means, each on its field.

    `known_due` is the date that stood there before: leaving it as it is is allowed.
    """
    faults = Faults()
    title, due_on = str(fields["title"]), fields["due_on"]
    with faults.noting():
        if not title.strip():
            raise Refused("Give it a title, such as “Bread reel”.", field="title")
        if len(title) > LONGEST_TITLE:
            raise Refused(f"That is {len(title)} characters; {LONGEST_TITLE} is the most.", field="title")
    with faults.noting():
        if not isinstance(due_on, date):
            raise Refused("Choose the day on which it is to be live.", field="due_on")
        if due_on < today and due_on != known_due:
            raise Refused("That day has passed. Choose today or a day that lies ahead.", field="due_on")
    with faults.noting():
        if not 1 <= number <= MOST_AT_ONCE:
            raise Refused(f"Write a number from 1 to {MOST_AT_ONCE}.", field="number")
    faults.check()


def titles(title: str, *, number: int) -> list[str]:
    """One title for each of several of the same: `Bread reel (2 of 3)`."""
    return [title] if number == 1 else [f"{title} ({at} of {number})" for at in range(1, number + 1)]


def check_draft(*, text: str, link: str | None, file: Mapping[str, Any] | None) -> None:
    """Refuse a draft that holds nothing to look at, or a link that leads nowhere."""
    if not text and not link and not file:
        raise Refused("Give the caption, a link to the draft, or a file.", field="text")
    if link is None:
        return
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    is_whole = parts.scheme in ("http", "https") and "." in parts.netloc and not any(c.isspace() for c in link)
    if not is_whole:
        raise Refused("Give the whole address, such as https://drive.google.com/file/d/1a2b3c.", field="link")
    if len(link) > LONGEST_LINK:
        raise Refused(f"That address has {len(link):,} characters; {LONGEST_LINK:,} is the most.", field="link")


def check_decision(decision: Decision, *, reasons: str, missing: int, faults: int) -> None:
    """Refuse a decision without the reasons that it needs: for changes always, for an approval where it is not clean.

    `missing` is how many must-lines are not ticked, `faults` how many the disclosure check found.
    """
    if reasons.strip():
        return
    if decision is Decision.CHANGES:
        raise Refused("Say what to change: the creator works from these words.", field="reasons")
    found = [f"{missing} of the brief's must-lines {'is' if missing == 1 else 'are'} not ticked"] if missing else []
    found += [f"the disclosure check has {faults} {'fault' if faults == 1 else 'faults'}"] if faults else []
    if found:
        raise Refused(f"You may approve it, but say why: {' and '.join(found)}.", field="reasons")
