"""locations: what is said of each

Revises: 9d2e6b40c7f1
"""

import sqlalchemy as sa
from alembic import op

revision = "7a2e5d90c4b1"
down_revision = "9d2e6b40c7f1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "locations",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("day_starts_at", sa.Text(), nullable=False),
        sa.Column("unrouted_lines", sa.Text(), nullable=False),
        sa.Column("release_lead_minutes", sa.Integer(), nullable=True),
        sa.Column("close_after_minutes", sa.Integer(), nullable=True),
        sa.Column("board_minutes", sa.Integer(), nullable=False),
        sa.Column("show_names", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "day_starts_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'",
            name=op.f("locations_day_starts_at_check"),
        ),
        sa.CheckConstraint(
            "unrouted_lines IN ('make', 'follow')", name=op.f("locations_unrouted_lines_check")
        ),
        sa.CheckConstraint(
            "release_lead_minutes >= 0", name=op.f("locations_release_lead_minutes_check")
        ),
        sa.CheckConstraint(
            "close_after_minutes >= 0", name=op.f("locations_close_after_minutes_check")
        ),
        sa.CheckConstraint("board_minutes >= 1", name=op.f("locations_board_minutes_check")),
        sa.PrimaryKeyConstraint("location_id", name=op.f("locations_pkey")),
    )


def downgrade() -> None:
    op.drop_table("locations")
