"""cursors of an epoch; events name brand and channel

Each ALTER holds its lock for an instant: columns come empty. A location's epoch begins when its feed is first read.

Revises: 5e1c8b7d2f40
"""

import sqlalchemy as sa
from alembic import op

revision = "c93d05e7b1a8"
down_revision = "5e1c8b7d2f40"
branch_labels = None
depends_on = None

COLUMNS = (
    ("order_events", "brand_id"),
    ("order_events", "channel"),
)


def upgrade() -> None:
    op.create_table(
        "feed_epochs",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("location_id", name=op.f("feed_epochs_pkey")),
    )
    for table, column in COLUMNS:
        op.add_column(table, sa.Column(column, sa.Text(), nullable=True))
    op.execute(
        "-- squawk-ignore ban-drop-constraint\n"
        "ALTER TABLE order_events DROP CONSTRAINT order_events_type_check"
    )


def downgrade() -> None:
    op.execute("""
        ALTER TABLE order_events ADD CONSTRAINT order_events_type_check
        CHECK (type IN ('order.created', 'order.released', 'order.status_changed',
            'item.status_changed', 'order.recalled', 'order.cancelled')) NOT VALID
        """)
    for table, column in COLUMNS[::-1]:
        op.drop_column(table, column)
    op.drop_table("feed_epochs")
