"""Payments: due in time, approved by who may, paid, cancelled and listed."""

import pytest

from bot.domain.approvals.approvals import Verdict
from bot.domain.contracts.terms import Instalment, Trigger
from bot.domain.money import Money
from bot.domain.payments.payments import PaymentStage
from bot.domain.payments.promises import PromiseState, state
from bot.domain.refused import Refused
from bot.services.payments import payments
from storage.promises import Owed
from tests.collaborating import make_viewer
from tests.keeping import approved, begin, budget, card, day, decide, last, ledger, pay, payments_of, sign, signed
from tests.workspace import Workspace

HOSTILE = "<!channel> *b* & <i>, שלום"


def test_a_payment_falls_due_three_days_before_its_date_and_a_manager_is_asked_once(workspace: Workspace) -> None:
    signed(workspace)
    workspace.travel(days=10)
    assert [str(one.stage) for one in payments_of(workspace)] == ["planned", "planned"]

    workspace.travel(days=1)
    workspace.settle()
    workspace.settle()

    assert [str(one.stage) for one in payments_of(workspace)] == ["due", "planned"]
    asked = [one for one in workspace.told("omar") if "Your decision" in one.text]
    assert len(asked) == 1
    assert "€600.00" in asked[0].text_shown
    assert "Fee, part 1 of 2" in asked[0].text_shown
    assert "0 of 2 pieces of content are live: still open “Bread reel” (planned)" in asked[0].text_shown
    assert not [one for one in workspace.told("maria") if "Your decision" in one.text], "never one's own"


def test_a_manager_approves_in_two_clicks_the_owner_pays_and_everything_says_so(workspace: Workspace) -> None:
    signed(workspace)
    workspace.travel(days=11)
    omar, maria = workspace.person("omar"), workspace.person("maria")

    omar.submit(omar.click("Review", card(workspace, 1, "omar")))
    assert "Budget with this" in omar.click("Evidence", card(workspace, 1, "omar")).view.text

    told = next(one for one in workspace.told("maria") if "To be paid now" in one.text)
    assert "approved by @omar" in told.text_shown
    form = maria.click("Paid", told)
    assert maria.submit(form, reference=" ", paid_on=day(workspace, plus=1)).errors == {
        "paid_on": "That day lies ahead. Note the payment once it has been made.",
        "reference": "Give the reference of the transfer, so that accounting can find it.",
    }
    shown = maria.submit(form, reference=HOSTILE, paid_on=day(workspace, plus=-1))
    assert shown.errors == {}
    workspace.settle()
    told = next(one for one in workspace.told("maria") if "Fee, part 1" in one.text and "Paid" in one.text)
    assert f"Reference: {HOSTILE}" in told.text_shown
    assert "Paid" not in [button.label for button in told.buttons]
    assert HOSTILE in card(workspace, 1).text
    assert budget(workspace) == "€0.00 planned, €600.00 committed, €600.00 spent"
    timeline = maria.command("/influencer show noor").messages[-1].text_shown
    assert "Fee, part 1 of 2 of contract 1 was paid" in timeline
    assert "600" not in timeline
    with workspace.bot.deps.reading(workspace.team) as store:
        (promise,) = [one for one in store.promises.every(Owed(campaign_id=1)) if one.about == "payment:1"]
    assert state(promise, now=workspace.clock()) is PromiseState.KEPT
    assert promise.kept_at is not None
    assert promise.kept_at.date() == day(workspace, plus=-1)


def test_a_payment_made_after_its_date_is_a_promise_kept_late(workspace: Workspace) -> None:
    signed(workspace)
    one = approved(workspace)
    workspace.travel(days=5)

    pay(workspace, one.id)

    with workspace.bot.deps.reading(workspace.team) as store:
        (promise,) = [each for each in store.promises.every(Owed(campaign_id=1)) if each.about == "payment:1"]
    assert state(promise, now=workspace.clock()) is PromiseState.LATE


def test_what_is_not_approved_is_not_paid(workspace: Workspace) -> None:
    signed(workspace)
    workspace.travel(days=11)
    due, by = payments_of(workspace)[0], workspace.member("maria")

    assert "Paid" not in [button.label for button in card(workspace, due.id).messages[-1].buttons]
    now = workspace.clock()
    with (
        pytest.raises(Refused, match="This payment is due: the next stage can be approved, cancelled"),
        workspace.bot.deps.transaction(workspace.team) as store,
    ):
        payments.pay(store, due.id, paid_on=now.date(), reference="R", version=due.version, by=by, now=now)


def test_a_payment_that_is_sent_back_stays_due_and_is_asked_for_again(workspace: Workspace) -> None:
    signed(workspace)
    workspace.travel(days=11)
    maria = workspace.person("maria")
    decide(workspace, 1, Verdict.CHANGES, reason="Where is the invoice? " + HOSTILE)

    shown = card(workspace, 1)
    assert "Sent back: Where is the invoice? " + HOSTILE in shown.text
    assert payments_of(workspace)[0].stage is PaymentStage.DUE
    again = maria.submit(maria.click("Ask again", shown), note="Invoice 7 is here")

    assert "Asked for its approval again." in again.text
    assert "Ask again" not in [button.label for button in again.messages[-1].buttons]
    assert "Invoice 7 is here" in last(workspace, "omar").text_shown
    decide(workspace, 1)
    assert payments_of(workspace)[0].stage is PaymentStage.APPROVED


def test_a_payment_is_cancelled_with_a_reason_by_its_owner_or_a_manager(workspace: Workspace) -> None:
    signed(workspace)
    workspace.travel(days=11)
    maria, lee = workspace.person("maria"), workspace.person("lee")
    shown = card(workspace, 1, "lee")
    assert "Cancel payment" not in [button.label for button in shown.messages[-1].buttons]
    one, by, now = payments_of(workspace)[0], workspace.member("lee"), workspace.clock()
    with (
        pytest.raises(Refused, match=r"Only who looks after it \(maria\) or a manager"),
        workspace.bot.deps.transaction(workspace.team) as store,
    ):
        payments.cancel(store, 1, why="x", version=one.version, by=by, now=now)

    old = card(workspace, 1, "omar")
    form = maria.click("Cancel payment", card(workspace, 1))
    assert maria.submit(form, why="  ").errors == {"why": "Say why: a signed contract promised this money."}
    assert maria.submit(form, why="x" * 700).errors == {"why": "That is 700 characters; 500 is the most."}
    cancelled = maria.submit(form, why=HOSTILE)

    assert f"Cancelled: {HOSTILE}" in cancelled.text
    assert "maria took it back" in last(workspace, "omar").text_shown
    assert ledger(workspace) == {("EUR", "committed"): 60_000}
    with workspace.bot.deps.reading(workspace.team) as store:
        assert store.promises.open_about("payment:1") is None
    assert lee.command("/contract payments").text.count("Fee, part 1") == 0
    assert "it is cancelled by now" in workspace.person("omar").click("Cancel payment", old).text


def test_a_viewer_and_a_guest_see_and_do_nothing_with_payments(workspace: Workspace) -> None:
    number = signed(workspace)
    one = approved(workspace)
    old = card(workspace, one.id, "lee")
    lee, gus = make_viewer(workspace, "lee"), workspace.person("gus")

    assert "€" not in lee.command(f"/contract show {number}").text
    assert "That needs the role marketer" in lee.command("/contract payments").text
    assert "That needs the role marketer" in lee.click("Paid", old).text
    assert "full members" in gus.command("/contract payments").text
    assert payments_of(workspace)[0].stage is PaymentStage.APPROVED


def test_payments_are_listed_by_stage_with_totals_that_never_mix_currencies(workspace: Workspace) -> None:
    signed(workspace)
    second = begin_second(workspace)
    sign(workspace, second)
    one = approved(workspace)
    maria = workspace.person("maria")

    shown = maria.command("/contract payments")
    assert "4 payments to be made" in shown.text.replace("*", "")
    assert "EUR: €600.00 planned, €600.00 approved" in shown.text.replace("*", "")
    assert "USD: $50.00 planned, $50.00 due" in shown.text.replace("*", "")
    assert "1 payment approved" in maria.click("Only approved", shown).text.replace("*", "")
    pay(workspace, one.id)
    paid = maria.click("Only paid", maria.command("/contract payments"))
    assert "1 payment paid" in paid.text.replace("*", "")
    assert "Fee, part 1 of 2 · Noor Haddad" in paid.text
    assert "4 payments" in maria.click("All", paid).text.replace("*", "")


def begin_second(workspace: Workspace) -> int:
    """Another contract, with Sam and in dollars, sent and not signed."""
    dollars = (Instalment(5_000, Trigger.SIGNING), Instalment(5_000, Trigger.PUBLISHING))
    return begin(
        workspace,
        name="Sam Ode",
        profile="https://www.instagram.com/sam.ode/",
        fee=Money(10_000, "USD"),
        instalments=dollars,
    )


def test_long_lists_of_payments_have_pages(workspace: Workspace) -> None:
    parts = tuple(Instalment(10_000, Trigger.SIGNING) for _ in range(12))
    signed(workspace, fee=Money(120_000, "EUR"), instalments=parts)
    maria = workspace.person("maria")

    first = maria.command("/contract payments")
    assert "page 1 of 2" in first.text
    second = maria.click("Later", first)
    assert "Fee, part 12 of 12" in second.text
    assert "Fee, part 1 of 12" in maria.click("Earlier", second).text
