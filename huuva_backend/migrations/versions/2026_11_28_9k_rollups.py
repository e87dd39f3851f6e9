"""roll-ups: what history comes to, summed up

Three empty tables: the worker fills them from history, and until it has, answers read what isn't in them yet. A server of
the release before writes nothing there, and nothing that it writes is missed.

Revises: b4e6d2097c1a
"""

import sqlalchemy as sa
from alembic import op

revision = "a7d3f1c82b60"
down_revision = "b4e6d2097c1a"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=False)


def _moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        "rollups",
        _text("location_id"),
        sa.Column("level", sa.Integer(), nullable=False),
        _text("kind"),
        _moment("starts_at"),
        *(_text(name) for name in ("brand_id", "channel", "status", "cause")),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("microseconds", sa.Numeric(), nullable=True),
        sa.Column("longest", sa.BigInteger(), nullable=True),
        sa.Column("histogram", sa.ARRAY(sa.BigInteger()), nullable=True),
        sa.PrimaryKeyConstraint(
            *("location_id", "level", "kind", "starts_at"),
            *("brand_id", "channel", "status", "cause"),
            name=op.f("rollups_pkey"),
        ),
        postgresql_with={"fillfactor": 90},
    )
    op.create_table(
        "rollup_spans",
        _text("location_id"),
        sa.Column("reach", sa.Integer(), nullable=False),
        _moment("began_at"),
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        _moment("ended_at"),
        _text("brand_id"),
        _text("channel"),
        sa.PrimaryKeyConstraint(
            *("location_id", "reach", "began_at", "order_id", "seq"),
            name=op.f("rollup_spans_pkey"),
        ),
    )
    op.create_table(
        "rollup_marks",
        _text("location_id"),
        sa.Column("through", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("location_id", name=op.f("rollup_marks_pkey")),
        postgresql_with={"fillfactor": 50},
    )


def downgrade() -> None:
    op.drop_table("rollup_marks")
    op.drop_table("rollup_spans")
    op.drop_table("rollups")
