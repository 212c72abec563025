"""The tables of what is to be done: files, long work, what is to be said, and in which lanes."""

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.base import id_column, metadata, of_workspace
from storage.types import BigId, Moment

WAITS = "due_at IS NOT NULL OR kept IS NOT NULL"
"""Of a message: it is still to be said, now or once somebody has mended what is in the way."""
IS_HELD = "held_by IS NOT NULL"
"""Of a message: a sender has it in its hands."""

stored_file = Table(
    "stored_file",
    metadata,
    id_column(),
    of_workspace(),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("added_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

job = Table(
    "job",
    metadata,
    id_column(),
    of_workspace(),
    Column("kind", String, nullable=False),
    Column("step", String, nullable=False),
    Column("values", JSON, nullable=False),
    Column("cursor", Integer, nullable=False, server_default="0"),
    Column("file_id", BigId, ForeignKey("stored_file.id")),
    Column("asked_by", String, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Index(None, "due_at"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    id_column(),
    of_workspace(),
    Column("key", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("to", String, nullable=False),
    Column("values", JSON, nullable=False),
    Column("file_id", BigId, ForeignKey("stored_file.id")),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("shown_revision", Integer, nullable=False, server_default="0"),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("channel", String),
    Column("ts", String),
    Column("slack_file", String),
    Column("thread_of", String),
    Column("added_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("failure", Text),
    Column("lane", String, nullable=False, server_default="chat.update"),
    Column("held_by", String),
    Column("kept", String),
    UniqueConstraint("workspace_id", "key"),
    Index(None, "due_at"),
    Index("ix_outbox_waiting", "workspace_id", "lane", "id", postgresql_where=text(WAITS), sqlite_where=text(WAITS)),
    Index("ix_outbox_held_by", "held_by", postgresql_where=text(IS_HELD), sqlite_where=text(IS_HELD)),
    sqlite_autoincrement=True,
)

lane = Table(
    "lane",
    metadata,
    id_column(),
    of_workspace(),
    Column("name", String, nullable=False),
    Column("free_at", Moment, nullable=False),
    Column("rest", String),
    Column("rest_seconds", Integer, nullable=False, server_default="0"),
    Column("cause", String),
    Column("since", Moment),
    UniqueConstraint("workspace_id", "name"),
    sqlite_autoincrement=True,
)
