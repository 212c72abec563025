"""The table of nudges: what is said to somebody because a rule or a date says so, and what became of it."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from storage.tables.base import id_column, metadata, of_workspace, to
from storage.types import BigId, Moment

nudge = Table(
    "nudge",
    metadata,
    id_column(),
    of_workspace(),
    Column("kind", String, nullable=False),
    Column("number", BigId, nullable=False),
    Column("step", Integer, nullable=False),
    Column("day", Date),
    Column("at", Moment),
    Column("owner", String, nullable=False),
    Column("seat", String, nullable=False),
    Column("to", String, nullable=False),
    to("influencer", nullable=True),
    to("collaboration", nullable=True),
    to("campaign", nullable=True),
    Column("state", String, nullable=False),
    Column("turn", Integer, nullable=False, server_default="1"),
    Column("is_urgent", Boolean, nullable=False),
    Column("send_at", Moment, nullable=False),
    Column("shown_at", Moment),
    Column("message", String),
    Column("ended_at", Moment),
    Column("ended_by", String),
    Column("why", Text),
    Column("version", Integer, nullable=False, server_default="1"),
    # A series starts from a day or from a moment: one of the two is empty, and its constraint then holds for nobody.
    UniqueConstraint("workspace_id", "kind", "number", "step", "day", "owner", "seat"),
    UniqueConstraint("workspace_id", "kind", "number", "step", "at", "owner", "seat"),
    Index(None, "workspace_id", "state", "send_at"),
    Index(None, "workspace_id", "to", "state", "shown_at"),
    Index(None, "workspace_id", "kind", "state"),
    Index(None, "influencer_id"),
    Index(None, "collaboration_id"),
    Index(None, "campaign_id"),
    sqlite_autoincrement=True,
)

muted = Table(
    "muted",
    metadata,
    of_workspace(primary_key=True),
    Column("kind", String, primary_key=True),
    Column("number", BigId, primary_key=True, autoincrement=False),
    Column("slack_id", String, primary_key=True),
    Column("muted_at", Moment, nullable=False),
)
