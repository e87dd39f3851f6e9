"""money and context: adjustments, payment, how an order is served, and facts that may be missing

Each ALTER holds its lock for an instant; the next migration validates the checks and builds the indexes beside
readers and writers. Down invents what the release before can't do without.

Revises: 7b24c8f1e05d
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "d81f4b60a9c2"
down_revision = "7b24c8f1e05d"
branch_labels = None
depends_on = None

ORDER_COLUMNS = (
    ("order_type", sa.Text()),
    ("table_label", sa.Text()),
    ("covers", sa.Integer()),
    ("server", sa.Text()),
    ("adjustments", JSONB()),
    ("payment_status", sa.Text()),
    ("payment_method", sa.Text()),
    ("paid_amount", sa.BigInteger()),
)
CUSTOMER_COLUMNS = (("delivery_latitude", sa.Double()), ("delivery_longitude", sa.Double()))
CHECKS = {
    "order_type": ("DELIVERY", "PICKUP", "DINE_IN", "CURBSIDE", "DRIVE_THRU"),
    "payment_status": ("PAID", "PARTLY", "UNPAID"),
}

MISSING = (("orders", "account"), ("orders", "pickup_time"), ("order_customers", "name"))


def upgrade() -> None:
    for name, kind in ORDER_COLUMNS:
        op.add_column("orders", sa.Column(name, kind, nullable=True))
    for name, kind in CUSTOMER_COLUMNS:
        op.add_column("order_customers", sa.Column(name, kind, nullable=True))
    for column, values in CHECKS.items():
        listed = ", ".join(f"'{value}'" for value in values)
        op.execute(
            f"ALTER TABLE orders ADD CONSTRAINT orders_{column}_check "
            f"CHECK ({column} IN ({listed})) NOT VALID"
        )
    for table, column in MISSING:
        op.execute(
            f"-- squawk-ignore ban-drop-not-null\nALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL"
        )


def downgrade() -> None:
    op.execute("UPDATE orders SET account = 'unknown' WHERE account IS NULL")
    op.execute("UPDATE orders SET pickup_time = recorded_at WHERE pickup_time IS NULL")
    op.execute("UPDATE order_customers SET name = 'unknown' WHERE name IS NULL")
    for table, column in MISSING:
        op.alter_column(table, column, nullable=False)
    for name, _ in CUSTOMER_COLUMNS:
        op.drop_column("order_customers", name)
    for name, _ in ORDER_COLUMNS:
        op.drop_column("orders", name)
