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
row(found.id, found.version, found.status, found.channel_order_display_id, found.channel, found.brand_id,
found.table_label, found.covers, found.server, found.pickup_time, found.created_at, found.note,
found.allergens, found.pass_required, found.channel_order_id, found.order_type, (SELECT
row(order_customers.name, order_customers.delivery_street IS NOT NULL) AS row_2
FROM order_customers
WHERE order_customers.location_id = open.location_id AND order_customers.order_id = open.order_id),
found.recorded_at, CASE WHEN (found.pickup_time IS NULL) THEN (SELECT max(order_items.preparation_minutes) AS
max_1
FROM order_items
WHERE order_items.location_id = open.location_id AND order_items.order_id = open.order_id AND
order_items.status != 'CANCELLED') END, row(found.currency, found.adjustments, found.payment_status,
found.payment_method, found.paid_amount), CASE WHEN (found.payment_status IS NOT NULL) THEN array((SELECT
row(order_items.line, order_items.parent_line, order_items.quantity, order_items.quantity_thousandths,
order_items.unit_price_amount, order_items.modifiers, order_items.status) AS row_3
FROM order_items
WHERE order_items.location_id = open.location_id AND order_items.order_id = open.order_id)) END,
row(found.acceptance, found.cancellation_request, found.status_seq, NOT open.released), CASE WHEN ($2::VARCHAR
IS NOT NULL) THEN (SELECT json_agg(json_build_array(order_items.line, order_items.parent_line,
order_items.station, order_items.preparation_minutes, order_items.status, order_items.held,
order_items.to_make, order_items.bundle) ORDER BY order_items.line) AS json_agg_1
FROM order_items
WHERE order_items.location_id = open.location_id AND order_items.order_id = open.order_id) END, (SELECT
json_agg(json_build_array(order_items.line, order_items.parent_line, order_items.plu, order_items.name,
order_items.quantity, order_items.quantity_thousandths, order_items.unit, order_items.note,
order_items.allergens, order_items.for_name, order_items.modifiers, order_items.station,
order_items.preparation_minutes, order_items.flags, order_items.course, order_items.held,
order_items.fired_at, order_items.to_make, order_items.bundle, order_items.amended_at, order_items.status)
ORDER BY order_items.line) AS json_agg_2
FROM order_items
WHERE order_items.location_id = open.location_id AND order_items.order_id = open.order_id AND ($2::VARCHAR IS
NULL OR order_items.station = $2::VARCHAR OR order_items.bundle))) AS row_1
FROM open JOIN LATERAL (SELECT orders.location_id AS location_id, orders.id AS id, orders.version AS version,
orders.status AS status, orders.channel_order_display_id AS channel_order_display_id, orders.channel AS
channel, orders.brand_id AS brand_id, orders.table_label AS table_label, orders.covers AS covers,
orders.server AS server, orders.pickup_time AS pickup_time, orders.created_at AS created_at, orders.note AS
note, orders.allergens AS allergens, orders.pass_required AS pass_required, orders.channel_order_id AS
channel_order_id, orders.order_type AS order_type, orders.recorded_at AS recorded_at, orders.currency AS
currency, orders.adjustments AS adjustments, orders.payment_status AS payment_status, orders.payment_method AS
payment_method, orders.paid_amount AS paid_amount, orders.acceptance AS acceptance,
orders.cancellation_request AS cancellation_request, orders.status_seq AS status_seq
FROM orders
WHERE orders.location_id = open.location_id AND orders.id = open.order_id
 LIMIT ALL OFFSET 0) AS found ON found.location_id = open.location_id
WHERE (open.released OR open.accept_by IS NOT NULL) AND open.order_id = any($3::UUID[]))) AS orders,
array((SELECT row(kitchen_stations.warn_seconds, kitchen_stations.late_seconds) AS row_4
FROM kitchen_stations
WHERE kitchen_stations.location_id = $1::VARCHAR AND kitchen_stations.station = $2::VARCHAR)) AS thresholds,
(SELECT row(count(*), min(open.release_at)) AS row_5
FROM open
WHERE NOT (open.released OR open.accept_by IS NOT NULL)) AS held, array((SELECT
row(locations.ring_again_seconds) AS row_6
FROM locations
WHERE locations.location_id = $1::VARCHAR)) AS rules

-- location_id, station, order_ids
