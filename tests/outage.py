"""A database that is stopped for a while, and links to press meanwhile."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import psycopg
from sqlalchemy import create_engine, select
from sqlalchemy.engine import make_url

from storage.tables import click

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"}


@contextmanager
def stopped(url: str) -> Iterator[None]:
    """The database takes nothing: PostgreSQL cuts every connection and lets none in, SQLite is locked."""
    base = make_url(url)
    if base.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(base.database), isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
        return
    host = str(base.query["host"])
    with psycopg.connect(host=host, user=base.username, dbname="postgres", autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{base.database}" ALLOW_CONNECTIONS false'.encode())
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (base.database,))
        yield
        server.execute(f'ALTER DATABASE "{base.database}" ALLOW_CONNECTIONS true'.encode())


def tokens_in(url: str) -> list[str]:
    """The tokens of all clicks that the database has."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = list(connection.scalars(select(click.c.token)))
    engine.dispose()
    return found


def token_of(address: str) -> str:
    """The click's token in the address that a link led to."""
    return parse_qs(urlsplit(address).query)["rapport"][0]


class Visitors:
    """People who press a link one after another, on several threads, until they are told to stop."""

    def __init__(self, address: str, *, threads: int = 4) -> None:
        self._address = address
        self._ended = threading.Event()
        self._busy = threading.Semaphore(0)
        self.tokens: list[str] = []
        self.refused: list[str] = []
        self._threads = [threading.Thread(target=self._press) for _ in range(threads)]

    def _press(self) -> None:
        with httpx.Client(headers=BROWSER) as client:
            while not self._ended.is_set():
                try:
                    answer = client.get(self._address)
                except httpx.HTTPError as error:
                    self.refused.append(repr(error))
                    continue
                if answer.status_code == httpx.codes.FOUND:
                    self.tokens.append(token_of(answer.headers["location"]))
                else:
                    self.refused.append(str(answer.status_code))
                self._busy.release()

    def wait(self, presses: int) -> None:
        """Until so many more were answered."""
        for _ in range(presses):
            if not self._busy.acquire(timeout=30):
                raise AssertionError(f"no answer any more: {self.refused[:3]}")

    def __enter__(self) -> "Visitors":
        """Begin to press."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop."""
        self._ended.set()
        for thread in self._threads:
            thread.join()


def journals(folder: Path) -> list[Path]:
    """The journals of clicks in a folder."""
    return sorted(folder.glob("*.clicks")) if folder.is_dir() else []
