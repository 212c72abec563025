"""Ambassador tiers: set by managers, worked out each month and when somebody asks, explained on the card."""

from datetime import timedelta

import pytest

from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.rewards.tiers import Fact, Rules, TierRule, to_json
from bot.services.rewards import tiers
from tests.collaborating import make_viewer
from tests.rewarding import NAMES, crew, roster
from tests.workspace import Workspace


@pytest.fixture
def crewed(workspace: Workspace) -> Workspace:
    """Seven like influencers in one campaign; Noor and Sam completed theirs."""
    roster(workspace)
    crew(workspace)
    with workspace.bot.deps.transaction(workspace.team) as store:
        for number in (1, 2):
            one = store.collaborations.get(number)
            assert one is not None
            assert store.collaborations.change(one, {"stage": CollaborationStage.COMPLETED})
    return workspace


def put(workspace: Workspace, *rules: TierRule, grace_days: int = 60) -> None:
    """The rules as a manager set them."""
    by = workspace.member("omar")
    with workspace.bot.deps.transaction(workspace.team) as store:
        kept, now = to_json(Rules(rules, grace_days)), workspace.clock()
        store.settings.set(tiers.SETTING, kept, since=now.date(), source="us", by=by.slack_id, now=now)
        tiers.work_out(store, by=by.slack_id, now=now)


GOLD = TierRule("Gold", {Fact.COMPLETED: 1, Fact.REVENUE: 75})
SILVER = TierRule("Silver", {Fact.COMPLETED: 1})


def held(workspace: Workspace, influencer_id: int) -> str | None:
    with workspace.bot.deps.reading(workspace.team) as store:
        found = tiers.of(store, influencer_id, today=workspace.clock().date())
    return found.name if found else None


def test_the_highest_tier_whose_rules_hold_stands_on_the_card_and_explains_itself(crewed: Workspace) -> None:
    put(crewed, SILVER, GOLD)
    maria = crewed.person("maria")

    assert [held(crewed, number) for number in (1, 2, 3)] == ["Gold", "Silver", ""]
    card = maria.command("/influencer show noor")
    assert "*Gold* ambassador since" in card.text
    assert "No ambassador tier yet" in maria.command("/influencer show ben").text
    how = maria.click(None, maria.command("/influencer show sam"), action_id="tiers.how").view.text
    assert "For Gold" in how
    assert "Completed collaborations: 1, 1 needed" in how
    assert "Revenue percentile: 17, 75 needed" in how


def test_what_is_not_known_is_not_met_and_says_why(crewed: Workspace) -> None:
    put(crewed, TierRule("Star", {Fact.ON_TIME: 90}))
    maria = crewed.person("maria")
    how = maria.click(None, maria.command("/influencer show noor"), action_id="tiers.how").view.text
    assert "Content on time: not enough data, 90 needed" in how
    assert "content that is live is 0" in how


def test_moving_down_waits_for_the_days_of_grace(crewed: Workspace) -> None:
    put(crewed, SILVER, grace_days=60)
    with crewed.bot.deps.transaction(crewed.team) as store:
        one = store.collaborations.get(1)
        assert one is not None
        assert store.collaborations.change(one, {"stage": CollaborationStage.LIVE})
    work_out(crewed)
    assert held(crewed, 1) == "Silver"
    assert "below its rules since" in crewed.person("maria").command("/influencer show noor").text
    crewed.slack.clock.travel_to(crewed.clock() + timedelta(days=59))
    work_out(crewed)
    assert held(crewed, 1) == "Silver"
    crewed.slack.clock.travel_to(crewed.clock() + timedelta(days=1))
    work_out(crewed)
    assert held(crewed, 1) == ""


def work_out(workspace: Workspace) -> None:
    """A manager has the tiers worked out."""
    with workspace.bot.deps.transaction(workspace.team) as store:
        tiers.work_out_again(store, by=workspace.member("omar"), now=workspace.clock())


def test_a_workspace_without_tiers_shows_none(crewed: Workspace) -> None:
    work_out(crewed)
    assert "ambassador" not in crewed.person("maria").command("/influencer show noor").text


@pytest.mark.parametrize("names", [NAMES[:1]])
def test_with_few_peers_a_percentile_is_not_enough_data(workspace: Workspace, names: tuple[str, ...]) -> None:
    roster(workspace, names)
    crew(workspace, names=names, revenues=(90_000,))
    put(workspace, TierRule("Star", {Fact.REVENUE: 1}))
    maria = workspace.person("maria")
    how = maria.click(None, maria.command("/influencer show noor"), action_id="tiers.how").view.text
    assert "Revenue percentile: not enough data" in how
    assert "in the last 12 months" in how


def test_a_viewer_reads_and_changes_nothing(crewed: Workspace) -> None:
    put(crewed, SILVER)
    lee = make_viewer(crewed, "lee")
    assert "*Silver* ambassador" in lee.command("/influencer show noor").text
