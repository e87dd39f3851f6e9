"""lines have parts and courses: bundles, lines that aren't made, lines that are held and fired

Each ALTER holds its lock for an instant: columns come null or with constant defaults, and the next migration
validates the checks, beside readers and writers.

Revises: 9d41b7f3e608
"""

import sqlalchemy as sa
from alembic import op

revision = "5d27c94e81f3"
down_revision = "9d41b7f3e608"
branch_labels = None
depends_on = None

CHECKS = {
    "parent_line": "parent_line < line",
    "course": "course BETWEEN 1 AND 9",
    "origin_kind": "origin_kind IN ('placed', 'added', 'split')",
}


def upgrade() -> None:
    for column in _columns():
        op.add_column("order_items", column)
    for name, rule in CHECKS.items():
        op.execute(
            f"ALTER TABLE order_items ADD CONSTRAINT order_items_{name}_check "
            f"CHECK ({rule}) NOT VALID"
        )
    op.add_column(
        "item_status_history",
        sa.Column("bundle", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("menu_products", sa.Column("to_make", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("menu_products", "to_make")
    op.drop_column("item_status_history", "bundle")
    for column in _columns()[::-1]:
        op.drop_column("order_items", column.name)


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("parent_line", sa.Integer(), nullable=True),
        sa.Column("course", sa.Integer(), nullable=True),
        sa.Column("to_make", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("held", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("fired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bundle", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("origin_kind", sa.Text(), server_default="placed", nullable=False),
        sa.Column("from_line", sa.Integer(), nullable=True),
        sa.Column("amended_at", sa.DateTime(timezone=True), nullable=True),
    ]
