"""Steps on signed contracts that several tests take: signing, approving what is due, and an account kept apart."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from bot.domain.approvals.approvals import Subject, Verdict
from bot.domain.contracts.contracts import ContractStage
from bot.domain.influencers.handles import parse_profile
from bot.domain.payments.payments import Payment
from bot.domain.team.roles import Role
from bot.services.approvals import approvals
from bot.services.contracts import contract_signed, contracts
from bot.services.influencers import influencers
from storage.tables import cost
from tests.contracting import contract
from tests.workspace import Message, Seen, Workspace

NOOR = "https://www.instagram.com/noor.bakes/"


def begin(workspace: Workspace, *, name: str = "Noor Haddad", profile: str = NOOR, **fields: Any) -> int:
    """Maria's contract with Noor, sent and not signed; omar is a manager. Gives its number."""
    by, _ = workspace.member("maria"), workspace.member("omar")
    details = influencers.Details({"name": name}, profiles=[("profile_1", parse_profile(profile))])
    with workspace.bot.deps.transaction(workspace.team) as store:
        influencers.add(store, details, by=by, now=workspace.clock())
    number = contract(workspace, "maria", name, **fields)
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.members.set_role(workspace.person("omar").id, Role.MANAGER)
        for stage in (ContractStage.IN_REVIEW, ContractStage.APPROVED, ContractStage.SENT):
            one = contracts.found(store, number)
            contracts.move(store, one, stage, by=workspace.person("maria").id, now=workspace.clock())
    return number


def sign(workspace: Workspace, number: int) -> None:
    """The signature counts."""
    now = workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = contracts.found(store, number)
        contract_signed.follow(store, one, by=one.owner, signed_at=now, now=now)


def signed(workspace: Workspace, **fields: Any) -> int:
    """The same, signed now."""
    number = begin(workspace, **fields)
    sign(workspace, number)
    return number


def payments_of(workspace: Workspace, number: int = 1) -> list[Payment]:
    """The payments of a contract."""
    with workspace.bot.deps.reading(workspace.team) as store:
        return store.payments.of_contracts([number])


def decide(
    workspace: Workspace, payment_id: int, verdict: Verdict = Verdict.APPROVE, *, who: str = "omar", reason: str = ""
) -> None:
    """Somebody decides on a payment that is due."""
    by = workspace.member(who)
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = store.approvals.open_of(Subject.PAYMENT, payment_id)
        assert one is not None, "no approval is asked for"
        approvals.decide(store, one.id, verdict=verdict, reason=reason, by=by, evidence={}, now=workspace.clock())


def approved(workspace: Workspace, number: int = 1, *, at: int = 0) -> Payment:
    """A payment of a contract that fell due and was approved; time has passed until then."""
    one = payments_of(workspace, number)[at]
    assert one.due_on is not None
    workspace.travel(days=max(0, (one.due_on - workspace.clock().date()).days - 3))
    decide(workspace, one.id)
    return payments_of(workspace, number)[at]


def card(workspace: Workspace, payment_id: int, who: str = "maria", *, number: int = 1) -> Seen:
    """A payment's card, by way of the contract's."""
    person = workspace.person(who)
    listed = person.click("Payments", person.command(f"/contract show {number}"))
    return person.click(on=listed, action_id=f"payment.open:{payment_id}")


def pay(workspace: Workspace, payment_id: int, who: str = "maria", *, number: int = 1, **typed: object) -> Seen:
    """Somebody notes a payment as paid."""
    person = workspace.person(who)
    form = person.click("Paid", card(workspace, payment_id, who, number=number))
    return person.submit(form, **{"paid_on": workspace.clock().date(), "reference": "SEPA 1", **typed})


def ledger(workspace: Workspace) -> Mapping[tuple[str, str], int]:
    """What all lines of cost come to by currency and state, read from the table."""
    found: dict[tuple[str, str], int] = {}
    with workspace.bot.database.engine.connect() as connection:
        for row in connection.execute(select(cost.c.currency, cost.c.state, cost.c.amount)):
            found[row.currency, row.state] = found.get((row.currency, row.state), 0) + row.amount
    return found


def budget(workspace: Workspace, who: str = "maria") -> str:
    """What the campaign's card says of money."""
    shown = workspace.person(who).command("/campaign show Campaign of Noor").text
    found = re.search(r"\S+ planned, \S+ committed, \S+ spent", shown)
    assert found is not None
    return found[0]


def last(workspace: Workspace, who: str) -> Message:
    """The last message somebody got."""
    return workspace.told(who)[-1]


def day(workspace: Workspace, *, plus: int = 0) -> date:
    """A day from today on."""
    return date.fromordinal(workspace.clock().date().toordinal() + plus)
