-- Who may do what in a database of huuva_backend. Run it in that database, as somebody who may make roles, before the
-- migration and after each release: psql --dbname huuva --file deploy/roles.sql. Twice changes nothing more.
--
--   huuva_owner     owns the database and what is in it: `migrate`, `demo`, pg_dump
--   huuva_app       serves and works: reads and writes rows, and changes no table, function or role
--   huuva_measures  analytics' READ_DATABASE_URL: reads tables, writes nothing
--   huuva_analyst   reads the views of docs/analytics.md and nothing else; can't log in itself
--
-- Passwords are given apart, by deploy/passwords.sql or by hand: ALTER ROLE huuva_app PASSWORD '…'.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['huuva_owner', 'huuva_app', 'huuva_measures', 'huuva_analyst'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I', wanted);
        END IF;
    END LOOP;
END
$$;
-- However many backends hang, some of PostgreSQL's 100 are left for whoever looks after the database.
ALTER ROLE huuva_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 5;
ALTER ROLE huuva_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 60;
ALTER ROLE huuva_measures LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 20;
ALTER ROLE huuva_analyst NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
ALTER ROLE huuva_measures SET default_transaction_read_only = on;

-- What a superuser migrated before there was an owner becomes the owner's.
DO $$
DECLARE
    found record;
BEGIN
    EXECUTE format('ALTER DATABASE %I OWNER TO huuva_owner', current_database());
    FOR found IN
        SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
            AND relowner <> 'huuva_owner'::regrole
    LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO huuva_owner', found.name);
    END LOOP;
    FOR found IN
        SELECT oid::regprocedure AS name FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND proowner <> 'huuva_owner'::regrole
    LOOP
        EXECUTE format('ALTER ROUTINE %s OWNER TO huuva_owner', found.name);
    END LOOP;
END
$$;

-- Nobody gets in who isn't named here. PostgreSQL lets everybody into a database unless told otherwise: whoever makes
-- another one in this cluster takes CONNECT on it from PUBLIC as well.
DO $$
DECLARE
    database text;
BEGIN
    FOREACH database IN ARRAY ARRAY[current_database(), 'postgres', 'template1'] LOOP
        EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', database);
    END LOOP;
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO huuva_app, huuva_measures, huuva_analyst', current_database());
END
$$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO huuva_owner;
GRANT USAGE ON SCHEMA public TO huuva_app, huuva_measures, huuva_analyst;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO huuva_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO huuva_measures;
-- Of what is migrated later.
ALTER DEFAULT PRIVILEGES FOR ROLE huuva_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO huuva_app;
ALTER DEFAULT PRIVILEGES FOR ROLE huuva_owner IN SCHEMA public GRANT SELECT ON TABLES TO huuva_measures;
-- Which migrations there were only the owner says; there is none yet where this runs before the first.
DO $$
BEGIN
    IF to_regclass('alembic_version') IS NOT NULL THEN
        REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM huuva_app;
    END IF;
    IF to_regclass('analytics_orders') IS NOT NULL THEN
        GRANT SELECT ON analytics_orders, analytics_order_items, analytics_order_status_changes,
            analytics_item_status_changes, analytics_amendments TO huuva_analyst;
    END IF;
END
$$;
-- What the epoch of a feed asks for: which cluster this is, and on which timeline (huuva_backend/orders/epochs.py).
GRANT EXECUTE ON FUNCTION pg_control_system() TO huuva_app;
GRANT EXECUTE ON FUNCTION pg_relation_filepath(regclass) TO huuva_app;
GRANT EXECUTE ON FUNCTION pg_walfile_name(pg_lsn) TO huuva_app;
GRANT EXECUTE ON FUNCTION pg_current_wal_lsn() TO huuva_app;
-- On a replica: whether it has everything (huuva_backend/analytics/reads.py).
GRANT pg_read_all_stats TO huuva_measures;
