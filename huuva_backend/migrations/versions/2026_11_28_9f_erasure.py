"""erasure: the prose of histories can be emptied where a customer is erased, and nothing else of them

`huuva_backend.erasing` is set within the transaction that erases; a row's trigger sees to it that all but its prose
stays. No row is touched; a server of the release before goes on.

Revises: e14a7c3d95b2
"""

from alembic import op

revision = "f25b8d4ea6c3"
down_revision = "e14a7c3d95b2"
branch_labels = None
depends_on = None

TABLES = ("order_status_history", "item_status_history", "order_amendments")

REFUSE = """
    CREATE OR REPLACE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN{permit}
        RAISE EXCEPTION 'history is append-only: % on % refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END
    $$
    """
PERMIT = """
        IF TG_OP = 'UPDATE' AND current_setting('huuva_backend.erasing', true) = 'on' THEN
            RETURN NULL;
        END IF;"""


def upgrade() -> None:
    op.execute("""
        CREATE FUNCTION refuse_all_but_emptied_prose() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.reason IS NOT NULL
                OR to_jsonb(OLD) - '{reason,changes}'::text[]
                    IS DISTINCT FROM to_jsonb(NEW) - '{reason,changes}'::text[]
            THEN
                RAISE EXCEPTION 'history is append-only: of % only prose can be emptied', TG_TABLE_NAME
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END
        $$
        """)
    for table in TABLES:
        op.execute(f"""
            CREATE TRIGGER emptied_prose_alone BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_all_but_emptied_prose()
            """)
    op.execute(REFUSE.format(permit=PERMIT))


def downgrade() -> None:
    op.execute(REFUSE.format(permit=""))
    for table in TABLES:
        op.execute(f"DROP TRIGGER emptied_prose_alone ON {table}")
    op.execute("DROP FUNCTION refuse_all_but_emptied_prose()")
