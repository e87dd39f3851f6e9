"""amendments: what was changed of an order after it was placed

Columns with constant defaults and a table of its own: no row is rewritten, and a server of the release before goes on.

Revises: 7b90f3d5a16c
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "e5a1c70d94b8"
down_revision = "7b90f3d5a16c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("first_promise", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "orders", sa.Column("amendment_seq", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_table(
        "order_amendments",
        sa.Column("location_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("changes", JSONB(), nullable=False),
        sa.CheckConstraint(
            "actor_kind IN ('display', 'partner', 'user', 'system')",
            name=op.f("order_amendments_actor_kind_check"),
        ),
        sa.ForeignKeyConstraint(
            ["location_id", "order_id"],
            ["orders.location_id", "orders.id"],
            name=op.f("order_amendments_orders_fkey"),
        ),
        sa.PrimaryKeyConstraint(
            "location_id", "order_id", "seq", name=op.f("order_amendments_pkey")
        ),
    )
    op.execute("""
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_amendments
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change()
        """)


def downgrade() -> None:
    op.drop_table("order_amendments")
    op.drop_column("orders", "amendment_seq")
    op.drop_column("orders", "first_promise")
