"""The benchmarks run and print their lines. Whether the bars hold is for `make bench` to say: these sizes are tiny."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.__main__ import BENCHMARKS, main
from bench.creators import fill
from bench.ratios import Ratio, in_turn
from bench.searching import FINDS, READER, Find, bare_cursor, check, statements
from bench.sizes import TINY
from bench.slack_stub import TEAM, slack_stub
from bench.stand import Stand, standing
from bot.services.influencers import finding
from storage import Database, migrate
from storage.search import COUNTED
from tests.databases import SQLITE, fresh_database

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TABLES = ("influencer", "profile", "label", "search_word", "snapshot", "touch", "member")
SAVED = "SEARCH saved_search USING INDEX sqlite_autoindex_saved_search_1 (workspace_id=?)"
MANY = 9 * COUNTED
"""A roster in which a single word finds more than are counted, and so goes the way of a large one."""
LINES = {
    "ack": 4,
    "routes": 4,
    "import": 1,
    "search": 21,
    "redirect": 3,
    "report": 3,
    "digest": 2,
    "pdf": 1,
    "drain": 2,
    "plan": 3,
}


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """The bot with a roster that is large enough for both ways to search."""
    folder = tmp_path_factory.mktemp("roster")
    with slack_stub() as slack, standing(slack, folder, roster=MANY) as made:
        yield made


@pytest.mark.parametrize("name", BENCHMARKS)
def test_each_benchmark_runs_and_gives_its_ratios(name: str, tmp_path: Path) -> None:
    ratios = list(BENCHMARKS[name](TINY, tmp_path))

    assert len(ratios) == LINES[name]
    assert all(one.median > 0 for one in ratios)
    assert any(one.bar for one in ratios)


def test_the_import_is_measured_on_postgresql_too(tmp_path: Path) -> None:
    ratios = list(BENCHMARKS["import"](replace(TINY, does_postgres=True), tmp_path))

    assert [one.name.rpartition(" ")[2] for one in ratios] == ["SQLite", "PostgreSQL"]


def test_a_line_says_the_median_the_bar_and_the_range() -> None:
    line = str(Ratio("ack: show", 0.5, (0.31, 0.72, 0.4)))

    assert line.split() == ["ack:", "show", "0.40", "(≤", "0.50)", "0.31–0.72"]


def test_a_bar_that_does_not_hold_is_said() -> None:
    ratio = Ratio("ack: show", 0.5, (0.6, 0.7, 0.4))

    assert not ratio.holds
    assert str(ratio).endswith("does not hold")


def test_pairs_are_taken_in_turn() -> None:
    taken: list[str] = []

    def ours() -> float:
        taken.append("ours")
        return 1.0

    def theirs() -> float:
        taken.append("theirs")
        return 2.0

    assert in_turn("x", ours, theirs, bar=1, rounds=2).pairs == (0.5, 0.5)
    assert taken == ["ours", "theirs"] * 3


def test_an_unknown_benchmark_is_named_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ackk"], sizes=TINY) == 2
    there_are = "ack, routes, import, search, redirect, report, digest, pdf, drain, plan"
    assert capsys.readouterr().out == f"There is no benchmark called ackk. There are {there_are}.\n"


@pytest.mark.parametrize("search", FINDS, ids=lambda one: one.text or "everybody")
def test_a_search_finds_whom_sql_by_hand_finds_in_the_same_order(stand: Stand, search: Find) -> None:
    with closing(bare_cursor(stand)) as bare:
        check(stand, bare, search, now=stand.bot.clock())


@pytest.mark.parametrize("search", FINDS, ids=lambda one: one.text or "everybody")
def test_no_search_reads_a_whole_table_beside_the_list_it_walks(stand: Stand, search: Find) -> None:
    with closing(bare_cursor(stand)) as bare:
        plans = [
            str(row[3])
            for statement, values in statements(stand, search, now=stand.bot.clock())
            if statement.startswith("SELECT")
            for row in bare.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        ]

    assert [plan for plan in plans if plan.startswith(tuple(f"SCAN {table}" for table in TABLES))] == []
    assert [plan for plan in plans if plan.endswith("(workspace_id=?)") and " influencer " not in plan] == [SAVED]


def test_both_databases_find_the_same(postgres: str, tmp_path: Path) -> None:
    found: list[list[list[int]]] = []
    for server in (SQLITE, postgres):
        with fresh_database(server, shared=tmp_path, migrate=migrate) as url, closing(Database(url)) as database:
            with database.transaction(TEAM) as store:
                store.members.install(name="Team", bot_user="U0BOT", now=NOW)
            fill(database.engine, workspace=TEAM, count=COUNTED + 500, now=NOW)
            with database.reading(TEAM) as store:
                pages = [finding.find(store, one.text, by=READER, now=NOW) for one in FINDS]
            found.append([[line.influencer.id for line in page.lines] for page in pages])

    assert found[0] == found[1]
