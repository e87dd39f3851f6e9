WITH open AS
(SELECT open_orders.location_id AS location_id, open_orders.order_id AS order_id, open_orders.release_at AS
release_at, open_orders.released AS released, open_orders.accept_by AS accept_by
FROM open_orders
WHERE open_orders.location_id = $1::VARCHAR)
 SELECT coalesce((SELECT CASE WHEN (coalesce(location_feeds.last_seq, 0) = 0) THEN '0' WHEN
(feed_epochs.origin = (SELECT concat_ws(' ', anon_2.system_identifier, CASE WHEN (NOT pg_is_in_recovery())
THEN left(pg_walfile_name(pg_current_wal_lsn()), 8) END, pg_relation_filepath('location_feeds'),
pg_relation_filepath('feed_epochs')) AS concat_ws_1
FROM pg_control_system() AS anon_2)) THEN feed_epochs.epoch || '.' || CAST(location_feeds.last_seq AS TEXT)
ELSE '' END AS anon_1
FROM location_feeds LEFT OUTER JOIN feed_epochs ON feed_epochs.location_id = location_feeds.location_id
WHERE location_feeds.location_id = $1::VARCHAR), '0') AS cursor, statement_timestamp() AS now, array((SELECT
row(locations.board_minutes, locations.show_names) AS row_1
FROM locations
WHERE locations.location_id = $1::VARCHAR)) AS rules, array((SELECT row(found.channel_order_display_id,
found.status, found.status_since, found.channel, found.brand_id, found.pickup_time, found.recorded_at,
found.created_at, found.id, found.channel_order_id, (SELECT order_customers.name
FROM order_customers
WHERE order_customers.location_id = open.location_id AND order_customers.order_id = open.order_id)) AS row_2
FROM open JOIN LATERAL (SELECT orders.location_id AS location_id, orders.channel_order_display_id AS
channel_order_display_id, orders.status AS status, orders.status_since AS status_since, orders.channel AS
channel, orders.brand_id AS brand_id, orders.pickup_time AS pickup_time, orders.recorded_at AS recorded_at,
orders.created_at AS created_at, orders.id AS id, orders.channel_order_id AS channel_order_id,
orders.order_type AS order_type, orders.currency AS currency, orders.adjustments AS adjustments,
orders.payment_status AS payment_status, orders.payment_method AS payment_method, orders.paid_amount AS
paid_amount, orders.acceptance AS acceptance, orders.cancellation_request AS cancellation_request,
orders.status_seq AS status_seq
FROM orders
WHERE orders.location_id = open.location_id AND orders.id = open.order_id
 LIMIT ALL OFFSET 0) AS found ON found.location_id = open.location_id
WHERE open.released)) AS orders

-- location_id
