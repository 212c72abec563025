"""The database: engine, transactions and the work that belongs to no single workspace."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from storage import tables
from storage.alone import Hold
from storage.claims import Claims
from storage.store import Store
from storage.turns import Turns

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "mmap_size=1073741824")
"""How SQLite works here. Reading through mapped memory, up to 1 GiB of it, halves the time of a search in a roster of
100,000; what lies beyond is read as slowly as without."""

AWAY: tuple[type[Exception], ...] = (OperationalError, InterfaceError, NoConnection, TimeoutError)
"""What is raised while the database is stopped, locked or out of reach."""


class Database:
    """One database, SQLite or PostgreSQL. `wake` is called after each commit that left something to send or do.

    Raises InUse where another process has the SQLite file.
    """

    def __init__(self, url: str, *, wake: Callable[[], None] | None = None) -> None:
        self.url = url
        self._hold = Hold(url)
        self._turns = Turns()
        self.engine = _engine(url)
        self.wake = wake or (lambda: None)

    @contextmanager
    def transaction(self, workspace: str) -> Iterator[Store]:
        """A store of one workspace that may write: commits on success, rolls back on any exception."""
        with self._writing() as connection:
            store = Store(connection, workspace)
            yield store
            store.write()
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
        with self._writing() as connection:
            yield Claims(connection)

    @contextmanager
    def looking(self) -> Iterator[Claims]:
        """The same queues, to look at alone."""
        with self.engine.connect().execution_options(reading=True) as connection, connection.begin():
            yield Claims(connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction that may write; on SQLite when its turn has come."""
        with self._turns.turn() if self.is_alone else nullcontext(), self.engine.begin() as connection:
            yield connection

    @property
    def is_alone(self) -> bool:
        """Whether no other process can write to this database (SQLite)."""
        return self.engine.dialect.name == "sqlite"

    def beside(self, folder: Path) -> Path:
        """How the names of files begin that belong to this database: beside the SQLite file, or in `folder`."""
        file = make_url(self.url).database
        if self.is_alone and file not in (None, "", ":memory:"):
            return Path(str(file)).absolute()
        return folder.absolute() / f"rapport-{sha256(self.url.encode()).hexdigest()[:12]}"

    def workspaces(self) -> list[str]:
        """The ids of all workspaces."""
        with self.engine.connect().execution_options(reading=True) as connection:
            return list(connection.scalars(select(tables.workspace.c.id).order_by(tables.workspace.c.id)))

    def close(self) -> None:
        """Give every connection back, and let another process have the file."""
        self.engine.dispose()
        self._hold.release()


def _engine(url: str) -> Engine:
    """The engine; its errors do not say what was in a statement, for that is people's data and ends in the log."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_size=10, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(
        url, pool_size=10, hide_parameters=True, connect_args={"timeout": 5, "isolation_level": None}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once: a reader that turns writer half-way could not wait for it."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
