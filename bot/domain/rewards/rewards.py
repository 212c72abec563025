"""Rewards: what somebody earned by their results, proposed by the bot, decided by a manager, given once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.gifts.gifts import LONGEST_WHAT
from bot.domain.money import Money
from bot.domain.refused import Faults, Refused
from bot.domain.rewards.suggesting import RewardKind

LONGEST_TEXT = 1_500
"""Characters of the words about a reward."""
LONGEST_WHY = 500
DAYS_TO_PAY = 14
"""How many days after the decision a bonus is to be paid."""


class RewardStage(StrEnum):
    """Where a reward stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    GIVEN = "given"
    DECLINED = "declined"
    CANCELLED = "cancelled"


_S = RewardStage
_NEXT: Mapping[RewardStage, tuple[RewardStage, ...]] = {
    _S.PROPOSED: (_S.APPROVED, _S.DECLINED),
    _S.APPROVED: (_S.GIVEN, _S.CANCELLED),
    _S.GIVEN: (),
    _S.DECLINED: (),
    _S.CANCELLED: (),
}


@dataclass(frozen=True, slots=True)
class Reward:
    """What somebody gets for one result. `what` says what the gift is, or adds words; `result_key` is the result.

    `evidence` is what it was proposed on, as it stood then. People are Slack ids; `owner` sees to it.
    """

    id: int
    influencer_id: int
    collaboration_id: int
    campaign_id: int
    result_key: str
    kind: RewardKind
    amount: Money
    what: str
    stage: RewardStage
    owner: str
    proposed_at: datetime
    evidence: Mapping[str, Any]
    decided_at: datetime | None
    decided_by: str | None
    why: str
    cost_id: int | None
    gift_id: int | None
    given_at: datetime | None
    version: int

    @property
    def about(self) -> str:
        """What the audit log and promises call it."""
        return f"reward:{self.id}"


def check_change(old: RewardStage, new: RewardStage) -> None:
    """Refuse a change of stage that does not exist: nothing is given twice, undecided or after a no."""
    if new not in _NEXT[old]:
        raise Refused(f"This reward is {old}, so it cannot be {new}. Open it to see what became of it.")


def check(kind: RewardKind, *, amount: int, what: str) -> None:
    """Refuse a reward that cannot be, each fault on its field: `amount`, `what`."""
    faults = Faults()
    with faults.noting():
        if kind is RewardKind.THANKS and amount:
            raise Refused("A thank-you note costs nothing. Leave this empty, or choose a bonus.", field="amount")
        if kind is not RewardKind.THANKS and amount <= 0:
            raise Refused("Say how much it is worth.", field="amount")
    with faults.noting():
        if kind is RewardKind.GIFT and not (what.strip() and what.strip().isprintable()):
            raise Refused("Say what the gift is, on one line.", field="what")
        if kind is RewardKind.GIFT and len(what) > LONGEST_WHAT:
            raise Refused(f"That is {len(what):,} characters; {LONGEST_WHAT} is the most for a gift.", field="what")
        if len(what) > LONGEST_TEXT:
            raise Refused(f"That is {len(what):,} characters; {LONGEST_TEXT:,} is the most.", field="what")
    faults.check()


def check_why(why: str) -> None:
    """Refuse to take an approved reward back without a reason."""
    if not why.strip():
        raise Refused("Say why: a manager approved it.", field="why")
    if len(why) > LONGEST_WHY:
        raise Refused(f"That is {len(why):,} characters; {LONGEST_WHY} is the most.", field="why")
