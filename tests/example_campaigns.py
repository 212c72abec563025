"""What the templates of campaigns are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.domain.campaigns.campaigns import BriefLine, Campaign, CampaignState, Goal, LineKind, Target, WantedKind
from bot.domain.campaigns.collaborations import (
    Collaboration,
    CollaborationStage,
    Cost,
    CostKind,
    CostState,
    StageChange,
)
from bot.domain.campaigns.fit import fit, overlap, safety
from bot.domain.payments.promises import on_time_rate
from bot.services.campaigns.campaign_cards import CampaignCard, CampaignLine, RosterLine
from bot.services.campaigns.campaign_ends import Ending
from bot.services.campaigns.campaign_sums import Budget, Progress, Spending
from bot.services.campaigns.collaboration_cards import CollaborationCard
from bot.services.payments.promise_lists import Kept
from handlers.campaigns.campaign_forms import STEPS, shown
from storage.campaign_sums import LatePiece
from storage.campaigns import Unfinished
from tests.example_content import lines as owed
from tests.example_records import MARIA, NOW, Said, a_contract, influencer, member, profiles, touch
from tests.example_talks import talks

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
    late = [LatePiece(n, said("name"), said("what"), NOW.date(), NOW if n % 2 else None) for n in range(many)]
    progress = [Progress(target, many * 1_000 or None, many * 7 if many else None) for target in Target]
    elsewhere = [Spending("USD", n, n, n) for n in range(many)]
    budget = Budget(1_500_000 if many else None, Spending("EUR", many * 90_000, many * 20_000, 0), elsewhere)
    when = "closed" if many > 2 else "running"
    kept = Kept(on_time_rate([], now=NOW), open=many, overdue=many // 2) if many else None
    card = CampaignCard(campaign(said, many), when, brief, wanted, stages, people, progress, budget, late, kept)
    return {"card": card}


def plan(step: str, said: Said, many: int, *, is_new: bool = True) -> Values:
    """A step of a new plan, or a part of one that changes."""
    typed: dict[str, Any] = {"goal": "sales", "currency": "EUR", "window_days": "30", "round_cap": "2"}
    if many:
        typed |= {"name": said("name"), "about": said("note"), "must": said("note"), "niches": said("labels")}
        typed |= {"starts_on": "2026-11-23", "channel": "C0LAUNCH", "owner": MARIA, "budget": "15,000.00"}
    return shown(typed, step=step, is_new=is_new)


def _plans(said: Said, many: int) -> Values:
    """The three steps and an edit, as the number falls."""
    return plan(STEPS[many % 3], said, many, is_new=many != 1)


def _unfinished(said: Said, many: int) -> Values:
    typed = {"name": said("name")[:100]}
    return {"begun": [Unfinished(f"t{n}", typed, NOW) for n in range(min(many, 5))], "name": said("name")[:100]}


def _ending(said: Said, many: int) -> Values:
    people = [RosterLine(collaboration(said, many, number=n), influencer(said, many, number=n)) for n in range(many)]
    unsigned = [(said("name"), a_contract(many))] * many
    return {"ending": Ending(campaign(said, many), people, [(said("name"), 120_000, "EUR")] * many, unsigned)}


def _listed(said: Said, many: int) -> Values:
    """A page of the list, with what the handler lets through."""
    lines = campaign_lines(said, min(many, 10))
    which = "open" if many == 1 else "all"
    filters = ["all", "open", "closed"]
    return {
        "lines": lines,
        "page": many // 20,
        "pages": 1 + many // 10,
        "total": many,
        "which": which,
        "filters": filters,
    }


def collaboration_card(said: Said, many: int) -> Values:
    """A collaboration's card."""
    history = [
        StageChange(CollaborationStage.INVITED, CollaborationStage.ACCEPTED, NOW, MARIA, said("what"))
        for _ in range(many)
    ]
    states = list(CostState)
    costs = [Cost(n, 5, CostKind.FEES, states[n % 3], 120_000, "EUR", said("what"), 1) for n in range(many)]
    card = CollaborationCard(
        collaboration(said, many),
        campaign(said, many),
        influencer(said, many),
        profiles(min(many, 6)),
        history,
        costs,
        member(),
        talks(said, many),
        fit([safety(0), *([overlap("niche", [said("saved")], [said("labels")])] if many else [])]),
        [touch(said, number=number) for number in range(1, min(many, 3) + 1)],
        owed(said, many),
        note=said("sentence") if many == 1 else "",
        contract=a_contract(many) if many else None,
    )
    return {"card": card}


def campaign_lines(said: Said, many: int) -> list[CampaignLine]:
    """Campaigns in a list."""
    return [CampaignLine(campaign(said, many, number=number), "running", number) for number in range(1, many + 1)]


MESSAGES: Mapping[str, Example] = {
    "campaign_card": campaign_card,
    "campaign_list": _listed,
    "campaign_moved": lambda said, many: {"id": 3, "name": said("name")[:100], "channel": "C0LAUNCH" if many else None},
    "campaign_status": campaign_card,
    "campaign_unfinished": _unfinished,
    "campaign_which": lambda said, many: {"typed": said("typed"), "lines": campaign_lines(said, many + 1)},
    "collaboration_card": collaboration_card,
}
MODALS: Mapping[str, Example] = {"campaign_close": _ending, "campaign_plan": _plans}
