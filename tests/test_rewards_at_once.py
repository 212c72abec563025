"""Rewards that several people or bots change at the same moment: each result is decided on once, and paid once."""

from functools import partial

from bot.domain.approvals.approvals import ApprovalState, Subject, Verdict
from bot.domain.rewards.performances import Period
from bot.domain.rewards.suggesting import RewardKind
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approvals
from bot.services.rewards import giving, proposals
from storage import Store
from tests.at_once import at_once
from tests.deciding import give_role
from tests.rewarding import approve, costs, crew, rewards, roster, won
from tests.workspace import Workspace

__all__ = ["won"]


def test_two_managers_at_once_are_one_decision(won: Workspace) -> None:
    give_role(won, "lee", Role.MANAGER)
    people = [won.member(name) for name in ("omar", "lee")]
    with won.bot.deps.reading(won.team) as store:
        request = store.approvals.open_of(Subject.REWARD, 1)
    assert request is not None

    def press(store: Store, by: Member) -> None:
        approvals.decide(store, request.id, verdict=Verdict.APPROVE, reason="", by=by, evidence={}, now=won.clock())

    said = at_once(won, *(partial(press, by=by) for by in people))

    assert said.count("won") == 1
    assert any("approved it already" in one for one in said)
    assert costs(won, 1)["bonuses", "committed"] == 5_000


def test_changing_and_approving_at_once_is_one_of_both(won: Workspace) -> None:
    give_role(won, "lee", Role.MANAGER)
    omar, lee = won.member("omar"), won.member("lee")
    (one,) = rewards(won)
    with won.bot.deps.reading(won.team) as store:
        request = store.approvals.open_of(Subject.REWARD, 1)
    assert request is not None

    def press(store: Store) -> None:
        approvals.decide(store, request.id, verdict=Verdict.APPROVE, reason="", by=omar, evidence={}, now=won.clock())

    def change(store: Store) -> None:
        kind, now = RewardKind.BONUS, won.clock()
        proposals.change(store, 1, kind=kind, amount=100, what="", version=one.version, by=lee, now=now)

    said = at_once(won, press, change)

    assert said.count("won") == 1
    amount = costs(won, 1).get(("bonuses", "committed"), 0)
    assert amount == (5_000 if said[0] == "won" else 0)
    with won.bot.deps.reading(won.team) as store:
        states = [each.state for each in store.approvals.of(Subject.REWARD, 1)]
    assert states.count(ApprovalState.APPROVED) == (1 if said[0] == "won" else 0)


def test_many_who_press_paid_at_once_pay_once(won: Workspace) -> None:
    approve(won)
    (one,) = rewards(won)
    people = [won.member(name) for name in ("maria", "omar")] * 3

    def press(store: Store, at: int) -> None:
        giving.paid(store, 1, reference=f"R{at}", version=one.version, by=people[at], now=won.clock())

    said = at_once(won, *(partial(press, at=at) for at in range(len(people))))

    assert said.count("won") == 1
    assert costs(won, 1)["bonuses", "spent"] == 5_000


def test_two_bots_that_look_at_once_propose_once(workspace: Workspace) -> None:
    roster(workspace)
    crew(workspace)
    by = workspace.member("omar").slack_id

    def look(store: Store) -> None:
        proposals.look(store, Period(campaign_id=1), by=by, now=workspace.clock())

    assert at_once(workspace, look, look, look) == ["won"] * 3
    assert len(rewards(workspace)) == 1
    workspace.settle()
    assert len([one for one in workspace.told("omar") if "Your decision" in one.text]) == 1


def test_a_month_and_a_campaign_at_once_reward_a_result_once(workspace: Workspace) -> None:
    roster(workspace)
    month = workspace.clock().date().replace(day=1)
    crew(workspace, published=month)
    by = workspace.member("omar").slack_id

    def look(store: Store, period: Period) -> None:
        proposals.look(store, period, by=by, now=workspace.clock())

    both = (Period(campaign_id=1), Period(month=month))
    assert at_once(workspace, *(partial(look, period=period) for period in both)) == ["won"] * 2
    assert [one.influencer_id for one in rewards(workspace)].count(1) == 1
