"""The tables of results: links and codes, clicks, conversions and refunds, sums, dated settings."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.base import id_column, metadata, of_workspace, to
from storage.types import BigId, Exact, Moment

link = Table(
    "link",
    metadata,
    id_column(),
    of_workspace(),
    to("collaboration"),
    Column("alias", Exact, nullable=False, unique=True),
    Column("target", Text, nullable=False),
    Column("code", String, nullable=False),
    Column("code_key", Exact, nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("collaboration_id"),
    UniqueConstraint("workspace_id", "code_key"),
    sqlite_autoincrement=True,
)

click = Table(
    "click",
    metadata,
    id_column(),
    of_workspace(),
    to("collaboration"),
    Column("token", Exact, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("is_robot", Boolean, nullable=False),
    Index(None, "collaboration_id", "at"),
    sqlite_autoincrement=True,
)

conversion = Table(
    "conversion",
    metadata,
    id_column(),
    of_workspace(),
    Column("order_key", Exact, nullable=False),
    Column("at", Moment, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String, nullable=False),
    Column("codes", JSON, nullable=False),
    Column("clicks", JSON, nullable=False),
    Column("links", JSON, nullable=False),
    Column("refunded", BigInteger, nullable=False, server_default="0"),
    to("collaboration", nullable=True),
    to("campaign", nullable=True),
    Column("by", String),
    Column("why", String, nullable=False),
    Column("source", String, nullable=False),
    Column("entered_by", String),
    Column("entered_at", Moment, nullable=False),
    UniqueConstraint("workspace_id", "order_key"),
    Index(None, "collaboration_id", "at"),
    Index(None, "campaign_id", "at"),
    Index("ix_conversion_by", "workspace_id", "by", "at", "why", "currency", "amount", "refunded"),
    sqlite_autoincrement=True,
)

conversion_trace = Table(
    "conversion_trace",
    metadata,
    of_workspace(primary_key=True),
    Column("kind", String, primary_key=True),
    Column("key", Exact, primary_key=True),
    to("conversion", primary_key=True),
    Index(None, "conversion_id"),
)
"""By which codes, clicks and links an order can be found again, when one of them becomes known late."""

refund = Table(
    "refund",
    metadata,
    id_column(),
    of_workspace(),
    Column("refund_key", Exact, nullable=False),
    Column("order_key", Exact, nullable=False),
    Column("at", Moment, nullable=False),
    Column("amount", BigInteger),
    Column("currency", String),
    Column("source", String, nullable=False),
    Column("entered_at", Moment, nullable=False),
    UniqueConstraint("workspace_id", "refund_key"),
    Index(None, "workspace_id", "order_key"),
    sqlite_autoincrement=True,
)

METRICS = ("views", "likes", "comments", "relevant_comments", "shares", "saves", "reach", "impressions")
"""What a post is measured by; `result` holds each sum, and of how many posts it is known.

Its `profile_id` is the one profile that all posts stand on; it is empty where they stand on several.
"""

result = Table(
    "result",
    metadata,
    of_workspace(),
    to("collaboration", primary_key=True),
    Column("profile_id", BigId, ForeignKey("profile.id", ondelete="SET NULL")),
    Column("posts", Integer, nullable=False, server_default="0"),
    *(Column(name, BigInteger, nullable=False, server_default="0") for name in METRICS),
    *(Column(f"{name}_known", Integer, nullable=False, server_default="0") for name in METRICS),
    Column("clicks", BigInteger, nullable=False, server_default="0"),
    Column("robot_clicks", BigInteger, nullable=False, server_default="0"),
    Column("conversions", BigInteger, nullable=False, server_default="0"),
    Column("revenue", BigInteger, nullable=False, server_default="0"),
    Column("refunded", BigInteger, nullable=False, server_default="0"),
    Column("foreign_revenue", JSON),
)

result_day = Table(
    "result_day",
    metadata,
    of_workspace(),
    to("collaboration", primary_key=True),
    Column("day", Date, primary_key=True),
    Column("clicks", BigInteger, nullable=False, server_default="0"),
    Column("conversions", BigInteger, nullable=False, server_default="0"),
    Column("revenue", BigInteger, nullable=False, server_default="0"),
)

setting = Table(
    "setting",
    metadata,
    of_workspace(primary_key=True),
    Column("name", String, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("value", JSON, nullable=False),
    Column("source", Text, nullable=False),
    Column("set_by", String, nullable=False),
    Column("set_at", Moment, nullable=False),
)
