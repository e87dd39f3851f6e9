"""events name their brand: those of before as well

Runs online, beside readers and writers, and may be run again. What a server of the release before tells meanwhile
has neither brand nor channel.

Revises: c93d05e7b1a8
"""

import sqlalchemy as sa
from alembic import context, op

revision = "e27f4a90c6d3"
down_revision = "c93d05e7b1a8"
branch_labels = None
depends_on = None

BATCH = 20_000
NAME = """
    UPDATE order_events SET brand_id = orders.brand_id, channel = orders.channel
    FROM orders
    WHERE orders.location_id = order_events.location_id AND orders.id = order_events.order_id
        AND order_events.brand_id IS NULL
"""
EXTENTS = "SELECT location_id, min(seq), max(seq) FROM order_events GROUP BY location_id"


def upgrade() -> None:
    with op.get_context().autocommit_block():  # each statement commits by itself
        if context.is_offline_mode():
            op.execute(NAME)
            return
        connection = op.get_bind()
        one = sa.text(f"{NAME} AND order_events.location_id = :at AND seq BETWEEN :first AND :last")
        for location_id, oldest, newest in connection.execute(sa.text(EXTENTS)).all():
            for first in range(oldest, newest + 1, BATCH):
                last = first + BATCH - 1
                connection.execute(one, {"at": location_id, "first": first, "last": last})


def downgrade() -> None:
    pass
