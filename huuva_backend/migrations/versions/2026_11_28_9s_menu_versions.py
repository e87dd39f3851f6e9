"""menu versions: each change of a brand's products gives its menu another version

So that a page of a menu that hasn't changed needn't be read again. A trigger does it, because products are written by several
statements and by servers of the release before, and none of them may forget it. Snoozes and stock change often and by
themselves; they aren't in the version.

Revises: e2a75c9d1f46
"""

from alembic import op

revision = "d8b2a5f7c310"
down_revision = "e2a75c9d1f46"
branch_labels = None
depends_on = None

ROWS = {
    "INSERT": "NEW TABLE AS changed",
    "UPDATE": "NEW TABLE AS changed OLD TABLE AS former",
    "DELETE": "OLD TABLE AS changed",
}


def upgrade() -> None:
    # What the migration before has added, apart from it, so that nobody waits for the look at all rows.
    with op.get_context().autocommit_block():
        for name in ("packing", "ring_again_seconds"):
            op.execute(
                "-- squawk-ignore prefer-robust-stmts\n"  # what is valid may be validated again
                f"ALTER TABLE locations VALIDATE CONSTRAINT locations_{name}_check"
            )
    op.execute("""
        CREATE TABLE menu_versions (
            brand_id text NOT NULL,
            version uuid NOT NULL,
            CONSTRAINT menu_versions_pkey PRIMARY KEY (brand_id)
        )
        """)
    op.execute("""
        CREATE FUNCTION renew_menu_version() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            brands text[];
        BEGIN
            IF TG_OP = 'UPDATE' THEN  -- what is put again as it was changes nothing
                brands := ARRAY(SELECT DISTINCT brand_id FROM (TABLE changed EXCEPT TABLE former) AS other ORDER BY 1);
            ELSE
                brands := ARRAY(SELECT DISTINCT brand_id FROM changed ORDER BY 1);
            END IF;
            INSERT INTO menu_versions (brand_id, version)
            SELECT brand_id, gen_random_uuid() FROM unnest(brands) AS brand_id
            ON CONFLICT (brand_id) DO UPDATE SET version = excluded.version;
            RETURN NULL;
        END $$
        """)
    for event, rows in ROWS.items():
        op.execute(f"""
            CREATE TRIGGER renews_version_on_{event.lower()} AFTER {event} ON menu_products
            REFERENCING {rows}
            FOR EACH STATEMENT EXECUTE FUNCTION renew_menu_version()
            """)
    # Those of before have one from the first. Writers that come meanwhile wait for nothing: they give another.
    op.execute("""
        INSERT INTO menu_versions SELECT DISTINCT brand_id, gen_random_uuid() FROM menu_products
        ON CONFLICT (brand_id) DO NOTHING
        """)


def downgrade() -> None:
    for event in ROWS:
        op.execute(f"DROP TRIGGER renews_version_on_{event.lower()} ON menu_products")
    op.execute("DROP FUNCTION renew_menu_version()")
    op.execute("DROP TABLE menu_versions")
