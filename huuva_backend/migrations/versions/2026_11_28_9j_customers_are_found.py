"""customers are found: orders by the phone number of who ordered

Each index is built beside readers and writers; a server of the release before goes on. May be run again after a
failure. Building waits for every transaction that is under way, longer than for a lock.

Revises: 7a9d3c5e18b2
"""

from alembic import op

revision = "7d2f9b40c6e8"
down_revision = "7a9d3c5e18b2"
branch_labels = None
depends_on = None

INDEXES = {
    "order_customers_phone_idx": "(phone_number_e164) WHERE phone_number_e164 IS NOT NULL",
    # Those that no country's plan knows, which are few.
    "order_customers_other_phone_idx": (
        "((regexp_replace(phone_number, '[^0-9]', '', 'g')))"
        " WHERE phone_number_e164 IS NULL AND phone_number IS NOT NULL"
    ),
}


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = 0")
        for index, columns in INDEXES.items():
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}")
            op.execute(
                f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {index} ON order_customers {columns}"
            )
        op.execute("SET lock_timeout = '2s'")


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute("SET lock_timeout = 0")
        for index in INDEXES:
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}")
        op.execute("SET lock_timeout = '2s'")
