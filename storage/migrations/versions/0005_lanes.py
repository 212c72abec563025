"""Lanes: what is said to one conversation goes out in order, and what Slack's limits ask for is kept for all"""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WAITS = "due_at IS NOT NULL OR kept IS NOT NULL"
IS_HELD = "held_by IS NOT NULL"
SHUT_OUT = ("channel_not_found", "is_archived", "no_permission", "not_in_channel", "restricted_action")


def upgrade() -> None:
    op.create_table(
        "lane",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("free_at", storage.types.Moment(timezone=True), nullable=False),
        sa.Column("rest", sa.String(), nullable=True),
        sa.Column("rest_seconds", sa.Integer(), server_default="0", nullable=False),
        sa.Column("cause", sa.String(), nullable=True),
        sa.Column("since", storage.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_lane_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lane")),
        sa.UniqueConstraint("workspace_id", "name", name=op.f("uq_lane_workspace_id_name")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lane", sa.String(), server_default="chat.update", nullable=False))
        batch_op.add_column(sa.Column("held_by", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("kept", sa.String(), nullable=True))
    _sort(op.get_bind())
    waits, is_held = sa.text(WAITS), sa.text(IS_HELD)
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_waiting", ["workspace_id", "lane", "id"], postgresql_where=waits, sqlite_where=waits
        )
        batch_op.create_index("ix_outbox_held_by", ["held_by"], postgresql_where=is_held, sqlite_where=is_held)


def _sort(connection: sa.Connection) -> None:
    """Put what there is into its lane, and keep what a conversation did not take."""
    outbox = sa.table(
        "outbox", *(sa.column(name) for name in ("lane", "kind", "to", "sent_at", "due_at", "failure", "kept"))
    )
    connection.execute(sa.update(outbox).values(lane=outbox.c.to))
    connection.execute(sa.update(outbox).where(outbox.c.sent_at.is_not(None)).values(lane="chat.update"))
    connection.execute(sa.update(outbox).where(outbox.c.kind == "home").values(lane="views.publish"))
    given_up = (outbox.c.due_at.is_(None), outbox.c.failure.in_(SHUT_OUT))
    connection.execute(sa.update(outbox).where(*given_up).values(kept=outbox.c.failure))
