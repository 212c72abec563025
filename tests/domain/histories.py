"""Random histories of clicks, codes, orders, repeats, refunds and late arrivals, and what must come of them."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from hypothesis import strategies as st

from bot.domain.results.attribution import (
    Attribution,
    KnownClick,
    KnownCode,
    KnownLink,
    Order,
    Window,
    attribute,
    code_key,
)
from bot.domain.results.revenue import Refund, standing
from tests.domain.tallies import Tally, Total, tally

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class History:
    """All that happened, each thing once; `repeats` are things that arrive again."""

    codes: list[KnownCode]
    links: list[KnownLink]
    clicks: list[KnownClick]
    orders: list[Order]
    refunds: list[Refund]
    repeats: list[int] = field(default_factory=list)

    def arrivals(self, seed: int) -> list[object]:
        """What happened in some order, with its repeats."""
        things: list[object] = [*self.codes, *self.links, *self.clicks, *self.orders, *self.refunds]
        things += [things[number % len(things)] for number in self.repeats if things]
        random.Random(seed).shuffle(things)
        return things


WINDOWS = {1: Window(30), 2: Window(7)}
CODES = ["noor15", "lee10", "mina5"]
ALIASES = ["spring-noor", "spring-lee", "fall-mina"]
TYPED = ["NOOR15", "Lee-10", "mina 5", "SALE", "ｎｏｏｒ１５"]
TOKENS = [f"t{number}" for number in range(5)]
MOMENTS = st.integers(0, 45 * 24).map(lambda hours: NOW - timedelta(hours=hours))


def campaign_of(collaboration: int) -> int:
    """Collaborations 1 and 2 are in campaign 1, and 3 is in campaign 2."""
    return 1 if collaboration < 3 else 2


@st.composite
def some_clicks(draw: st.DrawFn) -> list[KnownClick]:
    """Clicks of people and robots, each with a token of its own."""
    tokens = draw(st.lists(st.sampled_from(TOKENS), unique=True, min_size=2))
    owners = [draw(st.integers(1, 3)) for _ in tokens]
    return [
        KnownClick(token, owner, campaign_of(owner), draw(MOMENTS), draw(st.sampled_from([False, False, False, True])))
        for token, owner in zip(tokens, owners, strict=True)
    ]


@st.composite
def some_orders(draw: st.DrawFn) -> list[Order]:
    """Orders with traces of collaborations, of strangers, or with none."""
    few = partial(st.lists, unique=True, max_size=3)
    return [
        Order(
            key,
            draw(MOMENTS),
            draw(st.integers(0, 10_000)),
            draw(st.sampled_from(["EUR", "EUR", "JPY"])),
            tuple(draw(st.just([]) | few(st.sampled_from(TYPED)))),
            tuple(draw(few(st.sampled_from(TOKENS)))),
            tuple(draw(few(st.sampled_from([*ALIASES, "stranger"])))),
        )
        for key in draw(st.lists(st.integers(1, 99).map(str), unique=True, max_size=8))
    ]


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Clicks, codes, orders and refunds of three collaborations and strangers."""
    ends = draw(st.lists(st.none() | MOMENTS, min_size=3, max_size=3))
    starts = [end - timedelta(days=30) if end else None for end in ends]
    known = [(number, campaign_of(number), starts[number - 1], ends[number - 1]) for number in (1, 2, 3)]
    orders = draw(some_orders())
    owners = st.sampled_from([*(order.key for order in orders), "unknown"])
    amounts = st.just((None, None)) | st.tuples(st.integers(0, 8_000), st.sampled_from([None, None, "EUR"]))
    count = draw(st.integers(0, 8))
    return History(
        [KnownCode(code, *one) for code, one in zip(CODES, known, strict=True) if draw(st.booleans())],
        [KnownLink(alias, *one) for alias, one in zip(ALIASES, known, strict=True) if draw(st.booleans())],
        draw(some_clicks()),
        orders,
        [Refund(f"r{number}", draw(owners), draw(MOMENTS), *draw(amounts)) for number in range(count)],
        draw(st.lists(st.integers(0, 30), max_size=10)),
    )


class Ledger:
    """Takes things as they arrive, the way a store does: it judges what each new thing can change, and only that."""

    def __init__(self) -> None:
        self.codes: dict[str, KnownCode] = {}
        self.links: dict[str, KnownLink] = {}
        self.clicks: dict[str, KnownClick] = {}
        self.orders: dict[str, Order] = {}
        self.refunds: list[Refund] = []
        self.given: dict[str, Attribution] = {}

    def take(self, thing: object) -> None:
        """Take one thing in."""
        if isinstance(thing, KnownCode):
            self.codes[thing.code_key] = thing
            self.judge(lambda order: thing.code_key in map(code_key, order.codes))
        elif isinstance(thing, KnownLink):
            self.links[thing.alias] = thing
            self.judge(lambda order: thing.alias in order.links)
        elif isinstance(thing, KnownClick):
            self.clicks[thing.token] = thing
            self.judge(lambda order: thing.token in order.clicks)
        elif isinstance(thing, Order):
            self.orders[thing.key] = standing(self.orders.get(thing.key, thing), thing)
            self.judge(lambda order: order.key == thing.key)
        elif isinstance(thing, Refund):
            self.refunds.append(thing)

    def judge(self, concerns: Callable[[Order], bool]) -> None:
        """Judge the orders again that something concerns."""
        for order in filter(concerns, self.orders.values()):
            self.given[order.key] = attribute(
                order, codes=self.codes, clicks=self.clicks, links=self.links, windows=WINDOWS
            )

    def tally(self) -> Tally:
        """The totals by what was judged on arrival."""
        return tally(self.orders.values(), self.refunds, attribute=lambda order: self.given[order.key])


def expected_owner(history: History, order: Order) -> int | None:
    """The rule once more, told in another way: everything that counts, with its rank; the highest has it."""
    counted: list[tuple[tuple[object, ...], int]] = []
    for place, typed in enumerate(order.codes):
        key = typed.lower().replace("-", "").replace(" ", "").replace("ｎｏｏｒ１５", "noor15")
        counted += [
            ((3, place), one.collaboration_id) for one in history.codes if one.code_key == key and runs(one, order)
        ]
    for one in history.clicks:
        days = (order.at - one.at) / timedelta(days=1)
        if one.token in order.clicks and not one.is_robot and 0 <= days <= WINDOWS[one.campaign_id].days:
            counted.append(((2, one.at.timestamp(), one.token), one.collaboration_id))
    if not {one.token for one in history.clicks} & set(order.clicks):
        for place, alias in enumerate(order.links):
            counted += [
                ((1, place), one.collaboration_id) for one in history.links if one.alias == alias and runs(one, order)
            ]
    return max(counted)[1] if counted else None


def runs(known: KnownCode | KnownLink, order: Order) -> bool:
    """Whether a campaign runs at an order's time, or ended within its window."""
    if known.starts is None or known.ends is None:
        return True
    return known.starts <= order.at <= known.ends + timedelta(days=WINDOWS[known.campaign_id].days)


def summed(totals: list[Mapping[str, Total]]) -> Counter[tuple[str, str]]:
    """All totals together, by currency and kind."""
    found: Counter[tuple[str, str]] = Counter()
    for one in (total for by_currency in totals for total in by_currency.values()):
        found[one.currency, "orders"] += one.orders
        found[one.currency, "conversions"] += one.conversions
        found[one.currency, "gross"] += one.gross
        found[one.currency, "revenue"] += one.revenue
    return +found


def expected_sums(history: History) -> Counter[tuple[str, str]]:
    """The same, from the orders alone."""
    found: Counter[tuple[str, str]] = Counter()
    for order in history.orders:
        own = [one for one in history.refunds if one.order_key == order.key]
        own_money = [one.amount for one in own if one.currency in (None, order.currency)]
        left = 0 if None in own_money else max(0, order.amount - sum(amount or 0 for amount in own_money))
        found[order.currency, "orders"] += 1
        found[order.currency, "gross"] += order.amount
        found[order.currency, "revenue"] += left
        found[order.currency, "conversions"] += left > 0 or (order.amount == 0 and None not in own_money)
    return +found
