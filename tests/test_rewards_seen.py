"""Rewards where people look for them: the report, and the influencer's card; and who sees and decides nothing."""

import pytest

from bot.domain.approvals.approvals import Subject
from bot.domain.refused import Refused
from bot.domain.rewards.rewards import RewardStage
from bot.domain.team.roles import Role
from bot.services.approvals import approvals
from tests.collaborating import make_viewer
from tests.deciding import give_role, labels
from tests.rewarding import NAMES, approve, asked, close, crew, opened_by, rewards, roster, won
from tests.workspace import Workspace

__all__ = ["won"]


def test_the_report_leads_to_the_rewards_and_the_influencers_card_says_what_they_got(won: Workspace) -> None:
    approve(won)
    maria = won.person("maria")
    assert "bonus of €50.00" in opened_by(won, "maria").text.lower()
    card = maria.command("/influencer show noor")
    shown = maria.click("Rewards", card)
    assert "Autumn bread" in shown.text
    assert "Bonus of €50.00 · approved" in shown.text
    how = maria.click("How?", maria.click("Open", shown))
    assert "7 were compared." in how.view.text
    assert "Percentile of Revenue: 100" in how.view.text
    assert "Their peers' median Revenue" in how.view.text


def test_looking_again_proposes_nobody_twice(won: Workspace) -> None:
    omar = won.person("omar")
    shown = omar.click("Look now", opened_by(won, "omar"))
    assert "Whoever stands out was rewarded for this result before." in shown.text
    assert len(rewards(won)) == 1


def test_too_few_like_peers_say_so(workspace: Workspace) -> None:
    roster(workspace, NAMES[:3])
    crew(workspace, names=NAMES[:3], revenues=(90_000, 20_000, 30_000))
    close(workspace)
    assert rewards(workspace) == []
    assert "Not enough data: nobody has at least 5 like peers" in opened_by(workspace, "omar").text


def test_a_viewer_and_a_guest_see_no_amount_and_decide_nothing(won: Workspace) -> None:
    approve(won)
    lee, gus = won.person("lee"), won.person("gus")
    old = lee.click("Open", opened_by(won, "lee")).messages[-1]
    make_viewer(won, "lee")
    shown = lee.click("Rewards", lee.command("/influencer show noor"))
    assert "Bonus" in shown.text
    assert "€" not in shown.text
    assert "That needs the role marketer" in lee.click("Paid", old).text
    assert "Rewards" not in labels(lee.command("/campaign report Autumn bread").messages[-1])
    assert "full members" in gus.command("/campaign report Autumn bread").text
    assert rewards(won)[0].stage is RewardStage.APPROVED


def test_a_marketer_neither_changes_nor_decides(won: Workspace) -> None:
    lee = give_role(won, "lee", Role.MANAGER)
    old = lee.click("Open", opened_by(won, "lee")).messages[-1]
    assert {"Review", "Change"} <= set(labels(old))
    give_role(won, "lee", Role.MARKETER)
    assert "ask a manager to decide" in lee.click("Change", old).text
    assert "ask a manager to decide" in lee.click("Review", old).text
    assert "Change" not in labels(lee.click("Open", opened_by(won, "lee")).messages[-1])
    with won.bot.deps.transaction(won.team) as store:
        request = store.approvals.open_of(Subject.REWARD, 1)
        assert request is not None
        with pytest.raises(Refused, match="You asked for this decision"):
            approvals.may_decide(store, request, by=won.member("maria"), now=won.clock())
    assert rewards(won)[0].stage is RewardStage.PROPOSED


def test_who_asks_not_to_be_contacted_gets_no_reward(won: Workspace) -> None:
    maria, omar = won.person("maria"), won.person("omar")
    shown = asked(won)
    form = maria.click("Change stage", maria.command("/influencer show noor"))
    maria.submit(form, stage="do-not-contact", why="She asked us to")
    assert "asked not to be contacted" in omar.click("Approve", shown).text
