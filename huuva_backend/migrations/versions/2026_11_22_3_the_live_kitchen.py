"""the live kitchen: open orders, events and stations

Revises: 7c51f0a3b9de
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "b0e6d42f8a17"
down_revision = "7c51f0a3b9de"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "open_orders",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("release_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id", "order_id"],
            ["orders.location_id", "orders.id"],
            name=op.f("open_orders_orders_fkey"),
        ),
        sa.PrimaryKeyConstraint("location_id", "order_id", name=op.f("open_orders_pkey")),
    )
    op.create_index(
        "open_orders_held_idx",
        "open_orders",
        ["release_at"],
        postgresql_where=sa.text("NOT released"),
    )
    # Those of before are in the kitchen already.
    op.execute("""
        INSERT INTO open_orders (location_id, order_id, release_at, released)
        SELECT location_id, id, created_at, true FROM orders
        WHERE status NOT IN ('PICKED_UP', 'CANCELLED')
        """)
    op.create_table(
        "location_feeds",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("location_id", name=op.f("location_feeds_pkey")),
        postgresql_with={"fillfactor": 50},
    )
    op.create_table(
        "order_events",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("order_version", sa.Integer(), nullable=False),
        sa.Column("order_status", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint(
            "type IN ('order.created', 'order.released', 'order.status_changed', "
            "'item.status_changed', 'order.recalled', 'order.cancelled')",
            name=op.f("order_events_type_check"),
        ),
        sa.PrimaryKeyConstraint("location_id", "seq", name=op.f("order_events_pkey")),
    )
    op.create_table(
        "kitchen_stations",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("warn_seconds", sa.Integer(), nullable=False),
        sa.Column("late_seconds", sa.Integer(), nullable=False),
        sa.CheckConstraint("warn_seconds >= 0", name=op.f("kitchen_stations_warn_seconds_check")),
        sa.CheckConstraint("late_seconds >= 0", name=op.f("kitchen_stations_late_seconds_check")),
        sa.PrimaryKeyConstraint("location_id", "station", name=op.f("kitchen_stations_pkey")),
    )


def downgrade() -> None:
    # Numbers would be given out again, and orders held for later would go to the kitchen at once.
    op.execute("""
        DO $$ BEGIN
            IF EXISTS (SELECT FROM location_feeds) THEN
                RAISE EXCEPTION 'the feed of events has begun: its numbers and the orders held for later '
                    'can''t be kept without its tables, so nothing was done';
            END IF;
        END $$
        """)
    for table in ("kitchen_stations", "order_events", "location_feeds", "open_orders"):
        op.drop_table(table)
