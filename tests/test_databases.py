"""The databases that the tests stand on: empty for each test, and gone at the end."""

import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.databases import fresh_database, postgres_server, sqlite_url
from tests.postgres_server import ADDRESS, USERS, locked

MANY = 3


def migrate(url: str) -> None:
    """Make one table, as a migration would."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE thing (name TEXT)"))
    engine.dispose()


def test_a_sqlite_url_names_a_file_in_the_folder(tmp_path: Path) -> None:
    migrate(sqlite_url(tmp_path, name="one"))

    with closing(sqlite3.connect(tmp_path / "one.db")) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("thing",)]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_database_is_migrated_empty_and_its_own(kind: str, tmp_path: Path) -> None:
    with ExitStack() as open_until_the_end:
        server = kind
        if kind == "postgresql":
            server = open_until_the_end.enter_context(postgres_server(tmp_path / "server"))
        migrated: list[str] = []

        def migrate_once(url: str) -> None:
            migrated.append(url)
            migrate(url)

        for _ in range(MANY):
            copy = fresh_database(server, shared=tmp_path, migrate=migrate_once)
            assert count_after_one_more(open_until_the_end.enter_context(copy)) == 1

        assert len(migrated) == 1


def count_after_one_more(url: str) -> int:
    """Add a row to the database and count its rows."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO thing VALUES ('x')"))
        count = connection.execute(text("SELECT count(*) FROM thing")).scalar_one()
    engine.dispose()
    return int(count)


def test_a_database_is_dropped_even_while_somebody_is_connected(tmp_path: Path) -> None:
    with postgres_server(tmp_path / "server") as server:
        with fresh_database(server, shared=tmp_path, migrate=migrate) as url:
            engine = create_engine(url)
            connected = engine.connect()

        connected.invalidate()
        connected.close()
        engine.dispose()
        with fresh_database(server, shared=tmp_path, migrate=migrate) as url:
            engine = create_engine(url)
            with engine.connect() as connection:
                names = connection.execute(text("SELECT datname FROM pg_database WHERE datname LIKE 'test%'"))
                assert [name for (name,) in names] == [url.split("/")[-1].split("?")[0]]
            engine.dispose()


def test_processes_share_a_server_that_ends_with_the_last_even_when_it_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib, tests.databases as databases\n"
        "with databases.postgres_server(pathlib.Path(sys.argv[1])) as url:\n"
        "    print(url, flush=True)\n"
        "    sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    processes = [
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]
        )
        for _ in range(MANY)
    ]

    urls = {process.stdout.readline().strip() for process in processes if process.stdout}
    home = Path(urls.pop().split("host=")[1])
    alive = home.exists()
    for process in processes:
        process.kill()
        process.communicate()

    assert (urls, alive) == (set(), True)
    assert everything_is_gone(tmp_path, home)


def everything_is_gone(directory: Path, home: Path) -> bool:
    """Wait until the keeper has let go of its lock, then look for what it should have removed."""
    while (directory / ADDRESS).exists():
        with locked(directory / USERS):
            pass
    with locked(directory / USERS):
        return not home.exists()
