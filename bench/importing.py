"""Importing a spreadsheet of 50,000 rows, against inserting the very same rows with plain `executemany`.

The import is the job from confirmed to done: it reads the file again, looks up what is known, judges each row and
writes in transactions of 500 rows, with its cursor. The plain way is Python's sqlite3 (or psycopg) module with the
rows that the import left, in the same order, into the same tables with the same indexes and, for SQLite, the same
pragmas, in transactions of the same 500 influencers with all that hangs on them.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from bench import creators
from bench.ratios import Ratio
from bench.sizes import Sizes
from bench.slack_stub import MEMBER, TEAM
from bot.clock import Clock
from bot.deps import Deps
from bot.domain.team.roles import Member, Person, Role
from bot.services.influencers import importing
from bot.services.influencers.importing.steps import CHUNK
from bot.worker import Worker
from storage import Database, migrate
from storage.database import PRAGMAS
from tests.databases import SQLITE, fresh_database, postgres_server

BAR = 4
TABLES = ("influencer", "profile", "snapshot", "label", "search_word", "touch")
OWNERS = {"influencer": "id", "snapshot": "profile_id"}
"""The column that says in which transaction a row belongs, where it is not `influencer_id`."""
NAME = "tiktok-2022-09.csv"
BOSS = Member(slack_id=MEMBER, name="Maria", role=Role.MARKETER, tz="Europe/Berlin", is_welcome=True, dm_channel=None)

Chunks = list[list[tuple[str, list[tuple[Any, ...]]]]]


class _Outside:
    """The file that was dropped into the modal, and nobody else."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def fetch(self, _address: str) -> bytes:
        """The file."""
        return self._content

    def person(self, slack_id: str) -> Person:
        """Nobody is asked about."""
        raise KeyError(slack_id)

    def check_channel(self, channel: str) -> None:
        """No channel is asked about."""
        raise KeyError(channel)


def run(sizes: Sizes, folder: Path) -> Iterator[Ratio]:
    """The ratio on SQLite, and on PostgreSQL without a bar."""
    name = f"import: {sizes.import_rows:,} rows / plain executemany, "
    yield Ratio(f"{name}SQLite", BAR, _rounds(SQLITE, sizes, folder))
    if sizes.does_postgres:
        with postgres_server(folder) as server:
            yield Ratio(f"{name}PostgreSQL", None, _rounds(server, sizes, folder))


def _rounds(server: str, sizes: Sizes, folder: Path) -> tuple[float, ...]:
    outside = _Outside(creators.spreadsheet(sizes.import_rows))
    return tuple(_round(server, outside, sizes, folder) for _ in range(sizes.import_rounds))


def _round(server: str, outside: _Outside, sizes: Sizes, folder: Path) -> float:
    """One import and one plain insert, each into an empty database."""
    with fresh_database(server, shared=folder, migrate=migrate) as url:
        ours = _import(url, outside)
        with closing(_connect(url)) as connection:
            chunks = _written(connection, sizes.import_rows)
    with fresh_database(server, shared=folder, migrate=migrate) as url, closing(_connect(url)) as connection:
        return ours / _insert(connection, chunks)


def _import(url: str, outside: _Outside) -> float:
    """Let a confirmed import run to its end, and give the seconds; raises ValueError unless it ended well."""
    database = Database(url)
    deps = Deps(
        transaction=database.transaction, reading=database.reading, now=Clock(), directory=outside, downloads=outside
    )
    worker = Worker(database, deps)
    with deps.transaction(TEAM) as store:
        store.members.install(name="Bench", bot_user="U0BOT", now=deps.now())
        job_id = importing.begin(store, name=NAME, address="", owner=None, by=BOSS, now=deps.now())
    worker.work_due()
    with deps.transaction(TEAM) as store:
        importing.confirm(store, importing.waiting(store, job_id), by=BOSS, now=deps.now())
    started = perf_counter()
    worker.work_due()
    seconds = perf_counter() - started
    with deps.reading(TEAM) as store:
        job = store.jobs.get(job_id)
    database.close()
    if job is None or job.step != "done":
        raise ValueError(f"the import stopped at {job.step if job else 'nothing'}")
    return seconds


def _connect(url: str) -> Any:
    """The bare driver, as the bot sets it up."""
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite":
        return psycopg.connect(host=str(parts.query["host"]), user=parts.username, dbname=parts.database)
    connection = sqlite3.connect(str(parts.database), isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _written(connection: Any, count: int) -> Chunks:
    """What the import left: statements with their rows, transaction by transaction."""
    chunks: Chunks = [[] for _ in range(0, count, CHUNK)]
    mark = "?" if isinstance(connection, sqlite3.Connection) else "%s"
    for table in TABLES:
        cursor = connection.execute(f'SELECT * FROM "{table}"')  # without an order: as they were written
        columns = [column[0] for column in cursor.description]
        statement = f'INSERT INTO "{table}" VALUES ({", ".join([mark] * len(columns))})'
        at = columns.index(OWNERS.get(table, "influencer_id"))
        parts: list[list[tuple[Any, ...]]] = [[] for _ in chunks]
        for row in cursor:
            parts[(row[at] - 1) // CHUNK].append(row)
        for chunk, part in zip(chunks, parts, strict=True):
            if part:
                chunk.append((statement, part))
    return chunks


def _insert(connection: Any, chunks: Chunks) -> float:
    """Insert them, and give the seconds."""
    values = (TEAM, "Bench", "U0BOT", "marketer", "2026-11-22 00:00:00.000000")
    mark = "?" if isinstance(connection, sqlite3.Connection) else "%s"
    columns = "id, name, bot_user, default_role, added_at"
    connection.execute(f"INSERT INTO workspace ({columns}) VALUES ({', '.join([mark] * len(values))})", values)
    connection.commit()
    begin = "BEGIN IMMEDIATE" if isinstance(connection, sqlite3.Connection) else "SELECT 1"
    cursor = connection.cursor()
    started = perf_counter()
    for chunk in chunks:
        cursor.execute(begin)
        for statement, rows in chunk:
            cursor.executemany(statement, rows)
        connection.commit()
    return perf_counter() - started
