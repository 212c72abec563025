"""Rewards: proposed with evidence, decided in place by who may, given once, never twice for the same result."""

from functools import partial

import pytest

from bot.domain.approvals.approvals import ApprovalState, Subject, Verdict
from bot.domain.payments.promises import PromiseState, state
from bot.domain.refused import Refused
from bot.domain.rewards.performances import Period
from bot.domain.rewards.rewards import RewardStage
from bot.domain.rewards.suggesting import RewardKind
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approvals
from bot.services.payments import payment_costs
from bot.services.rewards import giving, proposals
from sandbox.driver import Seen
from storage import Store
from storage.promises import Owed
from tests.at_once import at_once
from tests.collaborating import make_viewer
from tests.deciding import give_role, labels
from tests.rewarding import NAMES, approve, asked, close, costs, crew, rewards, roster, to_give
from tests.workspace import Workspace

HOSTILE = "<!channel> *b* & <i> שלום"


@pytest.fixture
def won(workspace: Workspace) -> Workspace:
    """Maria's campaign with seven like influencers was closed, and Noor stood out."""
    roster(workspace)
    crew(workspace)
    close(workspace)
    return workspace


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


def opened_by(won: Workspace, name: str) -> Seen:
    """The rewards of the campaign, from its report."""
    person = won.person(name)
    return person.click("Rewards", person.command("/campaign report Autumn bread"))


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
