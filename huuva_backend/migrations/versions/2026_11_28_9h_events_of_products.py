"""events of products: that one is off sale or on again stands among the events of orders

Nullable columns, and three that were of every event may be null: no row is rewritten. A server of the release before
goes on; to its streams such an event is one without an order. Down such events go, as those that are too old do.

Revises: e1c70a5b93d6
"""

import sqlalchemy as sa
from alembic import op

revision = "3d5f8a0c72be"
down_revision = "e1c70a5b93d6"
branch_labels = None
depends_on = None

OF_AN_ORDER = ("order_id", "order_version", "order_status")


def upgrade() -> None:
    op.add_column("order_events", sa.Column("plu", sa.Text(), nullable=True))
    op.add_column("order_events", sa.Column("until", sa.DateTime(timezone=True), nullable=True))
    for column in OF_AN_ORDER:
        op.execute(
            "-- squawk-ignore ban-drop-not-null\n"
            f"ALTER TABLE order_events ALTER COLUMN {column} DROP NOT NULL"
        )
    op.add_column("webhook_deliveries", sa.Column("plu", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("webhook_deliveries", "plu")
    op.execute("DELETE FROM order_events WHERE order_id IS NULL")
    for column in OF_AN_ORDER:
        op.alter_column("order_events", column, nullable=False)
    op.drop_column("order_events", "until")
    op.drop_column("order_events", "plu")
