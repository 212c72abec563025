"""The digest of a week: finding the posts and figures of some days without reading all of them"""

from alembic import op

revision = "0006"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_post_workspace_id_published_on"), ["workspace_id", "published_on"], unique=False
        )
    with op.batch_alter_table("post_metric", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_metric_workspace_id_day"), ["workspace_id", "day"], unique=False)
