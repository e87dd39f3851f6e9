"""orders are found: by what screens call them and by when they are picked up; checks of before are validated

Each index is built beside readers and writers. May be run again after a failure. Building waits for every
transaction that is under way, longer than for a lock.

Revises: d81f4b60a9c2
"""

from alembic import op

revision = "2b7e95c3f10d"
down_revision = "d81f4b60a9c2"
branch_labels = None
depends_on = None

PICKUP = "(coalesce(pickup_time, recorded_at))"
DISPLAY_ID = (
    "(lower(coalesce(channel_order_display_id, "
    r"nullif(regexp_replace(right(channel_order_id, 6), '^[\W_]+', ''), ''), "
    "right(channel_order_id, 6))))"
)
# None begins with the location: on an empty table the planner takes the youngest of those that do, also for who knows
# the order's id, and goes on with it.
INDEXES = {
    "orders_display_id_idx": f"{DISPLAY_ID}, location_id",
    "orders_pickup_idx": f"{PICKUP}, location_id",
}


def upgrade() -> None:
    with op.get_context().autocommit_block():
        for column in ("order_type", "payment_status"):
            op.execute(
                "-- squawk-ignore prefer-robust-stmts\n"
                f"ALTER TABLE orders VALIDATE CONSTRAINT orders_{column}_check"
            )
        op.execute("SET lock_timeout = 0")
        for index, columns in INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}")
            op.execute(f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {index} ON orders ({columns})")
        op.execute("SET lock_timeout = '2s'")


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = 0")
        for index in INDEXES:
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}")
        op.execute("SET lock_timeout = '2s'")
