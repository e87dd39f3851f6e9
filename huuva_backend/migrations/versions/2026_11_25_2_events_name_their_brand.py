"""events name their brand: those of before as well

Runs online, beside readers and writers, and may be run again. What a server of the release before tells meanwhile
has neither brand nor channel.

Revises: c93d05e7b1a8
"""

from alembic import op

revision = "e27f4a90c6d3"
down_revision = "c93d05e7b1a8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with (
        op.get_context().autocommit_block()
    ):  # also as SQL, not under the lock of the ALTERs before
        op.execute("""
            UPDATE order_events SET brand_id = orders.brand_id, channel = orders.channel
            FROM orders
            WHERE orders.location_id = order_events.location_id AND orders.id = order_events.order_id
                AND order_events.brand_id IS NULL
            """)


def downgrade() -> None:
    pass
