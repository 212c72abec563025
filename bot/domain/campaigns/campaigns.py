"""Campaigns: the plan, the brief, and what a campaign must say before it counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.refused import Faults, Refused

LEAST_PAID = 3
"""The total of so many tells no single fee: with fewer, a channel sees no costs at all."""


class Goal(StrEnum):
    """What a campaign is for."""

    AWARENESS = "awareness"
    SALES = "sales"
    CONTENT = "content"


class CampaignState(StrEnum):
    """Whether a campaign still runs. Planned, running and over follow from its dates."""

    OPEN = "open"
    CLOSED = "closed"


class LineKind(StrEnum):
    """How binding a line of the brief is: it *must* be so, *may* be so, or the influencer is *free*."""

    MUST = "must"
    MAY = "may"
    FREE = "free"


class WantedKind(StrEnum):
    """What a campaign looks for in influencers; brand fit compares it with their labels."""

    VALUE = "value"
    NICHE = "niche"
    STYLE = "style"
    STRENGTH = "strength"


class Target(StrEnum):
    """What a goal can be counted in. Revenue is in minor units of the campaign's currency."""

    REACH = "reach"
    ENGAGEMENTS = "engagements"
    CONVERSIONS = "conversions"
    REVENUE = "revenue"
    POSTS = "posts"


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One line of the brief."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A goal, a brief, dates, a budget, a channel. Money is in minor units of `currency`; `owner` is a Slack id.

    `places` are the countries (ISO 3166) whose disclosure rules apply; `window_days` is how long after a click an
    order is the influencer's; `round_cap` is how many rounds of review a draft gets before a manager must say why.
    """

    id: int
    name: str
    goal: Goal
    targets: Mapping[Target, int]
    starts_on: date
    ends_on: date
    budget: int | None
    currency: str
    channel: str | None
    category: str | None
    hashtags: str
    mentions: str
    landing_page: str | None
    window_days: int
    places: tuple[str, ...]
    about: str
    round_cap: int
    owner: str
    state: CampaignState
    outcome: str | None
    lessons: str | None
    closed_at: datetime | None
    closed_by: str | None
    created_by: str
    created_at: datetime
    version: int

    def when(self, today: date) -> str:
        """`planned`, `running`, `over` or `closed`."""
        if self.state is CampaignState.CLOSED:
            return "closed"
        if today < self.starts_on:
            return "planned"
        return "running" if today <= self.ends_on else "over"


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody planned or changed: the campaign's columns by name, the brief, and who is wanted.

    `brief` or `wanted` None leaves them as they are.
    """

    fields: Mapping[str, object]
    brief: tuple[BriefLine, ...] | None = None
    wanted: Mapping[WantedKind, tuple[str, ...]] | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


def value_of(campaign: Campaign, name: str) -> object:
    """What a campaign holds in the column of this name."""
    if name.startswith("target_"):
        return campaign.targets.get(Target(name.removeprefix("target_")))
    return " ".join(campaign.places) if name == "places" else getattr(campaign, name)


def card_key(campaign_id: int) -> str:
    """Under which key a campaign's card stands in the outbox."""
    return f"campaign:{campaign_id}"


LONGEST_NAME = 100
LONGEST_WINDOW = 365
"""Days after a click in which an order may still be the influencer's."""

MOST_ROUNDS = 10


def check_plan(fields: Mapping[str, object]) -> None:
    """Refuse a plan that does not agree with itself, every fault on its own field."""
    faults = Faults()
    with faults.noting():
        _check_name(str(fields.get("name", "")))
    starts_on, ends_on = fields.get("starts_on"), fields.get("ends_on")
    with faults.noting():
        if isinstance(starts_on, date) and isinstance(ends_on, date) and ends_on < starts_on:
            raise Refused("The campaign ends before it starts. Choose a later day.", field="ends_on")
    with faults.noting():
        _check_span(fields.get("window_days"), most=LONGEST_WINDOW, field="window_days", unit="days")
    with faults.noting():
        _check_span(fields.get("round_cap"), most=MOST_ROUNDS, field="round_cap", unit="rounds")
    faults.check()


def _check_name(name: str) -> None:
    if not name.strip():
        raise Refused("Give the campaign a name.", field="name")
    if len(name) > LONGEST_NAME:
        raise Refused(f"That is {len(name)} characters; {LONGEST_NAME} is the most.", field="name")


def _check_span(number: object, *, most: int, field: str, unit: str) -> None:
    if isinstance(number, int) and not 1 <= number <= most:
        raise Refused(f"Write a number of {unit} from 1 to {most}.", field=field)
