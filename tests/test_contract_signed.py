"""What follows from a signature by itself: once, in one step, without anything counting twice."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.campaigns.collaborations import CollaborationStage, CostKind, CostState
from bot.domain.content.deliverables import Format
from bot.domain.content.usage_rights import RightKind
from bot.domain.contracts.terms import PaidUse
from bot.domain.influencers.stages import Stage
from bot.domain.refused import Refused
from bot.services.contracts import contract_signed, contracts
from storage import Store
from storage.promises import Owed
from tests.at_once import at_once, refusals
from tests.keeping import approved, begin, budget, day, ledger, pay, payments_of, sign, signed
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
