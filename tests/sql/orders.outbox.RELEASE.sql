WITH due AS
(SELECT orders.location_id AS location_id, orders.id AS id, orders.version AS version, orders.status AS
status, orders.brand_id AS brand_id, orders.channel AS channel
FROM open_orders JOIN orders ON orders.id = open_orders.order_id
WHERE NOT open_orders.released AND open_orders.release_at <= clock_timestamp() ORDER BY open_orders.release_at
 LIMIT 1 FOR NO KEY UPDATE OF orders SKIP LOCKED),
released AS
(UPDATE open_orders SET released=true FROM due WHERE open_orders.location_id = due.location_id AND
open_orders.order_id = due.id AND NOT open_orders.released RETURNING due.location_id, due.id, due.version,
due.status, due.brand_id, due.channel, clock_timestamp() AS recorded_at),
counted AS
(INSERT INTO location_feeds (location_id, last_seq) SELECT released.location_id AS location_id, 1
FROM released
WHERE (SELECT count(*) AS count_1
FROM released) > 0 ON CONFLICT (location_id) DO UPDATE SET last_seq = (location_feeds.last_seq +
excluded.last_seq) RETURNING location_feeds.last_seq),
event AS
(INSERT INTO order_events (location_id, seq, type, order_id, order_version, order_status, at, changes,
brand_id, channel) SELECT released.location_id AS location_id, counted.last_seq AS last_seq, $1::VARCHAR AS
anon_1, released.id AS id, released.version AS version, released.status AS status, released.recorded_at AS
recorded_at, $2::JSONB AS anon_2, released.brand_id AS brand_id, released.channel AS channel
FROM released JOIN counted ON true)
 SELECT released.id
FROM released

-- event_type, event_changes
