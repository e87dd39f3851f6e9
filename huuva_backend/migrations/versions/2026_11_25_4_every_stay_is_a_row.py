"""every stay is a row: what was stored before, by the rules of orders/timeline.py

Runs online, in batches that commit one by one, and may be run again after a failure: it finds what is left to do.
Meanwhile history is not append-only by trigger, since the rows of before are what it mends.

Revises: 5e1c8b7d2f40
"""

from alembic import op

revision = "a4c07d915be3"
down_revision = "5e1c8b7d2f40"
branch_labels = None
depends_on = None

CHECKS = (
    ("order_items", "status"),
    ("item_status_history", "from_status"),
    ("item_status_history", "to_status"),
)


def upgrade() -> None:
    with op.get_context().autocommit_block():
        for table, column in CHECKS:
            op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {table}_{column}_check")


def downgrade() -> None:
    pass
