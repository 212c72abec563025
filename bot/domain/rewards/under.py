"""Underperformers, with guardrails: "not enough data" comes before anything else, and nothing happens by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.refused import Refused
from bot.domain.results.benchmarks import LEAST_PEERS
from bot.domain.rewards.peers import LOWER, Standing, like, say_alike, standings
from bot.domain.rewards.performances import Performance, watched

LEAST_POSTS = 3
"""Live posts with metrics that one must have."""
LEAST_DAYS = 14
"""Days since the first of them."""
LEAST_LOW = 2
"""Figures in the lower quarter of the peers: one alone may be chance."""
LONGEST_WHY = 500


class Response(StrEnum):
    """What somebody does about it. The order is the one in which they are suggested."""

    COACH = "coach"
    CHANGE_ROLE = "change role"
    PAUSE = "pause"
    END = "end"


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


def judge(
    one: Performance, others: Sequence[Performance], *, hindrances: Sequence[str], before: int, today: date
) -> Judgement:
    """How somebody does. `hindrances` say what was not their fault; `before` is how often it was answered already."""
    missing = [*_too_little(one, others, today=today), *hindrances]
    found = standings(one, others, measures=watched(one))
    known = [each for each in found if each.value is not None]
    if not missing and len(known) < LEAST_LOW:
        reasons = [each.percentile.note for each in found if each.value is None]
        missing += [f"{LEAST_LOW} figures that can be compared are needed. {reasons[0]}"]
    low = [each for each in known if each.value is not None and each.value < LOWER]
    is_under = not missing and len(low) >= LEAST_LOW
    return Judgement(one, missing, found, low, suggested(before) if is_under else None)


def suggested(before: int) -> Response:
    """What is suggested the first time (coach), the second, the third, and from then on."""
    return list(Response)[min(before, len(Response) - 1)]


def check_why(why: str) -> None:
    """Refuse an answer without a reason."""
    if not why.strip():
        raise Refused("Say why: whoever works with them next must know.", field="why")
    if len(why) > LONGEST_WHY:
        raise Refused(f"That is {len(why):,} characters; {LONGEST_WHY} is the most.", field="why")


def _too_little(one: Performance, others: Sequence[Performance], *, today: date) -> list[str]:
    found = []
    if one.measured < LEAST_POSTS:
        posts = "live post has" if one.measured == 1 else "live posts have"
        found.append(f"{one.measured} {posts} figures, at least {LEAST_POSTS} needed.")
    days = (today - one.first_on).days if one.first_on else None
    if one.measured and days is None:
        found.append("The day of the first live post is not known.")
    if days is not None and days < LEAST_DAYS:
        found.append(f"The first went live {_days(days)} ago, at least {LEAST_DAYS} days needed.")
    peers = len({each.influencer_id for each in like(one, others)})
    if one.platform is None:
        found.append("Their posts stand on several profiles or on none, so nobody is like them.")
    elif one.tier is None:
        found.append("The followers of their profile are not known, so nobody is like them.")
    elif peers < LEAST_PEERS:
        found.append(f"{peers} other {say_alike(one)}, at least {LEAST_PEERS} needed.")
    return found


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
