"""intake: whether a location takes orders, channel by channel

One table; a server of the release before goes on, and takes all orders.

Revises: 4b8d2f6e91c3
"""

import sqlalchemy as sa
from alembic import op

revision = "c41f7a0be926"
down_revision = "b7e4d1a82f69"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "location_intake",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("extra_minutes", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "mode IN ('OPEN', 'BUSY', 'PAUSED')", name=op.f("location_intake_mode_check")
        ),
        sa.CheckConstraint("extra_minutes >= 0", name=op.f("location_intake_extra_minutes_check")),
        sa.PrimaryKeyConstraint("location_id", "channel", name=op.f("location_intake_pkey")),
    )


def downgrade() -> None:
    op.drop_table("location_intake")
