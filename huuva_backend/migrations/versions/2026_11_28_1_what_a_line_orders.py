"""what a line orders: parts of a whole, units, allergens, and whose it is

Each ALTER holds its lock for an instant: columns are nullable or have constant defaults, and the next migration
validates the checks, beside readers and writers. A server of the release before goes on writing whole pieces.

Revises: c3f8a16e0b74
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "1d6e90b3f7a2"
down_revision = "c3f8a16e0b74"
branch_labels = None
depends_on = None

QUANTITY = "order_items_quantity_check"
ANY = (
    "quantity >= 0 AND quantity_thousandths BETWEEN 0 AND 999"
    " AND quantity + quantity_thousandths > 0"
)
UNITS = "unit IN ('piece', 'kg', 'g', 'l', 'ml')"
JSONB = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    # Orders before their items, as requests lock them: else each request under way holds what this waits for.
    op.add_column("orders", sa.Column("allergens", JSONB))
    op.add_column(
        "order_items",
        sa.Column("quantity_thousandths", sa.Integer(), server_default="0", nullable=False),
    )
    op.add_column("order_items", sa.Column("unit", sa.Text(), server_default="piece"))
    op.add_column("order_items", sa.Column("allergens", JSONB))
    op.add_column("order_items", sa.Column("for_name", sa.Text()))
    _check(QUANTITY, ANY)
    op.execute(
        f"ALTER TABLE order_items ADD CONSTRAINT order_items_unit_check CHECK ({UNITS}) NOT VALID"
    )


def downgrade() -> None:
    """A part counts as a whole one there."""
    op.execute("UPDATE order_items SET quantity = quantity + 1 WHERE quantity_thousandths > 0")
    op.drop_constraint("order_items_unit_check", "order_items")
    _check(QUANTITY, "quantity >= 1")
    op.execute(f"ALTER TABLE order_items VALIDATE CONSTRAINT {QUANTITY}")
    op.drop_column("orders", "allergens")
    for column in ("for_name", "allergens", "unit", "quantity_thousandths"):
        op.drop_column("order_items", column)


def _check(name: str, rule: str) -> None:
    op.execute(
        f"-- squawk-ignore ban-drop-constraint\nALTER TABLE order_items DROP CONSTRAINT {name}"
    )
    op.execute(f"ALTER TABLE order_items ADD CONSTRAINT {name} CHECK ({rule}) NOT VALID")
