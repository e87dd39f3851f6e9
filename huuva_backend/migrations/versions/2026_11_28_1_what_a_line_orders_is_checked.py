"""what a line orders is checked: of the rows of before too, beside readers and writers

Revises: 1d6e90b3f7a2
"""

from alembic import op

revision = "7b24c8f1e05d"
down_revision = "1d6e90b3f7a2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("quantity", "unit"):
        op.execute(f"ALTER TABLE order_items VALIDATE CONSTRAINT order_items_{column}_check")


def downgrade() -> None:
    pass
