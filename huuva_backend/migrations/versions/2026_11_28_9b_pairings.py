"""pairings: screens that wait for an operator

A table of its own, which a server of the release before doesn't know.

Revises: 4b8d2f6e91c3
"""

import sqlalchemy as sa
from alembic import op

revision = "8e1a5c7d30f9"
down_revision = "4b8d2f6e91c3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pairings",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(digest) = 32", name=op.f("pairings_digest_check")),
        sa.PrimaryKeyConstraint("code", name=op.f("pairings_pkey")),
        sa.UniqueConstraint("key_id", name=op.f("pairings_key_id_key")),
    )
    op.create_index(op.f("pairings_expires_at_idx"), "pairings", ["expires_at"])


def downgrade() -> None:
    op.drop_table("pairings")
