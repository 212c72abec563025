"""What every query class has in common: a connection and the one workspace it may see."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    CursorResult,
    Delete,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite


def prepared(table: Table, *columns: Any) -> Select[Any]:
    """A SELECT on rows of a workspace that is built once, with `bindparam`s, and run again and again by `_run`.

    For what every command asks: building a statement each time takes four times as long as running it.
    """
    chosen = columns or (table,)
    return select(*chosen).select_from(table).where(table.c.workspace_id == bindparam("workspace"))


class Queries:
    """Statements on the rows of one workspace."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self.workspace = workspace

    def _select(self, table: Table, *columns: Any) -> Select[Any]:
        chosen = columns or (table,)
        return select(*chosen).select_from(table).where(table.c.workspace_id == self.workspace)

    def _run(self, query: Select[Any], **values: Any) -> CursorResult[Any]:
        """Run a prepared SELECT on this workspace."""
        return self._connection.execute(query, {"workspace": self.workspace, **values})

    def _update(self, table: Table) -> Update:
        return update(table).where(table.c.workspace_id == self.workspace)

    def _delete(self, table: Table) -> Delete:
        return delete(table).where(table.c.workspace_id == self.workspace)

    def _insert(self, table: Table, **values: Any) -> int:
        """Insert one row and give its id."""
        statement = insert(table).values(workspace_id=self.workspace, **values)
        key = self._connection.execute(statement).inserted_primary_key
        return int(key[0]) if key else 0

    def _insert_many(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), [{"workspace_id": self.workspace, **row} for row in rows])

    def _insert_new(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
        """Insert rows that do not exist yet (by any unique key), pass over the others; how many were new."""
        if not rows:
            return 0
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        values = [{"workspace_id": self.workspace, **row} for row in rows]
        kept = {"preserve_rowcount": True}
        statement = dialect.insert(table).on_conflict_do_nothing()
        result = self._connection.execute(statement, values, execution_options=kept)
        return result.rowcount

    def _insert_new_giving_ids(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert rows that do not exist yet, pass over the others; the ids of the new, in no order."""
        if not rows:
            return []
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table).on_conflict_do_nothing().returning(table.c.id)
        values = [{"workspace_id": self.workspace, **row} for row in rows]
        return list(self._connection.execute(statement, values).scalars())

    def _put(self, table: Table, rows: Sequence[Mapping[str, Any]], *, same: Sequence[str], new: Sequence[str]) -> None:
        """Insert rows, or where one stands with the `same` columns, change its `new` ones."""
        if not rows:
            return
        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        statement = dialect.insert(table)
        changes = {name: statement.excluded[name] for name in new}
        statement = statement.on_conflict_do_update(index_elements=list(same), set_=changes)
        self._connection.execute(statement, [{"workspace_id": self.workspace, **row} for row in rows])

    def _insert_giving_ids(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert rows and give their ids in the same order."""
        if not rows:
            return []
        statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
        values = [{"workspace_id": self.workspace, **row} for row in rows]
        return list(self._connection.execute(statement, values).scalars())
