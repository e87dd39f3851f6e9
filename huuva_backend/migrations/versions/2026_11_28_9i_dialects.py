"""dialects: platforms that sign what they send, and webhooks in their words

A table of its own and two columns, one nullable and one with a constant default; a server of the release before goes
on, and its endpoints are native.

Revises: 3d5f8a0c72be
"""

import sqlalchemy as sa
from alembic import op

revision = "7a9d3c5e18b2"
down_revision = "3d5f8a0c72be"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partner_integrations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("dialect", sa.Text(), nullable=False),
        sa.Column("brand_ids", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("location_ids", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_before", sa.LargeBinary(), nullable=True),
        sa.Column("overlaps_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("partner_integrations_partners_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("partner_integrations_pkey")),
    )
    op.create_index(
        op.f("partner_integrations_partner_id_idx"), "partner_integrations", ["partner_id"]
    )
    op.add_column(
        "webhook_endpoints",
        sa.Column("dialect", sa.Text(), server_default="native", nullable=False),
    )
    op.add_column("webhook_deliveries", sa.Column("path", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("webhook_deliveries", "path")
    op.drop_column("webhook_endpoints", "dialect")
    op.drop_table("partner_integrations")
