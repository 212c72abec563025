"""What SQLite's planner is told of the tables, so that it chooses the same indexes at any size, from the first row on.

Without statistics SQLite takes the first column of every index for choosy, and would read a whole workspace
through `workspace_id` to find the profiles of one influencer. These are the figures that ANALYZE would find in a
large roster, written once instead of measured again and again
(sqlite.org/optoverview.html, "Manual Control Of Query Plans Using SQLITE_STAT Tables").
PostgreSQL keeps its own statistics up to date.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

ROWS = 100_000
"""Rows of each table, as the planner is to believe."""

DIFFERENT = {
    "workspace_id": 1,
    "stage": 5,
    "owner": 10,
    "country": 10,
    "platform": 4,
    "kind": 5,
    "key": 20,
    "state": 3,
    "influencer_id": ROWS // 3,
    "profile_id": ROWS // 2,
    "campaign_id": ROWS // 100,
    "collaboration_id": ROWS // 20,
    "deliverable_id": ROWS // 2,
    "contract_id": ROWS // 3,
    "subject": 2,
    "decision": 3,
    "by": 3,
    "until": ROWS // 100,
    "added_at": ROWS // 200,
}
"""How many different values such a column holds; a column that is not named here holds another one in every row."""


def teach(connection: Connection) -> None:
    """Write the statistics of all indexes, where they are not known yet; connections opened later plan by them."""
    connection.exec_driver_sql("ANALYZE sqlite_schema")  # makes the table of statistics where there is none
    wanted = set(_statistics(connection))
    known = connection.exec_driver_sql("SELECT tbl, idx, stat FROM sqlite_stat1")
    if {tuple(row) for row in known} != wanted:
        connection.exec_driver_sql("DELETE FROM sqlite_stat1")
        connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", sorted(wanted))


def _statistics(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Table, index and figures of each index."""
    ours = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    for table in connection.exec_driver_sql(ours).scalars().all():
        for index in connection.exec_driver_sql(f'PRAGMA index_list("{table}")').all():
            columns = connection.exec_driver_sql(f'PRAGMA index_info("{index[1]}")').all()
            yield table, index[1], _alike([str(column[2]) for column in columns])


def _alike(columns: list[str]) -> str:
    """Rows of the index, then how many share the same first column, the same first two columns, and so on."""
    alike = [ROWS]
    for column in columns:
        alike.append(max(1, alike[-1] // DIFFERENT.get(column, ROWS)))
    return " ".join(str(rows) for rows in alike)
