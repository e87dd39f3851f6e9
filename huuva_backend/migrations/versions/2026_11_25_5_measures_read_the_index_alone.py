"""measures read the index alone: what says whether a stay counts stands in it, beside how long it was

Stays of more than an hour are few, and have an index of their own: they are looked for long after a period's end.
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
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = 0")
        for table in HISTORIES:
            _replace(table, NOW)
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {table}_long_idx")
            _build(table, f"{table}_long_idx", NOW, " WHERE previous_seconds > 3600")
        op.execute("SET lock_timeout = '2s'")


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = 0")
        for table in HISTORIES:
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {table}_long_idx")
            _replace(table, BEFORE)
        op.execute("SET lock_timeout = '2s'")


def _replace(table: str, columns: tuple[str, ...]) -> None:
    index = f"{table}_occurred_idx"
    op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}_new")
    _build(table, f"{index}_new", columns)
    op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}")
    op.execute(f"-- squawk-ignore renaming-object\nALTER INDEX {index}_new RENAME TO {index}")


def _build(table: str, index: str, columns: tuple[str, ...], where: str = "") -> None:
    op.execute(
        f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {index} ON {table} (location_id, occurred_at) "
        f"INCLUDE ({', '.join(columns)}){where}"
    )
