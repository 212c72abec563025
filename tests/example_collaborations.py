"""What the templates of rosters and collaborations are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.campaigns.collaborations import CollaborationStage, next_stages
from bot.domain.campaigns.fit import SOURCE, audience, conversion_potential, engagement, fit, overlap, safety
from bot.domain.campaigns.rosters import Conflict, ConflictKind
from bot.domain.influencers.stages import Stage
from bot.services.campaigns.fitting import Strengths
from bot.services.campaigns.roster_checks import Check, Unwelcome
from bot.services.campaigns.rosters import Entry, HistoryLine, HistoryPage, RosterPage
from handlers.campaigns.collaborations import KINDS, STATES
from handlers.campaigns.roster import picked_campaign
from handlers.pickers import influencer_options, picked
from tests.example_campaigns import campaign, collaboration, collaboration_card
from tests.example_records import MARIA, NOW, Said, came_to, influencer, member, touch

Values = dict[str, Any]
Example = Callable[[Said, int], Values]


def a_fit(said: Said, many: int) -> Any:
    """A fit: with nothing known, or with all that labels and figures say."""
    labels = said("labels").split(", ")
    parts = [
        overlap("niche", labels if many else [], labels, noun="niches"),
        overlap("values", [*labels, said("saved")], labels if many else []),
        overlap("style", [], []),
        audience(["DE"], audience_country="DE" if many else None, country=None),
        engagement(),
        conversion_potential(None),
        safety(None),
    ]
    return fit(parts)


def _roster(said: Said, many: int) -> Values:
    shown = min(many, 10)
    entries = [
        Entry(collaboration(said, many, number=n), influencer(said, many, number=n), a_fit(said, many))
        for n in range(1, shown + 1)
    ]
    wanted = {f"{n} {said('saved')}": n for n in range(many)}
    page = RosterPage(
        campaign=campaign(said, many),
        entries=entries,
        stages=dict.fromkeys(CollaborationStage, many) if many else {},
        stage=CollaborationStage.LIVE if many == 1 else None,
        page=3 if many > 10 else 0,
        pages=7 if many > 10 else 1,
        total=many,
        strengths=Strengths(wanted, said("sentence") if many else ""),
    )
    return {"roster": page, "note": said("sentence") if many == 2 else ""}


def history_page(said: Said, many: int, *, size: int = 10) -> HistoryPage:
    """An influencer's campaigns."""
    lines = [
        HistoryLine(collaboration(said, many, number=n), campaign(said, many), came_to(said, number=n))
        for n in range(1, min(many, size) + 1)
    ]
    return HistoryPage(influencer(said, many), lines, 1 if many > 10 else 0, 7 if many > 10 else 1, many)


def _check(said: Said, many: int) -> Check:
    people = [influencer(said, many, number=n) for n in range(1, many + 1)]
    shut = [Unwelcome(one, said("note") if many > 1 else "", MARIA, NOW if many > 1 else None) for one in people]
    clash = [
        (one, Conflict(ConflictKind.EXCLUSIVE, one.id, campaign(said, 1), NOW.date() if one.id % 2 else None))
        for one in people
    ]
    touched = [(one, touch(said, number=1)) for one in people]
    return Check(campaign(said, 1), people, shut, people, touched, clash, clash)


def _add(said: Said, many: int) -> Values:
    """Nothing chosen yet, one person with warnings, several that may be meant, and a search that found many."""
    several = [influencer(said, many, number=n) for n in range(1, many + 1)] if many == 2 else []
    return {
        "person": influencer(said, 1) if many == 1 else None,
        "chosen": picked(influencer(said, 1)) if many == 2 else None,
        "campaign": picked_campaign(campaign(said, 1)) if many else None,
        "check": _check(said, many) if many in (1, 61) else None,
        "many": many if many > 2 else 0,
        "among": influencer_options(several),
        "campaigns_among": [("1", said("name")), ("2", said("name"))] if many == 2 else [],
        "why": said("what")[:1000] if many else "",
    }


def _stage(said: Said, many: int) -> Values:
    card = collaboration_card(said, many)["card"]
    stages = [(stage, stage.capitalize()) for stage in next_stages(CollaborationStage.INVITED)]
    brings = [(CollaborationStage.ACCEPTED, Stage.ACTIVE)] if many else []
    return {"card": card, "stages": stages, "brings": brings, "touched": touch(said) if many else None}


def _cost(said: Said, many: int) -> Values:
    cost = collaboration_card(said, 2)["card"].costs[1]
    values = {"cost": replace(cost, note=said("what")[:500] if many else ""), "amount": "1,200.00"}
    return {**values, "kinds": KINDS, "states": STATES}


def _costs(said: Said, many: int) -> Values:
    return {**collaboration_card(said, many), "kinds": KINDS, "states": STATES}


def _fits(said: Said, many: int) -> Values:
    return {"entries": _roster(said, many)["roster"].entries, "source": SOURCE}


MESSAGES: Mapping[str, Example] = {
    "collaboration_given": lambda said, _: {
        "id": 5,
        "name": said("name"),
        "campaign": said("name")[:100],
        "stage": "producing",
        "by": MARIA,
    },
    "roster_list": _roster,
    "roster_history": lambda said, many: {"history": history_page(said, many), "reader": member()},
}
MODALS: Mapping[str, Example] = {
    "roster_add": _add,
    "roster_fit": _fits,
    "collaboration_stage": _stage,
    "collaboration_costs": _costs,
    "collaboration_cost": _cost,
    "collaboration_terms": collaboration_card,
    "collaboration_owner": collaboration_card,
}
