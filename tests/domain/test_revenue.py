"""What orders brought in after their refunds."""

from datetime import UTC, datetime
from functools import partial

import pytest

from bot.domain.results.attribution import Order, Why, attribute
from bot.domain.results.revenue import Refund, net, standing
from tests.domain.tallies import Total, tally

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def refund(key: str, amount: int | None, *, currency: str | None = None) -> Refund:
    """A refund of order 1001."""
    return Refund(key, "1001", NOON, amount, currency)


BOUGHT = Order("1001", NOON, 5_000, "EUR")


@pytest.mark.parametrize(
    ("refunds", "revenue", "excess", "is_conversion"),
    [
        ([], 5_000, 0, True),
        ([refund("a", 1_000)], 4_000, 0, True),
        ([refund("a", 1_000), refund("a", 1_000)], 4_000, 0, True),
        ([refund("a", 1_000), refund("b", 4_000)], 0, 0, False),
        ([refund("a", 3_000), refund("b", 3_000)], 0, 1_000, False),
        ([refund("a", 1_000), refund("c", None)], 0, 0, False),
        ([Refund("a", "other", NOON, 1_000)], 5_000, 0, True),
    ],
)
def test_refunds_count_back_each_once_and_never_below_zero(
    refunds: list[Refund], revenue: int, excess: int, is_conversion: bool
) -> None:
    after = net(BOUGHT, refunds)

    assert (after.revenue, after.excess, after.is_conversion) == (revenue, excess, is_conversion)


def test_a_refund_in_another_currency_is_shown_and_not_turned_into_the_orders() -> None:
    dollars = refund("a", 1_000, currency="USD")
    after = net(BOUGHT, [dollars])

    assert (after.revenue, after.foreign) == (5_000, (dollars,))


def test_an_order_that_cost_nothing_is_a_conversion_until_it_is_cancelled() -> None:
    free = Order("1001", NOON, 0, "EUR")

    assert net(free, []).is_conversion
    assert not net(free, [refund("c", None)]).is_conversion


def test_a_refund_before_its_order_waits_for_it() -> None:
    early = refund("a", 1_000)
    nobody = partial(attribute, codes={}, clicks={}, links={}, windows={})

    assert tally([], [early], attribute=nobody).waiting == (early,)
    found = tally([BOUGHT], [early], attribute=nobody)
    assert found.waiting == ()
    assert found.unattributed[Why.NO_TRACE]["EUR"] == Total("EUR", 1, 1, 5_000, 1_000)


def test_of_two_orders_with_one_id_the_same_one_stands_whichever_came_first() -> None:
    changed = Order("1001", NOON, 6_000, "EUR", ("NOOR15",))

    assert standing(BOUGHT, changed) == standing(changed, BOUGHT) == BOUGHT
    assert standing(BOUGHT, BOUGHT) == BOUGHT


def test_totals_are_kept_apart_by_currency() -> None:
    orders = [BOUGHT, Order("1002", NOON, 5_000, "JPY"), Order("1003", NOON, 700, "EUR")]
    found = tally(orders, [], attribute=partial(attribute, codes={}, clicks={}, links={}, windows={}))

    assert found.unattributed == {
        Why.NO_TRACE: {"EUR": Total("EUR", 2, 2, 5_700, 0), "JPY": Total("JPY", 1, 1, 5_000, 0)}
    }


def test_an_order_with_a_refund_to_look_at_is_named() -> None:
    nobody = partial(attribute, codes={}, clicks={}, links={}, windows={})

    assert tally([BOUGHT], [refund("a", 6_000)], attribute=nobody).to_check["1001"].excess == 1_000
    assert tally([BOUGHT], [refund("a", 1, currency="USD")], attribute=nobody).to_check["1001"].foreign
    assert not tally([BOUGHT], [refund("a", 1)], attribute=nobody).to_check
