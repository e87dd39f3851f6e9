"""bundles are no work: measures leave their rows out by the index alone

The checks of the migration before are validated, and the indexes of item histories built anew, beside readers and
writers. May be run again after a failure.

Revises: 5d27c94e81f3
"""

from alembic import op

revision = "7b90f3d5a16c"
down_revision = "5d27c94e81f3"
branch_labels = None
depends_on = None

CHECKS = ("parent_line", "course", "origin_kind")
INDEXES = {"occurred": "", "long": " WHERE previous_seconds > 3600"}
BEFORE = (
    "from_status",
    "to_status",
    "previous_seconds",
    "recall",
    "begun_before_recorded",
    "cause",
)
NOW = (*BEFORE, "bundle")


def upgrade() -> None:
    with op.get_context().autocommit_block():
        for check in CHECKS:
            # What is valid already is validated in no time.
            op.execute(
                "-- squawk-ignore prefer-robust-stmts\n"
                f"ALTER TABLE order_items VALIDATE CONSTRAINT order_items_{check}_check"
            )
        _rebuild(NOW)


def downgrade() -> None:
    with op.get_context().autocommit_block():
        _rebuild(BEFORE)


def _rebuild(columns: tuple[str, ...]) -> None:
    op.execute("SET lock_timeout = 0")
    for name, where in INDEXES.items():
        index = f"item_status_history_{name}_idx"
        op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}_new")
        op.execute(
            f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {index}_new ON item_status_history "
            f"(location_id, occurred_at) INCLUDE ({', '.join(columns)}){where}"
        )
        op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}")
        op.execute(f"-- squawk-ignore renaming-object\nALTER INDEX {index}_new RENAME TO {index}")
    op.execute("SET lock_timeout = '2s'")
