"""Migrations bring any database up to date, once, whoever calls them and how often."""

from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.engine import make_url

from storage import migrate
from storage.migrate import FOLDER
from storage.tables import metadata
from tests.databases import SQLITE, sqlite_url

OLD_ROWS = (
    "INSERT INTO workspace (id, name, bot_user, added_at) VALUES ('T1', 'Hazel', 'U1', '2026-11-01 09:00:00+00')",
    "INSERT INTO influencer (id, workspace_id, name, name_key, stage, added_at, quiet_since) "
    "VALUES (1, 'T1', 'Noor', 'noor', 'prospect', '2026-11-01 09:00:00+00', '2026-11-01 09:00:00+00')",
    "INSERT INTO profile (id, workspace_id, influencer_id, platform, handle, handle_key, url) "
    "VALUES (1, 'T1', 1, 'tiktok', 'noor', 'noor', 'https://www.tiktok.com/@noor')",
    "INSERT INTO post (id, workspace_id, profile_id, platform, post_key, title, url) "
    "VALUES (1, 'T1', 1, 'tiktok', 'p1', 'Bread', 'https://www.tiktok.com/@noor/video/1')",
    "INSERT INTO post_metric (workspace_id, post_id, day, views, source, entered_at) "
    "VALUES ('T1', 1, '2026-11-01', 1200, 'CSV', '2026-11-01 09:00:00+00')",
)


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without a table, on each server."""
    if request.param == SQLITE:
        yield sqlite_url(tmp_path)
        return
    base = make_url(request.getfixturevalue("postgres"))
    maintenance = create_engine(base.set(database="postgres"), isolation_level="AUTOCOMMIT")
    name = f"empty_{uuid4().hex}"
    with maintenance.connect() as server:
        server.execute(text(f'CREATE DATABASE "{name}"'))
    yield base.set(database=name).render_as_string(hide_password=False)
    with maintenance.connect() as server:
        server.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    maintenance.dispose()


@pytest.fixture
def engine(empty: str) -> Iterator[Engine]:
    """An engine on the empty database."""
    made = create_engine(empty)
    yield made
    made.dispose()


@pytest.mark.filterwarnings(
    "ignore:autogenerate skipping metadata-specified expression-based index"
)  # PostgreSQL's own
def test_from_nothing_the_migrations_give_exactly_the_tables_of_the_code(empty: str, engine: Engine) -> None:
    migrate(empty)

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True, "target_metadata": metadata}
        )
        assert compare_metadata(context, metadata) == []
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_running_them_again_changes_nothing(empty: str, engine: Engine) -> None:
    migrate(empty)
    before = portrait(engine)

    migrate(empty)

    assert portrait(engine) == before
    assert before["versions"] == [ScriptDirectory(str(FOLDER)).get_current_head()]


def portrait(engine: Engine) -> dict[str, object]:
    """All that a migration could change: tables, columns, indexes, keys and the version."""
    seen = inspect(engine)
    with engine.connect() as connection:
        versions = list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())
    tables = {
        name: (
            [(one["name"], str(one["type"]), one["nullable"], one["default"]) for one in seen.get_columns(name)],
            sorted(str(one["name"]) for one in seen.get_indexes(name)),
            sorted(str(one["name"]) for one in seen.get_unique_constraints(name)),
            sorted(str(one["name"]) for one in seen.get_foreign_keys(name)),
        )
        for name in sorted(seen.get_table_names())
    }
    return {"tables": tables, "versions": versions}


@pytest.mark.parametrize("empty", ["postgres"], indirect=True)
def test_two_processes_may_migrate_one_database_at_once(empty: str, engine: Engine) -> None:
    spawn = get_context("spawn")
    both = [spawn.Process(target=migrate, args=(empty,)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)

    assert [process.exitcode for process in both] == [0, 0]
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_what_people_entered_is_there_after_another_run(database: str) -> None:
    made = create_engine(database)
    with made.begin() as connection:
        values = {"id": "T1", "name": "Hazel", "bot_user": "U1", "added_at": "2026-11-23 09:00:00+00:00"}
        connection.execute(
            text("INSERT INTO workspace (id, name, bot_user, added_at) VALUES (:id, :name, :bot_user, :added_at)"),
            values,
        )

    migrate(database)

    with made.connect() as connection:
        row = connection.execute(text("SELECT name, default_role FROM workspace")).one()
    made.dispose()
    assert tuple(row) == ("Hazel", "marketer")


def test_posts_and_their_metrics_outlive_the_step_to_campaigns(empty: str, engine: Engine) -> None:
    migrate(empty, to="0001")
    with engine.begin() as connection:
        for row in OLD_ROWS:
            connection.execute(text(row))

    migrate(empty)

    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT title, day, views, collaboration_id FROM post JOIN post_metric ON id = post_id")
        )
        assert [(row.title, str(row.day), row.views, row.collaboration_id) for row in rows] == [
            ("Bread", "2026-11-01", 1200, None)
        ]


def test_the_migrations_are_one_line_from_the_first_to_the_last() -> None:
    scripts = ScriptDirectory(str(FOLDER))

    assert len(scripts.get_heads()) == 1
    assert [one.down_revision for one in scripts.walk_revisions()][-1] is None
    assert all((one.doc or "").strip() for one in scripts.walk_revisions())
