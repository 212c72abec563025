"""The audit log is only ever added to, and Rapport says so when somebody changed it from outside."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

import pytest
from sqlalchemy import Engine, create_engine, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from bot.services.team import audit_check
from storage import Database, migrate
from storage.tables import audit
from tests.at_once import together
from tests.test_migrations import OLD_ROWS, empty, engine
from tests.workspace import Workspace

__all__ = ["empty", "engine"]

WRITTEN = 6


@pytest.fixture
def logged(workspace: Workspace) -> Workspace:
    """A workspace with a few entries in its log, an admin who is told, and everything unbroken."""
    workspace.person("ada").command("/rapport status")
    for number in range(WRITTEN):
        note(workspace, f"try:{number}")
    workspace.told("ada")
    assert "unbroken" in status(workspace)
    return workspace


def note(workspace: Workspace, about: str) -> None:
    """An entry of the log, written as every service does."""
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.audit.record("try", about, by="U1", now=workspace.clock(), fee="1,200.00 €", parts=[1, None, 0.5])


def status(workspace: Workspace) -> str:
    """What `/rapport status` says."""
    return workspace.person("maria").command("/rapport status").text


@contextmanager
def outside(workspace: Workspace) -> Iterator[Engine]:
    """Somebody with the database's own tools, who took the triggers away first."""
    made = create_engine(workspace.bot.database.url)
    with made.begin() as connection:
        if made.dialect.name == "sqlite":
            for name in ("audit_no_update", "audit_no_delete"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
    yield made
    made.dispose()


def entry(engine: Engine, about: str) -> int:
    """The id of an entry."""
    with engine.begin() as connection:
        return int(connection.scalars(select(audit.c.id).where(audit.c.about == about)).one())


def run(engine: Engine, *statements: object) -> None:
    """Statements in one transaction."""
    with engine.begin() as connection:
        for one in statements:
            connection.execute(one)  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "statement",
    [update(audit).values(verb="nothing"), update(audit).values(hash=None), delete(audit)],
    ids=["change", "unseal", "delete"],
)
def test_the_database_refuses_to_change_or_delete_an_entry(workspace: Workspace, statement: object) -> None:
    note(workspace, "try:1")

    with (
        pytest.raises(DBAPIError, match="only ever added to"),
        workspace.bot.database.engine.begin() as connection,
    ):
        connection.execute(statement)  # type: ignore[call-overload]

    assert "unbroken" in status(workspace)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_nor_can_the_log_be_emptied_at_once(workspace: Workspace) -> None:
    with pytest.raises(DBAPIError, match="only ever added to"), workspace.bot.database.engine.begin() as connection:
        connection.execute(text("TRUNCATE audit CASCADE"))


def test_what_was_noted_is_seen_at_once_and_gone_with_a_transaction_that_fails(logged: Workspace) -> None:
    with suppress(ZeroDivisionError), logged.bot.deps.transaction(logged.team) as store:
        store.audit.record("try", "try:0", by="U2", now=logged.clock(), note="again")
        seen = store.audit.of("try:0")
        raise ZeroDivisionError

    assert [(one["by"], one["detail"].get("note")) for one in seen] == [("U1", None), ("U2", "again")]
    with logged.bot.deps.reading(logged.team) as store:
        assert len(store.audit.of("try:0")) == 1
    assert "unbroken" in status(logged)


def test_status_says_how_many_entries_there_are_and_that_they_hold(logged: Workspace) -> None:
    with logged.bot.deps.reading(logged.team) as store:
        count = store.audit.count()

    assert f"Audit log: {count} entries, unbroken" in status(logged)


@pytest.mark.parametrize(
    "column", [{"verb": "other"}, {"by": "U9"}, {"about": "try:9"}, {"detail": {}}, {"at": None}, {"hash": "0" * 64}]
)
def test_a_changed_entry_is_named(logged: Workspace, column: dict[str, object]) -> None:
    values = {name: logged.clock() if name == "at" else value for name, value in column.items()}
    with outside(logged) as engine:
        at = entry(engine, "try:2")
        run(engine, update(audit).where(audit.c.id == at).values(values))

    assert f"Entry {at} of the audit log was changed after it was written." in status(logged)


def test_what_cannot_even_be_read_counts_as_changed(logged: Workspace) -> None:
    with outside(logged) as engine:
        at = entry(engine, "try:2")
        if engine.dialect.name == "sqlite":
            run(engine, text(f"UPDATE audit SET detail = 'no JSON', at = 'yesterday' WHERE id = {at}"))
        else:
            run(engine, text(f"UPDATE audit SET detail = '7', at = 'infinity' WHERE id = {at}"))

    assert f"Entry {at} of the audit log was changed" in status(logged)


def test_an_entry_deleted_in_the_middle_is_missed(logged: Workspace) -> None:
    with outside(logged) as engine:
        at, after = entry(engine, "try:2"), entry(engine, "try:3")
        run(engine, delete(audit).where(audit.c.id == at))

    assert f"entry {after} does not follow" in status(logged)


def test_a_tail_that_was_cut_off_is_missed_and_still_after_further_writes(logged: Workspace) -> None:
    with outside(logged) as engine:
        last, at = entry(engine, "try:3"), entry(engine, "try:4")
        run(engine, delete(audit).where(audit.c.id >= at))

    assert f"The entries after {last} of the audit log are gone" in status(logged)

    note(logged, "try:later")
    assert "entries after it are missing" in status(logged)


def test_a_log_that_was_emptied_is_missed(logged: Workspace) -> None:
    with outside(logged) as engine:
        run(engine, delete(audit))

    assert "All entries of the audit log are gone" in status(logged)


def test_an_inserted_entry_is_noticed(logged: Workspace) -> None:
    with outside(logged) as engine, engine.begin() as connection:
        row = connection.execute(select(audit).where(audit.c.about == "try:5")).one()
        forged = {**row._mapping, "id": row.id + 1000, "about": "try:forged"}
        connection.execute(insert(audit).values(forged))

    assert "changed from outside" in status(logged)


def test_two_entries_that_changed_places_are_noticed(logged: Workspace) -> None:
    with outside(logged) as engine:
        one, other = entry(engine, "try:2"), entry(engine, "try:3")
        swap = [(one, 900_000), (other, one), (900_000, other)]
        run(engine, *(update(audit).where(audit.c.id == old).values(id=new) for old, new in swap))

    assert "changed from outside" in status(logged)


def test_admins_are_told_once_per_break_and_nobody_else(logged: Workspace) -> None:
    before = len(logged.told("ada"))
    with outside(logged) as engine:
        at = entry(engine, "try:4")
        run(engine, delete(audit).where(audit.c.id >= at))

    logged.travel(days=1)
    note(logged, "try:later")
    logged.travel(days=1)
    logged.travel(days=1)

    told = [one.text_shown for one in logged.told("ada")[before:]]
    assert len(told) == 1
    assert "The audit log was changed from outside Rapport" in told[0]
    assert not any("audit log" in one.text_shown for one in logged.told("maria"))


def test_a_second_break_is_told_as_well(logged: Workspace) -> None:
    before = len(logged.told("ada"))
    with outside(logged) as engine:
        for about in ("try:4", "try:1"):
            at = entry(engine, about)
            run(engine, update(audit).where(audit.c.id == at).values(verb="other"))
            logged.travel(days=1)

    told = [one.text_shown for one in logged.told("ada")[before:]]
    assert len(told) == 2
    assert f"Entry {at} " in told[1]


def test_a_long_log_is_not_read_while_a_person_waits(logged: Workspace) -> None:
    with logged.bot.deps.transaction(logged.team) as store:
        for number in range(audit_check.AT_ONCE):
            store.audit.record("try", f"long:{number}", by="U1", now=logged.clock())
    assert "unbroken" in status(logged)  # as the first check of today found it
    with outside(logged) as engine:
        at = entry(engine, "try:2")
        run(engine, update(audit).where(audit.c.id == at).values(verb="other"))

    assert "unbroken" in status(logged)
    logged.travel(days=1)
    assert f"Entry {at} of the audit log was changed" in status(logged)


def test_a_log_from_before_the_chain_is_chained_when_it_is_migrated(empty: str, engine: Engine) -> None:
    migrate(empty, to="0002")
    with engine.begin() as connection:
        connection.execute(text(OLD_ROWS[0]))
        connection.execute(text(OLD_ROWS[0].replace("T1", "T2")))
        for number in range(2_500):
            values = {"team": f"T{1 + number % 2}", "about": f"try:{number}", "detail": '{"é": [0.1, null]}'}
            connection.execute(text(OLD_ENTRY), values)

    migrate(empty)

    database = Database(empty)
    for team in ("T1", "T2"):
        with database.transaction(team) as store:
            assert store.audit.count() == 1_250
            assert audit_check.broken(store) is None
    with pytest.raises(DBAPIError, match="only ever added to"), engine.begin() as connection:
        connection.execute(delete(audit))
    database.close()


OLD_ENTRY = (
    "INSERT INTO audit (workspace_id, at, by, verb, about, detail) "
    "VALUES (:team, '2026-11-01 09:00:00.25+00', 'U1', 'try', :about, :detail)"
)


def test_many_who_write_at_once_make_one_chain(workspace: Workspace) -> None:
    """Each writes a row that all write, some of them after an entry: nobody who holds the head waits for somebody.

    On PostgreSQL through two engines, as two bots have them.
    """
    url = workspace.bot.database.url
    second = workspace.bot.database if url.startswith("sqlite") else Database(url)
    now = workspace.clock()

    def write(worker: int) -> None:
        for turn in range(20):
            with (workspace.bot.database, second)[worker % 2].transaction(workspace.team) as store:
                if worker % 4 < 2:
                    store.audit.record("try", "try:all", by="U1", now=now, turn=turn)
                store.settings.set("shared", turn, since=now.date(), source="a test", by="U1", now=now)
                store.audit.record("try", "try:all", by="U1", now=now, worker=worker)

    assert together(*(partial(write, worker) for worker in range(8))) == ["won"] * 8
    with workspace.bot.deps.reading(workspace.team) as store:
        assert len(store.audit.of("try:all")) == 240
        assert audit_check.broken(store) is None
    if second is not workspace.bot.database:
        second.close()
