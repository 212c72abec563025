"""What the templates of ideas, relationship health and cadence are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.domain.campaigns.outreach import Letter
from bot.domain.explained import explain
from bot.domain.influencers.health import Part
from bot.domain.influencers.ideas import Idea, IdeaStage, Theme
from bot.domain.results.benchmarks import Tier, bounds
from bot.services.influencers.idea_lists import PAGE, IdeaLine, IdeaPage, Place
from bot.services.influencers.ideas import Telling
from tests.example_campaigns import campaign
from tests.example_records import MARIA, NOW, OMAR, Said, health, influencer, member

Values = dict[str, Any]
Example = Callable[[Said, int], Values]


def idea(said: Said, *, number: int = 1) -> Idea:
    """An idea of each stage in turn; every other one that was decided on was told."""
    stage = list(IdeaStage)[number % 4]
    is_over = stage in (IdeaStage.DONE, IdeaStage.DECLINED)
    is_told = stage is not IdeaStage.OPEN and number % 8 > 3
    return Idea(
        id=number,
        influencer_id=7,
        campaign_id=3 if number % 3 else None,
        theme=said("saved"),
        text=said("what"),
        stage=stage,
        owner=MARIA,
        noted_by=OMAR,
        noted_at=NOW - timedelta(days=number),
        outcome="" if stage is IdeaStage.OPEN else said("what")[:1_000],
        ended_at=NOW if is_over else None,
        ended_by=OMAR if is_over else None,
        told_at=NOW if is_told else None,
        told_by=MARIA if is_told else None,
        version=2,
    )


def themes(said: Said, many: int) -> list[Theme]:
    """As many themes, with every stage in each second one."""
    return [Theme(said("saved"), n + 1, dict.fromkeys(list(IdeaStage)[: 1 + n % 4], 1000 + n)) for n in range(many)]


def _listed(said: Said, many: int) -> Values:
    who = influencer(said, many)
    page = IdeaPage(
        place=Place(("all", "influencer", "campaign")[min(many, 2)], 7 if many else 0, page=many // 20),
        influencer=who if many == 1 else None,
        campaign=campaign(said, many) if many > 1 else None,
        theme=said("saved") if many == 1 else None,
        themes=themes(said, many),
        lines=[
            IdeaLine(idea(said, number=n), who, campaign(said, many) if n % 3 else None) for n in range(min(many, PAGE))
        ],
        pages=1 + many // PAGE,
        total=many,
        to_tell=many // 2,
        reader=member(),
    )
    return {"ideas": page, "note": "The idea is kept." if many else ""}


def _add(said: Said, many: int) -> Values:
    return {
        "influencer": influencer(said, many) if many else None,
        "chosen": None,
        "campaigns": [(str(n), said("name")) for n in range(min(many, 50))],
        "themes": [said("saved")] * min(many, 8),
    }


def _decide(said: Said, many: int) -> Values:
    stage = list(IdeaStage)[1 + min(many, 2)]
    return {"idea": idea(said, number=0), "influencer": influencer(said, many), "stage": stage}


def _tell(said: Said, many: int) -> Values:
    letter = Letter(said("saved"), said("what"))
    about = Telling(idea(said, number=1 + many % 3), influencer(said, many), letter)
    return {"about": about, "to": said("contact") if many else None}


def _how(said: Said, many: int) -> Values:
    found = health(min(many, 6))
    return {
        "influencer": influencer(said, many),
        "health": found,
        "explained": explain(found.figure(day=NOW.date())),
        "parts": [(one, [(fact, explain(fact.figure)[1:]) for fact in one.facts]) for one in found.parts],
        "may_change": many > 0,
    }


def _rules(said: Said, many: int) -> Values:
    return {
        "tiers": [(str(tier), *bounds(tier), "30 to 60") for tier in Tier],
        "stages": [("contacted", "14 to 30" if many else ""), ("negotiating", "")],
        "tags": "\n".join(f"{said('saved')}: 14 to 30" for _ in range(min(many, 20))),
    }


def _weights(_said: Said, many: int) -> Values:
    return {"typed": {str(part): str(many) for part in Part}}


MESSAGES: Mapping[str, Example] = {"idea_list": _listed}
MODALS: Mapping[str, Example] = {
    "idea_add": _add,
    "idea_decide": _decide,
    "idea_tell": _tell,
    "health_how": _how,
    "health_weights": _weights,
    "cadence_rules": _rules,
}
