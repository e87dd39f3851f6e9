"""rate limits: how often a key may ask

A column that is null in all rows of before, which means as often as the server lets everybody; a server of the release
before goes on.

Revises: 4b8d2f6e91c3
"""

import sqlalchemy as sa
from alembic import op

revision = "e14a7c3d95b2"
down_revision = "c41f7a0be926"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("api_keys", sa.Column("rate_limit", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("api_keys", "rate_limit")
