"""Care: nudges, gifts, ideas, rewards and tiers; the last day of contracts"""

from datetime import date

import sqlalchemy as sa
from alembic import op

import storage.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "gift_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("retired_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("edited_by", sa.String(), nullable=False),
        sa.Column("edited_at", storage.types.Moment(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_gift_item_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_item")),
        sa.UniqueConstraint("workspace_id", "name_key", name=op.f("uq_gift_item_workspace_id_name_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "muted",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("slack_id", sa.String(), nullable=False),
        sa.Column("muted_at", storage.types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_muted_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "number", "slack_id", name=op.f("pk_muted")),
    )
    op.create_table(
        "idea",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("influencer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("theme_key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("noted_at", storage.types.Moment(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("ended_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("told_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("told_by", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_idea_campaign_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["influencer_id"], ["influencer.id"], name=op.f("fk_idea_influencer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_idea_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idea")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("idea", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_idea_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_idea_influencer_id"), ["influencer_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_idea_workspace_id_stage_ended_at"), ["workspace_id", "stage", "ended_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_idea_workspace_id_theme_key_stage"), ["workspace_id", "theme_key", "stage"], unique=False
        )

    op.create_table(
        "tier",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("influencer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("below_since", sa.Date(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("checked_at", storage.types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["influencer_id"], ["influencer.id"], name=op.f("fk_tier_influencer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_tier_workspace_id")),
        sa.PrimaryKeyConstraint("workspace_id", "influencer_id", name=op.f("pk_tier")),
    )
    with op.batch_alter_table("tier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tier_workspace_id_name"), ["workspace_id", "name"], unique=False)

    op.create_table(
        "nudge",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("influencer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("collaboration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), server_default="1", nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("send_at", storage.types.Moment(timezone=True), nullable=False),
        sa.Column("shown_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("message", sa.String(), nullable=True),
        sa.Column("ended_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_nudge_campaign_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaboration.id"], name=op.f("fk_nudge_collaboration_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["influencer_id"], ["influencer.id"], name=op.f("fk_nudge_influencer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_nudge_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
        sa.UniqueConstraint(
            "workspace_id",
            "kind",
            "number",
            "step",
            "at",
            "owner",
            "seat",
            name=op.f("uq_nudge_workspace_id_kind_number_step_at_owner_seat"),
        ),
        sa.UniqueConstraint(
            "workspace_id",
            "kind",
            "number",
            "step",
            "day",
            "owner",
            "seat",
            name=op.f("uq_nudge_workspace_id_kind_number_step_day_owner_seat"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nudge_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nudge_collaboration_id"), ["collaboration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nudge_influencer_id"), ["influencer_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_nudge_workspace_id_kind_state"), ["workspace_id", "kind", "state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_nudge_workspace_id_state_send_at"), ["workspace_id", "state", "send_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_nudge_workspace_id_to_state_shown_at"),
            ["workspace_id", "to", "state", "shown_at"],
            unique=False,
        )

    op.create_table(
        "performance_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("influencer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("collaboration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("noted_at", storage.types.Moment(timezone=True), nullable=False),
        sa.Column("chosen_by", sa.String(), nullable=True),
        sa.Column("chosen_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["collaboration_id"],
            ["collaboration.id"],
            name=op.f("fk_performance_note_collaboration_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["influencer_id"], ["influencer.id"], name=op.f("fk_performance_note_influencer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_performance_note_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_performance_note")),
        sa.UniqueConstraint(
            "workspace_id",
            "influencer_id",
            "period",
            name=op.f("uq_performance_note_workspace_id_influencer_id_period"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("performance_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_performance_note_workspace_id_choice_noted_at"),
            ["workspace_id", "choice", "noted_at"],
            unique=False,
        )

    op.create_table(
        "gift",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("influencer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("collaboration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("gift_item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reward_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("shipping", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", storage.types.Moment(timezone=True), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=True),
        sa.Column("approved_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("ordered_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("carrier", sa.Text(), nullable=True),
        sa.Column("tracking", sa.Text(), nullable=True),
        sa.Column("shipped_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("delivered_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("ended_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("value_cost_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("shipping_cost_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_gift_campaign_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaboration.id"], name=op.f("fk_gift_collaboration_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["gift_item_id"], ["gift_item.id"], name=op.f("fk_gift_gift_item_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["influencer_id"], ["influencer.id"], name=op.f("fk_gift_influencer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_gift_post_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["shipping_cost_id"], ["cost.id"], name=op.f("fk_gift_shipping_cost_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["value_cost_id"], ["cost.id"], name=op.f("fk_gift_value_cost_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_gift_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("gift", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gift_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_collaboration_id"), ["collaboration_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_influencer_id"), ["influencer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_workspace_id_added_at"), ["workspace_id", "added_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_gift_workspace_id_stage_approved_at"), ["workspace_id", "stage", "approved_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_gift_workspace_id_stage_delivered_at"),
            ["workspace_id", "stage", "delivered_at"],
            unique=False,
        )

    op.create_table(
        "address_link",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("influencer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("gift_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", storage.types.Moment(timezone=True), nullable=False),
        sa.Column("expires_at", storage.types.Moment(timezone=True), nullable=False),
        sa.Column("opened_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("used_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("withdrawn_at", storage.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["gift_id"], ["gift.id"], name=op.f("fk_address_link_gift_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["influencer_id"], ["influencer.id"], name=op.f("fk_address_link_influencer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_address_link_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_address_link_token_hash")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("address_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_link_gift_id"), ["gift_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_address_link_influencer_id"), ["influencer_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_address_link_workspace_id_expires_at"), ["workspace_id", "expires_at"], unique=False
        )

    op.create_table(
        "reward",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("influencer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("collaboration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("result_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("proposed_at", storage.types.Moment(timezone=True), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("decided_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("cost_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("gift_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("given_at", storage.types.Moment(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_reward_campaign_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["collaboration_id"], ["collaboration.id"], name=op.f("fk_reward_collaboration_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["cost_id"], ["cost.id"], name=op.f("fk_reward_cost_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["gift_id"], ["gift.id"], name=op.f("fk_reward_gift_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["influencer_id"], ["influencer.id"], name=op.f("fk_reward_influencer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_reward_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reward")),
        sa.UniqueConstraint(
            "workspace_id", "influencer_id", "result_key", name=op.f("uq_reward_workspace_id_influencer_id_result_key")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("reward", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reward_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_reward_influencer_id"), ["influencer_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_reward_workspace_id_stage_proposed_at"),
            ["workspace_id", "stage", "proposed_at"],
            unique=False,
        )

    op.create_table(
        "rewarded_result",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("reward_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("influencer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["influencer_id"], ["influencer.id"], name=op.f("fk_rewarded_result_influencer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reward_id"], ["reward.id"], name=op.f("fk_rewarded_result_reward_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspace.id"], name=op.f("fk_rewarded_result_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rewarded_result")),
        sa.UniqueConstraint(
            "workspace_id", "influencer_id", "source", name=op.f("uq_rewarded_result_workspace_id_influencer_id_source")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("rewarded_result", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rewarded_result_reward_id"), ["reward_id"], unique=False)

    with op.batch_alter_table("collaboration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_collaboration_workspace_id_stage_stage_since"),
            ["workspace_id", "stage", "stage_since"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_collaboration_workspace_id_exclusive_until"),
            ["workspace_id", "exclusive_until"],
            unique=False,
        )

    with op.batch_alter_table("concern", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_concern_workspace_id_closed_at_opened_at"),
            ["workspace_id", "closed_at", "opened_at"],
            unique=False,
        )

    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_contract_workspace_id_stage_ends_on"), ["workspace_id", "stage", "ends_on"], unique=False
        )

    op.add_column("usage_right", sa.Column("ended_at", storage.types.Moment(timezone=True), nullable=True))
    op.add_column("followup", sa.Column("is_urgent", sa.Boolean(), server_default=sa.false(), nullable=False))
    _keep_what_was_said(op.get_bind())
    op.drop_column("followup", "nudged_turn")
    op.drop_column("approval", "reminded_at")
    _note_ends(op.get_bind())

    with op.batch_alter_table("influencer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_influencer_workspace_id_birthday"), ["workspace_id", "birthday"], unique=False
        )

    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_post_workspace_id_published_on"), ["workspace_id", "published_on"], unique=False
        )


def _keep_what_was_said(connection: sa.Connection) -> None:
    """Note the reminders that were posted before there was a table of nudges, so that none is posted again."""
    connection.execute(
        sa.text(
            """INSERT INTO nudge (workspace_id, kind, number, step, at, owner, seat, "to", influencer_id, state, turn,
                is_urgent, send_at, shown_at, message, version)
            SELECT workspace_id, 'followup', id, 0, due_at, owner, 'owner', owner, influencer_id, 'shown', 1,
                false, due_at, due_at, 'followup:' || id || ':' || turn, 1
            FROM followup WHERE state = 'open' AND nudged_turn = turn"""
        )
    )
    connection.execute(
        sa.text(
            """INSERT INTO nudge (workspace_id, kind, number, step, at, owner, seat, "to", state, turn,
                is_urgent, send_at, shown_at, message, version)
            SELECT ask.workspace_id, 'approval_waiting', ask.approval_id, 24, ask.asked_at, ask.slack_id, 'owner',
                ask.slack_id, 'shown', 1, false, ask.asked_at, approval.reminded_at,
                'approval:' || approval.id || ':' || ask.slack_id || '\\:reminder', 1
            FROM approval_ask AS ask JOIN approval ON approval.id = ask.approval_id
            WHERE approval.state = 'open' AND approval.reminded_at IS NOT NULL"""
        )
    )


def _note_ends(connection: sa.Connection) -> None:
    """Bring the last day of signed contracts out of their terms, where a date can be looked for."""
    contract = sa.table(
        "contract", sa.column("id"), sa.column("stage"), sa.column("current"), sa.column("ends_on", sa.Date)
    )
    version = sa.table("contract_version", sa.column("contract_id"), sa.column("number"), sa.column("terms", sa.JSON))
    same = sa.and_(version.c.contract_id == contract.c.id, version.c.number == contract.c.current)
    signed = sa.select(contract.c.id, version.c.terms).join_from(contract, version, same)
    for row in connection.execute(signed.where(contract.c.stage == "signed")).all():
        if row.terms and row.terms.get("ends_on"):
            last = date.fromisoformat(row.terms["ends_on"])
            connection.execute(sa.update(contract).where(contract.c.id == row.id).values(ends_on=last))
