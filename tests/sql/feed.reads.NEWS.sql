SELECT watched.location_id, CASE WHEN (coalesce(location_feeds.last_seq, 0) = 0) THEN '0' WHEN
(feed_epochs.origin = (SELECT concat_ws(' ', anon_1.system_identifier, CASE WHEN (NOT pg_is_in_recovery())
THEN left(pg_walfile_name(pg_current_wal_lsn()), 8) END, pg_relation_filepath('location_feeds'),
pg_relation_filepath('feed_epochs')) AS concat_ws_1
FROM pg_control_system() AS anon_1)) THEN feed_epochs.epoch || '.' || CAST(location_feeds.last_seq AS TEXT)
ELSE '' END AS cursor, array((SELECT row(order_events.seq, order_events.type, order_events.location_id,
order_events.brand_id, order_events.channel, order_events.order_id, order_events.order_version,
order_events.order_status, order_events.at, order_events.changes) AS row_1
FROM order_events
WHERE order_events.location_id = watched.location_id AND order_events.seq > watched.seq ORDER BY
order_events.seq
 LIMIT $1::INTEGER)) AS events
FROM unnest($2::TEXT[], $3::TEXT[], $4::BIGINT[]) AS watched(location_id, cursor, seq) LEFT OUTER JOIN
location_feeds ON location_feeds.location_id = watched.location_id LEFT OUTER JOIN feed_epochs ON
feed_epochs.location_id = location_feeds.location_id
WHERE watched.cursor != CASE WHEN (coalesce(location_feeds.last_seq, 0) = 0) THEN '0' WHEN (feed_epochs.origin
= (SELECT concat_ws(' ', anon_1.system_identifier, CASE WHEN (NOT pg_is_in_recovery()) THEN
left(pg_walfile_name(pg_current_wal_lsn()), 8) END, pg_relation_filepath('location_feeds'),
pg_relation_filepath('feed_epochs')) AS concat_ws_1
FROM pg_control_system() AS anon_1)) THEN feed_epochs.epoch || '.' || CAST(location_feeds.last_seq AS TEXT)
ELSE '' END

-- limit, location_ids, cursors, seqs
