"""Underperformers, with guardrails: "not enough data" comes before anything else, and nothing happens by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.domain.refused import Refused
from bot.domain.results.benchmarks import LEAST_PEERS
from bot.domain.rewards.peers import LOWER, Crowd, Standing, say_alike
from bot.domain.rewards.performances import Performance, watched

LEAST_POSTS = 3
"""Live posts with metrics that one must have."""
LEAST_DAYS = 14
"""Days since the first of them."""
LEAST_LOW = 2
"""Figures in the lower quarter of the peers: one alone may be chance."""
LONGEST_WHY = 500


class Response(StrEnum):
    """What somebody does about it."""

    COACH = "coach"
    CHANGE_ROLE = "change role"
    PAUSE = "pause"
    END = "end"
    NOT_NOW = "not now"


SUGGESTED = (Response.COACH, Response.CHANGE_ROLE, Response.PAUSE, Response.END)
"""What is suggested the first time, the second, the third, and from then on."""


@dataclass(frozen=True, slots=True)
class PerformanceNote:
    """That somebody underperformed in a period, with the evidence as it stood, and what was done about it.

    `choice` None: nobody has answered yet. People are Slack ids.
    """

    id: int
    influencer_id: int
    collaboration_id: int
    period: str
    choice: Response | None
    why: str
    evidence: Mapping[str, Any]
    owner: str
    noted_at: datetime
    chosen_by: str | None
    chosen_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """How somebody does against like peers. `missing` says why there is not enough data, one sentence each.

    `low` are the figures in the peers' lower quarter. `suggestion` is None unless they underperform.
    """

    performance: Performance
    missing: Sequence[str]
    standings: Sequence[Standing]
    low: Sequence[Standing]
    suggestion: Response | None

    @property
    def is_under(self) -> bool:
        """Whether they underperform, with enough data to say so."""
        return self.suggestion is not None


def judge(one: Performance, crowd: Crowd, *, hindrances: Sequence[str], before: int, today: date) -> Judgement:
    """How somebody does. `hindrances` say what was not their fault; `before` is how often it was answered already."""
    missing = [*_too_little(one, crowd, today=today), *hindrances]
    found = crowd.standings(one, watched(one))
    known = [each for each in found if each.value is not None]
    if not missing and len(known) < LEAST_LOW:
        reasons = [each.percentile.note for each in found if each.value is None]
        missing += [f"{LEAST_LOW} figures that can be compared are needed. {reasons[0]}"]
    low = [each for each in known if each.value is not None and each.value < LOWER]
    is_under = not missing and len(low) >= LEAST_LOW
    return Judgement(one, missing, found, low, suggested(before) if is_under else None)


def suggested(before: int) -> Response:
    """What is suggested after so many times before."""
    return SUGGESTED[min(before, len(SUGGESTED) - 1)]


def check_why(why: str) -> None:
    """Refuse an answer without a reason."""
    if not why.strip():
        raise Refused("Say why: whoever works with them next must know.", field="why")
    if len(why) > LONGEST_WHY:
        raise Refused(f"That is {len(why):,} characters; {LONGEST_WHY} is the most.", field="why")


def _too_little(one: Performance, crowd: Crowd, *, today: date) -> list[str]:
    found = []
    if one.measured < LEAST_POSTS:
        posts = "live post has" if one.measured == 1 else "live posts have"
        found.append(f"{one.measured} {posts} figures, at least {LEAST_POSTS} needed.")
    days = (today - one.first_on).days if one.first_on else None
    if one.measured and days is None:
        found.append("The day of the first live post is not known.")
    if days is not None and days < LEAST_DAYS:
        found.append(f"The first went live {_days(days)} ago, at least {LEAST_DAYS} days needed.")
    peers = len({each.influencer_id for each in crowd.like(one)})
    if one.platform is None:
        found.append("Their posts stand on several profiles or on none, so nobody is like them.")
    elif one.tier is None:
        found.append("The followers of their profile are not known, so nobody is like them.")
    elif peers < LEAST_PEERS:
        found.append(f"{peers} other {say_alike(one)}, at least {LEAST_PEERS} needed.")
    return found


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
