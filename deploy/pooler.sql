-- The roles of deploy/pgbouncer.ini, with the settings that each connection asks for where there is no pooler
-- (huuva_backend/platform/db/connecting.py; a test keeps them alike). Run it as somebody who may make roles, in the database
-- and after its migration: psql --dbname huuva --file deploy/pooler.sql. Twice changes nothing more.
-- Passwords are given apart: ALTER ROLE huuva_app PASSWORD '…'.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'huuva_app') THEN
        CREATE ROLE huuva_app LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'huuva_measures') THEN
        CREATE ROLE huuva_measures LOGIN;
    END IF;
END
$$;
-- However many backends hang, some are left for whoever looks after the database.
ALTER ROLE huuva_app CONNECTION LIMIT 60;
ALTER ROLE huuva_measures CONNECTION LIMIT 20;

ALTER ROLE huuva_app SET jit = 'off';
ALTER ROLE huuva_app SET lock_timeout = '2s';
ALTER ROLE huuva_app SET statement_timeout = '5s';
ALTER ROLE huuva_app SET idle_in_transaction_session_timeout = '10s';
ALTER ROLE huuva_app SET plan_cache_mode = 'force_generic_plan';
ALTER ROLE huuva_app SET enable_seqscan = 'off';
ALTER ROLE huuva_app SET enable_hashjoin = 'off';
ALTER ROLE huuva_app SET enable_mergejoin = 'off';
ALTER ROLE huuva_app SET enable_bitmapscan = 'off';

ALTER ROLE huuva_measures SET jit = 'off';
ALTER ROLE huuva_measures SET lock_timeout = '2s';
ALTER ROLE huuva_measures SET statement_timeout = '30s';
ALTER ROLE huuva_measures SET idle_in_transaction_session_timeout = '10s';

GRANT USAGE ON SCHEMA public TO huuva_app, huuva_measures;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO huuva_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO huuva_measures;
-- Of tables that whoever runs this migrates later.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO huuva_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO huuva_measures;
-- What the epoch of a feed asks for: which cluster this is, and on which timeline (huuva_backend/orders/epochs.py).
GRANT EXECUTE ON FUNCTION pg_control_system() TO huuva_app;
GRANT EXECUTE ON FUNCTION pg_relation_filepath(regclass) TO huuva_app;
GRANT EXECUTE ON FUNCTION pg_walfile_name(pg_lsn) TO huuva_app;
GRANT EXECUTE ON FUNCTION pg_current_wal_lsn() TO huuva_app;
GRANT pg_read_all_stats TO huuva_measures;
