"""What stands in the tables, for tests that compare one state of a database with another.

`contents` is every row as it is; `portrait` is the same roster without ids and moments, so that two databases
that hold the same people compare equal.
"""

from typing import Any

from sqlalchemy import Engine, Table, select

from storage.tables import (
    influencer,
    label,
    merge_offer,
    post,
    post_metric,
    profile,
    search_word,
    snapshot,
    touch,
)

Rows = list[tuple[Any, ...]]

ROSTER: tuple[Table, ...] = (
    influencer,
    label,
    search_word,
    profile,
    snapshot,
    post,
    post_metric,
    touch,
    merge_offer,
)
"""The tables that an import may write, beside its own job, messages and audit."""

_PASSING = {"id", "workspace_id", "influencer_id", "profile_id", "post_id", "kept_id", "other_id", "job_id"}
_PASSING |= {"by", "entered_by", "decided_by", "added_at", "quiet_since", "entered_at", "at", "decided_at"}


def contents(engine: Engine) -> dict[str, Rows]:
    """Every row of every roster table."""
    with engine.connect().execution_options(reading=True) as connection:
        return {table.name: sorted(_rows(connection, table), key=repr) for table in ROSTER}


def portrait(engine: Engine) -> dict[str, Rows]:
    """The roster by names, handles and days: each row with whom it belongs to in the place of its ids."""
    with engine.connect().execution_options(reading=True) as connection:
        people: dict[int, str] = dict(_rows(connection, influencer, influencer.c.id, influencer.c.name))
        handles = {
            row.id: (row.platform, row.handle_key, people[row.influencer_id])
            for row in connection.execute(select(profile))
        }
        posts = {row.id: (row.post_key, *handles[row.profile_id]) for row in connection.execute(select(post))}
        owners: dict[str, Any] = {"influencer_id": people, "kept_id": people, "other_id": people}
        owners |= {"profile_id": handles, "post_id": posts}
        return {table.name: _named(connection, table, owners) for table in ROSTER}


def _named(connection: Any, table: Table, owners: dict[str, Any]) -> Rows:
    names = [column.name for column in table.columns]
    kept = [name for name in names if name not in _PASSING]
    told = [name for name in names if name in owners]
    rows = connection.execute(select(table)).mappings()
    return sorted(
        ((*(owners[name][row[name]] for name in told), *(row[name] for name in kept)) for row in rows), key=repr
    )


def _rows(connection: Any, table: Table, *columns: Any) -> Rows:
    return [tuple(row) for row in connection.execute(select(*(columns or (table,))))]


def count(engine: Engine, table: Table) -> int:
    """How many rows a table has."""
    with engine.connect().execution_options(reading=True) as connection:
        return len(_rows(connection, table))
