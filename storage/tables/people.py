"""The tables of the workspace: its members, and who changed what."""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, String, Table, UniqueConstraint

from storage.tables.base import id_column, metadata, of_workspace
from storage.types import Moment

workspace = Table(
    "workspace",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("bot_user", String, nullable=False),
    Column("default_role", String, nullable=False, server_default="marketer"),
    Column("audit_hash", String),
    Column("audit_count", BigInteger, nullable=False, server_default="0"),
    Column("added_at", Moment, nullable=False),
)

member = Table(
    "member",
    metadata,
    id_column(),
    of_workspace(),
    Column("slack_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("full_name", String),
    Column("role", String, nullable=False),
    Column("tz", String, nullable=False),
    Column("is_welcome", Boolean, nullable=False),
    Column("dm_channel", String),
    Column("checked_at", Moment, nullable=False),
    UniqueConstraint("workspace_id", "slack_id"),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    id_column(),
    of_workspace(),
    Column("at", Moment, nullable=False),
    Column("by", String, nullable=False),
    Column("verb", String, nullable=False),
    Column("about", String, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("before", String),
    Column("hash", String),
    Index(None, "workspace_id", "about", "at"),
    sqlite_autoincrement=True,
)
