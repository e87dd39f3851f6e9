WITH kept AS
(SELECT rollups.location_id AS location_id, rollups.level AS level, rollups.kind AS kind, rollups.starts_at AS
starts_at, rollups.brand_id AS brand_id, rollups.channel AS channel, rollups.status AS status, rollups.cause
AS cause, rollups.count AS count, rollups.microseconds AS microseconds, rollups.longest AS longest,
rollups.histogram AS histogram
FROM rollups
WHERE rollups.location_id = $1::VARCHAR AND rollups.starts_at >= $2::TIMESTAMP WITH TIME ZONE AND
rollups.starts_at < $3::TIMESTAMP WITH TIME ZONE),
place AS
(SELECT rollup_marks.location_id AS location_id, rollup_marks.through AS through, rollup_marks.seq AS seq,
location_feeds.last_seq AS last_seq
FROM rollup_marks JOIN location_feeds ON location_feeds.location_id = rollup_marks.location_id
WHERE rollup_marks.location_id = $1::VARCHAR),
untold AS
(SELECT order_events.order_id AS order_id, order_events.order_version AS order_version
FROM place JOIN order_events ON order_events.location_id = place.location_id
WHERE order_events.location_id = $1::VARCHAR AND order_events.seq > place.seq AND order_events.type !=
'order.released'),
counted AS
(SELECT 'order-stay' AS kind, orders.location_id AS location_id, orders.brand_id AS brand_id, orders.channel
AS channel, anon_1.occurred_at AS at, anon_1.from_status AS status, CASE WHEN anon_1.begun_before_recorded
THEN 'begun-before-recorded' WHEN (anon_1.cause = 'closed-by-day') THEN 'closed-by-day' WHEN anon_1.recall
THEN 'recall' WHEN (anon_1.to_status = 'CANCELLED') THEN 'cancel' ELSE 'forward' END AS cause, 1 AS count,
CAST(round(anon_1.previous_seconds * 1000000) AS BIGINT) AS microseconds
FROM (SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason
FROM order_status_history JOIN orders ON orders.location_id = order_status_history.location_id AND orders.id =
order_status_history.order_id JOIN place ON true
WHERE order_status_history.location_id = $1::VARCHAR AND order_status_history.order_id <= place.through AND
NOT (EXISTS (SELECT *
FROM untold
WHERE untold.order_id = order_status_history.order_id AND untold.order_version =
order_status_history.version)) AND order_status_history.occurred_at >= $2::TIMESTAMP WITH TIME ZONE AND
order_status_history.occurred_at < $3::TIMESTAMP WITH TIME ZONE) AS anon_1 JOIN orders ON orders.location_id =
anon_1.location_id AND orders.id = anon_1.order_id
WHERE anon_1.from_status IS NOT NULL UNION ALL SELECT 'item-stay' AS kind, orders.location_id AS location_id,
orders.brand_id AS brand_id, orders.channel AS channel, anon_2.occurred_at AS at, anon_2.from_status AS
status, CASE WHEN anon_2.begun_before_recorded THEN 'begun-before-recorded' WHEN (anon_2.cause =
'closed-by-day') THEN 'closed-by-day' WHEN anon_2.recall THEN 'recall' WHEN (anon_2.to_status = 'CANCELLED')
THEN 'cancel' ELSE 'forward' END AS cause, 1 AS count, CAST(round(anon_2.previous_seconds * 1000000) AS
BIGINT) AS microseconds
FROM (SELECT item_status_history.location_id AS location_id, item_status_history.order_id AS order_id,
item_status_history.line AS line, item_status_history.bundle AS bundle, item_status_history.seq AS seq,
item_status_history.version AS version, item_status_history.from_status AS from_status,
item_status_history.to_status AS to_status, item_status_history.occurred_at AS occurred_at,
item_status_history.reported_at AS reported_at, item_status_history.recorded_at AS recorded_at,
item_status_history.late AS late, item_status_history.previous_seconds AS previous_seconds,
item_status_history.held_seconds AS held_seconds, item_status_history.begun_before_recorded AS
begun_before_recorded, item_status_history.recall AS recall, item_status_history.cause AS cause,
item_status_history.actor_kind AS actor_kind, item_status_history.actor_id AS actor_id,
item_status_history.reason AS reason
FROM item_status_history JOIN orders ON orders.location_id = item_status_history.location_id AND orders.id =
item_status_history.order_id JOIN place ON true
WHERE item_status_history.location_id = $1::VARCHAR AND item_status_history.order_id <= place.through AND NOT
(EXISTS (SELECT *
FROM untold
WHERE untold.order_id = item_status_history.order_id AND untold.order_version = item_status_history.version))
AND item_status_history.occurred_at >= $2::TIMESTAMP WITH TIME ZONE AND item_status_history.occurred_at <
$3::TIMESTAMP WITH TIME ZONE) AS anon_2 JOIN orders ON orders.location_id = anon_2.location_id AND orders.id =
anon_2.order_id
WHERE anon_2.from_status IS NOT NULL AND NOT anon_2.bundle UNION ALL SELECT 'arrival' AS kind,
orders.location_id AS location_id, orders.brand_id AS brand_id, orders.channel AS channel, anon_1.occurred_at
AS at, 'RECEIVED' AS status, '' AS cause, 1 AS count, CAST(NULL AS BIGINT) AS microseconds
FROM (SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason
FROM order_status_history JOIN orders ON orders.location_id = order_status_history.location_id AND orders.id =
order_status_history.order_id JOIN place ON true
WHERE order_status_history.location_id = $1::VARCHAR AND order_status_history.order_id <= place.through AND
NOT (EXISTS (SELECT *
FROM untold
WHERE untold.order_id = order_status_history.order_id AND untold.order_version =
order_status_history.version)) AND order_status_history.occurred_at >= $2::TIMESTAMP WITH TIME ZONE AND
order_status_history.occurred_at < $3::TIMESTAMP WITH TIME ZONE) AS anon_1 JOIN orders ON orders.location_id =
anon_1.location_id AND orders.id = anon_1.order_id
WHERE anon_1.seq = 1 UNION ALL SELECT 'arrival' AS kind, orders.location_id AS location_id, orders.brand_id AS
brand_id, orders.channel AS channel, anon_1.occurred_at AS at, anon_1.to_status AS status, CASE WHEN
(anon_1.cause = 'closed-by-day') THEN 'closed-by-day' WHEN (anon_1.seq > 2 AND anon_1.cause != 'closed-by-day'
AND (EXISTS (SELECT *
FROM order_status_history AS earlier
WHERE earlier.location_id = anon_1.location_id AND earlier.order_id = anon_1.order_id AND earlier.seq <
anon_1.seq AND earlier.cause != 'closed-by-day' AND earlier.to_status = anon_1.to_status))) THEN
'reached-again' ELSE '' END AS cause, 1 AS count, CAST(NULL AS BIGINT) AS microseconds
FROM (SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason
FROM order_status_history JOIN orders ON orders.location_id = order_status_history.location_id AND orders.id =
order_status_history.order_id JOIN place ON true
WHERE order_status_history.location_id = $1::VARCHAR AND order_status_history.order_id <= place.through AND
NOT (EXISTS (SELECT *
FROM untold
WHERE untold.order_id = order_status_history.order_id AND untold.order_version =
order_status_history.version)) AND order_status_history.occurred_at >= $2::TIMESTAMP WITH TIME ZONE AND
order_status_history.occurred_at < $3::TIMESTAMP WITH TIME ZONE) AS anon_1 JOIN orders ON orders.location_id =
anon_1.location_id AND orders.id = anon_1.order_id
WHERE anon_1.to_status = 'READY' OR anon_1.to_status = 'PICKED_UP' OR anon_1.to_status = 'CANCELLED' UNION ALL
SELECT 'order-claim' AS kind, orders.location_id AS location_id, orders.brand_id AS brand_id, orders.channel
AS channel, orders.created_at AS at, '' AS status, '' AS cause, CAST(jsonb_array_length(orders.claims) AS
BIGINT) AS count, CAST(NULL AS BIGINT) AS microseconds
FROM (SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason
FROM order_status_history JOIN orders ON orders.location_id = order_status_history.location_id AND orders.id =
order_status_history.order_id JOIN place ON true
WHERE order_status_history.location_id = $1::VARCHAR AND order_status_history.order_id <= place.through AND
NOT (EXISTS (SELECT *
FROM untold
WHERE untold.order_id = order_status_history.order_id AND untold.order_version =
order_status_history.version)) AND order_status_history.seq = 1 AND orders.created_at >= $2::TIMESTAMP WITH
TIME ZONE AND orders.created_at < $3::TIMESTAMP WITH TIME ZONE) AS anon_3 JOIN orders ON orders.location_id =
anon_3.location_id AND orders.id = anon_3.order_id
WHERE anon_3.seq = 1 AND orders.claims IS NOT NULL UNION ALL SELECT 'item-claim' AS kind, orders.location_id
AS location_id, orders.brand_id AS brand_id, orders.channel AS channel, orders.created_at AS at, '' AS status,
'' AS cause, CAST(jsonb_array_length(order_items.claims) AS BIGINT) AS count, CAST(NULL AS BIGINT) AS
microseconds
FROM (SELECT item_status_history.location_id AS location_id, item_status_history.order_id AS order_id,
item_status_history.line AS line, item_status_history.bundle AS bundle, item_status_history.seq AS seq,
item_status_history.version AS version, item_status_history.from_status AS from_status,
item_status_history.to_status AS to_status, item_status_history.occurred_at AS occurred_at,
item_status_history.reported_at AS reported_at, item_status_history.recorded_at AS recorded_at,
item_status_history.late AS late, item_status_history.previous_seconds AS previous_seconds,
item_status_history.held_seconds AS held_seconds, item_status_history.begun_before_recorded AS
begun_before_recorded, item_status_history.recall AS recall, item_status_history.cause AS cause,
item_status_history.actor_kind AS actor_kind, item_status_history.actor_id AS actor_id,
item_status_history.reason AS reason
FROM item_status_history JOIN orders ON orders.location_id = item_status_history.location_id AND orders.id =
item_status_history.order_id JOIN place ON true
WHERE item_status_history.location_id = $1::VARCHAR AND item_status_history.order_id <= place.through AND NOT
(EXISTS (SELECT *
FROM untold
WHERE untold.order_id = item_status_history.order_id AND untold.order_version = item_status_history.version))
AND item_status_history.seq = 1 AND orders.created_at >= $2::TIMESTAMP WITH TIME ZONE AND orders.created_at <
$3::TIMESTAMP WITH TIME ZONE) AS anon_4 JOIN orders ON orders.location_id = anon_4.location_id AND orders.id =
anon_4.order_id JOIN order_items ON order_items.location_id = anon_4.location_id AND order_items.order_id =
anon_4.order_id AND order_items.line = anon_4.line
WHERE anon_4.seq = 1 AND order_items.claims IS NOT NULL),
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
by_bin.starts_at, by_bin.brand_id, by_bin.channel, by_bin.status, by_bin.cause)
 SELECT coalesce(kept.location_id, cells.location_id) AS location_id, coalesce(kept.level, cells.level) AS
level, coalesce(kept.kind, cells.kind) AS kind, coalesce(kept.starts_at, cells.starts_at) AS starts_at,
coalesce(kept.brand_id, cells.brand_id) AS brand_id, coalesce(kept.channel, cells.channel) AS channel,
coalesce(kept.status, cells.status) AS status, coalesce(kept.cause, cells.cause) AS cause, kept.count AS
kept_count, kept.microseconds AS kept_microseconds, kept.longest AS kept_longest, kept.histogram AS
kept_histogram, cells.count AS true_count, cells.microseconds AS true_microseconds, cells.longest AS
true_longest, cells.histogram AS true_histogram
FROM kept FULL OUTER JOIN cells ON kept.location_id = cells.location_id AND kept.level = cells.level AND
kept.kind = cells.kind AND kept.starts_at = cells.starts_at AND kept.brand_id = cells.brand_id AND
kept.channel = cells.channel AND kept.status = cells.status AND kept.cause = cells.cause
WHERE kept.count IS DISTINCT FROM cells.count OR kept.microseconds IS DISTINCT FROM cells.microseconds OR
kept.longest IS DISTINCT FROM cells.longest OR kept.histogram IS DISTINCT FROM cells.histogram ORDER BY 1, 2,
3, 4, 5, 6, 7, 8

-- location_id, begins, ends
