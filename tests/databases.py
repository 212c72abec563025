"""Empty, migrated databases for the tests, each made in milliseconds as a copy of one that was migrated once.

`sqlite_url` and `postgres_server` say where; `fresh_database` gives a database of its own to each test, in
any number of test processes at once. `migrate` is what brings an empty database up to date, given its URL.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy.engine import URL, make_url

from tests.postgres_server import locked, postgres_server

__all__ = ["fresh_database", "postgres_server", "sqlite_url"]

Migrate = Callable[[str], object]
SQLITE = "sqlite"
TEMPLATE = "migrated"


def sqlite_url(directory: Path, *, name: str = "rapport") -> str:
    """Give the URL of the SQLite file `name` in `directory`; the file need not exist."""
    return f"sqlite:///{directory / name}.db"


@contextmanager
def fresh_database(server: str, *, shared: Path, migrate: Migrate) -> Iterator[str]:
    """Give the URL of a new, empty, migrated database, and drop it at the end.

    `server` is "sqlite" or the base URL that `postgres_server` gave. `shared` is a folder that all test
    processes of the run see: the template is made once there, and SQLite's databases live in it.
    """
    shared.mkdir(parents=True, exist_ok=True)
    copies = _sqlite_copy if server == SQLITE else _postgres_copy
    with copies(server, shared=shared, migrate=migrate) as url:
        yield url


@contextmanager
def _sqlite_copy(_server: str, *, shared: Path, migrate: Migrate) -> Iterator[str]:
    template = shared / f"{TEMPLATE}.db"
    with locked(shared / "sqlite.lock"):
        if not template.exists():
            _make_sqlite_template(template, migrate=migrate)
    name = f"test-{uuid4().hex}"
    shutil.copyfile(template, shared / f"{name}.db")
    try:
        yield sqlite_url(shared, name=name)
    finally:
        for leftover in shared.glob(f"{name}.db*"):
            leftover.unlink()


def _make_sqlite_template(template: Path, *, migrate: Migrate) -> None:
    draft = template.with_name("draft.db")
    draft.unlink(missing_ok=True)  # of a process that died while it migrated
    migrate(sqlite_url(draft.parent, name=draft.stem))
    with closing(sqlite3.connect(draft)) as database:  # a copy of the one file has to be the whole database
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    draft.rename(template)


@contextmanager
def _postgres_copy(server: str, *, shared: Path, migrate: Migrate) -> Iterator[str]:
    base, name = make_url(server), f"test_{uuid4().hex}"
    with locked(shared / "postgres.lock"), closing(_maintenance(base)) as server_itself:
        if not server_itself.execute("SELECT 1 FROM pg_database WHERE datname = %s", (TEMPLATE,)).fetchone():
            _make_postgres_template(base, migrate=migrate)
    with closing(_maintenance(base)) as server_itself:
        server_itself.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"'.encode())
    try:
        yield _url(base, name)
    finally:
        with closing(_maintenance(base)) as server_itself:
            server_itself.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _make_postgres_template(base: URL, *, migrate: Migrate) -> None:
    with closing(_maintenance(base)) as server_itself:
        server_itself.execute('DROP DATABASE IF EXISTS "draft" WITH (FORCE)')
        server_itself.execute('CREATE DATABASE "draft"')
        migrate(_url(base, "draft"))
        server_itself.execute(f'ALTER DATABASE "draft" RENAME TO "{TEMPLATE}"'.encode())


def _maintenance(base: URL) -> psycopg.Connection:
    return psycopg.connect(host=str(base.query["host"]), user=base.username, dbname="postgres", autocommit=True)


def _url(base: URL, name: str) -> str:
    return base.set(database=name).render_as_string(hide_password=False)
