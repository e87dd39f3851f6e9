"""the close of the day: a cause of its own, and indexes that measures read alone have the cause in them

Each index is built beside readers and writers, and the old one goes when the new one is there. May be run again
after a failure. After a downgrade rows that the close of the day wrote stay as they are.

Revises: 7a2e5d90c4b1
"""

from alembic import op

revision = "9d41b7f3e608"
down_revision = "7a2e5d90c4b1"
branch_labels = None
depends_on = None

HISTORIES = ("order_status_history", "item_status_history")
CAUSES = ("request", "rollup", "cascade", "import")
COLUMNS = ("from_status", "to_status", "previous_seconds", "recall", "begun_before_recorded")


def upgrade() -> None:
    with op.get_context().autocommit_block():
        _allow((*CAUSES, "closed-by-day"))
        for table in HISTORIES:
            op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {table}_cause_check")
        _include((*COLUMNS, "cause"))


def downgrade() -> None:
    with op.get_context().autocommit_block():
        _include(COLUMNS)
        _allow(CAUSES)


def _allow(causes: tuple[str, ...]) -> None:
    listed = ", ".join(f"'{cause}'" for cause in causes)
    for table in HISTORIES:
        name = f"{table}_cause_check"
        op.execute(
            "-- squawk-ignore ban-drop-constraint\n"
            f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}, "
            f"ADD CONSTRAINT {name} CHECK (cause IN ({listed})) NOT VALID"
        )


def _include(columns: tuple[str, ...]) -> None:
    # An index that is built beside writers waits for those who were there before it.
    op.execute("SET lock_timeout = 0")
    for table in HISTORIES:
        for index, where in (("occurred", ""), ("long", " WHERE previous_seconds > 3600")):
            name = f"{table}_{index}_idx"
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}_new")
            op.execute(
                f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name}_new "
                f"ON {table} (location_id, occurred_at) INCLUDE ({', '.join(columns)}){where}"
            )
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(f"-- squawk-ignore renaming-object\nALTER INDEX {name}_new RENAME TO {name}")
    op.execute("SET lock_timeout = '2s'")
