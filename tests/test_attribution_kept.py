"""Whatever happens in whatever order, the database counts each order once, and for the right collaboration."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.domain.results.attribution import KnownClick, KnownCode, KnownLink, Order
from bot.domain.results.revenue import Refund
from bot.domain.results.shop_orders import Sent
from bot.services.results import conversions
from storage import Database, Store
from storage.links import Click
from storage.tables import conversion
from tests.domain.histories import (
    ALIASES,
    CODES,
    NOW,
    WINDOWS,
    History,
    campaign_of,
    expected_owner,
    expected_sums,
    histories,
)

TEAM = "T1"
RUNS = {1: (40, 12), 2: (30, 20)}
"""How many days before now each campaign began, and its last day."""


class Undo(Exception):
    """Leaves a transaction with nothing written."""


@pytest.fixture
def emptied(database: str) -> Iterator[Database]:
    """A database with one workspace, campaigns 1 and 2, and collaborations 1, 2 (in campaign 1) and 3."""
    with closing(Database(database)) as opened:
        with opened.transaction(TEAM) as store:
            plant(store)
        yield opened


def plant(store: Store) -> None:
    """The workspace, its campaigns and collaborations."""
    store.members.install(name="Team", bot_user="U0", now=NOW)
    plan = {"goal": "sales", "currency": "EUR", "hashtags": "", "mentions": "", "places": "", "about": ""}
    for number, window in WINDOWS.items():
        first, last = (NOW.date() - timedelta(days=days) for days in RUNS[number])
        fields = {**plan, "name": f"Campaign {number}", "starts_on": first, "ends_on": last, "owner": "U1"}
        fields |= {"window_days": window.days, "round_cap": 2, "landing_page": "https://shop.example/"}
        assert store.campaigns.add(fields, by="U1", now=NOW) == number
    for number in (1, 2, 3):
        person = store.influencers.add({"name": f"Maker {number}", "stage": "active"}, labels={}, now=NOW)
        campaign = campaign_of(number)
        assert store.collaborations.add(campaign, [person], owner="U1", why="", by="U1", now=NOW) == [number]


@contextmanager
def undone(database: Database) -> Iterator[Store]:
    """A transaction of which nothing stays."""
    try:
        with database.transaction(TEAM) as store:
            yield store
            raise Undo
    except Undo:
        pass


def dated(history: History) -> History:
    """The same history with the dates that the campaigns have: a link and a code run as long as their campaign."""

    def running(one: Any) -> Any:
        first, last = (NOW.date() - timedelta(days=days) for days in RUNS[one.campaign_id])
        ends = last + timedelta(days=1)
        return replace(one, starts=datetime.combine(first, time(), UTC), ends=datetime.combine(ends, time(), UTC))

    return replace(history, codes=[running(one) for one in history.codes], links=[running(o) for o in history.links])


def arrive(store: Store, thing: object, history: History) -> None:
    """Let one thing reach the database as it does in life: a code and a link are made together."""
    if isinstance(thing, KnownCode | KnownLink):
        make_link(store, thing.collaboration_id, history)
    elif isinstance(thing, KnownClick):
        told = Click(thing.token, thing.collaboration_id, thing.at, thing.is_robot)
        conversions.count_clicks(store, [told], now=NOW)
    elif isinstance(thing, Order):
        conversions.take(store, [Sent(thing)], source="webhook", by=None, now=NOW)
    elif isinstance(thing, Refund):
        conversions.take(store, [Sent(None, (thing,))], source="webhook", by=None, now=NOW)


def make_link(store: Store, number: int, history: History) -> None:
    """The link of a collaboration, with those of its code and alias that the history knows."""
    if store.links.of(number) is not None:
        return
    knows_code = any(one.collaboration_id == number for one in history.codes)
    knows_alias = any(one.collaboration_id == number for one in history.links)
    code = CODES[number - 1] if knows_code else f"other{number}"
    alias = ALIASES[number - 1] if knows_alias else f"other-{number}"
    store.links.add(number, alias=alias, target="https://shop.example/", code=code, code_key=code, now=NOW)
    conversions.link_changed(store, codes=[code], aliases=[alias], now=NOW)


def rows_of(store: Store) -> list[Any]:
    """The orders as they stand in the table."""
    return list(store._connection.execute(select(conversion).order_by(conversion.c.order_key)))


def check(database: Database, history: History, seed: int) -> None:
    """Let a history happen in one order or in two, and hold what is kept against the history itself."""
    portraits = []
    for turn in (seed, seed + 1)[: 1 + seed % 2]:
        with undone(database) as store:
            for thing in history.arrivals(turn):
                arrive(store, thing, history)
            rows = rows_of(store)
        assert {row.order_key: row.collaboration_id for row in rows} == {
            order.key: expected_owner(history, order) for order in history.orders
        }
        assert all((row.campaign_id is None) == (row.collaboration_id is None) == (row.by is None) for row in rows)
        assert sums(rows) == without_conversions(expected_sums(history))
        portraits.append([(row.order_key, row.collaboration_id, row.by, row.why, row.refunded) for row in rows])
    assert portraits[0] == portraits[-1]


def sums(rows: list[Any]) -> Counter[tuple[str, str]]:
    """The sums over all collaborations and the unattributed, by currency."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        found[row.currency, "orders"] += 1
        found[row.currency, "gross"] += row.amount
        found[row.currency, "revenue"] += row.amount - row.refunded
    return +found


def without_conversions(expected: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """The sums that rows alone tell."""
    return Counter({key: number for key, number in expected.items() if key[1] != "conversions" and number})


def proved(examples: int) -> settings:
    """So many random histories."""
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=examples, deadline=None, suppress_health_check=checks)


@proved(50)
@given(history=histories().map(dated), seed=st.integers(0, 99))
def test_each_order_is_kept_once_for_whom_it_belongs_to(emptied: Database, history: History, seed: int) -> None:
    check(emptied, history, seed)


@pytest.mark.prove
@pytest.mark.timeout(1800)
@proved(1_000)
@given(history=histories().map(dated), seed=st.integers(0, 99))
def test_the_same_for_a_thousand_histories(emptied: Database, history: History, seed: int) -> None:
    check(emptied, history, seed)
