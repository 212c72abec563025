"""The things that a team has open, as the oracle knows them: plain data."""

from dataclasses import dataclass, field
from datetime import date, datetime

ENDED = ("completed", "declined", "dropped")
GIVEN_UP = ("declined", "dropped")


@dataclass(frozen=True)
class Series:
    """What is told step by step. Another anchor, or another owner, is another series.

    `about` is the influencer. Steps that lie before `since` are left out.
    """

    kind: str
    number: int
    anchor: datetime | date
    owner: str
    about: int = field(compare=False)
    since: datetime | None = field(default=None, compare=False)


@dataclass
class Collab:
    """One influencer in one campaign. `yes_at` is when they first said yes."""

    influencer: int
    campaign: int
    owner: str
    stage: str = "shortlisted"
    since: datetime | None = None
    yes_at: datetime | None = None
    exclusive_until: date | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.stage in ENDED


@dataclass
class Letter:
    """What was written to somebody."""

    collab: int
    sent_at: datetime
    is_answered: bool = False


@dataclass
class Followup:
    """What somebody wants to be reminded of."""

    influencer: int
    owner: str
    due: datetime
    is_urgent: bool
    turn: int = 1
    is_open: bool = True


@dataclass
class Request:
    """What waits for a decision. `asked` says who was asked, when."""

    collab: int
    asked_at: datetime
    asked: dict[str, datetime]
    is_open: bool = True
    is_escalated: bool = False


@dataclass
class Owed:
    """A word that we owe somebody: to a reply, or on a draft."""

    kind: str
    influencer: int
    collab: int | None
    owner: str
    due: datetime
    is_open: bool = True


@dataclass
class Concern:
    """What worries us."""

    influencer: int
    owner: str
    at: datetime
    is_open: bool = True


@dataclass
class Content:
    """What somebody owes us. `draft` is the number of what we owe on its draft, among all that we owe on drafts."""

    collab: int
    due: date
    added_at: datetime
    state: str = "planned"
    rounds: int = 0
    draft: int = 0


@dataclass
class Post:
    """What is live."""

    collab: int
    on: date
    is_clear: bool
    is_measured: bool = False


@dataclass
class Influencer:
    """Somebody we have, or want, a relationship with. `quiet_since` is the last touch."""

    owner: str
    quiet_since: datetime
    stage: str = "prospect"
    birthday: date | None = None
