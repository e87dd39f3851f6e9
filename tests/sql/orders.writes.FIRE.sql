WITH asked AS
(SELECT asked_rows.place AS place, asked_rows.location_id AS location_id, asked_rows.id AS id,
asked_rows.version AS version, asked_rows.read_version AS read_version, asked_rows.lines AS lines,
asked_rows.recorded_at AS recorded_at, asked_rows.event_type AS event_type, asked_rows.event_changes AS
event_changes
FROM jsonb_to_recordset($1::JSONB) AS asked_rows(place INTEGER, location_id TEXT, id UUID, version INTEGER,
read_version INTEGER, lines INTEGER[], recorded_at TIMESTAMP WITH TIME ZONE, event_type TEXT, event_changes
JSONB)),
counters AS
(SELECT location_feeds.location_id AS location_id, location_feeds.last_seq AS last_seq
FROM location_feeds
WHERE location_feeds.location_id = any(array((SELECT asked.location_id
FROM asked))) ORDER BY location_feeds.location_id FOR NO KEY UPDATE SKIP LOCKED),
free AS
(SELECT asked.place AS place, asked.location_id AS location_id, asked.id AS id, asked.version AS version,
asked.read_version AS read_version, asked.lines AS lines, asked.recorded_at AS recorded_at, asked.event_type
AS event_type, asked.event_changes AS event_changes
FROM asked JOIN orders ON orders.location_id = asked.location_id AND orders.id = asked.id AND orders.version =
asked.read_version
WHERE asked.location_id = any(array((SELECT counters.location_id
FROM counters))) ORDER BY orders.location_id, orders.id FOR NO KEY UPDATE OF orders SKIP LOCKED),
moved AS
(UPDATE orders SET changed_at=free.recorded_at, version=free.version FROM free WHERE orders.location_id =
free.location_id AND orders.id = free.id RETURNING orders.location_id, orders.id, orders.version,
orders.status, orders.brand_id, orders.channel, free.place, free.lines, free.recorded_at, free.event_type,
free.event_changes),
fired AS
(UPDATE order_items SET held=false, fired_at=moved.recorded_at FROM moved WHERE order_items.location_id =
moved.location_id AND order_items.order_id = moved.id AND order_items.line = any(moved.lines)),
taken AS
(UPDATE location_feeds SET last_seq=(location_feeds.last_seq + (SELECT count(*) AS count_1
FROM moved
WHERE moved.location_id = location_feeds.location_id)) WHERE location_feeds.location_id = any(array((SELECT
moved.location_id
FROM moved)))),
events AS
(INSERT INTO order_events (location_id, seq, type, order_id, order_version, order_status, at, changes,
brand_id, channel) SELECT moved.location_id AS location_id, counters.last_seq + (SELECT count(*) AS count_2
FROM moved AS before
WHERE before.location_id = moved.location_id AND before.place <= moved.place) AS anon_1, moved.event_type AS
event_type, moved.id AS id, moved.version AS version, moved.status AS status, moved.recorded_at AS
recorded_at, moved.event_changes AS event_changes, moved.brand_id AS brand_id, moved.channel AS channel
FROM moved JOIN counters ON moved.location_id = counters.location_id)
 SELECT moved.place, false AS held
FROM moved UNION ALL SELECT asked.place, true AS held
FROM asked
WHERE NOT (asked.location_id = any(array((SELECT counters.location_id
FROM counters))))

-- asked
