"""what time means: the client's time beside ours, held time, and items that are picked up

Each ALTER holds its lock for an instant: columns come with constant defaults, and a later migration validates the
checks, beside readers and writers.

Revises: b0e6d42f8a17
"""

import sqlalchemy as sa
from alembic import op

revision = "5e1c8b7d2f40"
down_revision = "b0e6d42f8a17"
branch_labels = None
depends_on = None

HISTORIES = ("order_status_history", "item_status_history")
CHECKS = (
    ("order_items", "status"),
    ("item_status_history", "from_status"),
    ("item_status_history", "to_status"),
)
BEFORE = ("ORDERED", "PREPARING", "READY", "CANCELLED")
NOW = ("ORDERED", "PREPARING", "READY", "PICKED_UP", "CANCELLED")


def upgrade() -> None:
    for table in HISTORIES:
        op.add_column(table, sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True))
        op.add_column(
            table, sa.Column("held_seconds", sa.Double(), server_default="0", nullable=False)
        )
        op.add_column(
            table,
            sa.Column(
                "begun_before_recorded", sa.Boolean(), server_default=sa.false(), nullable=False
            ),
        )
    _allow(NOW)


def downgrade() -> None:
    _allow(BEFORE)
    for table in HISTORIES:
        for column in ("reported_at", "held_seconds", "begun_before_recorded"):
            op.drop_column(table, column)


def _allow(statuses: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{status}'" for status in statuses)
    for table, column in CHECKS:
        name = f"{table}_{column}_check"
        op.execute(
            f"-- squawk-ignore ban-drop-constraint\nALTER TABLE {table} DROP CONSTRAINT {name}"
        )
        op.execute(
            f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({column} IN ({listed})) NOT VALID"
        )
