WITH place AS
(SELECT rollup_marks.location_id AS location_id, rollup_marks.through AS through, rollup_marks.seq AS seq,
location_feeds.last_seq AS last_seq
FROM rollup_marks JOIN location_feeds ON location_feeds.location_id = rollup_marks.location_id
WHERE rollup_marks.location_id = $1::VARCHAR),
ids AS
(SELECT orders.id AS id
FROM orders JOIN place ON orders.location_id = place.location_id
WHERE orders.location_id = $1::VARCHAR AND orders.id > (SELECT place.through
FROM place) AND place.through < 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid AND NOT (place.through >
'00000000-0000-0000-0000-000000000000'::uuid AND place.last_seq - place.seq > $2::BIGINT) ORDER BY orders.id
 LIMIT $3::INTEGER),
goal AS
(SELECT CASE WHEN (place.through > '00000000-0000-0000-0000-000000000000'::uuid AND place.last_seq - place.seq
> $2::BIGINT) THEN place.seq + $2::BIGINT ELSE place.last_seq END AS seq, CASE WHEN (place.through >
'00000000-0000-0000-0000-000000000000'::uuid AND place.last_seq - place.seq > $2::BIGINT) THEN place.through
WHEN ((SELECT count(*) AS count_1
FROM ids) < $3::INTEGER) THEN 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid ELSE (SELECT ids.id
FROM ids ORDER BY ids.id DESC
 LIMIT 1) END AS through
FROM place),
order_status_history_rows AS
(SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason
FROM order_status_history JOIN (SELECT DISTINCT order_events.location_id AS location_id, order_events.order_id
AS order_id, order_events.order_version AS order_version
FROM place JOIN order_events ON order_events.location_id = place.location_id JOIN goal ON true
WHERE order_events.location_id = $1::VARCHAR AND order_events.seq > place.seq AND order_events.seq <= goal.seq
AND order_events.order_id <= place.through AND order_events.type != 'order.released') AS changed ON
order_status_history.location_id = changed.location_id AND order_status_history.order_id = changed.order_id
AND order_status_history.version = changed.order_version
WHERE order_status_history.location_id = $1::VARCHAR UNION ALL SELECT order_status_history.location_id AS
location_id, order_status_history.order_id AS order_id, order_status_history.seq AS seq,
order_status_history.version AS version, order_status_history.from_status AS from_status,
order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason
FROM order_status_history JOIN ids ON order_status_history.location_id = $1::VARCHAR AND
order_status_history.order_id = ids.id),
item_status_history_rows AS
(SELECT item_status_history.location_id AS location_id, item_status_history.order_id AS order_id,
item_status_history.line AS line, item_status_history.bundle AS bundle, item_status_history.seq AS seq,
item_status_history.version AS version, item_status_history.from_status AS from_status,
item_status_history.to_status AS to_status, item_status_history.occurred_at AS occurred_at,
item_status_history.reported_at AS reported_at, item_status_history.recorded_at AS recorded_at,
item_status_history.late AS late, item_status_history.previous_seconds AS previous_seconds,
item_status_history.held_seconds AS held_seconds, item_status_history.begun_before_recorded AS
begun_before_recorded, item_status_history.recall AS recall, item_status_history.cause AS cause,
item_status_history.actor_kind AS actor_kind, item_status_history.actor_id AS actor_id,
item_status_history.reason AS reason
FROM item_status_history JOIN (SELECT DISTINCT order_events.location_id AS location_id, order_events.order_id
AS order_id, order_events.order_version AS order_version
FROM place JOIN order_events ON order_events.location_id = place.location_id JOIN goal ON true
WHERE order_events.location_id = $1::VARCHAR AND order_events.seq > place.seq AND order_events.seq <= goal.seq
AND order_events.order_id <= place.through AND order_events.type != 'order.released') AS changed ON
item_status_history.location_id = changed.location_id AND item_status_history.order_id = changed.order_id AND
item_status_history.version = changed.order_version
WHERE item_status_history.location_id = $1::VARCHAR UNION ALL SELECT item_status_history.location_id AS
location_id, item_status_history.order_id AS order_id, item_status_history.line AS line,
item_status_history.bundle AS bundle, item_status_history.seq AS seq, item_status_history.version AS version,
item_status_history.from_status AS from_status, item_status_history.to_status AS to_status,
item_status_history.occurred_at AS occurred_at, item_status_history.reported_at AS reported_at,
item_status_history.recorded_at AS recorded_at, item_status_history.late AS late,
item_status_history.previous_seconds AS previous_seconds, item_status_history.held_seconds AS held_seconds,
item_status_history.begun_before_recorded AS begun_before_recorded, item_status_history.recall AS recall,
item_status_history.cause AS cause, item_status_history.actor_kind AS actor_kind, item_status_history.actor_id
AS actor_id, item_status_history.reason AS reason
FROM item_status_history JOIN ids ON item_status_history.location_id = $1::VARCHAR AND
item_status_history.order_id = ids.id),
counted AS
(SELECT 'order-stay' AS kind, orders.location_id AS location_id, orders.brand_id AS brand_id, orders.channel
AS channel, order_status_history_rows.occurred_at AS at, order_status_history_rows.from_status AS status, CASE
WHEN order_status_history_rows.begun_before_recorded THEN 'begun-before-recorded' WHEN
(order_status_history_rows.cause = 'closed-by-day') THEN 'closed-by-day' WHEN order_status_history_rows.recall
THEN 'recall' WHEN (order_status_history_rows.to_status = 'CANCELLED') THEN 'cancel' ELSE 'forward' END AS
cause, 1 AS count, CAST(round(order_status_history_rows.previous_seconds * 1000000) AS BIGINT) AS microseconds
FROM order_status_history_rows JOIN orders ON orders.location_id = order_status_history_rows.location_id AND
orders.id = order_status_history_rows.order_id
WHERE order_status_history_rows.from_status IS NOT NULL UNION ALL SELECT 'item-stay' AS kind,
orders.location_id AS location_id, orders.brand_id AS brand_id, orders.channel AS channel,
item_status_history_rows.occurred_at AS at, item_status_history_rows.from_status AS status, CASE WHEN
item_status_history_rows.begun_before_recorded THEN 'begun-before-recorded' WHEN
(item_status_history_rows.cause = 'closed-by-day') THEN 'closed-by-day' WHEN item_status_history_rows.recall
THEN 'recall' WHEN (item_status_history_rows.to_status = 'CANCELLED') THEN 'cancel' ELSE 'forward' END AS
cause, 1 AS count, CAST(round(item_status_history_rows.previous_seconds * 1000000) AS BIGINT) AS microseconds
FROM item_status_history_rows JOIN orders ON orders.location_id = item_status_history_rows.location_id AND
orders.id = item_status_history_rows.order_id
WHERE item_status_history_rows.from_status IS NOT NULL AND NOT item_status_history_rows.bundle UNION ALL
SELECT 'arrival' AS kind, orders.location_id AS location_id, orders.brand_id AS brand_id, orders.channel AS
channel, order_status_history_rows.occurred_at AS at, 'RECEIVED' AS status, '' AS cause, 1 AS count, CAST(NULL
AS BIGINT) AS microseconds
FROM order_status_history_rows JOIN orders ON orders.location_id = order_status_history_rows.location_id AND
orders.id = order_status_history_rows.order_id
WHERE order_status_history_rows.seq = 1 UNION ALL SELECT 'arrival' AS kind, orders.location_id AS location_id,
orders.brand_id AS brand_id, orders.channel AS channel, order_status_history_rows.occurred_at AS at,
order_status_history_rows.to_status AS status, CASE WHEN (order_status_history_rows.cause = 'closed-by-day')
THEN 'closed-by-day' WHEN (order_status_history_rows.seq > 2 AND order_status_history_rows.cause !=
'closed-by-day' AND (EXISTS (SELECT *
FROM order_status_history AS earlier
WHERE earlier.location_id = order_status_history_rows.location_id AND earlier.order_id =
order_status_history_rows.order_id AND earlier.seq < order_status_history_rows.seq AND earlier.cause !=
'closed-by-day' AND earlier.to_status = order_status_history_rows.to_status))) THEN 'reached-again' ELSE ''
END AS cause, 1 AS count, CAST(NULL AS BIGINT) AS microseconds
FROM order_status_history_rows JOIN orders ON orders.location_id = order_status_history_rows.location_id AND
orders.id = order_status_history_rows.order_id
WHERE order_status_history_rows.to_status = 'READY' OR order_status_history_rows.to_status = 'PICKED_UP' OR
order_status_history_rows.to_status = 'CANCELLED' UNION ALL SELECT 'order-claim' AS kind, orders.location_id
AS location_id, orders.brand_id AS brand_id, orders.channel AS channel, orders.created_at AS at, '' AS status,
'' AS cause, CAST(jsonb_array_length(orders.claims) AS BIGINT) AS count, CAST(NULL AS BIGINT) AS microseconds
FROM order_status_history_rows JOIN orders ON orders.location_id = order_status_history_rows.location_id AND
orders.id = order_status_history_rows.order_id
WHERE order_status_history_rows.seq = 1 AND orders.claims IS NOT NULL UNION ALL SELECT 'item-claim' AS kind,
orders.location_id AS location_id, orders.brand_id AS brand_id, orders.channel AS channel, orders.created_at
AS at, '' AS status, '' AS cause, CAST(jsonb_array_length(order_items.claims) AS BIGINT) AS count, CAST(NULL
AS BIGINT) AS microseconds
FROM item_status_history_rows JOIN orders ON orders.location_id = item_status_history_rows.location_id AND
orders.id = item_status_history_rows.order_id JOIN order_items ON order_items.location_id =
item_status_history_rows.location_id AND order_items.order_id = item_status_history_rows.order_id AND
order_items.line = item_status_history_rows.line
WHERE item_status_history_rows.seq = 1 AND order_items.claims IS NOT NULL),
finest AS MATERIALIZED
(SELECT counted.location_id AS location_id, counted.kind AS kind, counted.brand_id AS brand_id,
counted.channel AS channel, date_bin(interval '900 seconds', counted.at, timestamptz
'0001-01-01T00:00:00+00:00') AS at, counted.status AS status, counted.cause AS cause, CASE WHEN
(counted.microseconds IS NOT NULL) THEN CASE WHEN (counted.microseconds <= 0) THEN 0 ELSE
CAST(ceil(ln(CAST(greatest(counted.microseconds, 1) AS DOUBLE PRECISION)) / CAST('0.03922071315328133'::float8
AS DOUBLE PRECISION)) AS BIGINT) + 1 END END AS bin, CAST(sum(counted.count) AS BIGINT) AS count,
sum(counted.microseconds) AS microseconds, max(counted.microseconds) AS longest
FROM counted GROUP BY 1, 2, 3, 4, 5, 6, 7, 8),
by_bin AS
(SELECT finest.location_id AS location_id, levels.level AS level, finest.kind AS kind, date_bin(levels.width,
finest.at, timestamptz '0001-01-01T00:00:00+00:00') AS starts_at, CASE WHEN levels.brand THEN finest.brand_id
ELSE '' END AS brand_id, CASE WHEN levels.channel THEN finest.channel ELSE '' END AS channel, finest.status AS
status, finest.cause AS cause, finest.bin AS bin, CAST(sum(finest.count) AS BIGINT) AS count,
sum(finest.microseconds) AS microseconds, max(finest.longest) AS longest
FROM finest JOIN (VALUES (1::integer, interval '900 seconds', false, false), (2::integer, interval '3600
seconds', false, false), (3::integer, interval '3600 seconds', true, true), (4::integer, interval '86400
seconds', false, false), (5::integer, interval '86400 seconds', true, true), (6::integer, interval '2419200
seconds', false, false), (7::integer, interval '2419200 seconds', true, true)) AS levels (level, width, brand,
channel) ON true GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9),
cells AS
(SELECT by_bin.location_id AS location_id, by_bin.level AS level, by_bin.kind AS kind, by_bin.starts_at AS
starts_at, by_bin.brand_id AS brand_id, by_bin.channel AS channel, by_bin.status AS status, by_bin.cause AS
cause, CAST(sum(by_bin.count) AS BIGINT) AS count, sum(by_bin.microseconds) AS microseconds,
max(by_bin.longest) AS longest, array_agg((by_bin.bin << 40) + by_bin.count ORDER BY (by_bin.bin << 40) +
by_bin.count) FILTER (WHERE by_bin.bin IS NOT NULL) AS histogram
FROM by_bin GROUP BY by_bin.location_id, by_bin.level, by_bin.kind, by_bin.starts_at, by_bin.brand_id,
by_bin.channel, by_bin.status, by_bin.cause ORDER BY by_bin.location_id, by_bin.level, by_bin.kind,
by_bin.starts_at, by_bin.brand_id, by_bin.channel, by_bin.status, by_bin.cause),
added AS
(INSERT INTO rollups (location_id, level, kind, starts_at, brand_id, channel, status, cause, count,
microseconds, longest, histogram) SELECT cells.location_id AS location_id, cells.level AS level, cells.kind AS
kind, cells.starts_at AS starts_at, cells.brand_id AS brand_id, cells.channel AS channel, cells.status AS
status, cells.cause AS cause, cells.count AS count, cells.microseconds AS microseconds, cells.longest AS
longest, cells.histogram AS histogram
FROM cells ON CONFLICT (location_id, level, kind, starts_at, brand_id, channel, status, cause) DO UPDATE SET
count = (rollups.count + excluded.count), microseconds = (rollups.microseconds + excluded.microseconds),
longest = greatest(rollups.longest, excluded.longest), histogram = CASE WHEN (excluded.histogram IS NOT NULL)
THEN (SELECT array_agg(sums.entry ORDER BY sums.entry) AS array_agg_1
FROM (SELECT ((entry >> 40) << 40) + CAST(sum(entry & 1099511627775) AS BIGINT) AS entry
FROM unnest(array_cat(rollups.histogram, excluded.histogram)) AS entry GROUP BY entry >> 40) AS sums) END
RETURNING rollups.level),
kept AS
(INSERT INTO rollup_spans (location_id, reach, began_at, order_id, seq, ended_at, brand_id, channel) SELECT
spans.location_id AS location_id, spans.reach AS reach, spans.began_at AS began_at, spans.order_id AS
order_id, spans.seq AS seq, spans.ended_at AS ended_at, spans.brand_id AS brand_id, spans.channel AS channel
FROM (SELECT ends.location_id AS location_id, ends.began_at AS began_at, ends.order_id AS order_id, ends.seq
AS seq, ends.ended_at AS ended_at, ends.brand_id AS brand_id, ends.channel AS channel,
CAST(least(CAST(ceil(log(2, EXTRACT(epoch FROM ends.ended_at - ends.began_at) / CAST(3600.0 AS NUMERIC))) AS
INTEGER), 20) AS INTEGER) AS reach
FROM (SELECT order_status_history_rows.location_id AS location_id, (SELECT max(firsts.at) AS max_1
FROM (SELECT min(earlier.occurred_at) AS at
FROM order_status_history AS earlier
WHERE earlier.location_id = order_status_history_rows.location_id AND earlier.order_id =
order_status_history_rows.order_id AND earlier.seq < order_status_history_rows.seq AND earlier.cause !=
'closed-by-day' AND (earlier.seq = 1 OR earlier.to_status = 'READY' OR earlier.to_status = 'PICKED_UP' OR
earlier.to_status = 'CANCELLED') GROUP BY earlier.to_status) AS firsts) AS began_at,
order_status_history_rows.order_id AS order_id, order_status_history_rows.seq AS seq,
order_status_history_rows.occurred_at AS ended_at, orders.brand_id AS brand_id, orders.channel AS channel
FROM order_status_history_rows JOIN orders ON orders.location_id = order_status_history_rows.location_id AND
orders.id = order_status_history_rows.order_id
WHERE order_status_history_rows.seq > 1 AND (order_status_history_rows.to_status = 'READY' OR
order_status_history_rows.to_status = 'PICKED_UP' OR order_status_history_rows.to_status = 'CANCELLED') AND
order_status_history_rows.cause != 'closed-by-day' AND NOT (order_status_history_rows.seq > 2 AND
order_status_history_rows.cause != 'closed-by-day' AND (EXISTS (SELECT *
FROM order_status_history AS earlier
WHERE earlier.location_id = order_status_history_rows.location_id AND earlier.order_id =
order_status_history_rows.order_id AND earlier.seq < order_status_history_rows.seq AND earlier.cause !=
'closed-by-day' AND earlier.to_status = order_status_history_rows.to_status)))) AS ends
WHERE ends.ended_at - ends.began_at > interval '1 hour') AS spans),
moved AS
(UPDATE rollup_marks SET through=goal.through, seq=goal.seq FROM place, goal WHERE rollup_marks.location_id =
$1::VARCHAR AND rollup_marks.location_id = place.location_id RETURNING rollup_marks.through)
 SELECT place.last_seq > goal.seq AS behind, goal.through < 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid AS
rebuilding, (SELECT count(*) AS count_2
FROM ids) AS orders, goal.seq - place.seq AS events
FROM place JOIN goal ON true

-- location_id, events, orders
