"""The evidence of a proposal, as it is kept with it: figures against like peers, in words and as JSON."""

from collections.abc import Sequence
from typing import Any

from bot import words
from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import CostKind
from bot.domain.explained import Figure, explain
from bot.domain.rewards.peers import Standing
from bot.domain.rewards.performances import PRIVATE
from bot.domain.rewards.suggesting import Suggestion, suggest
from bot.domain.rewards.top import Candidate, Choice
from bot.services.campaigns import campaign_sums
from bot.services.influencers import touches
from bot.services.results import results
from storage import Store

NAMED = 5
"""People who were passed over that a proposal names."""

Evidence = dict[str, Any]
"""Values that JSON can hold."""


def of_candidate(store: Store, one: Candidate, choice: Choice, *, why: str) -> Evidence:
    """What speaks for somebody: their figures against peers, how many were compared, who was passed over."""
    passed = [touches.found(store, each.performance.influencer_id).name for each in choice.passed_over]
    return {
        "standings": standings(one.standings),
        "score": _whole(one.score),
        "compared": choice.compared,
        "thanked_on": one.thanked_on.isoformat() if one.thanked_on else None,
        "passed_over": passed[:NAMED],
        "suggestion": why,
    }


def standings(found: Sequence[Standing]) -> list[Evidence]:
    """Figures with where they stand, each with all that explains it."""
    return [
        {
            "name": one.own.name,
            "said": words.figure(one.own),
            "percentile": _whole(one.percentile),
            "note": one.percentile.note,
            "is_theirs": one.own.name not in PRIVATE,
            "lines": [*explain(one.own), *explain(one.percentile)],
        }
        for one in found
    ]


def _whole(figure: Figure) -> str | None:
    return None if figure.value is None else f"{figure.value:.0f}"


def suggestion(store: Store, campaign: Campaign, collaboration_id: int) -> Suggestion:
    """What a proposal begins with: from what they were paid, and what the campaign's budget has left."""
    lines = results.costs_of(store.collaborations.costs([collaboration_id])).get(collaboration_id, {})
    fees = lines.get((CostKind.FEES, campaign.currency))
    return suggest(fees=fees, left=campaign_sums.budget(store, campaign).left)
