-- Who reads the views of docs/analytics.md, for a database whose migrating user may make no roles.
-- Run it as somebody who may: psql --dbname … --file deploy/analyst.sql. Twice changes nothing more.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'huuva_analyst') THEN
        CREATE ROLE huuva_analyst NOLOGIN;
    END IF;
END
$$;
GRANT SELECT ON analytics_orders, analytics_order_items, analytics_order_status_changes,
    analytics_item_status_changes, analytics_amendments TO huuva_analyst;
-- Who logs in is a role of its own, one for each person or tool:
--   CREATE ROLE grafana LOGIN PASSWORD '…' IN ROLE huuva_analyst CONNECTION LIMIT 5;
--   ALTER ROLE grafana SET statement_timeout = '30s';
--   ALTER ROLE grafana SET default_transaction_read_only = on;
