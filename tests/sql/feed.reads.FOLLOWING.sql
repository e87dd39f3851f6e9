SELECT (SELECT order_events.seq
FROM order_events
WHERE order_events.location_id = $1::VARCHAR ORDER BY order_events.seq
 LIMIT 1) AS oldest, coalesce((SELECT CASE WHEN (coalesce(location_feeds.last_seq, 0) = 0) THEN '0' WHEN
(feed_epochs.origin = (SELECT concat_ws(' ', anon_2.system_identifier, CASE WHEN (NOT pg_is_in_recovery())
THEN left(pg_walfile_name(pg_current_wal_lsn()), 8) END, pg_relation_filepath('location_feeds'),
pg_relation_filepath('feed_epochs')) AS concat_ws_1
FROM pg_control_system() AS anon_2)) THEN feed_epochs.epoch || '.' || CAST(location_feeds.last_seq AS TEXT)
ELSE '' END AS anon_1
FROM location_feeds LEFT OUTER JOIN feed_epochs ON feed_epochs.location_id = location_feeds.location_id
WHERE location_feeds.location_id = $1::VARCHAR), '0') AS cursor, array((SELECT row(order_events.seq,
order_events.type, order_events.location_id, order_events.brand_id, order_events.channel,
order_events.order_id, order_events.order_version, order_events.order_status, order_events.at,
order_events.changes) AS row_1
FROM order_events
WHERE order_events.location_id = $1::VARCHAR AND order_events.seq > $2::BIGINT ORDER BY order_events.seq
 LIMIT $3::INTEGER)) AS events

-- location_id, after, limit
