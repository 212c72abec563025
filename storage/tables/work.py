"""The tables of what is to be done: files, long work, and what is to be said."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from storage.tables.base import id_column, metadata, of_workspace
from storage.types import BigId, Moment

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
    UniqueConstraint("workspace_id", "key"),
    Index(None, "due_at"),
    sqlite_autoincrement=True,
)
