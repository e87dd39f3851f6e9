SELECT places.location_id, coalesce((SELECT CASE WHEN (coalesce(location_feeds.last_seq, 0) = 0) THEN '0' WHEN
(feed_epochs.origin = (SELECT concat_ws(' ', anon_2.system_identifier, CASE WHEN (NOT pg_is_in_recovery())
THEN left(pg_walfile_name(pg_current_wal_lsn()), 8) END, pg_relation_filepath('location_feeds'),
pg_relation_filepath('feed_epochs')) AS concat_ws_1
FROM pg_control_system() AS anon_2)) THEN feed_epochs.epoch || '.' || CAST(location_feeds.last_seq AS TEXT)
ELSE '' END AS anon_1
FROM location_feeds LEFT OUTER JOIN feed_epochs ON feed_epochs.location_id = location_feeds.location_id
WHERE location_feeds.location_id = places.location_id), '0') AS cursor, statement_timestamp() AS now,
array((SELECT row(open_orders.released OR open_orders.accept_by IS NOT NULL, open_orders.release_at,
found.status, found.pickup_time, found.recorded_at, (SELECT json_agg(json_build_array(order_items.line,
order_items.parent_line, order_items.station, order_items.preparation_minutes, order_items.status,
order_items.held, order_items.to_make, order_items.bundle) ORDER BY order_items.line) AS json_agg_1
FROM order_items
WHERE order_items.location_id = open_orders.location_id AND order_items.order_id = open_orders.order_id)) AS
row_1
FROM open_orders JOIN LATERAL (SELECT orders.location_id AS location_id, orders.brand_id AS brand_id,
orders.status AS status, orders.pickup_time AS pickup_time, orders.recorded_at AS recorded_at
FROM orders
WHERE orders.location_id = open_orders.location_id AND orders.id = open_orders.order_id
 LIMIT ALL OFFSET 0) AS found ON found.location_id = open_orders.location_id
WHERE open_orders.location_id = places.location_id)) AS orders, array((SELECT
row(coalesce(menu_stations.station, menu_products.station), count(*)) AS row_2
FROM LATERAL (SELECT DISTINCT menu_snoozes.brand_id AS brand_id, menu_snoozes.plu AS plu
FROM menu_snoozes
WHERE (menu_snoozes.location_id = places.location_id OR menu_snoozes.location_id = '' AND (EXISTS (SELECT *
FROM orders
WHERE orders.location_id = places.location_id AND orders.brand_id = menu_snoozes.brand_id AND
orders.created_at > statement_timestamp() - interval '30 days'))) AND (menu_snoozes.until IS NULL OR
menu_snoozes.until > statement_timestamp())) AS snoozed LEFT OUTER JOIN menu_stations ON
menu_stations.brand_id = snoozed.brand_id AND menu_stations.plu = snoozed.plu AND menu_stations.location_id =
places.location_id LEFT OUTER JOIN menu_products ON menu_products.brand_id = snoozed.brand_id AND
menu_products.plu = snoozed.plu GROUP BY coalesce(menu_stations.station, menu_products.station))) AS snoozed,
array((SELECT row(api_keys.stations, api_keys.last_used_at) AS row_3
FROM api_keys JOIN partners ON partners.id = api_keys.partner_id
WHERE partners.kind = 'display' AND CASE WHEN (api_keys.revoked_at IS NOT NULL) THEN 'revoked' WHEN
(clock_timestamp() >= least(api_keys.expires_at, api_keys.overlaps_until)) THEN 'expired' ELSE 'live' END =
'live' AND (api_keys.location_ids IS NULL OR places.location_id = any(api_keys.location_ids)))) AS displays
FROM unnest($1::TEXT[]) AS places(location_id)

-- location_ids
