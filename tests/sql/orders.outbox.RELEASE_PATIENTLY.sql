WITH due AS
(SELECT orders.location_id AS location_id, orders.id AS id, orders.version AS version, orders.status AS
status, orders.brand_id AS brand_id, orders.channel AS channel
FROM open_orders JOIN orders ON orders.id = open_orders.order_id
WHERE NOT open_orders.released AND open_orders.release_at <= clock_timestamp() ORDER BY open_orders.release_at
 LIMIT 1 FOR NO KEY UPDATE OF orders SKIP LOCKED),
counters AS
(SELECT location_feeds.location_id AS location_id, location_feeds.last_seq AS last_seq
FROM location_feeds
WHERE location_feeds.location_id = any(array((SELECT due.location_id
FROM due))) ORDER BY location_feeds.location_id FOR NO KEY UPDATE),
released AS
(UPDATE open_orders SET released=true FROM due WHERE open_orders.location_id = due.location_id AND
open_orders.order_id = due.id AND NOT open_orders.released AND due.location_id = any(array((SELECT
counters.location_id
FROM counters))) RETURNING due.location_id, due.id, due.version, due.status, due.brand_id, due.channel,
clock_timestamp() AS recorded_at, 0 AS place, $1::VARCHAR AS event_type, $2::JSONB AS event_changes),
taken AS
(UPDATE location_feeds SET last_seq=(location_feeds.last_seq + (SELECT count(*) AS count_1
FROM released
WHERE released.location_id = location_feeds.location_id)) WHERE location_feeds.location_id = any(array((SELECT
released.location_id
FROM released)))),
events AS
(INSERT INTO order_events (location_id, seq, type, order_id, order_version, order_status, at, changes,
brand_id, channel) SELECT released.location_id AS location_id, counters.last_seq + (SELECT count(*) AS count_2
FROM released AS before
WHERE before.location_id = released.location_id AND before.place <= released.place) AS anon_1,
released.event_type AS event_type, released.id AS id, released.version AS version, released.status AS status,
released.recorded_at AS recorded_at, released.event_changes AS event_changes, released.brand_id AS brand_id,
released.channel AS channel
FROM released JOIN counters ON released.location_id = counters.location_id)
 SELECT released.id
FROM released

-- event_type, event_changes
