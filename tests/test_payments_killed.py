"""Killed in the middle, Rapport neither forgets a payment nor asks, books or pays it twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.domain.payments.payments import PaymentStage
from bot.services.contracts import contract_signed, contracts
from bot.services.payments import payments
from sandbox.driver import Sandbox
from storage import Store, migrate
from storage.tables import approval, payment, promise
from tests.databases import SQLITE, fresh_database
from tests.keeping import approved, begin, day, ledger, payments_of, signed
from tests.process import Point, finish, kill_at, looking
from tests.test_killed import breaches, keys_of, lease_ends
from tests.workspace import Workspace


class Killed(BaseException):
    """The process ends here."""


def cut_short(workspace: Workspace, work: Callable[[Store], None]) -> None:
    """Do something in a transaction that never comes to its end."""

    def die() -> None:
        with workspace.bot.deps.transaction(workspace.team) as store:
            work(store)
            raise Killed

    with pytest.raises(Killed):
        die()


POINTS = [Point("chat.postMessage", 1, "before"), Point("chat.postMessage", 1, "after")]


def due_soon(slack: Sandbox, database: str) -> None:
    """A signed contract whose first payment falls due at once; nobody has been asked yet."""
    workspace = Workspace(slack, database)
    signed(workspace, payment_days=2)
    workspace.close()


def expect_one_request(slack: Sandbox, database: str) -> None:
    """One payment is due, one decision is asked for, and the manager has one message about it."""
    with looking(database) as engine, engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(approval)) == 1
        stages = connection.scalars(select(payment.c.stage).order_by(payment.c.id)).all()
    assert list(stages) == ["due", "planned"]
    asked = slack.person("omar").dm()
    assert len([one for one in asked if "Your decision, please" in one.text]) == 1
    assert set(keys_of(asked).values()) == {1}
    assert breaches(slack) == []


@pytest.mark.parametrize("point", POINTS, ids=str)
def test_a_payment_that_falls_due_as_the_bot_dies_is_asked_for_once(slack: Sandbox, shared: Path, point: Point) -> None:
    with fresh_database(SQLITE, shared=shared, migrate=migrate) as database:
        due_soon(slack, database)
        kill_at(slack, database, point)

        finish(slack, database)

        expect_one_request(slack, database)


def test_a_server_hands_the_request_of_a_dead_process_to_the_next(slack: Sandbox, shared: Path, postgres: str) -> None:
    with fresh_database(postgres, shared=shared, migrate=migrate) as database:
        due_soon(slack, database)
        kill_at(slack, database, POINTS[1])
        lease_ends(database)

        finish(slack, database)

        expect_one_request(slack, database)


def test_a_signature_that_is_cut_short_has_left_nothing_and_counts_whole_the_next_time(workspace: Workspace) -> None:
    number = begin(workspace, product="Flour", product_by=day(workspace, plus=3))
    now = workspace.clock()

    def follow(store: Store) -> None:
        one = contracts.found(store, number)
        contract_signed.follow(store, one, by=one.owner, signed_at=now, now=now)

    cut_short(workspace, follow)

    assert payments_of(workspace) == []
    assert ledger(workspace) == {}
    with workspace.bot.database.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(promise)) == 0
    with workspace.bot.deps.transaction(workspace.team) as store:
        follow(store)
    assert ledger(workspace) == {("EUR", "committed"): 120_000}


def test_a_payment_that_is_cut_short_was_not_made_and_is_made_once_the_next_time(workspace: Workspace) -> None:
    signed(workspace)
    one = approved(workspace)
    by, now = workspace.member("maria"), workspace.clock()

    def press(store: Store) -> None:
        payments.pay(store, one.id, paid_on=now.date(), reference="R", version=one.version, by=by, now=now)

    cut_short(workspace, press)

    assert payments_of(workspace)[0].stage is PaymentStage.APPROVED
    assert ledger(workspace) == {("EUR", "committed"): 120_000}
    with workspace.bot.deps.transaction(workspace.team) as store:
        press(store)
    assert ledger(workspace) == {("EUR", "committed"): 60_000, ("EUR", "spent"): 60_000}
