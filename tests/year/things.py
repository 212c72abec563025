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
    collab: int | None = field(default=None, compare=False)
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
    """What waits for a decision: which of its kind. `asked` says who was asked, when; `by` decided."""

    about: tuple[str, int]
    asked_at: datetime
    asked: dict[str, datetime]
    is_open: bool = True
    is_escalated: bool = False
    by: str | None = None


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
    """What somebody owes us. `draft` is the number of what we owe on its draft, among all that we owe on drafts.

    Where a contract gave us rights, we may use it until a day.
    """

    collab: int
    due: date
    added_at: datetime
    state: str = "planned"
    rounds: int = 0
    draft: int = 0
    rights_until: date | None = None


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


@dataclass
class Gift:
    """What we give. `is_sent`: a carrier brings it. They have it since `has_at`."""

    influencer: int
    collab: int | None
    owner: str
    is_sent: bool
    stage: str = "proposed"
    approved_at: datetime | None = None
    sent_at: datetime | None = None
    has_at: datetime | None = None


@dataclass(frozen=True)
class Terms:
    """What a contract says. `parts` of the fee are paid on a day, on `signing` or on `publishing`."""

    starts_on: date
    ends_on: date
    content_on: date
    parts: tuple[date | str, ...]
    payment_days: int
    product_by: date | None
    rights_until: date | None
    exclusive_until: date | None


@dataclass
class Contract:
    """What was agreed in a collaboration. `content` and `product` are the numbers of what it asks for."""

    collab: int
    owner: str
    terms: Terms
    stage: str = "in review"
    link_until: datetime | None = None
    signed_at: datetime | None = None
    content: int = 0
    product: int = 0


@dataclass
class Payment:
    """What we pay under a contract; `due` None while it is not published."""

    contract: int
    owner: str
    due: date | None
    stage: str = "planned"

    @property
    def is_open(self) -> bool:
        """Whether the money is still to be paid."""
        return self.stage in ("planned", "due", "approved")


@dataclass
class Weakness:
    """That somebody does badly in a collaboration, while nobody has said what follows from it."""

    collab: int
    at: datetime
    is_open: bool = True


@dataclass(frozen=True)
class Rule:
    """How the team wants a kind of nudge: at which steps (none: the usual ones), and to whom."""

    is_on: bool = True
    steps: tuple[int, ...] = ()
    to: str = "usual"
