"""Sealing the audit log in a migration: chaining what it holds, and refusing every change from then on."""

import sqlalchemy as sa
from sqlalchemy import Connection

from bot.domain.team.audit_chain import GENESIS, entry_hash
from storage.types import BigId, Moment

TOGETHER = 1_000
"""Entries chained at a time."""
SENTENCE = "the audit log is only ever added to"

_AUDIT = sa.table(
    "audit",
    sa.column("id", BigId),
    sa.column("workspace_id", sa.String),
    sa.column("at", Moment),
    sa.column("by", sa.String),
    sa.column("verb", sa.String),
    sa.column("about", sa.String),
    sa.column("detail", sa.JSON),
    sa.column("before", sa.String),
    sa.column("hash", sa.String),
)
_WORKSPACE = sa.table(
    "workspace", sa.column("id", sa.String), sa.column("audit_hash", sa.String), sa.column("audit_count", sa.BigInteger)
)
_SEALED = (
    sa.update(_AUDIT)
    .where(_AUDIT.c.id == sa.bindparam("entry"))
    .values(before=sa.bindparam("last"), hash=sa.bindparam("own"))
)

_SQLITE = tuple(
    f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    for act in ("UPDATE", "DELETE")
)
_POSTGRESQL = (
    f"CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)


def seal(connection: Connection) -> None:
    """Chain every workspace's log as it stands, and have the database refuse to change or delete an entry."""
    for workspace in connection.scalars(sa.select(_WORKSPACE.c.id)).all():
        _chain(connection, workspace)
    for statement in _POSTGRESQL if connection.dialect.name == "postgresql" else _SQLITE:
        connection.exec_driver_sql(statement)


def _chain(connection: Connection, workspace: str) -> None:
    last, last_id, count = GENESIS, 0, 0
    mine = sa.select(_AUDIT).where(_AUDIT.c.workspace_id == workspace).order_by(_AUDIT.c.id).limit(TOGETHER)
    while rows := connection.execute(mine.where(_AUDIT.c.id > last_id)).all():
        sealed = []
        for row in rows:
            told = {"at": row.at, "by": row.by, "verb": row.verb, "about": row.about, "detail": row.detail}
            own = entry_hash(last, workspace=workspace, **told)
            sealed.append({"entry": row.id, "last": last, "own": own})
            last, last_id, count = own, row.id, count + 1
        connection.execute(_SEALED, sealed)
    head = {"audit_hash": last, "audit_count": count}
    connection.execute(sa.update(_WORKSPACE).where(_WORKSPACE.c.id == workspace).values(head))
