"""The roster of a campaign, page by page, and every campaign of one influencer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import Collaboration, CollaborationStage
from bot.domain.campaigns.fit import Fit
from bot.domain.influencers.influencers import Influencer
from bot.services.campaigns import campaigns, fitting
from bot.services.campaigns.fitting import Strengths
from bot.services.influencers import touches
from bot.services.results import results
from bot.services.results.results import CampaignResult
from storage import Store

PAGE = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """One influencer on a campaign's roster, with how well they suit it."""

    collaboration: Collaboration
    influencer: Influencer
    fit: Fit


@dataclass(frozen=True, slots=True)
class RosterPage:
    """A page of a roster: of one `stage`, or of all. `page` counts from 0; `stages` counts the whole roster."""

    campaign: Campaign
    entries: Sequence[Entry]
    stages: Mapping[CollaborationStage, int]
    stage: CollaborationStage | None
    page: int
    pages: int
    total: int
    strengths: Strengths


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One campaign in an influencer's history, and what it came to, if anything was counted."""

    collaboration: Collaboration
    campaign: Campaign
    result: CampaignResult | None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of an influencer's campaigns, the newest first. `page` counts from 0."""

    influencer: Influencer
    lines: Sequence[HistoryLine]
    page: int
    pages: int
    total: int


def load(store: Store, campaign_id: int, *, stage: CollaborationStage | None = None, page: int = 0) -> RosterPage:
    """A page of a campaign's roster; raises Refused when the campaign is gone."""
    campaign = campaigns.found(store, campaign_id)
    stages = store.collaborations.count_stages([campaign_id]).get(campaign_id, {})
    total = sum(stages.values()) if stage is None else stages.get(stage, 0)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 0), pages - 1)
    shown = store.collaborations.page(campaign_id, stage=stage, limit=PAGE, skip=page * PAGE)
    return RosterPage(
        campaign=campaign,
        entries=_entries(store, campaign, shown),
        stages={one: stages[one] for one in CollaborationStage if one in stages},
        stage=stage,
        page=page,
        pages=pages,
        total=total,
        strengths=fitting.strengths(store, campaign_id),
    )


def _entries(store: Store, campaign: Campaign, shown: Sequence[Collaboration]) -> list[Entry]:
    people = store.influencers.many(one.influencer_id for one in shown)
    fits = fitting.fits(store, campaign, list(people.values()))
    return [Entry(one, people[one.influencer_id], fits[one.influencer_id]) for one in shown]


def entry(store: Store, collaboration: Collaboration) -> Entry:
    """One collaboration with its fit."""
    return _entries(store, campaigns.found(store, collaboration.campaign_id), [collaboration])[0]


def history(store: Store, influencer_id: int, *, page: int = 0, size: int = PAGE) -> HistoryPage:
    """A page of an influencer's campaigns; raises Refused when they are gone."""
    influencer = touches.found(store, influencer_id)
    everything = store.collaborations.of_influencers([influencer_id])
    pages = max(1, -(-len(everything) // size))
    page = min(max(page, 0), pages - 1)
    shown = everything[page * size : (page + 1) * size]
    known = store.campaigns.many({one.campaign_id for one in shown})
    came_to = {one.collaboration_id: one for one in results.lines_of_influencer(store, influencer_id)}
    lines = [HistoryLine(one, known[one.campaign_id], came_to.get(one.id)) for one in shown]
    return HistoryPage(influencer, lines, page, pages, len(everything))
