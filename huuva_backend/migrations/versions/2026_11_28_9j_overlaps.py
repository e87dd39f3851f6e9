"""overlaps: how long a key that was rotated is taken, apart from the end that it was made with

One nullable column. What was rotated before keeps its end. A server of the release before doesn't know of an overlap
that a new one gives: it takes such a key until it has gone itself.

Revises: 7a9d3c5e18b2
"""

import sqlalchemy as sa
from alembic import op

revision = "b4e6d2097c1a"
down_revision = "7a9d3c5e18b2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "api_keys", sa.Column("overlaps_until", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    # A server of before knows of one end only.
    op.execute("UPDATE api_keys SET expires_at = least(expires_at, overlaps_until)")
    op.drop_column("api_keys", "overlaps_until")
