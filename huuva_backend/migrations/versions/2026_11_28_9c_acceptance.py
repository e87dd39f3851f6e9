"""acceptance: until when the kitchen may answer an order, what it answered, and who asked for it to be cancelled

Nullable columns: no row is rewritten, and a server of the release before goes on. An order that such a server places
waits for nobody. The index is built beside writers, of no row yet. May be run again after a failure.

Revises: head of today
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "b7e4d1a82f69"
down_revision = "8e1a5c7d30f9"
branch_labels = None
depends_on = None

INDEX = "open_orders_accept_by_idx"


def upgrade() -> None:
    for name in ("acceptance", "cancellation_request"):
        op.add_column("orders", sa.Column(name, JSONB(), nullable=True), if_not_exists=True)
    accept_by = sa.Column("accept_by", sa.DateTime(timezone=True), nullable=True)
    op.add_column("open_orders", accept_by, if_not_exists=True)
    with op.get_context().autocommit_block():
        # An index that is built beside writers waits for those who were there before it.
        op.execute("SET lock_timeout = 0")
        op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {INDEX}")
        op.execute(
            f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {INDEX} ON open_orders (accept_by) "
            "WHERE accept_by IS NOT NULL"
        )
        op.execute("SET lock_timeout = '2s'")


def downgrade() -> None:
    op.drop_column("open_orders", "accept_by")
    op.drop_column("orders", "cancellation_request")
    op.drop_column("orders", "acceptance")
