"""measures read the index alone: what says whether a stay counts stands in it, beside how long it was

Each index is built beside readers and writers, and the old one goes when the new one is there. May be run again
after a failure. Building waits for every transaction that is under way, longer than for a lock.

Revises: a4c07d915be3
"""

from alembic import op

revision = "c3f8a16e0b74"
down_revision = "a4c07d915be3"
branch_labels = None
depends_on = None

HISTORIES = ("order_status_history", "item_status_history")
BEFORE = ("from_status", "to_status", "previous_seconds")
NOW = (*BEFORE, "recall", "begun_before_recorded")


def upgrade() -> None:
    _include(NOW)


def downgrade() -> None:
    _include(BEFORE)


def _include(columns: tuple[str, ...]) -> None:
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = 0")
        for table in HISTORIES:
            index = f"{table}_occurred_idx"
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}_new")
            op.execute(
                f"CREATE INDEX CONCURRENTLY {index}_new ON {table} (location_id, occurred_at) "
                f"INCLUDE ({', '.join(columns)})"
            )
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}")
            op.execute(f"ALTER INDEX {index}_new RENAME TO {index}")
        op.execute("SET lock_timeout = '2s'")
