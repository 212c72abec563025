"""The money adds up after every step, by an account kept by hand."""

import random

import pytest

from bot.domain.contracts.terms import Instalment, Trigger
from bot.domain.money import Money
from bot.domain.payments.payments import Payment, PaymentStage
from bot.services.campaigns import campaign_sums, campaigns
from bot.services.payments import payments
from tests.keeping import day, decide, ledger, payments_of, signed
from tests.publishing import publish_all
from tests.workspace import Workspace


class Account:
    """What the books must say, kept in plain numbers by somebody who knows nothing of how the bot does it."""

    def __init__(self, amounts: list[int]) -> None:
        self.stands = {at: ("planned", amount) for at, amount in enumerate(amounts)}

    def sums(self) -> dict[str, int]:
        """What is still owed, and what was paid."""
        owed = sum(amount for stage, amount in self.stands.values() if stage in ("planned", "due", "approved"))
        return {"committed": owed, "spent": sum(amount for stage, amount in self.stands.values() if stage == "paid")}


@pytest.mark.parametrize("seed", [0, *(pytest.param(more, marks=pytest.mark.prove) for more in (1, 2))])
def test_the_money_adds_up_after_every_step_of_any_life(workspace: Workspace, seed: int) -> None:
    chance = random.Random(seed)
    amounts = [chance.randint(1, 99_999) for _ in range(5)]
    parts = tuple(
        Instalment(amount, chance.choice([Trigger.SIGNING, Trigger.PUBLISHING, Trigger.DATE]), day(workspace, plus=at))
        for at, amount in enumerate(amounts)
    )
    parts = tuple(one if one.trigger is Trigger.DATE else Instalment(one.amount, one.trigger) for one in parts)
    signed(workspace, fee=Money(sum(amounts), "EUR"), instalments=parts, payment_days=5)
    account = Account(amounts)
    for step in range(25):
        if step == 8:
            publish_all(workspace)
        walk(workspace, account, chance)
        agree(workspace, account)


def walk(workspace: Workspace, account: Account, chance: random.Random) -> None:
    """One thing that somebody does, noted in the account by hand."""
    workspace.travel(hours=chance.choice([1, 30]))
    at, one = chance.choice(list(enumerate(payments_of(workspace))))
    note(account, payments_of(workspace))
    by, now = workspace.member("maria"), workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        if one.stage is PaymentStage.APPROVED and chance.random() < 0.7:
            payments.pay(store, one.id, paid_on=now.date(), reference="R", version=one.version, by=by, now=now)
            account.stands[at] = ("paid", account.stands[at][1])
        elif one.stage in (PaymentStage.PLANNED, PaymentStage.APPROVED) and chance.random() < 0.15:
            payments.cancel(store, one.id, why="No", version=one.version, by=by, now=now)
            account.stands[at] = ("cancelled", account.stands[at][1])
    if one.stage is PaymentStage.DUE:
        decide(workspace, one.id)
        account.stands[at] = ("approved", account.stands[at][1])


def note(account: Account, found: list[Payment]) -> None:
    """Time alone may turn a planned payment due, and nothing else."""
    for at, one in enumerate(found):
        before, amount = account.stands[at]
        if (before, one.stage) == ("planned", PaymentStage.DUE):
            account.stands[at] = ("due", amount)


def agree(workspace: Workspace, account: Account) -> None:
    """Payments, costs and the campaign's budget all say what the account says."""
    found = payments_of(workspace)
    assert {at: (str(one.stage), one.amount.minor) for at, one in enumerate(found)} == account.stands
    sums = account.sums()
    costs = ledger(workspace)
    assert {name: costs.get(("EUR", name), 0) for name in sums} == sums
    with workspace.bot.deps.reading(workspace.team) as store:
        own = campaign_sums.budget(store, campaigns.found(store, 1)).own
    assert (own.planned, own.committed, own.spent) == (0, sums["committed"], sums["spent"])
