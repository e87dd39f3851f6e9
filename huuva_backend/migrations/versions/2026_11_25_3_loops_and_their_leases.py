"""loops and their leases; natural keys by when they expire

Revises: b0e6d42f8a17
"""

import sqlalchemy as sa
from alembic import op

revision = "4f7d0c92e6b3"
down_revision = "b0e6d42f8a17"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "worker_leases",
        sa.Column("loop", sa.Text(), nullable=False),
        sa.Column("holder", sa.Uuid(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("loop", name=op.f("worker_leases_pkey")),
        postgresql_with={"fillfactor": 50},
    )
    op.create_index(
        op.f("order_dedupe_location_id_expires_at_idx"),
        "order_dedupe",
        ["location_id", "expires_at"],
    )


def downgrade() -> None:
    op.drop_index(op.f("order_dedupe_location_id_expires_at_idx"), table_name="order_dedupe")
    op.drop_table("worker_leases")
