"""the menu, and what an order copies from it

Revises: d1696b1137fd
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "7c51f0a3b9de"
down_revision = "d1696b1137fd"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "menu_products",
        sa.Column("brand_id", sa.Text(), nullable=False),
        sa.Column("plu", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("ingredients", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("ingredients_key", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("price_amount", sa.BigInteger(), nullable=False),
        sa.Column("station", sa.Text(), nullable=True),
        sa.Column("preparation_minutes", sa.Integer(), nullable=True),
        sa.Column("available", sa.Boolean(), nullable=False),
        sa.Column("modifiers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("images", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("price_amount >= 0", name=op.f("menu_products_price_amount_check")),
        sa.PrimaryKeyConstraint("brand_id", "plu", name=op.f("menu_products_pkey")),
    )
    op.create_index("menu_products_by_name_idx", "menu_products", ["name_key", "brand_id", "plu"])
    op.create_index(
        "menu_products_of_brand_by_name_idx", "menu_products", ["brand_id", "name_key", "plu"]
    )
    op.create_table(
        "menu_snoozes",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("brand_id", sa.Text(), nullable=False),
        sa.Column("plu", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("location_id", "brand_id", "plu", name=op.f("menu_snoozes_pkey")),
    )
    op.create_table(
        "menu_stations",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("brand_id", sa.Text(), nullable=False),
        sa.Column("plu", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("location_id", "brand_id", "plu", name=op.f("menu_stations_pkey")),
    )
    op.add_column("order_items", sa.Column("preparation_minutes", sa.Integer(), nullable=True))
    op.add_column(
        "order_items", sa.Column("flags", postgresql.JSONB(astext_type=sa.Text()), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("order_items", "flags")
    op.drop_column("order_items", "preparation_minutes")
    for table in ("menu_stations", "menu_snoozes", "menu_products"):
        op.drop_table(table)
