"""Collaborations: one influencer in one campaign, their stages, and which changes between them exist."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.refused import Refused


class CollaborationStage(StrEnum):
    """Where a collaboration stands (product.md, "Stages")."""

    SHORTLISTED = "shortlisted"
    INVITED = "invited"
    ACCEPTED = "accepted"
    CONTRACTED = "contracted"
    PRODUCING = "producing"
    LIVE = "live"
    COMPLETED = "completed"
    DECLINED = "declined"
    DROPPED = "dropped"


_S = CollaborationStage
_NEXT: dict[CollaborationStage, tuple[CollaborationStage, ...]] = {
    _S.SHORTLISTED: (_S.INVITED, _S.DROPPED),
    _S.INVITED: (_S.ACCEPTED, _S.DECLINED, _S.DROPPED),
    _S.ACCEPTED: (_S.CONTRACTED, _S.PRODUCING, _S.DECLINED, _S.DROPPED),
    _S.CONTRACTED: (_S.PRODUCING, _S.DROPPED),
    _S.PRODUCING: (_S.LIVE, _S.DROPPED),
    _S.LIVE: (_S.COMPLETED, _S.DROPPED),
    _S.COMPLETED: (),
    _S.DECLINED: (_S.SHORTLISTED, _S.INVITED),
    _S.DROPPED: (_S.SHORTLISTED,),
}
ENDED = (_S.COMPLETED, _S.DECLINED, _S.DROPPED)
"""Stages in which nothing more is expected of a collaboration."""

COMMITTED = (_S.ACCEPTED, _S.CONTRACTED, _S.PRODUCING, _S.LIVE, _S.COMPLETED)
"""Stages in which the influencer has said yes."""

GIVEN_UP = (_S.DECLINED, _S.DROPPED)
"""Stages in which one side wants no more of it: they say nothing without a reason."""


@dataclass(frozen=True, slots=True)
class Collaboration:
    """One influencer in one campaign. `owner` is a member's Slack id; `why` is why this person.

    `exclusive_category` and `exclusive_until`: what they may not advertise for others, and until when.
    """

    id: int
    campaign_id: int
    influencer_id: int
    stage: CollaborationStage
    stage_since: datetime
    owner: str
    why: str
    exclusive_category: str | None
    exclusive_until: date | None
    added_by: str
    added_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class StageChange:
    """A change of stage: who, when, why. `from_stage` is None for the first."""

    from_stage: CollaborationStage | None
    to_stage: CollaborationStage
    at: datetime
    by: str
    why: str


class CostKind(StrEnum):
    """What a collaboration's cost is for (formulas.md, section 4)."""

    FEES = "fees"
    COMMISSIONS = "commissions"
    BONUSES = "bonuses"
    PRODUCT = "product"
    SHIPPING = "shipping"
    PAID_AMPLIFICATION = "paid amplification"
    USAGE_RIGHTS = "usage rights"
    AGENCY = "agency"
    TOOLS = "tools and hours"


class CostState(StrEnum):
    """How far a cost has come: planned by us, promised to somebody, or paid."""

    PLANNED = "planned"
    COMMITTED = "committed"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class Cost:
    """One line of cost, in minor units of its currency."""

    id: int
    collaboration_id: int
    kind: CostKind
    state: CostState
    amount: int
    currency: str
    note: str
    version: int


def next_stages(stage: CollaborationStage) -> tuple[CollaborationStage, ...]:
    """The stages that may follow `stage`."""
    return _NEXT[stage]


def path(old: CollaborationStage, new: CollaborationStage) -> tuple[CollaborationStage, ...]:
    """The shortest way from one stage to another without an end in between; empty where there is none, or no need."""
    ways: dict[CollaborationStage, tuple[CollaborationStage, ...]] = {old: ()}
    waiting = [old]
    while waiting:
        here = waiting.pop(0)
        for after in _NEXT[here]:
            if after not in ways and after not in ENDED:
                ways[after] = (*ways[here], after)
                waiting.append(after)
    return ways.get(new, ())


def check_change(old: CollaborationStage, new: CollaborationStage, *, why: str) -> None:
    """Refuse a change of stage that does not exist, or an end without a reason."""
    if new not in _NEXT[old]:
        allowed = ", ".join(_NEXT[old]) or "nothing more: it is finished"
        raise Refused(f"From {old} the next stage can be {allowed}.", field="stage")
    if new in GIVEN_UP and not why.strip():
        raise Refused("Say why: whoever plans the next campaign must know.", field="why")
