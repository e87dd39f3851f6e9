"""loops and their leases

Revises: 5e1c8b7d2f40
"""

import sqlalchemy as sa
from alembic import op

revision = "4f7d0c92e6b3"
down_revision = "5e1c8b7d2f40"
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


def downgrade() -> None:
    op.drop_table("worker_leases")
