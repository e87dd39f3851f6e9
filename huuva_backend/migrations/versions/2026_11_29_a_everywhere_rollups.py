"""roll-ups of all locations together

An empty table, and how far it is: the worker fills it from the cells of each location, and until it has, these answer. A
server of the release before adds nothing there, and moves marks without saying that it did: where it has, the table holds
no more and is made anew.

Revises: d8b2a5f7c310
"""

import sqlalchemy as sa
from alembic import op

revision = "f3c8d1a95b42"
down_revision = "d8b2a5f7c310"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "everywhere_rollups",
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("brand_id", "channel", "status", "cause")
        ),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("microseconds", sa.Numeric(), nullable=True),
        sa.Column("longest", sa.BigInteger(), nullable=True),
        sa.Column("histogram", sa.ARRAY(sa.BigInteger()), nullable=True),
        sa.PrimaryKeyConstraint(
            *("level", "kind", "starts_at", "brand_id", "channel", "status", "cause"),
            name=op.f("everywhere_rollups_pkey"),
        ),
        postgresql_with={"fillfactor": 90},
    )
    op.add_column("rollup_marks", sa.Column("everywhere_through", sa.Uuid(), nullable=True))
    op.add_column("rollup_marks", sa.Column("everywhere_seq", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("rollup_marks", "everywhere_seq")
    op.drop_column("rollup_marks", "everywhere_through")
    op.drop_table("everywhere_rollups")
