"""the pass: whether an order is ready by its lines or by whoever completes it, and whether screens ring again

What an order's location said as it was placed stands with the order. Constant defaults, so that no row is rewritten; a
server of the release before goes on and places orders that are ready by their lines. The next migration checks the rows.

Revises: c6f1e83b9a27
"""

import sqlalchemy as sa
from alembic import op

revision = "e2a75c9d1f46"
down_revision = "c6f1e83b9a27"
branch_labels = None
depends_on = None

CHECKS = {
    "locations_packing_check": "packing IN ('required', 'automatic')",
    "locations_ring_again_seconds_check": "ring_again_seconds >= 5",
}


def upgrade() -> None:
    op.add_column(
        "orders",
        sa.Column("pass_required", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "locations", sa.Column("packing", sa.Text(), server_default="automatic", nullable=False)
    )
    op.add_column("locations", sa.Column("ring_again_seconds", sa.Integer(), nullable=True))
    for name, condition in CHECKS.items():
        op.execute(f"ALTER TABLE locations ADD CONSTRAINT {name} CHECK ({condition}) NOT VALID")


def downgrade() -> None:
    op.drop_column("locations", "ring_again_seconds")
    op.drop_column("locations", "packing")
    op.drop_column("orders", "pass_required")
