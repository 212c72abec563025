"""What orders brought in, net of refunds.

Money is in minor units, and no currency is ever turned into another. Totals depend on what arrived, not on when:
an order that is sent again counts once, and a refund that comes before its order waits for it.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bot.domain.results.attribution import Order

FROM_FILE = "/file/"
"""Stands in the key of a refund that a file told: how much of the order was given back so far, not one refund."""


@dataclass(frozen=True, slots=True)
class Refund:
    """Money given back. `amount` None is all of the order (it was cancelled); `currency` None is the order's."""

    key: str
    order_key: str
    at: datetime
    amount: int | None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Net:
    """An order after its refunds. `excess` was given back beyond the order; `foreign` is in another currency.

    Neither is taken off the revenue, which is never below 0: both are to be shown, for somebody to look at.
    """

    gross: int
    refunded: int
    excess: int
    foreign: tuple[Refund, ...]
    is_conversion: bool

    @property
    def revenue(self) -> int:
        """What stays, in minor units."""
        return self.gross - self.refunded


def net(order: Order, refunds: Iterable[Refund]) -> Net:
    """`order` after those of `refunds` that are its own, each counted once however often it is there.

    Refunds come one by one, or a file says how much was given back in all: whichever is more counts.
    """
    own = _once((refund for refund in refunds if refund.order_key == order.key), key=lambda one: one.key)
    levels = [refund for refund in own if FROM_FILE in refund.key]
    single = _net(order, [refund for refund in own if FROM_FILE not in refund.key])
    return max([single, *(_net(order, [level]) for level in levels)], key=lambda one: one.refunded + one.excess)


def _net(order: Order, own: Sequence[Refund]) -> Net:
    foreign = tuple(one for one in own if one.currency not in (None, order.currency))
    asked = sum(one.amount or 0 for one in own if one not in foreign)
    is_cancelled = any(one.amount is None for one in own)
    refunded = order.amount if is_cancelled else min(asked, order.amount)
    is_whole = is_cancelled or 0 < order.amount == refunded
    return Net(order.amount, refunded, max(0, asked - order.amount), foreign, not is_whole)


def standing(kept: Order, again: Order) -> Order:
    """Which of two orders with one key counts: the earlier, then the smaller, whichever arrived first.

    The same order sent again is equal, and changes nothing.
    """
    return min(kept, again, key=_order_rank)


def standing_refund(kept: Refund, again: Refund) -> Refund:
    """Which of two refunds with one key counts, whichever arrived first."""
    return min(kept, again, key=_refund_rank)


_Key = TypeVar("_Key", bound=Hashable)


def _once(refunds: Iterable[Refund], *, key: Callable[[Refund], _Key]) -> list[Refund]:
    """Each refund once, in an order of their own."""
    kept: dict[_Key, Refund] = {}
    for refund in refunds:
        kept[key(refund)] = standing_refund(kept.get(key(refund), refund), refund)
    return sorted(kept.values(), key=_refund_rank)


def _order_rank(order: Order) -> tuple[datetime, int, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return order.at, order.amount, order.currency, order.codes, order.clicks, order.links


def _refund_rank(refund: Refund) -> tuple[datetime, int, str, str]:
    return refund.at, -1 if refund.amount is None else refund.amount, refund.currency or "", refund.key
