"""The tables. Every row stands under its workspace: the Slack team's id."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.types import BigId, Exact, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", BigId, primary_key=True, autoincrement=True)


def _workspace(*, primary_key: bool = False) -> Column[str]:
    return Column("workspace_id", String, ForeignKey("workspace.id"), nullable=False, primary_key=primary_key)


def _to(target: str, *, nullable: bool = False, primary_key: bool = False) -> Column[int]:
    key = ForeignKey(f"{target}.id", ondelete="CASCADE")
    return Column(f"{target}_id", BigId, key, nullable=nullable, primary_key=primary_key)


workspace = Table(
    "workspace",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("bot_user", String, nullable=False),
    Column("default_role", String, nullable=False, server_default="marketer"),
    Column("added_at", Moment, nullable=False),
)

member = Table(
    "member",
    metadata,
    _id(),
    _workspace(),
    Column("slack_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("tz", String, nullable=False),
    Column("is_welcome", Boolean, nullable=False),
    Column("dm_channel", String),
    Column("checked_at", Moment, nullable=False),
    UniqueConstraint("workspace_id", "slack_id"),
    sqlite_autoincrement=True,
)

influencer = Table(
    "influencer",
    metadata,
    _id(),
    _workspace(),
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
    Index(None, "workspace_id", "added_at"),
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
    _workspace(),
    _to("influencer", primary_key=True),
    Column("kind", String, primary_key=True),
    Column("key", Exact, primary_key=True),
    Column("text", Text, nullable=False),
    Index(None, "workspace_id", "kind", "key", "influencer_id"),
)

search_word = Table(
    "search_word",
    metadata,
    _workspace(),
    _to("influencer", primary_key=True),
    Column("word", Exact, primary_key=True),
    Index(None, "workspace_id", "word", "influencer_id"),
)

profile = Table(
    "profile",
    metadata,
    _id(),
    _workspace(),
    _to("influencer"),
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
    _id(),
    _workspace(),
    _to("profile"),
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

post = Table(
    "post",
    metadata,
    _id(),
    _workspace(),
    _to("profile"),
    Column("platform", String, nullable=False),
    Column("post_key", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("category", String),
    UniqueConstraint("workspace_id", "platform", "post_key"),
    Index(None, "profile_id"),
    sqlite_autoincrement=True,
)

post_metric = Table(
    "post_metric",
    metadata,
    _workspace(),
    _to("post", primary_key=True),
    Column("day", Date, primary_key=True),
    Column("views", BigInteger),
    Column("likes", BigInteger),
    Column("dislikes", BigInteger),
    Column("comments", BigInteger),
    Column("source", String, nullable=False),
    Column("entered_by", String),
    Column("entered_at", Moment, nullable=False),
)

touch = Table(
    "touch",
    metadata,
    _id(),
    _workspace(),
    _to("influencer"),
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
    _id(),
    _workspace(),
    _to("influencer"),
    Column("owner", String, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("what", Text, nullable=False),
    Column("link", Text),
    Column("state", String, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("nudged_turn", Integer, nullable=False),
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
    _id(),
    _workspace(),
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
    _workspace(primary_key=True),
    Column("name_key", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("saved_by", String, nullable=False),
)

stored_file = Table(
    "stored_file",
    metadata,
    _id(),
    _workspace(),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("added_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

job = Table(
    "job",
    metadata,
    _id(),
    _workspace(),
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
    _id(),
    _workspace(),
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
    Column("added_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("failure", Text),
    UniqueConstraint("workspace_id", "key"),
    Index(None, "due_at"),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    _id(),
    _workspace(),
    Column("at", Moment, nullable=False),
    Column("by", String, nullable=False),
    Column("verb", String, nullable=False),
    Column("about", String, nullable=False),
    Column("detail", JSON, nullable=False),
    Index(None, "workspace_id", "about", "at"),
    sqlite_autoincrement=True,
)
