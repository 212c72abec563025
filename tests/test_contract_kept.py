"""What a signed contract is held to afterwards: rounds of review, the product, the rest of the fee, and its end."""

import pytest

from bot.domain.content.deliverables import DeliverableStage
from bot.domain.contracts.contracts import ContractStage
from bot.domain.contracts.terms import Instalment, Trigger
from bot.domain.payments.promises import PromiseState, state
from bot.domain.refused import Refused
from bot.services.content import content, drafts
from bot.services.contracts import contracts
from storage.promises import Owed
from tests.keeping import approved, day, decide, ledger, pay, payments_of, signed
from tests.publishing import publish_all
from tests.workspace import Workspace


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
