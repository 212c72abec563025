"""Rewards: proposed with evidence, decided in place by who may, given once, never twice for the same result."""

import pytest

from bot.domain.approvals.approvals import Subject, Verdict
from bot.domain.payments.promises import PromiseState, state
from bot.domain.refused import Refused
from bot.domain.rewards.rewards import RewardStage
from bot.domain.rewards.suggesting import RewardKind
from bot.domain.team.roles import Role
from bot.services.approvals import approvals
from bot.services.payments import payment_costs
from bot.services.rewards import proposals
from storage.promises import Owed
from tests.deciding import give_role, labels
from tests.rewarding import approve, asked, close, costs, crew, opened_by, rewards, roster, to_give, won
from tests.workspace import Workspace

__all__ = ["won"]

HOSTILE = "<!channel> *b* & <i> שלום"


def test_after_a_close_a_manager_gets_the_winner_with_evidence_budget_and_who_was_thanked(won: Workspace) -> None:
    (one,) = rewards(won)
    assert (one.kind, one.amount.minor, one.stage) == (RewardKind.BONUS, 5_000, RewardStage.PROPOSED)
    shown = asked(won)
    assert "Noor Haddad" in shown.text_shown
    assert "€50.00" in shown.text_shown
    assert "Revenue: €900.00, better than all of their peers" in shown.text_shown
    assert "Compared with 6 micro profiles on TikTok in the same campaign." in shown.text_shown
    assert "ROAS on total cost: 1.80, better than all" in shown.text_shown
    assert "Not thanked in the 90 days before." in shown.text_shown
    assert "A tenth of their fees" in shown.text_shown
    assert "left of €10,000.00" in shown.text_shown
    assert labels(shown) == ["Approve", "Change", "Decline", "Open"]
    assert not [one for one in won.told("maria") if "Your decision" in one.text], "never one's own"


def test_nobody_is_proposed_before_the_close_and_once_after_it(workspace: Workspace) -> None:
    roster(workspace)
    crew(workspace)
    workspace.settle()
    assert rewards(workspace) == []
    close(workspace)
    workspace.travel(hours=1)
    workspace.travel(hours=1)
    assert len(rewards(workspace)) == 1


def test_an_approved_bonus_is_a_cost_and_a_promise_and_its_owner_thanks_and_pays(won: Workspace) -> None:
    maria = won.person("maria")

    assert approve(won).closed

    (one,) = rewards(won)
    assert (one.stage, one.decided_by) == (RewardStage.APPROVED, won.person("omar").id)
    assert costs(won, 1)["bonuses", "committed"] == 5_000
    told = to_give(won)
    assert "bonus of €50.00" in told.text_shown
    form = maria.click("Thank them", told)
    note = form.view.field("note").value
    assert "your work for Autumn bread was among the best there was" in note
    assert "bonus of €50.00" in note
    for private in ("900", "1.80", "500.00", "Sam", "%"):
        assert private not in note
    assert maria.submit(form, note=" ").errors == {"note": "Write the note that you sent."}
    assert "The note is in the timeline." in maria.submit(form, note=f"{note}\n{HOSTILE}").text
    timeline = maria.click("Full timeline", maria.command("/influencer show noor")).text
    assert "Thank-you note for Autumn bread" in timeline
    assert HOSTILE in timeline
    told = to_give(won)
    assert "Thanked by" in told.text_shown
    assert labels(told) == ["Paid", "Open"]

    form = maria.click("Paid", told)
    refused = {"reference": "Give the reference of the transfer, so that accounting can find it."}
    assert maria.submit(form, reference=" ").errors == refused
    assert "Noted as paid." in maria.submit(form, reference="SEPA 1").text
    assert costs(won, 1)["bonuses", "spent"] == 5_000
    assert rewards(won)[0].stage is RewardStage.GIVEN
    assert "It is never paid twice." in maria.click("Paid", told).text
    with won.bot.deps.reading(won.team) as store:
        (promise,) = [each for each in store.promises.every(Owed(campaign_id=1)) if each.about == "reward:1"]
    assert state(promise, now=won.clock()) is PromiseState.KEPT


def test_the_cost_of_a_bonus_is_not_changed_by_hand(won: Workspace) -> None:
    approve(won)
    with won.bot.deps.transaction(won.team) as store:
        line = store.rewards.get(1)
        assert line is not None
        assert line.cost_id is not None
        with pytest.raises(Refused, match=r"follows reward 1\."):
            payment_costs.check_free(store, line.cost_id)


def test_a_manager_changes_it_in_place_and_decides_on_what_they_lowered(won: Workspace) -> None:
    omar = won.person("omar")
    form = omar.click("Change", asked(won))
    assert form.view.field("amount").value == "50.00"
    assert omar.submit(form, kind="bonus", amount="much").errors.keys() == {"amount"}
    assert omar.submit(form, kind="bonus", amount="").errors == {"amount": "Say how much it is worth."}
    assert "costs nothing" in omar.submit(form, kind="thank-you note", amount="3").errors["amount"]
    changed = omar.submit(form, kind="bonus", amount="30", what=HOSTILE)

    assert "You may decide on it at once." in changed.text
    assert HOSTILE in changed.text
    told = [one.text_shown for one in won.told("omar")]
    assert any("it is asked for anew" in one for one in told)
    assert "€30.00" in asked(won).text_shown
    approve(won)
    (one,) = rewards(won)
    assert (one.amount.minor, one.stage, one.what) == (3_000, RewardStage.APPROVED, HOSTILE)
    assert costs(won, 1)["bonuses", "committed"] == 3_000


def test_who_raises_the_amount_lets_somebody_else_decide(won: Workspace) -> None:
    give_role(won, "lee", Role.MANAGER)
    omar = won.person("omar")
    changed = omar.submit(omar.click("Change", asked(won)), kind="bonus", amount="80")

    assert "You raised it, so somebody else decides." in changed.text
    with won.bot.deps.reading(won.team) as store:
        request = store.approvals.open_of(Subject.REWARD, 1)
    assert request is not None
    with pytest.raises(Refused, match="You wrote this"), won.bot.deps.transaction(won.team) as store:
        approvals.decide(
            store, request.id, verdict=Verdict.APPROVE, reason="", by=won.member("omar"), evidence={}, now=won.clock()
        )
    name = next(name for name in ("ada", "lee") if any("€80.00" in one.text_shown for one in won.told(name)))
    approve(won, name)
    assert costs(won, 1)["bonuses", "committed"] == 8_000


def test_a_thank_you_note_costs_nothing_and_is_given_by_sending_it(won: Workspace) -> None:
    omar, maria = won.person("omar"), won.person("maria")
    omar.submit(omar.click("Change", asked(won)), kind="thank-you note", amount="")
    approve(won)
    assert ("bonuses", "committed") not in costs(won, 1)
    told = to_give(won)
    assert "Paid" not in labels(told)
    maria.submit(maria.click("Thank them", told))
    assert rewards(won)[0].stage is RewardStage.GIVEN


def test_a_gift_goes_on_as_a_gift_that_is_approved_already(won: Workspace) -> None:
    omar, maria = won.person("omar"), won.person("maria")
    form = omar.click("Change", asked(won))
    assert omar.submit(form, kind="gift", amount="40", what=" ").errors == {
        "what": "Say what the gift is, on one line."
    }
    assert "200 is the most" in omar.submit(form, kind="gift", amount="40", what="x" * 201).errors["what"]
    omar.submit(form, kind="gift", amount="40", what=HOSTILE)
    approve(won)

    told = to_give(won)
    assert "gift of €40.00" in told.text_shown
    shown = maria.click("Gift", told).text
    assert HOSTILE in shown
    assert "reward" in shown
    assert costs(won, 1)["product", "committed"] == 4_000
    assert "Take back" not in labels(maria.click("Open", told).messages[-1])
    with won.bot.deps.reading(won.team) as store:
        assert store.approvals.of(Subject.GIFT, 1) == [], "it is not asked for twice"


def test_declining_asks_for_a_reason_and_ends_it(won: Workspace) -> None:
    omar = won.person("omar")
    form = omar.click("Decline", asked(won))
    assert form.view.field("verdict").value == "reject"
    assert "works from these words" in omar.submit(form, reason=" ").errors["reason"]
    omar.submit(form, reason="We thanked her last week")

    (one,) = rewards(won)
    assert (one.stage, one.why) == (RewardStage.DECLINED, "We thanked her last week")
    assert ("bonuses", "committed") not in costs(won, 1)
    shown = next(one for one in won.told("maria") if "We thanked her last week" in one.text_shown)
    assert "*declined*" in shown.text_shown
    assert "@omar declined it: We thanked her last week" in shown.text_shown
    assert "rejected" not in shown.text_shown
    assert "Rewards" not in labels(won.person("maria").command("/influencer show noor").messages[-1])


def test_what_was_approved_is_taken_back_with_a_reason_by_its_owner_or_a_manager(won: Workspace) -> None:
    approve(won)
    maria, lee = won.person("maria"), won.person("lee")
    old = maria.click("Open", to_give(won))
    omar = won.person("omar")
    his = omar.click("Open", opened_by(won, "omar")).messages[-1]
    assert "Take back" not in labels(lee.click("Open", opened_by(won, "lee")).messages[-1])
    form = maria.click("Take back", old)
    assert maria.submit(form, why=" ").errors == {"why": "Say why: a manager approved it."}
    assert "Taken back." in maria.submit(form, why=HOSTILE).text
    assert ("bonuses", "committed") not in costs(won, 1)
    assert "Paid" not in labels(to_give(won))
    assert "cancelled" in omar.click("Take back", his).text
    with won.bot.deps.reading(won.team) as store:
        assert store.promises.open_about("reward:1") is None


def test_when_two_influencers_are_one_a_result_is_decided_on_once(won: Workspace) -> None:
    by = won.member("maria")
    with won.bot.deps.transaction(won.team) as store:
        (one,) = store.rewards.of_influencer(1)
        row = {"influencer_id": 2, "collaboration_id": 2, "campaign_id": 1, "result_key": "month:2020-01"}
        row |= {"kind": one.kind, "amount": 0, "currency": "EUR", "what": "", "owner": one.owner, "evidence": {}}
        assert store.rewards.propose(row, sources=["month:2020-01"], now=won.clock())
        assert store.rewards.propose({**row, "result_key": one.result_key}, sources=["2:x"], now=won.clock())
        proposals.hand_over(store, 1, 2, by=by, now=won.clock())
    with won.bot.deps.reading(won.team) as store:
        assert {each.result_key for each in store.rewards.of_influencer(2)} == {"month:2020-01", "campaign:1"}
        assert store.approvals.open_of(Subject.REWARD, 1) is None
        assert one.result_key in store.rewards.counted([2])[2]
