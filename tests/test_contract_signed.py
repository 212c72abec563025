"""What follows from a signature by itself: once, in one step, without anything counting twice."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.campaigns.collaborations import CollaborationStage, CostKind, CostState
from bot.domain.content.deliverables import DeliverableStage, Format
from bot.domain.content.usage_rights import RightKind
from bot.domain.contracts.contracts import ContractStage
from bot.domain.contracts.terms import Instalment, PaidUse, Trigger
from bot.domain.influencers.stages import Stage
from bot.domain.payments.promises import PromiseState, state
from bot.domain.refused import Refused
from bot.services.content import content, drafts
from bot.services.contracts import contract_signed, contracts
from storage import Store
from storage.promises import Owed
from tests.at_once import at_once, refusals
from tests.keeping import approved, begin, budget, day, decide, ledger, pay, payments_of, sign, signed
from tests.publishing import publish_all
from tests.results import figures, report
from tests.workspace import Workspace


def stage_of(workspace: Workspace) -> CollaborationStage:
    """Where the collaboration stands."""
    with workspace.bot.deps.reading(workspace.team) as store:
        one = store.collaborations.get(1)
        assert one is not None
        return one.stage


def move_to(workspace: Workspace, *stages: CollaborationStage) -> None:
    """Bring the collaboration along by hand."""
    with workspace.bot.deps.transaction(workspace.team) as store:
        for stage in stages:
            one = store.collaborations.get(1)
            assert one is not None
            assert store.collaborations.move(one, stage, why="", by=workspace.person("maria").id, now=workspace.clock())


def add_cost(workspace: Workspace, kind: CostKind, state: CostState, amount: int) -> None:
    """A line that somebody wrote."""
    fields: dict[str, Any] = {"kind": kind, "state": state, "amount": amount, "currency": "EUR", "note": "by hand"}
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.collaborations.add_cost(1, fields, by=workspace.person("maria").id, now=workspace.clock())


def test_a_signature_brings_stage_content_rights_exclusivity_money_and_promises(workspace: Workspace) -> None:
    number = signed(
        workspace,
        exclusive_category="bread",
        exclusive_until=day(workspace, plus=90),
        product="A bag of <rye> & flour",
        product_by=day(workspace, plus=3),
        paid_use=PaidUse.PAID,
    )
    maria = workspace.person("maria")
    today = workspace.clock().date()

    shown = maria.command(f"/contract show {number}").text
    assert "signed since" in shown
    assert "€600.00 · Fee, part 1 of 2 · planned, to be paid by" in shown
    assert "€600.00 · Fee, part 2 of 2 · planned, once the last content is live" in shown
    assert "Send: A bag of <rye> & flour" in shown
    collaboration = maria.click("Collaboration", maria.command(f"/contract show {number}")).text
    assert "contracted since" in collaboration
    assert "bread until" in collaboration
    assert "€1,200.00 committed" in collaboration
    assert budget(workspace) == "€0.00 planned, €1,200.00 committed, €0.00 spent"
    with workspace.bot.deps.reading(workspace.team) as store:
        owed = store.deliverables.of([1])
        assert [(one.title, one.due_on) for one in owed] == [
            ("Bread reel", today + timedelta(days=10)),
            ("Bread story", today + timedelta(days=11)),
        ]
        rights = store.deliverables.rights(one.id for one in owed)
        assert [one.kind for one in rights] == [RightKind.ORGANIC, RightKind.WHITELISTING] * 2
        assert {one.until for one in rights} == {today + timedelta(days=365)}
        promises = store.promises.every(Owed(campaign_id=1))
        assert [(one.kind, one.about, one.due_at.date()) for one in promises] == [
            ("ship", "product:1", today + timedelta(days=3)),
            ("pay", "payment:1", today + timedelta(days=14)),
        ]
    assert [one.due_on for one in payments_of(workspace)] == [today + timedelta(days=14), None]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), CollaborationStage.CONTRACTED),
        ((CollaborationStage.INVITED,), CollaborationStage.CONTRACTED),
        ((CollaborationStage.INVITED, CollaborationStage.ACCEPTED), CollaborationStage.CONTRACTED),
        ((CollaborationStage.ACCEPTED, CollaborationStage.PRODUCING), CollaborationStage.PRODUCING),
    ],
    ids=lambda one: "-".join(one) or "shortlisted" if isinstance(one, tuple) else "",
)
def test_the_collaboration_comes_to_contracted_from_wherever_it_stands(
    workspace: Workspace, before: tuple[CollaborationStage, ...], after: CollaborationStage
) -> None:
    number = begin(workspace)
    move_to(workspace, *before)

    sign(workspace, number)

    assert stage_of(workspace) is after


@pytest.mark.parametrize(
    "before", [(CollaborationStage.INVITED, CollaborationStage.DECLINED), (CollaborationStage.DROPPED,)]
)
def test_of_a_collaboration_that_was_given_up_no_signature_counts(
    workspace: Workspace, before: tuple[CollaborationStage, ...]
) -> None:
    number = begin(workspace)
    move_to(workspace, *before)

    with pytest.raises(Refused, match=f"is {before[-1]}. Change its stage first, or terminate the contract"):
        sign(workspace, number)

    assert stage_of(workspace) is before[-1]
    assert payments_of(workspace) == []


def test_somebody_who_asked_not_to_be_contacted_is_not_brought_along_and_the_money_follows(
    workspace: Workspace,
) -> None:
    number = begin(workspace)
    with workspace.bot.deps.transaction(workspace.team) as store:
        influencer = store.influencers.get(1)
        assert influencer is not None
        store.influencers.change(influencer, {"stage": Stage.DO_NOT_CONTACT})

    sign(workspace, number)

    assert stage_of(workspace) is CollaborationStage.SHORTLISTED
    assert len(payments_of(workspace)) == 2


def test_what_is_planned_gets_its_date_what_was_begun_stays_and_the_rest_is_added(workspace: Workspace) -> None:
    number = begin(workspace, titles=("Bread reel", "Bread story", "Bread reel"))
    early = day(workspace, plus=2)
    row = {"collaboration_id": 1, "platform": "instagram", "format": Format.REEL, "due_on": early}
    with workspace.bot.deps.transaction(workspace.team) as store:
        titles = ("  bread   REEL ", "Bread story", "Something else")
        by, now = workspace.person("maria").id, workspace.clock()
        store.deliverables.add([{**row, "title": title} for title in titles], by=by, now=now)
        story = store.deliverables.get(2)
        assert story is not None
        store.deliverables.submit(
            story,
            {"text": "#ad", "link": None, "file": None, "over_cap_reason": None},
            by=by,
            now=now,
        )

    sign(workspace, number)

    with workspace.bot.deps.reading(workspace.team) as store:
        owed = {one.id: (one.title, one.due_on, str(one.state)) for one in store.deliverables.of([1])}
    assert owed == {
        1: ("  bread   REEL ", day(workspace, plus=10), "planned"),
        2: ("Bread story", early, "submitted"),
        3: ("Something else", early, "planned"),
        4: ("Bread reel", day(workspace, plus=12), "planned"),
    }


def test_fees_that_were_written_before_are_replaced_so_that_nothing_counts_twice(workspace: Workspace) -> None:
    number = begin(workspace)
    add_cost(workspace, CostKind.FEES, CostState.PLANNED, 50_000)
    add_cost(workspace, CostKind.FEES, CostState.COMMITTED, 70_000)
    add_cost(workspace, CostKind.FEES, CostState.SPENT, 1_000)
    add_cost(workspace, CostKind.PRODUCT, CostState.PLANNED, 8_000)
    assert budget(workspace) == "€580.00 planned, €700.00 committed, €10.00 spent"

    sign(workspace, number)

    assert budget(workspace) == "€80.00 planned, €1,200.00 committed, €10.00 spent"
    timeline = workspace.person("maria").command("/influencer show noor").text
    assert "the payments of contract 1 take the place of 2 fees that were written before" in timeline
    assert "€" not in timeline


def test_the_report_counts_the_cost_of_a_contract_from_the_signature_on_and_once(workspace: Workspace) -> None:
    signed(workspace)
    before = figures(report(workspace, name="Campaign of Noor"))
    payment = approved(workspace)
    pay(workspace, payment.id)

    after = figures(report(workspace, name="Campaign of Noor"))

    assert before["Total cost"] == after["Total cost"] == "€1,200.00"


def test_a_line_that_follows_a_payment_is_not_changed_by_hand(workspace: Workspace) -> None:
    number = signed(workspace)
    maria = workspace.person("maria")
    collaboration = maria.click("Collaboration", maria.command(f"/contract show {number}"))

    told = maria.click("Edit", maria.click("Costs", collaboration))

    assert "This line follows “Fee, part 1 of 2” of contract 1" in told.text


def test_a_signature_counts_once_even_if_two_let_it_count_at_the_same_moment(workspace: Workspace) -> None:
    number = begin(workspace)
    with workspace.bot.deps.reading(workspace.team) as store:
        one = contracts.found(store, number)
    now = workspace.clock()

    def follow(store: Store) -> None:
        contract_signed.follow(store, one, by=one.owner, signed_at=now, now=now)

    assert len(refusals(at_once(workspace, follow, follow))) == 1
    assert len(payments_of(workspace)) == 2
    assert ledger(workspace) == {("EUR", "committed"): 120_000}


def test_a_signed_contract_says_how_many_rounds_of_review_there_are(workspace: Workspace) -> None:
    signed(workspace, round_cap=1)
    lee, now = workspace.member("lee"), workspace.clock()
    draft = {"text": "#ad", "link": None, "file": None, "over_cap_reason": None}
    with workspace.bot.deps.transaction(workspace.team) as store:
        assert drafts.next_turn(store, 1, by=lee).cap == 1
        one = content.found(store, 1)
        assert store.deliverables.submit(one, draft, by="U1", now=now)
        again = content.found(store, 1)
        assert store.deliverables.change(again, {"state": DeliverableStage.CHANGES_REQUESTED})

    with (
        pytest.raises(Refused, match="The contract allows 1 round of review, and this would be round 2"),
        workspace.bot.deps.reading(workspace.team) as store,
    ):
        drafts.next_turn(store, 1, by=lee)


def test_a_product_that_is_shipped_keeps_our_promise_once(workspace: Workspace) -> None:
    number = signed(workspace, product="A bag of flour", product_by=day(workspace, plus=3))
    maria, omar = workspace.person("maria"), workspace.person("omar")
    old = omar.command(f"/contract show {number}")

    shown = maria.click("Shipped", maria.command(f"/contract show {number}"))

    assert "The product was sent." in shown.text
    assert "Shipped" not in [button.label for button in shown.messages[-1].buttons]
    with workspace.bot.deps.reading(workspace.team) as store:
        (promise,) = [one for one in store.promises.every(Owed(campaign_id=1)) if one.about == "product:1"]
        assert state(promise, now=workspace.clock()) is PromiseState.KEPT
    assert "was sent already" in omar.click("Shipped", old).text


def test_publishing_the_last_piece_gives_the_rest_of_the_fee_its_date(workspace: Workspace) -> None:
    signed(workspace)
    publish_all(workspace, leave=1)
    assert payments_of(workspace)[1].due_on is None

    workspace.travel(days=1)
    publish_all(workspace)

    assert payments_of(workspace)[1].due_on == day(workspace, plus=14)
    with workspace.bot.deps.reading(workspace.team) as store:
        assert store.promises.open_about("payment:2") is not None


def test_a_contract_completes_by_itself_once_everything_is_made_paid_and_over(workspace: Workspace) -> None:
    number = signed(workspace, instalments=(Instalment(120_000, Trigger.SIGNING),))
    payment = approved(workspace, number)
    pay(workspace, payment.id)
    publish_all(workspace)
    workspace.settle()
    assert stage(workspace, number) is ContractStage.SIGNED

    workspace.travel(days=31)

    assert stage(workspace, number) is ContractStage.COMPLETED
    assert "everything is delivered and paid" in workspace.person("maria").command("/influencer show noor").text


def stage(workspace: Workspace, number: int) -> ContractStage:
    """Where the contract stands."""
    with workspace.bot.deps.reading(workspace.team) as store:
        return contracts.found(store, number).stage


def test_of_a_terminated_contract_a_person_cancels_what_is_not_due_yet(workspace: Workspace) -> None:
    number = signed(workspace, payment_days=2, product="A bag of flour", product_by=day(workspace, plus=3))
    workspace.settle()
    maria = workspace.person("maria")
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = contracts.found(store, number)
        contracts.move(store, one, ContractStage.TERMINATED, why="No show", by=maria.id, now=workspace.clock())
    shown = maria.command(f"/contract show {number}")
    assert "It was terminated, and 1 payment is still planned." in shown.text
    old = workspace.person("omar").command(f"/contract show {number}")

    lee = workspace.person("lee").command(f"/contract show {number}")
    assert "(maria) or a manager cancels" in workspace.person("lee").click("Cancel what is not due yet", lee).text
    done = maria.click("Cancel what is not due yet", shown)

    assert "1 payment cancelled." in done.text
    assert [str(one.stage) for one in payments_of(workspace)] == ["due", "cancelled"]
    assert ledger(workspace) == {("EUR", "committed"): 60_000}
    with workspace.bot.deps.reading(workspace.team) as store:
        open_ones = [one.about for one in store.promises.every(Owed(campaign_id=1)) if one.cancelled_at is None]
    assert open_ones == ["payment:1"]
    assert "Nothing is left to cancel" in workspace.person("omar").click("Cancel what is not due yet", old).text
    decide(workspace, 1)
    assert [one for one in workspace.told("maria") if "To be paid now" in one.text]
