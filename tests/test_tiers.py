"""Ambassador tiers: set by managers, worked out each month and when somebody asks, explained on the card."""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.rewards.tiers import Fact, Rules, TierRule, to_json
from bot.domain.team.roles import Role
from bot.services.rewards import tiers
from sandbox.driver import View
from storage import Store
from tests.at_once import at_once
from tests.collaborating import make_viewer
from tests.deciding import give_role
from tests.rewarding import NAMES, crew, roster
from tests.test_reward_months import month_begins
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
    assert "Revenue percentile: 25, 75 needed" in how


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


def opened(workspace: Workspace, who: str = "omar") -> View:
    """The tiers, as somebody opens them from the settings."""
    person = workspace.person(who)
    return person.click("Ambassador tiers", person.command("/rapport settings")).view


def test_a_manager_sets_tiers_with_every_fault_on_its_field(crewed: Workspace) -> None:
    omar = crewed.person("omar")
    assert "There is no tier yet" in opened(crewed).text
    form = omar.click("Add a tier", opened(crewed))
    faults = omar.submit(form, name="x" * 31, place=1, revenue=101).errors
    assert faults == {
        "name": "That is 31 characters; 30 is the most.",
        "revenue": "Write a number from 1 to 100.",
    }
    assert omar.submit(form, name="Gold", place=1, revenue=None).errors == {
        "completed": "Say what it needs: at least one of these."
    }
    saved = omar.submit(form, name="Gold <!here> & *x*", place=1, completed=1, revenue=75).view
    assert "Gold <!here> & *x*" in saved.text
    assert "1 ambassador" in saved.text
    assert "completed collaborations 1, revenue percentile 75" in saved.text
    again = omar.submit(omar.click("Add a tier", saved), name="Silver", place=1, completed=1).view
    assert again.text.index("Gold") < again.text.index("Silver"), "the highest first"
    assert [held(crewed, number) for number in (1, 2)] == ["Gold <!here> & *x*", "Silver"]

    changed = omar.submit(omar.click(None, again, action_id="tiers.edit:silver"), name="Bronze").view
    assert "Bronze" in changed.text
    assert "Silver" not in changed.text
    edited = omar.click(None, changed, action_id="tiers.edit:bronze")
    assert "Bronze" not in omar.click("Remove this tier", edited).view.text
    assert held(crewed, 2) == ""


def test_days_of_grace_are_a_number_and_the_slower_of_two_is_told(crewed: Workspace) -> None:
    put(crewed, SILVER)
    give_role(crewed, "lee", Role.MANAGER)
    omar, lee = crewed.person("omar"), crewed.person("lee")
    mine, theirs = opened(crewed), opened(crewed, "lee")
    assert omar.submit(mine, grace_days=400).errors == {"grace_days": "Write a number of days from 0 to 365."}
    assert "Saved." in omar.submit(mine, grace_days=10).text
    refused = lee.submit(theirs, grace_days=20)
    assert "omar changed the tiers a moment ago" in refused.text
    with crewed.bot.deps.reading(crewed.team) as store:
        assert tiers.in_force(store, today=crewed.clock().date()).rules.grace_days == 10


def test_of_two_managers_at_once_one_sets_the_tiers(crewed: Workspace) -> None:
    put(crewed, SILVER)
    by = crewed.member("omar")
    with crewed.bot.deps.reading(crewed.team) as store:
        seen = tiers.in_force(store, today=crewed.clock().date()).set_at

    def press(store: Store, name: str) -> None:
        rule, now = TierRule(name, {Fact.COMPLETED: 1}), crewed.clock() + timedelta(seconds=1)
        tiers.put(store, rule, at=2, instead_of=None, seen=seen, by=by, now=now)

    said = at_once(crewed, *(partial(press, name=name) for name in ("Gold", "Star")))
    assert said.count("won") == 1
    with crewed.bot.deps.reading(crewed.team) as store:
        assert len(tiers.in_force(store, today=crewed.clock().date()).rules.tiers) == 2


def test_each_month_the_tiers_are_worked_out(crewed: Workspace) -> None:
    put(crewed, SILVER)
    with crewed.bot.deps.transaction(crewed.team) as store:
        one = store.collaborations.get(3)
        assert one is not None
        assert store.collaborations.change(one, {"stage": CollaborationStage.COMPLETED})
    assert held(crewed, 3) == ""
    crewed.travel(to=month_begins(crewed))
    assert held(crewed, 3) == "Silver"


def work_out(workspace: Workspace) -> None:
    """A manager has the tiers worked out."""
    by = workspace.member("omar")
    with workspace.bot.deps.transaction(workspace.team) as store:
        tiers.work_out_again(store, by=by, now=workspace.clock())


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
    shown = opened(crewed, "lee")
    assert "Silver" in shown.text
    assert "Add a tier" not in [one.label for one in shown.buttons]
    assert "*Silver* ambassador" in lee.command("/influencer show noor").text


def test_ambassadors_are_found_by_their_tier(crewed: Workspace) -> None:
    put(crewed, SILVER, GOLD)
    maria = crewed.person("maria")
    shown = maria.command("/influencer find tier:gold").text
    assert "Noor Haddad" in shown
    assert "Sam Ode" not in shown
    assert "Sam Ode" in maria.command("/influencer find -tier:Gold").text
