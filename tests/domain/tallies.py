"""All orders counted by the pure rules, in one go: what the database's sums are to come to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.results.attribution import Attribution, Order, Why
from bot.domain.results.revenue import Net, Refund, net, standing, standing_refund


@dataclass(frozen=True, slots=True)
class Total:
    """The sum over orders of one currency. `conversions` leaves out orders that were given back whole."""

    currency: str
    orders: int = 0
    conversions: int = 0
    gross: int = 0
    refunded: int = 0

    @property
    def revenue(self) -> int:
        """What stays, in minor units."""
        return self.gross - self.refunded


@dataclass(frozen=True, slots=True)
class Tally:
    """All orders, each counted once. Totals are by currency; `waiting` refunds have no order yet.

    `by_collaboration` and `unattributed` (by reason) together hold every order; `to_check` are the orders with
    a refund that is too large or in another currency.
    """

    by_collaboration: Mapping[int, Mapping[str, Total]] = field(default_factory=dict)
    unattributed: Mapping[Why, Mapping[str, Total]] = field(default_factory=dict)
    waiting: tuple[Refund, ...] = ()
    to_check: Mapping[str, Net] = field(default_factory=dict)


def tally(orders: Iterable[Order], refunds: Iterable[Refund], *, attribute: Callable[[Order], Attribution]) -> Tally:
    """Count every order once, for the collaboration that `attribute` gives it to or for the reason it has none."""
    kept: dict[str, Order] = {}
    for order in orders:
        kept[order.key] = standing(kept.get(order.key, order), order)
    once: dict[tuple[str, str], Refund] = {}
    for refund in refunds:
        name = (refund.order_key, refund.key)
        once[name] = standing_refund(once.get(name, refund), refund)
    of_order: dict[str, list[Refund]] = defaultdict(list)
    for _, refund in sorted(once.items(), key=lambda item: item[0]):
        of_order[refund.order_key].append(refund)
    nets = {key: net(kept[key], of_order.get(key, ())) for key in sorted(kept)}
    given: dict[int, dict[str, Total]] = {}
    ungiven: dict[Why, dict[str, Total]] = {}
    for key, after in nets.items():
        found = attribute(kept[key])
        if found.collaboration_id is None:
            _add(ungiven.setdefault(found.why, {}), after, kept[key].currency)
        else:
            _add(given.setdefault(found.collaboration_id, {}), after, kept[key].currency)
    waiting = tuple(one for key in sorted(of_order) if key not in kept for one in of_order[key])
    return Tally(given, ungiven, waiting, {key: after for key, after in nets.items() if after.excess or after.foreign})


def _add(totals: dict[str, Total], after: Net, currency: str) -> None:
    total = totals.get(currency, Total(currency))
    totals[currency] = Total(
        currency,
        total.orders + 1,
        total.conversions + after.is_conversion,
        total.gross + after.gross,
        total.refunded + after.refunded,
    )
