"""since when endpoints haven't been told, where what they are to be told of is let go of

One nullable column; a server of the release before leaves it empty, and such an endpoint goes on with what is kept.

Revises: a7d3f1c82b60
"""

import sqlalchemy as sa
from alembic import op

revision = "c4e81f6a2d97"
down_revision = "a7d3f1c82b60"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "webhook_cursors",
        sa.Column("untold_since", sa.DateTime(timezone=True), nullable=True),
    )


def downgrade() -> None:
    op.drop_column("webhook_cursors", "untold_since")
