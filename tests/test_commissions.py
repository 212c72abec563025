"""Commission follows what was sold and given back, is settled once, and is paid as it stood then."""

from decimal import Decimal

from bot.domain.money import Money
from bot.domain.payments.payments import PaymentStage
from bot.domain.results.attribution import Order
from bot.domain.results.revenue import Refund
from bot.domain.results.shop_orders import Sent
from bot.services.results import conversions
from storage.tables import link
from tests.keeping import (
    card,
    decide,
    ledger,
    pay,
    payments_of,
    signed,
)
from tests.results import put
from tests.workspace import Workspace


def test_a_commission_follows_what_is_sold_and_given_back_until_it_is_settled(workspace: Workspace) -> None:
    signed(workspace, commission=Decimal("7.5"), fee=Money(0, "EUR"), instalments=())
    with_code(workspace)
    maria = workspace.person("maria")
    assert ledger(workspace) == {}
    assert "not enough data" in maria.click("How?", card(workspace, 1)).view.text

    sell(workspace, {"1": 100_00, "2": 50_00})
    assert payments_of(workspace)[0].amount == Money(11_25, "EUR")
    assert ledger(workspace) == {("EUR", "committed"): 11_25}
    how = maria.click("How?", card(workspace, 1)).view.text
    assert "attributed net revenue × commission / 100" in how
    assert "150.00 EUR" in how
    assert "7.50" in how
    assert "It stands at €11.25" in how

    give_back(workspace, {"2": 50_00, "1": 40_00})
    assert payments_of(workspace)[0].amount == Money(4_50, "EUR")
    give_back(workspace, {"1": 60_00})
    assert payments_of(workspace)[0].amount == Money(0, "EUR")
    assert ledger(workspace) == {}
    workspace.travel(days=10)
    sell(workspace, {"3": 300_00, "4": 1})
    assert payments_of(workspace)[0].amount == Money(22_50, "EUR")


def test_a_commission_is_settled_at_its_date_and_paid_as_it_stood_then(workspace: Workspace) -> None:
    signed(workspace, commission=Decimal("7.5"), fee=Money(0, "EUR"), instalments=())
    with_code(workspace)
    maria = workspace.person("maria")
    sell(workspace, {"1": 300_00})
    workspace.travel(days=70)
    assert payments_of(workspace)[0].stage is PaymentStage.PLANNED

    workspace.travel(days=1)
    assert payments_of(workspace)[0].stage is PaymentStage.DUE
    give_back(workspace, {"1": 300_00})

    assert payments_of(workspace)[0].amount == Money(22_50, "EUR")
    decide(workspace, 1)
    pay(workspace, 1)
    assert ledger(workspace) == {("EUR", "spent"): 22_50}
    assert "It was settled at €22.50" in maria.click("How?", card(workspace, 1)).view.text


def with_code(workspace: Workspace) -> None:
    """Noor has a link and the code NOOR15."""
    row = {"collaboration_id": 1, "alias": "noor", "target": "https://shop.example/", "code": "NOOR15"}
    put(workspace, link, [{**row, "code_key": "noor15", "made_at": workspace.clock()}])


def sell(workspace: Workspace, amounts: dict[str, int]) -> None:
    """Orders with Noor's code, as a shop sends them: amounts by key."""
    now = workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        orders = [Sent(Order(key, now, amount, "EUR", codes=("NOOR15",))) for key, amount in amounts.items()]
        conversions.take(store, orders, source="csv", by=None, now=now)


def give_back(workspace: Workspace, amounts: dict[str, int]) -> None:
    """Money given back, by the order's key."""
    now = workspace.clock()
    refunds = [Refund(f"r{key}-{minor}", key, now, minor) for key, minor in amounts.items()]
    with workspace.bot.deps.transaction(workspace.team) as store:
        conversions.take(store, [Sent(refunds=tuple(refunds))], source="csv", by=None, now=now)


def test_a_commission_of_which_nothing_was_sold_ends_by_itself(workspace: Workspace) -> None:
    signed(workspace, commission=Decimal(10), fee=Money(0, "EUR"), instalments=())

    workspace.travel(days=75)

    (one,) = payments_of(workspace)
    assert (one.stage, one.why) == (PaymentStage.CANCELLED, "Nothing was sold in its time.")
    assert not [each for each in workspace.told("omar") if "Your decision" in each.text]
