SELECT webhook_endpoints.id AS endpoint_id, location_feeds.location_id, coalesce(webhook_cursors.cursor, '0')
AS known, CASE WHEN (coalesce(location_feeds.last_seq, 0) = 0) THEN '0' WHEN (feed_epochs.origin = (SELECT
concat_ws(' ', anon_1.system_identifier, CASE WHEN (NOT pg_is_in_recovery()) THEN
left(pg_walfile_name(pg_current_wal_lsn()), 8) END, pg_relation_filepath('location_feeds'),
pg_relation_filepath('feed_epochs')) AS concat_ws_1
FROM pg_control_system() AS anon_1)) THEN feed_epochs.epoch || '.' || CAST(location_feeds.last_seq AS TEXT)
ELSE '' END AS cursor
FROM webhook_endpoints JOIN location_feeds ON webhook_endpoints.location_ids IS NULL OR
location_feeds.location_id = '' OR location_feeds.location_id = any(webhook_endpoints.location_ids) LEFT OUTER
JOIN feed_epochs ON feed_epochs.location_id = location_feeds.location_id LEFT OUTER JOIN webhook_cursors ON
webhook_cursors.location_id = location_feeds.location_id AND webhook_cursors.endpoint_id =
webhook_endpoints.id
WHERE webhook_endpoints.disabled_at IS NULL AND coalesce(webhook_cursors.cursor, '0') != CASE WHEN
(coalesce(location_feeds.last_seq, 0) = 0) THEN '0' WHEN (feed_epochs.origin = (SELECT concat_ws(' ',
anon_1.system_identifier, CASE WHEN (NOT pg_is_in_recovery()) THEN left(pg_walfile_name(pg_current_wal_lsn()),
8) END, pg_relation_filepath('location_feeds'), pg_relation_filepath('feed_epochs')) AS concat_ws_1
FROM pg_control_system() AS anon_1)) THEN feed_epochs.epoch || '.' || CAST(location_feeds.last_seq AS TEXT)
ELSE '' END ORDER BY webhook_endpoints.id, location_feeds.location_id

-- 
