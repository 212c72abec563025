"""What the templates of campaigns are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.domain.campaigns import BriefLine, Campaign, CampaignState, Goal, LineKind, Target, WantedKind
from bot.domain.collaborations import (
    Collaboration,
    CollaborationStage,
    Cost,
    CostKind,
    CostState,
    StageChange,
)
from bot.services.campaign_cards import CampaignCard, CampaignLine, CollaborationCard, RosterLine
from tests.example_content import lines as owed
from tests.example_records import MARIA, NOW, Said, influencer, member, profiles

Values = dict[str, Any]
Example = Callable[[Said, int], Values]


def campaign(said: Said, many: int, *, number: int = 3) -> Campaign:
    """A campaign: with 0 of everything, all that is optional is missing."""
    return Campaign(
        id=number,
        name=said("name")[:100],
        goal=Goal.SALES,
        targets={Target.REVENUE: 1_800_000, Target.POSTS: 30} if many else {},
        starts_on=NOW.date() - timedelta(days=10),
        ends_on=NOW.date() + timedelta(days=20),
        budget=1_500_000 if many else None,
        currency="EUR",
        channel="C0LAUNCH" if many else None,
        category=said("saved") if many else None,
        hashtags=said("labels") if many else "",
        mentions=said("labels") if many else "",
        landing_page="https://shop.example/autumn" if many else None,
        window_days=30,
        places=("US", "DE") if many else (),
        about=said("note"),
        round_cap=2,
        owner=MARIA,
        state=CampaignState.OPEN,
        outcome=said("note") if many else None,
        lessons=said("note") if many else None,
        closed_at=NOW if many else None,
        closed_by=MARIA if many else None,
        created_by=MARIA,
        created_at=NOW,
        version=4,
    )


def collaboration(said: Said, many: int, *, number: int = 5) -> Collaboration:
    """One influencer in one campaign."""
    return Collaboration(
        id=number,
        campaign_id=3,
        influencer_id=7,
        stage=CollaborationStage.PRODUCING,
        stage_since=NOW,
        owner=MARIA,
        why=said("what") if many else "",
        exclusive_category=said("saved") if many else None,
        exclusive_until=NOW.date() if many else None,
        added_by=MARIA,
        added_at=NOW,
        version=2,
    )


def campaign_card(said: Said, many: int) -> Values:
    """A campaign's card."""
    brief = [BriefLine(list(LineKind)[number % 3], said("what")) for number in range(many)]
    wanted = {kind: [said("saved")] * many for kind in WantedKind}
    stages = dict.fromkeys(CollaborationStage, many) if many else {}
    people = [RosterLine(collaboration(said, many, number=n), influencer(said, many, number=n)) for n in range(many)]
    return {"card": CampaignCard(campaign(said, many), "running", brief, wanted, stages, people)}


def collaboration_card(said: Said, many: int) -> Values:
    """A collaboration's card."""
    history = [
        StageChange(CollaborationStage.INVITED, CollaborationStage.ACCEPTED, NOW, MARIA, said("what"))
        for _ in range(many)
    ]
    costs = [Cost(n, 5, CostKind.FEES, CostState.COMMITTED, 120_000, "EUR", said("what"), 1) for n in range(many)]
    card = CollaborationCard(
        collaboration(said, many),
        campaign(said, many),
        influencer(said, many),
        profiles(min(many, 6)),
        history,
        costs,
        member(),
        owed(said, many),
    )
    return {"card": card}


def _lines(said: Said, many: int) -> list[CampaignLine]:
    return [CampaignLine(campaign(said, many, number=number), "running", number) for number in range(1, many + 1)]


MESSAGES: Mapping[str, Example] = {
    "campaign_card": campaign_card,
    "campaign_list": lambda said, many: {"lines": _lines(said, many)},
    "campaign_which": lambda said, many: {"typed": said("typed"), "lines": _lines(said, many + 1)},
    "collaboration_card": collaboration_card,
}
MODALS: Mapping[str, Example] = {}
