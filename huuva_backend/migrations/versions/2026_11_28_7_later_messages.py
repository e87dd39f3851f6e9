"""later messages: the digests of all contents that were taken under a natural key

A nullable column: no row is rewritten, and a server of the release before goes on. One that takes an expired key anew
leaves the digests of the order before it: a message of the new order that equals one of those is taken for a retry.

Revises: e5a1c70d94b8
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0c6f1d92ab37"
down_revision = "e5a1c70d94b8"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("order_dedupe", sa.Column("later_digests", JSONB(), nullable=True))


def downgrade() -> None:
    op.drop_column("order_dedupe", "later_digests")
