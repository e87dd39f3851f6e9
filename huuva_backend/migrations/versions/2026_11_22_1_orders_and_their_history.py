"""orders and their history

Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "d1696b1137fd"
down_revision = None
branch_labels = None
depends_on = None

HISTORIES = ("item_status_history", "order_status_history")


def upgrade() -> None:
    op.create_table(
        "order_dedupe",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("brand_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("channel_order_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint(
            "location_id", "brand_id", "channel", "channel_order_id", name=op.f("order_dedupe_pkey")
        ),
    )
    op.create_table(
        "orders",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("brand_id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("channel_order_id", sa.Text(), nullable=False),
        sa.Column("channel_order_display_id", sa.Text(), nullable=True),
        sa.Column("pickup_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("metadata", postgresql.JSON(astext_type=sa.Text()), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("total_amount", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status_seq", sa.Integer(), nullable=False),
        sa.Column("claims", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.CheckConstraint(
            "status IN ('RECEIVED', 'PREPARING', 'READY', 'PICKED_UP', 'CANCELLED')",
            name=op.f("orders_status_check"),
        ),
        sa.PrimaryKeyConstraint("location_id", "id", name=op.f("orders_pkey")),
        postgresql_with={"fillfactor": 85},
    )
    op.create_index(op.f("orders_account_idx"), "orders", ["account"], unique=False)
    op.create_index(
        op.f("orders_channel_order_id_idx"), "orders", ["channel_order_id"], unique=False
    )
    op.create_index(
        op.f("orders_external_id_idx"),
        "orders",
        ["external_id"],
        unique=False,
        postgresql_where="external_id IS NOT NULL",
    )
    op.create_index(op.f("orders_id_idx"), "orders", ["id"], unique=False)
    op.create_index(
        op.f("orders_location_id_created_at_idx"),
        "orders",
        ["location_id", "created_at"],
        unique=False,
    )
    op.create_index(
        "orders_newest_idx",
        "orders",
        [sa.literal_column("created_at DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_table(
        "order_customers",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone_number", sa.Text(), nullable=True),
        sa.Column("phone_number_e164", sa.Text(), nullable=True),
        sa.Column("delivery_street", sa.Text(), nullable=True),
        sa.Column("delivery_city", sa.Text(), nullable=True),
        sa.Column("delivery_postal_code", sa.Text(), nullable=True),
        sa.Column("delivery_country", sa.Text(), nullable=True),
        sa.Column("delivery_extra_info", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["location_id", "order_id"],
            ["orders.location_id", "orders.id"],
            name=op.f("order_customers_orders_fkey"),
        ),
        sa.PrimaryKeyConstraint("location_id", "order_id", name=op.f("order_customers_pkey")),
    )
    op.create_table(
        "order_items",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("plu", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("unit_price_amount", sa.BigInteger(), nullable=True),
        sa.Column("modifiers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("station", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status_seq", sa.Integer(), nullable=False),
        sa.Column("claims", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.CheckConstraint(
            "status IN ('ORDERED', 'PREPARING', 'READY', 'CANCELLED')",
            name=op.f("order_items_status_check"),
        ),
        sa.CheckConstraint("line >= 1", name=op.f("order_items_line_check")),
        sa.CheckConstraint("quantity >= 1", name=op.f("order_items_quantity_check")),
        sa.ForeignKeyConstraint(
            ["location_id", "order_id"],
            ["orders.location_id", "orders.id"],
            name=op.f("order_items_orders_fkey"),
        ),
        sa.PrimaryKeyConstraint("location_id", "order_id", "line", name=op.f("order_items_pkey")),
        postgresql_with={"fillfactor": 85},
    )
    op.create_table(
        "order_status_history",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("previous_seconds", sa.Double(), nullable=True),
        sa.Column("recall", sa.Boolean(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "actor_kind IN ('display', 'partner', 'user', 'system')",
            name=op.f("order_status_history_actor_kind_check"),
        ),
        sa.CheckConstraint(
            "cause IN ('request', 'rollup', 'cascade', 'import')",
            name=op.f("order_status_history_cause_check"),
        ),
        sa.CheckConstraint(
            "from_status IN ('RECEIVED', 'PREPARING', 'READY', 'PICKED_UP', 'CANCELLED')",
            name=op.f("order_status_history_from_status_check"),
        ),
        sa.CheckConstraint(
            "to_status IN ('RECEIVED', 'PREPARING', 'READY', 'PICKED_UP', 'CANCELLED')",
            name=op.f("order_status_history_to_status_check"),
        ),
        sa.CheckConstraint(
            "(seq = 1) = (from_status IS NULL)", name=op.f("order_status_history_first_check")
        ),
        sa.CheckConstraint(
            "(seq = 1) = (previous_seconds IS NULL)",
            name=op.f("order_status_history_previous_check"),
        ),
        sa.ForeignKeyConstraint(
            ["location_id", "order_id"],
            ["orders.location_id", "orders.id"],
            name=op.f("order_status_history_orders_fkey"),
        ),
        sa.PrimaryKeyConstraint(
            "location_id", "order_id", "seq", name=op.f("order_status_history_pkey")
        ),
    )
    op.create_index(
        "order_status_history_occurred_idx",
        "order_status_history",
        ["location_id", "occurred_at"],
        unique=False,
        postgresql_include=["from_status", "to_status", "previous_seconds"],
    )
    op.create_table(
        "item_status_history",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("previous_seconds", sa.Double(), nullable=True),
        sa.Column("recall", sa.Boolean(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "actor_kind IN ('display', 'partner', 'user', 'system')",
            name=op.f("item_status_history_actor_kind_check"),
        ),
        sa.CheckConstraint(
            "cause IN ('request', 'rollup', 'cascade', 'import')",
            name=op.f("item_status_history_cause_check"),
        ),
        sa.CheckConstraint(
            "from_status IN ('ORDERED', 'PREPARING', 'READY', 'CANCELLED')",
            name=op.f("item_status_history_from_status_check"),
        ),
        sa.CheckConstraint(
            "to_status IN ('ORDERED', 'PREPARING', 'READY', 'CANCELLED')",
            name=op.f("item_status_history_to_status_check"),
        ),
        sa.CheckConstraint(
            "(seq = 1) = (from_status IS NULL)", name=op.f("item_status_history_first_check")
        ),
        sa.CheckConstraint(
            "(seq = 1) = (previous_seconds IS NULL)",
            name=op.f("item_status_history_previous_check"),
        ),
        sa.ForeignKeyConstraint(
            ["location_id", "order_id", "line"],
            ["order_items.location_id", "order_items.order_id", "order_items.line"],
            name=op.f("item_status_history_order_items_fkey"),
        ),
        sa.PrimaryKeyConstraint(
            "location_id", "order_id", "line", "seq", name=op.f("item_status_history_pkey")
        ),
    )
    op.create_index(
        "item_status_history_occurred_idx",
        "item_status_history",
        ["location_id", "occurred_at"],
        unique=False,
        postgresql_include=["from_status", "to_status", "previous_seconds"],
    )
    op.execute("""
        CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'history is append-only: % on % refused', TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'restrict_violation';
        END
        $$
        """)
    for table in HISTORIES:
        op.execute(f"""
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change()
            """)


def downgrade() -> None:
    for table in (*HISTORIES, "order_items", "order_customers", "orders", "order_dedupe"):
        op.drop_table(table)
    op.execute("DROP FUNCTION refuse_history_change()")
