-- The tables of orders as hash partitions by location, on stock PostgreSQL: what a distributed engine would do with them, to be
-- tried first. docs/scaling.md says what for, and what it costs.
--
--   psql --dbname … --single-transaction --file deploy/partitioned.sql
--
-- as the tables' owner, with all servers stopped and a dump made: every row is written anew. `SET huuva.partitions = 32;` before it,
-- in the same session, asks for so many partitions instead of 16. Partitions are in the schema `partitions`; what has been a key, an
-- index, a trigger, a grant or a view is so afterwards under its name.
--
-- One row for each location have location_feeds, feed_epochs and what belongs to a location's settings: they stay as they are.
DO $$
DECLARE
    hot CONSTANT text[] := ARRAY[
        'orders', 'order_customers', 'order_items', 'open_orders', 'order_dedupe',
        'order_status_history', 'item_status_history', 'order_amendments', 'order_events'
    ];
    number CONSTANT integer := coalesce(nullif(current_setting('huuva.partitions', true), ''), '16')::integer;
    hot_table text;
    storage text;
    afterwards text[];
    command text;
BEGIN
    CREATE SCHEMA partitions;
    CREATE SCHEMA unpartitioned;

    -- What is to be made again, in the order in which it can be, and indexes in that in which they were made: of those that look
    -- alike while a table is empty, PostgreSQL takes the newest.
    SELECT array_agg(made.sql ORDER BY made.step, made.place, made.sql) INTO afterwards
    FROM (
        SELECT array_position(ARRAY['p', 'u', 'f'], contype::text) * 2 AS step, conrelid AS place,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS sql
        FROM pg_constraint
        WHERE conrelid = ANY (hot::regclass[]) AND contype IN ('p', 'u', 'f')
        UNION ALL
        SELECT 3, indexrelid, pg_get_indexdef(indexrelid)
        FROM pg_index
        WHERE indrelid = ANY (hot::regclass[])
            AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u'))
        UNION ALL
        SELECT 7, tgrelid, pg_get_triggerdef(oid)
        FROM pg_trigger WHERE tgrelid = ANY (hot::regclass[]) AND NOT tgisinternal
        UNION ALL
        SELECT 8, oid, format('ALTER TABLE %s OWNER TO %s', oid::regclass, relowner::regrole)
        FROM pg_class WHERE oid = ANY (hot::regclass[])
        UNION ALL
        SELECT 9, pg_class.oid,
            format('GRANT %s ON %s TO %s', privilege_type, pg_class.oid::regclass,
                CASE grantee WHEN 0 THEN 'public' ELSE grantee::regrole::text END)
        FROM pg_class, aclexplode(relacl)
        WHERE pg_class.oid = ANY (hot::regclass[]) AND grantee <> relowner
        UNION ALL
        -- Replaced, not made anew: so it keeps its comments and grants.
        SELECT DISTINCT 10, view.oid, format('CREATE OR REPLACE VIEW %s AS %s', view.oid::regclass, pg_get_viewdef(view.oid))
        FROM pg_depend
        JOIN pg_rewrite ON pg_rewrite.oid = pg_depend.objid AND pg_depend.classid = 'pg_rewrite'::regclass
        JOIN pg_class AS view ON view.oid = pg_rewrite.ev_class AND view.relkind = 'v'
        WHERE pg_depend.refclassid = 'pg_class'::regclass AND pg_depend.refobjid = ANY (hot::regclass[])
    ) AS made;

    FOREACH hot_table IN ARRAY hot LOOP
        SELECT 'WITH (' || array_to_string(reloptions, ', ') || ')' INTO storage
        FROM pg_class WHERE oid = hot_table::regclass;
        EXECUTE format('ALTER TABLE %I SET SCHEMA unpartitioned', hot_table);
        EXECUTE format(
            'CREATE TABLE %I (LIKE unpartitioned.%I INCLUDING ALL EXCLUDING INDEXES) PARTITION BY HASH (location_id)',
            hot_table, hot_table);
        FOR remainder IN 0 .. number - 1 LOOP
            EXECUTE format(
                'CREATE TABLE partitions.%I PARTITION OF %I FOR VALUES WITH (MODULUS %s, REMAINDER %s) %s',
                hot_table || '_' || remainder, hot_table, number, remainder, coalesce(storage, ''));
        END LOOP;
        EXECUTE format('INSERT INTO %I SELECT * FROM unpartitioned.%I', hot_table, hot_table);
    END LOOP;

    FOREACH command IN ARRAY afterwards LOOP
        EXECUTE command;
    END LOOP;
    DROP SCHEMA unpartitioned CASCADE;
END
$$;
