"""How a campaign goes: goal against actual, the budget and what is left of it, and what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.campaigns.campaigns import Campaign, Goal, Target
from bot.domain.campaigns.collaborations import CostState
from bot.services.results import results
from storage import Store
from storage.campaign_sums import LatePiece

WAITS = timedelta(days=1)
"""After this long a draft has waited too long for our word."""

TARGETS_OF = {
    Goal.AWARENESS: (Target.REACH, Target.ENGAGEMENTS),
    Goal.SALES: (Target.CONVERSIONS, Target.REVENUE),
    Goal.CONTENT: (Target.POSTS,),
}
"""What each goal is counted in first."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What was wanted and what there is; `actual` None is not known yet, `wanted` None is no target."""

    target: Target
    wanted: int | None
    actual: int | None

    @property
    def percent(self) -> int | None:
        """How much of the target there is, or None where either is missing."""
        return round(self.actual * 100 / self.wanted) if self.wanted and self.actual is not None else None


@dataclass(frozen=True, slots=True)
class Spending:
    """Sums of cost in one currency, in minor units."""

    currency: str
    planned: int
    committed: int
    spent: int


@dataclass(frozen=True, slots=True)
class Budget:
    """A campaign's budget and its costs in the same currency; those in others stand apart in `elsewhere`."""

    total: int | None
    own: Spending
    elsewhere: Sequence[Spending]

    @property
    def left(self) -> int | None:
        """What is neither committed nor spent; below 0 it is overdrawn."""
        return None if self.total is None else self.total - self.own.committed - self.own.spent

    @property
    def over(self) -> int:
        """By how much the budget is passed once everything planned is promised; 0 where it is not."""
        return 0 if self.left is None else max(0, self.own.planned - self.left)


def targets_first(goal: Goal | None) -> list[Target]:
    """All that can be counted, what counts for this goal first."""
    first = TARGETS_OF[goal] if goal else ()
    return [*first, *(target for target in Target if target not in first)]


def progress(store: Store, campaign: Campaign) -> list[Progress]:
    """Goal against actual: whatever has a target, and what the goal is counted in."""
    sums, has_orders = store.results.of_campaign(campaign.id), store.results.has_orders()
    totals = results.totals_of(sums, {}, currency=campaign.currency, has_orders=has_orders, day=campaign.ends_on)
    actual = results.reached(totals)
    return [
        Progress(target, campaign.targets.get(target), actual[target])
        for target in targets_first(campaign.goal)
        if target in campaign.targets or target in TARGETS_OF[campaign.goal]
    ]


def budget(store: Store, campaign: Campaign) -> Budget:
    """The budget against planned, committed and spent."""
    sums = store.campaign_sums.costs(campaign.id)
    others = sorted({currency for currency, _state in sums} - {campaign.currency})

    def of(currency: str) -> Spending:
        planned, committed, spent = (sums.get((currency, state), 0) for state in CostState)
        return Spending(currency, planned, committed, spent)

    return Budget(campaign.budget, of(campaign.currency), [of(currency) for currency in others])


def late(store: Store, campaign_id: int, *, now: datetime) -> list[LatePiece]:
    """Deliverables past due, and drafts that wait for us for more than a day."""
    return store.campaign_sums.late(campaign_id, today=now.date(), drafts_before=now - WAITS)
