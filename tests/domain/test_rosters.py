"""Clashes with other collaborations, and what a stage in a campaign means for the relationship."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.campaigns.campaigns import CampaignState
from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.campaigns.rosters import ConflictKind, brought_stage, conflict
from bot.domain.influencers.stages import Stage
from tests.example_campaigns import campaign, collaboration
from tests.example_records import NOW, Said

TODAY = NOW.date()
HERE = replace(campaign(Said(), 0, number=1), category="Bread")
THERE = replace(HERE, id=2, category="bread ")
STANDING = replace(collaboration(Said(), 0), campaign_id=2)


def test_campaigns_of_one_category_compete_on_the_days_that_they_share() -> None:
    found = conflict(HERE, STANDING, THERE, today=TODAY)

    assert found is not None
    assert found.kind is ConflictKind.COMPETING
    later = replace(THERE, starts_on=HERE.ends_on + timedelta(days=1), ends_on=HERE.ends_on + timedelta(days=9))
    assert conflict(HERE, STANDING, later, today=TODAY) is None
    for other in (replace(THERE, category=None), replace(THERE, category="cake"), HERE):
        assert conflict(HERE, STANDING, other, today=TODAY) is None
    assert conflict(HERE, STANDING, replace(THERE, state=CampaignState.CLOSED), today=TODAY) is None
    assert conflict(replace(HERE, category=None), STANDING, THERE, today=TODAY) is None
    assert conflict(HERE, replace(STANDING, stage=CollaborationStage.DECLINED), THERE, today=TODAY) is None


def test_exclusivity_binds_until_its_last_day_whatever_the_other_campaign_is() -> None:
    closed = replace(THERE, category="cake", state=CampaignState.CLOSED)
    for until, binds in ((TODAY, True), (TODAY - timedelta(days=1), False), (None, True)):
        bound = replace(STANDING, exclusive_category="BREAD", exclusive_until=until)
        found = conflict(HERE, bound, closed, today=TODAY)
        assert (found is not None) is binds, until
        assert found is None or (found.kind, found.until) == (ConflictKind.EXCLUSIVE, until)
    other = replace(STANDING, exclusive_category="cake", exclusive_until=None)
    assert conflict(HERE, other, closed, today=TODAY) is None


@pytest.mark.parametrize(
    ("stage", "to", "brought"),
    [
        (Stage.PROSPECT, CollaborationStage.INVITED, Stage.CONTACTED),
        (Stage.NEGOTIATING, CollaborationStage.INVITED, None),
        (Stage.ACTIVE, CollaborationStage.INVITED, None),
        (Stage.CONTACTED, CollaborationStage.ACCEPTED, Stage.ACTIVE),
        (Stage.PROSPECT, CollaborationStage.ACCEPTED, None),
        (Stage.ALUMNI, CollaborationStage.INVITED, None),
        (Stage.PAUSED, CollaborationStage.ACCEPTED, None),
        (Stage.DO_NOT_CONTACT, CollaborationStage.INVITED, None),
        (Stage.CONTACTED, CollaborationStage.LIVE, None),
    ],
)
def test_a_stage_in_a_campaign_brings_the_influencer_forward_and_never_back(
    stage: Stage, to: CollaborationStage, brought: Stage | None
) -> None:
    assert brought_stage(stage, to) is brought
