"""keys: who may call, and what is kept of the keys that they call with

Two tables; a server of the release before goes on.

Revises: 6d2b84c9e1f0
"""

import sqlalchemy as sa
from alembic import op

revision = "4b8d2f6e91c3"
down_revision = "6d2b84c9e1f0"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partners",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('partner', 'display', 'analyst', 'operator')",
            name=op.f("partners_kind_check"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("partners_pkey")),
    )
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("brand_ids", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("location_ids", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("stations", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("length(digest) = 32", name=op.f("api_keys_digest_check")),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partners.id"], name=op.f("api_keys_partners_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("api_keys_pkey")),
        postgresql_with={"fillfactor": 80},
    )
    op.create_index(op.f("api_keys_partner_id_idx"), "api_keys", ["partner_id"])


def downgrade() -> None:
    op.drop_table("api_keys")
    op.drop_table("partners")
