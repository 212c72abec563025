"""The tables of influencers: profiles and figures, the timeline, follow-ups, merges, searches."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.tables.base import id_column, metadata, of_workspace, to
from storage.types import BigId, Exact, Moment

influencer = Table(
    "influencer",
    metadata,
    id_column(),
    of_workspace(),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("stage", String, nullable=False),
    Column("owner", String),
    Column("country", String),
    Column("audience_country", String),
    Column("email", Text),
    Column("phone", Text),
    Column("birthday", Date),
    Column("address", Text),
    Column("notes", Text),
    Column("added_at", Moment, nullable=False),
    Column("quiet_since", Moment, nullable=False),
    Column("followers", BigInteger),
    Column("meaningful_rate", Float),
    Column("public_rate", Float),
    Column("version", Integer, nullable=False, server_default="1"),
    Index(None, "workspace_id", "name_key"),
    Index(None, "workspace_id", "followers"),
    Index(None, "workspace_id", "stage", "followers", "owner", "country"),
    Index(None, "workspace_id", "owner", "followers", "stage", "country"),
    Index(None, "workspace_id", "country", "followers", "stage", "owner"),
    Index(None, "workspace_id", "meaningful_rate"),
    Index(None, "workspace_id", "public_rate"),
    Index(None, "workspace_id", "quiet_since"),
    Index(None, "workspace_id", "stage", "quiet_since"),
    Index(None, "workspace_id", "added_at"),
    Index(None, "workspace_id", "birthday"),
    *(
        # PostgreSQL walks an index in order only where it is told that missing figures come last
        Index(f"ix_influencer_{name}_last", "workspace_id", text(f"{name} DESC NULLS LAST"), "id").ddl_if("postgresql")
        for name in ("followers", "meaningful_rate")
    ),
    sqlite_autoincrement=True,
)

label = Table(
    "label",
    metadata,
    of_workspace(),
    to("influencer", primary_key=True),
    Column("kind", String, primary_key=True),
    Column("key", Exact, primary_key=True),
    Column("text", Text, nullable=False),
    Index(None, "workspace_id", "kind", "key", "influencer_id"),
)

search_word = Table(
    "search_word",
    metadata,
    of_workspace(),
    to("influencer", primary_key=True),
    Column("word", Exact, primary_key=True),
    Index(None, "workspace_id", "word", "influencer_id"),
)

profile = Table(
    "profile",
    metadata,
    id_column(),
    of_workspace(),
    to("influencer"),
    Column("platform", String, nullable=False),
    Column("handle", Text, nullable=False),
    Column("handle_key", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("followers", BigInteger),
    Column("figures_on", Date),
    UniqueConstraint("workspace_id", "platform", "handle_key"),
    Index(None, "workspace_id", "handle_key"),
    Index(None, "influencer_id", "platform", "followers"),
    Index(None, "workspace_id", "platform", "followers"),
    sqlite_autoincrement=True,
)

snapshot = Table(
    "snapshot",
    metadata,
    id_column(),
    of_workspace(),
    to("profile"),
    Column("day", Date, nullable=False),
    Column("followers", BigInteger),
    Column("views", BigInteger),
    Column("likes", BigInteger),
    Column("comments", BigInteger),
    Column("relevant_comments", BigInteger),
    Column("shares", BigInteger),
    Column("saves", BigInteger),
    Column("engagement", BigInteger),
    Column("engagement_authentic", BigInteger),
    Column("source", String, nullable=False),
    Column("entered_by", String),
    Column("entered_at", Moment, nullable=False),
    UniqueConstraint("profile_id", "day"),
    sqlite_autoincrement=True,
)

touch = Table(
    "touch",
    metadata,
    id_column(),
    of_workspace(),
    to("influencer"),
    Column("kind", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("link", Text),
    Index(None, "influencer_id", "at", "id"),
    sqlite_autoincrement=True,
)

followup = Table(
    "followup",
    metadata,
    id_column(),
    of_workspace(),
    to("influencer"),
    Column("owner", String, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("what", Text, nullable=False),
    Column("link", Text),
    Column("state", String, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("is_urgent", Boolean, nullable=False, server_default=false()),
    Column("created_by", String, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("done_by", String),
    Index(None, "workspace_id", "state", "due_at"),
    Index(None, "workspace_id", "owner", "state", "due_at"),
    Index(None, "influencer_id", "state", "due_at"),
    sqlite_autoincrement=True,
)

merge_offer = Table(
    "merge_offer",
    metadata,
    id_column(),
    of_workspace(),
    Column("kept_id", BigId, ForeignKey("influencer.id", ondelete="CASCADE"), nullable=False),
    Column("other_id", BigId, ForeignKey("influencer.id", ondelete="CASCADE"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("state", String, nullable=False),
    Column("job_id", BigId, ForeignKey("job.id")),
    Column("decided_by", String),
    Column("decided_at", Moment),
    UniqueConstraint("kept_id", "other_id"),
    Index(None, "workspace_id", "state"),
    Index(None, "other_id"),
    sqlite_autoincrement=True,
)

saved_search = Table(
    "saved_search",
    metadata,
    of_workspace(primary_key=True),
    Column("name_key", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("saved_by", String, nullable=False),
)
