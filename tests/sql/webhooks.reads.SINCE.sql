SELECT location_feeds.location_id, CASE WHEN (coalesce(location_feeds.last_seq, 0) = 0) THEN '0' WHEN
(feed_epochs.origin = (SELECT concat_ws(' ', anon_1.system_identifier, CASE WHEN (NOT pg_is_in_recovery())
THEN left(pg_walfile_name(pg_current_wal_lsn()), 8) END, pg_relation_filepath('location_feeds'),
pg_relation_filepath('feed_epochs')) AS concat_ws_1
FROM pg_control_system() AS anon_1)) THEN feed_epochs.epoch || '.' || CAST(location_feeds.last_seq AS TEXT)
ELSE '' END AS cursor, coalesce((SELECT order_events.seq
FROM order_events
WHERE order_events.location_id = location_feeds.location_id AND order_events.at < $1::TIMESTAMP WITH TIME ZONE
ORDER BY order_events.seq DESC
 LIMIT 1), (SELECT order_events.seq
FROM order_events
WHERE order_events.location_id = location_feeds.location_id ORDER BY order_events.seq
 LIMIT 1) - 1, location_feeds.last_seq) AS seq, coalesce((SELECT order_events.seq
FROM order_events
WHERE order_events.location_id = location_feeds.location_id ORDER BY order_events.seq
 LIMIT 1), location_feeds.last_seq + 1) AS oldest
FROM location_feeds LEFT OUTER JOIN feed_epochs ON feed_epochs.location_id = location_feeds.location_id
WHERE $2::TEXT[] IS NULL OR location_feeds.location_id = any($2::TEXT[])

-- now, location_ids
