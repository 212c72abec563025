"""One round of planning nudges over a large programme, against its bare SQL, and with ten times as much closed.

`bare SQL` is the same two questions for each kind as one would write them by hand, through the driver's own cursor:
which open nudges are over, and which steps of which matters were never planned. It must find the same. With new matters
it writes their rows, too; both take back what they wrote. What is closed ten times over is ten times as long a past.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.planning_sql import HAND, questions
from bench.programme_rows import programme
from bench.ratios import Ratio, in_turn, timed
from bench.sizes import Sizes
from bench.slack_stub import TEAM
from bot.nudges import KINDS
from bot.services.nudges import planning
from storage import Database, migrate
from tests.databases import fresh_database, postgres_server

BAR = 2.0
FLAT = 1.2
NEW = 1_000
"""Matters that are new in one round."""
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

OURS = {name: KINDS[name] for name in HAND}


class _TakenBack(Exception):
    """Ends a round so that nothing of it stays."""


def planned(database: Database) -> None:
    """Plan until nothing is missing."""
    with database.transaction(TEAM) as store:
        while any(_lacking(store, name) for name in OURS):
            planning.plan(store, OURS, now=NOW)


def _lacking(store: Any, name: str) -> bool:
    return bool(store.nudges.missing(name, steps=OURS[name].steps, now=NOW, limit=1))


def ours(database: Database) -> Callable[[], None]:
    """A round as the clock does it; what it writes is taken back."""

    def plan() -> None:
        try:
            with database.transaction(TEAM) as store:
                planning.plan(store, OURS, now=NOW)
                raise _TakenBack
        except _TakenBack:
            pass

    return plan


def by_hand(database: Database) -> Callable[[], int]:
    """The same through the driver's own cursor; gives how much is over or missing."""
    asked = {name: questions(name, database.engine.dialect.name, now=NOW) for name in HAND}

    def plan() -> int:
        connection = database.engine.raw_connection()
        try:
            cursor, found = connection.cursor(), 0
            for name, (over, missing) in asked.items():
                cursor.execute(over)
                found += len(cursor.fetchall())
                cursor.execute(missing)
                lacking = cursor.fetchall()
                found += len(lacking)
                _write(cursor, name, lacking, database.engine.dialect.name)
            connection.rollback()
        finally:
            connection.close()
        return found

    return plan


_INTO = (
    'INSERT INTO nudge (workspace_id, kind, number, step, {}, owner, seat, "to", state, turn, is_urgent, send_at, '
    "version) VALUES ({}) ON CONFLICT DO NOTHING"
)


def _write(cursor: Any, kind: str, rows: Sequence[Any], dialect: str) -> None:
    column = "day" if HAND[kind].is_day else "at"
    mark = "?" if dialect == "sqlite" else "%s"
    at = f"{NOW:%Y-%m-%d %H:%M:%S.000000}"
    new = [
        (TEAM, kind, number, step, anchor, owner, "owner", owner, "waiting", 1, False, at, 1)
        for number, anchor, owner in rows
        for step in KINDS[kind].steps
    ]
    if new:
        cursor.executemany(_INTO.format(column, ", ".join(mark for _ in new[0])), new)


def forget(database: Database, matters: int) -> None:
    """Have so many pieces of content be new to the planner."""
    some = "SELECT DISTINCT number FROM nudge WHERE kind = 'deliverable_due' ORDER BY number LIMIT {}"
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            f"DELETE FROM nudge WHERE kind = 'deliverable_due' AND number IN ({some.format(matters)})"
        )


def run(sizes: Sizes, folder: Path) -> Iterator[Ratio]:
    """Ratios of a steady round and of one with new matters; what ten times as much that is closed costs."""
    files = [f"sqlite:///{folder / name}.db" for name in ("thin", "whole")]
    yield from of_databases(files, sizes, "SQLite", bar=BAR)
    if sizes.does_postgres:
        with postgres_server(folder) as server, ExitStack() as both:
            made = [both.enter_context(fresh_database(server, shared=folder, migrate=migrate)) for _ in files]
            yield from of_databases(made, sizes, "PostgreSQL", bar=None)


def of_databases(urls: Sequence[str], sizes: Sizes, where: str, *, bar: float | None) -> Iterator[Ratio]:
    """The ratios on two databases, the addresses of which are given; without a bar they are only told."""
    roster, some = sizes.plan_roster, sizes.plan_open
    thin = programme(urls[0], roster=roster, open_ones=some, closed=some, now=NOW)
    whole = programme(urls[1], roster=roster, open_ones=some, closed=some * 10, now=NOW)
    for database in (thin, whole):
        planned(database)
    flat = None if bar is None else FLAT
    check(whole, lacking=0)
    name = f"plan: {roster:,} influencers, {some:,} open / bare SQL, {where}"
    yield in_turn(name, timed(ours(whole)), timed(by_hand(whole)), bar=bar, rounds=sizes.rounds)
    name = f"plan: {some * 10:,} closed / a tenth of it, {where}"
    yield in_turn(name, timed(ours(whole)), timed(ours(thin)), bar=flat, rounds=sizes.rounds)
    new = min(NEW, some // 4)
    forget(whole, new)
    check(whole, lacking=new)
    name = f"plan: {new:,} new matters / bare SQL, {where}"
    yield in_turn(name, timed(ours(whole)), timed(by_hand(whole)), bar=bar, rounds=sizes.rounds)
    for database in (thin, whole):
        database.close()


def check(database: Database, *, lacking: int) -> None:
    """Raise ValueError unless both find as much to be done."""
    with database.reading(TEAM) as store:
        found = sum(len(store.nudges.over(name)) for name in OURS)
        found += sum(len(store.nudges.missing(name, steps=OURS[name].steps, now=NOW)) for name in OURS)
    theirs = by_hand(database)()
    if not found == theirs == lacking:
        raise ValueError(f"{found} by the planner, {theirs} by hand, {lacking} expected")
