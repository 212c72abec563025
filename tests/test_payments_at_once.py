"""Payments that several people change at the same moment are paid once."""

from functools import partial

from bot.services.payments import payments
from storage import Store
from tests.at_once import at_once
from tests.keeping import approved, card, day, ledger, pay, signed
from tests.workspace import Workspace


def test_of_two_who_note_a_payment_the_slower_is_told_and_keeps_what_was_typed(workspace: Workspace) -> None:
    signed(workspace)
    one = approved(workspace)
    maria, omar = workspace.person("maria"), workspace.person("omar")
    slow = omar.click("Paid", card(workspace, one.id, "omar"))
    old = card(workspace, one.id, "omar")
    pay(workspace, one.id)

    told = omar.submit(slow, reference="Mine", paid_on=day(workspace))

    assert "maria noted this payment as paid on" in told.text
    assert "It is never paid twice." in told.text
    assert told.view.field("reference").value == "Mine"
    assert "It is never paid twice." in omar.click("Paid", old).text
    assert ledger(workspace) == {("EUR", "committed"): 60_000, ("EUR", "spent"): 60_000}
    assert maria.command("/contract payments").text.count("Fee, part 1") == 0


def test_many_who_press_paid_at_the_same_moment_pay_once(workspace: Workspace) -> None:
    signed(workspace)
    one = approved(workspace)
    people = [workspace.member(name) for name in ("maria", "omar")] * 4

    def press(store: Store, at: int) -> None:
        by, now = people[at], workspace.clock()
        payments.pay(store, one.id, paid_on=now.date(), reference=f"R{at}", version=one.version, by=by, now=now)

    said = at_once(workspace, *(partial(press, at=at) for at in range(len(people))))

    assert said.count("won") == 1
    assert all("already. It is never paid twice." in one for one in said if one != "won")
    assert ledger(workspace) == {("EUR", "committed"): 60_000, ("EUR", "spent"): 60_000}
    with workspace.bot.deps.reading(workspace.team) as store:
        assert len([entry for entry in store.audit.of("payment:1") if entry["verb"] == "pay"]) == 1


def test_paying_and_cancelling_at_the_same_moment_is_one_of_both(workspace: Workspace) -> None:
    signed(workspace)
    one = approved(workspace)
    by, now = workspace.member("maria"), workspace.clock()

    def press(store: Store) -> None:
        payments.pay(store, one.id, paid_on=now.date(), reference="R", version=one.version, by=by, now=now)

    def stop(store: Store) -> None:
        payments.cancel(store, one.id, why="No", version=one.version, by=by, now=now)

    said = at_once(workspace, press, stop)

    assert said.count("won") == 1
    spent = {("EUR", "committed"): 60_000, ("EUR", "spent"): 60_000}
    assert ledger(workspace) == (spent if said[0] == "won" else {("EUR", "committed"): 60_000})
