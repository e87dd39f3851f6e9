"""what a line orders is checked: of the rows of before too, beside readers and writers

Revises: 1d6e90b3f7a2
"""

from alembic import op

revision = "7b24c8f1e05d"
down_revision = "1d6e90b3f7a2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        for column in ("quantity", "unit"):
            op.execute(
                "-- squawk-ignore prefer-robust-stmts\n"  # what is valid may be validated again
                f"ALTER TABLE order_items VALIDATE CONSTRAINT order_items_{column}_check"
            )


def downgrade() -> None:
    pass
