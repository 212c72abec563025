"""The database: engine, transactions and the work that belongs to no single workspace."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.engine import make_url

from storage import tables
from storage.claims import Claims
from storage.store import Store


class Database:
    """One database, SQLite or PostgreSQL. `wake` is called after each commit that left something to send or do."""

    def __init__(self, url: str, *, wake: Callable[[], None] | None = None) -> None:
        self.url = url
        self.engine = _engine(url)
        self.wake = wake or (lambda: None)

    @contextmanager
    def transaction(self, workspace: str) -> Iterator[Store]:
        """A store of one workspace that may write: commits on success, rolls back on any exception."""
        with self.engine.begin() as connection:
            store = Store(connection, workspace)
            yield store
        if store.has_work:
            self.wake()

    @contextmanager
    def reading(self, workspace: str) -> Iterator[Store]:
        """A store of one workspace that only reads, and never waits for a writer."""
        with self.engine.connect().execution_options(reading=True) as connection, connection.begin():
            yield Store(connection, workspace)

    @contextmanager
    def claiming(self) -> Iterator[Claims]:
        """The queues of all workspaces, to take due work from."""
        with self.engine.begin() as connection:
            yield Claims(connection)

    @property
    def is_alone(self) -> bool:
        """Whether no other process can write to this database (SQLite)."""
        return self.engine.dialect.name == "sqlite"

    def workspaces(self) -> list[str]:
        """The ids of all workspaces."""
        with self.engine.connect().execution_options(reading=True) as connection:
            return list(connection.scalars(select(tables.workspace.c.id).order_by(tables.workspace.c.id)))

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=10, pool_pre_ping=True)
    engine = create_engine(url, pool_size=10, connect_args={"timeout": 5, "isolation_level": None})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer half-way could not wait for it."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
