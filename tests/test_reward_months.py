"""Each month's start: rewards for the month, in the managers' hours, once; never for what a campaign rewarded."""

from datetime import UTC, date, datetime, timedelta

from bot.domain.rewards.rewards import RewardStage
from bot.services.rewards import giving
from tests.rewarding import approve, asked, close, crew, rewards, roster
from tests.workspace import Workspace


def month_begins(workspace: Workspace) -> datetime:
    """The evening of the third of next month, or of the Monday after it: the team's hours have begun."""
    today = workspace.clock().date()
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=3)
    while first.weekday() > 4:
        first += timedelta(days=1)
    return datetime(first.year, first.month, first.day, 23, tzinfo=UTC)


def this_month(workspace: Workspace) -> date:
    """The first of this month."""
    return workspace.clock().date().replace(day=1)


def test_the_top_performer_of_a_month_is_proposed_at_the_start_of_the_next(workspace: Workspace) -> None:
    roster(workspace)
    crew(workspace, published=this_month(workspace))
    month, begins = this_month(workspace), month_begins(workspace)

    workspace.travel(to=begins - timedelta(hours=25))
    assert rewards(workspace) == []
    workspace.travel(to=begins)

    (one,) = rewards(workspace)
    assert one.result_key == f"month:{month:%Y-%m}"
    shown = asked(workspace)
    assert f"for {month:%B %Y}, in Autumn bread" in shown.text_shown
    assert "in the same month" in shown.text_shown
    assert "ROAS" not in shown.text_shown, "costs have no month"
    workspace.travel(days=1)
    assert len(rewards(workspace)) == 1


def test_what_a_month_rewarded_a_campaign_does_not_reward_again(workspace: Workspace) -> None:
    roster(workspace)
    crew(workspace, published=this_month(workspace))
    workspace.travel(to=month_begins(workspace))
    approve(workspace)
    close(workspace)
    assert [one.influencer_id for one in rewards(workspace)].count(1) == 1


def test_who_was_thanked_lately_is_passed_over_and_named(workspace: Workspace) -> None:
    roster(workspace)
    crew(workspace)
    close(workspace)
    approve(workspace)
    note, by = "Thank you!", workspace.member("maria")
    with workspace.bot.deps.transaction(workspace.team) as store:
        giving.thanked(store, 1, note=note, version=rewards(workspace)[0].version, by=by, now=workspace.clock())
    crew(workspace, "Winter bread")
    close(workspace, "Winter bread")

    second = rewards(workspace)[-1]
    assert second.influencer_id == 6, "the next in the upper quarter"
    assert "Passed over, because they were thanked lately: Noor Haddad." in asked(workspace).text_shown


def test_a_thank_you_note_outside_of_rewards_counts_as_well(workspace: Workspace) -> None:
    roster(workspace)
    campaign = crew(workspace)
    maria = workspace.person("maria")
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = store.collaborations.of_campaign(campaign)[0]
        store.audit.record("thank", f"collaboration:{one.id}", by=maria.id, now=workspace.clock())
    close(workspace)
    assert [one.influencer_id for one in rewards(workspace)] == [6]


def test_after_a_month_of_silence_the_last_month_alone_is_looked_at(workspace: Workspace) -> None:
    roster(workspace)
    crew(workspace, published=this_month(workspace))
    workspace.slack.clock.travel_to(month_begins(workspace) + timedelta(days=40))
    workspace.settle()
    keys = {one.result_key for one in rewards(workspace)}
    assert f"month:{this_month(workspace):%Y-%m}" not in keys
    assert len(rewards(workspace)) <= 1


def test_the_giver_changes_with_the_collaboration(workspace: Workspace) -> None:
    roster(workspace)
    crew(workspace)
    close(workspace)
    maria, lee = workspace.person("maria"), workspace.person("lee")
    workspace.member("lee")
    card = maria.click("Open", maria.command("/influencer show noor")).messages[-1]
    maria.submit(maria.click("Owner", card), owner=lee.id)
    approve(workspace)
    (one,) = rewards(workspace)
    assert (one.owner, one.stage) == (lee.id, RewardStage.APPROVED)
    assert any("To be given now" in told.text for told in workspace.told("lee"))


def test_months_are_told_apart_by_when_posts_went_live(workspace: Workspace) -> None:
    roster(workspace)
    campaign = crew(workspace, published=this_month(workspace) - timedelta(days=10))
    with workspace.bot.deps.reading(workspace.team) as store:
        first = this_month(workspace)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        lines = store.performances.within(first, last)
        posted = store.performances.posted([one.collaboration_id for one in lines], first=first, last=last)
        whole = store.performances.posted([one.id for one in store.collaborations.of_campaign(campaign)])
    assert {one.sums.posts for one in lines} == {0}, "orders are of this month, posts of the last"
    assert lines[0].sums.revenue == 90_000
    assert posted == {}
    assert {one.measured for one in whole.values()} == {3}


def test_a_month_before_the_team_came_is_nothing_to_be_told_about(workspace: Workspace) -> None:
    roster(workspace)
    crew(workspace, published=this_month(workspace) - timedelta(days=10))
    workspace.settle()
    assert rewards(workspace) == []
