"""The digest of a week: finding the figures that were read on some days without reading all of them"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("post_metric", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_metric_workspace_id_day"), ["workspace_id", "day"], unique=False)
