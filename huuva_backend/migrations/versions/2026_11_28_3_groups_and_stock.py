"""groups of options, and how much is left of a product

Revises: 7b24c8f1e05d
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "9d2e6b40c7f1"
down_revision = "2b7e95c3f10d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "menu_products",
        sa.Column("groups", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False),
    )
    op.create_table(
        "menu_stock",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("brand_id", sa.Text(), nullable=False),
        sa.Column("plu", sa.Text(), nullable=False),
        sa.Column("remaining", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("remaining >= 0", name=op.f("menu_stock_remaining_check")),
        sa.PrimaryKeyConstraint("location_id", "brand_id", "plu", name=op.f("menu_stock_pkey")),
        postgresql_with={"fillfactor": 50},
    )
    op.add_column("order_items", sa.Column("stock_taken", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("order_items", "stock_taken")
    op.drop_table("menu_stock")
    op.drop_column("menu_products", "groups")
