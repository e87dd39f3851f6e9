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
(SELECT 'order-stay' AS kind, anon_1.location_id AS location_id, anon_1.brand_id AS brand_id, anon_1.channel
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
order_status_history.reason AS reason, orders.brand_id AS brand_id, orders.channel AS channel,
orders.created_at AS created_at, orders.claims AS claims
FROM order_status_history JOIN orders ON orders.location_id = order_status_history.location_id AND orders.id =
order_status_history.order_id JOIN place ON true
WHERE order_status_history.location_id = $1::VARCHAR AND order_status_history.order_id <= place.through AND
NOT (EXISTS (SELECT *
FROM untold
WHERE untold.order_id = order_status_history.order_id AND untold.order_version =
order_status_history.version)) AND order_status_history.occurred_at >= $2::TIMESTAMP WITH TIME ZONE AND
order_status_history.occurred_at < $3::TIMESTAMP WITH TIME ZONE) AS anon_1
WHERE anon_1.from_status IS NOT NULL UNION ALL SELECT 'item-stay' AS kind, anon_2.location_id AS location_id,
anon_2.brand_id AS brand_id, anon_2.channel AS channel, anon_2.occurred_at AS at, anon_2.from_status AS
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
item_status_history.reason AS reason, orders.brand_id AS brand_id, orders.channel AS channel,
orders.created_at AS created_at, orders.claims AS claims
FROM item_status_history JOIN orders ON orders.location_id = item_status_history.location_id AND orders.id =
item_status_history.order_id JOIN place ON true
WHERE item_status_history.location_id = $1::VARCHAR AND item_status_history.order_id <= place.through AND NOT
(EXISTS (SELECT *
FROM untold
WHERE untold.order_id = item_status_history.order_id AND untold.order_version = item_status_history.version))
AND item_status_history.occurred_at >= $2::TIMESTAMP WITH TIME ZONE AND item_status_history.occurred_at <
$3::TIMESTAMP WITH TIME ZONE) AS anon_2
WHERE anon_2.from_status IS NOT NULL AND NOT anon_2.bundle UNION ALL SELECT 'arrival' AS kind,
anon_1.location_id AS location_id, anon_1.brand_id AS brand_id, anon_1.channel AS channel, anon_1.occurred_at
AS at, 'RECEIVED' AS status, '' AS cause, 1 AS count, CAST(NULL AS BIGINT) AS microseconds
FROM (SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason, orders.brand_id AS brand_id, orders.channel AS channel,
orders.created_at AS created_at, orders.claims AS claims
FROM order_status_history JOIN orders ON orders.location_id = order_status_history.location_id AND orders.id =
order_status_history.order_id JOIN place ON true
WHERE order_status_history.location_id = $1::VARCHAR AND order_status_history.order_id <= place.through AND
NOT (EXISTS (SELECT *
FROM untold
WHERE untold.order_id = order_status_history.order_id AND untold.order_version =
order_status_history.version)) AND order_status_history.occurred_at >= $2::TIMESTAMP WITH TIME ZONE AND
order_status_history.occurred_at < $3::TIMESTAMP WITH TIME ZONE) AS anon_1
WHERE anon_1.seq = 1 UNION ALL SELECT 'arrival' AS kind, anon_1.location_id AS location_id, anon_1.brand_id AS
brand_id, anon_1.channel AS channel, anon_1.occurred_at AS at, anon_1.to_status AS status, CASE WHEN
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
order_status_history.reason AS reason, orders.brand_id AS brand_id, orders.channel AS channel,
orders.created_at AS created_at, orders.claims AS claims
FROM order_status_history JOIN orders ON orders.location_id = order_status_history.location_id AND orders.id =
order_status_history.order_id JOIN place ON true
WHERE order_status_history.location_id = $1::VARCHAR AND order_status_history.order_id <= place.through AND
NOT (EXISTS (SELECT *
FROM untold
WHERE untold.order_id = order_status_history.order_id AND untold.order_version =
order_status_history.version)) AND order_status_history.occurred_at >= $2::TIMESTAMP WITH TIME ZONE AND
order_status_history.occurred_at < $3::TIMESTAMP WITH TIME ZONE) AS anon_1
WHERE anon_1.to_status = 'READY' OR anon_1.to_status = 'PICKED_UP' OR anon_1.to_status = 'CANCELLED' UNION ALL
SELECT 'order-claim' AS kind, anon_3.location_id AS location_id, anon_3.brand_id AS brand_id, anon_3.channel
AS channel, anon_3.created_at AS at, '' AS status, '' AS cause, CAST(jsonb_array_length(anon_3.claims) AS
BIGINT) AS count, CAST(NULL AS BIGINT) AS microseconds
FROM (SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason, orders.brand_id AS brand_id, orders.channel AS channel,
orders.created_at AS created_at, orders.claims AS claims
FROM order_status_history JOIN orders ON orders.location_id = order_status_history.location_id AND orders.id =
order_status_history.order_id JOIN place ON true
WHERE order_status_history.location_id = $1::VARCHAR AND order_status_history.order_id <= place.through AND
NOT (EXISTS (SELECT *
FROM untold
WHERE untold.order_id = order_status_history.order_id AND untold.order_version =
order_status_history.version)) AND order_status_history.seq = 1 AND orders.created_at >= $2::TIMESTAMP WITH
TIME ZONE AND orders.created_at < $3::TIMESTAMP WITH TIME ZONE) AS anon_3
WHERE anon_3.seq = 1 AND anon_3.claims IS NOT NULL UNION ALL SELECT 'item-claim' AS kind, anon_4.location_id
AS location_id, anon_4.brand_id AS brand_id, anon_4.channel AS channel, anon_4.created_at AS at, '' AS status,
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
item_status_history.reason AS reason, orders.brand_id AS brand_id, orders.channel AS channel,
orders.created_at AS created_at, orders.claims AS claims
FROM item_status_history JOIN orders ON orders.location_id = item_status_history.location_id AND orders.id =
item_status_history.order_id JOIN place ON true
WHERE item_status_history.location_id = $1::VARCHAR AND item_status_history.order_id <= place.through AND NOT
(EXISTS (SELECT *
FROM untold
WHERE untold.order_id = item_status_history.order_id AND untold.order_version = item_status_history.version))
AND item_status_history.seq = 1 AND orders.created_at >= $2::TIMESTAMP WITH TIME ZONE AND orders.created_at <
$3::TIMESTAMP WITH TIME ZONE) AS anon_4 JOIN order_items ON order_items.location_id = anon_4.location_id AND
order_items.order_id = anon_4.order_id AND order_items.line = anon_4.line
WHERE anon_4.seq = 1 AND order_items.claims IS NOT NULL),
of_level_0 AS
(SELECT counted.kind AS kind, date_bin(interval '900 seconds', counted.at, timestamptz
'0001-01-01T00:00:00+00:00') AS at, counted.brand_id AS brand_id, counted.channel AS channel, counted.status
AS status, counted.cause AS cause, CASE WHEN (counted.microseconds IS NOT NULL) THEN CASE WHEN
(counted.microseconds <= 0) THEN 0 ELSE CAST(ceil(ln(CAST(greatest(counted.microseconds, 1) AS DOUBLE
PRECISION)) / CAST('0.03922071315328133'::float8 AS DOUBLE PRECISION)) AS BIGINT) + 1 END END AS bin,
CAST(sum(counted.count) AS BIGINT) AS count, sum(counted.microseconds) AS microseconds,
max(counted.microseconds) AS longest
FROM counted GROUP BY 1, 2, 3, 4, 5, 6, 7),
of_level_1 AS
(SELECT of_level_0.kind AS kind, date_bin(interval '900 seconds', of_level_0.at, timestamptz
'0001-01-01T00:00:00+00:00') AS at, '' AS brand_id, '' AS channel, of_level_0.status AS status,
of_level_0.cause AS cause, of_level_0.bin AS bin, CAST(sum(of_level_0.count) AS BIGINT) AS count,
sum(of_level_0.microseconds) AS microseconds, max(of_level_0.longest) AS longest
FROM of_level_0 GROUP BY 1, 2, 3, 4, 5, 6, 7),
of_level_2 AS
(SELECT of_level_1.kind AS kind, date_bin(interval '3600 seconds', of_level_1.at, timestamptz
'0001-01-01T00:00:00+00:00') AS at, '' AS brand_id, '' AS channel, of_level_1.status AS status,
of_level_1.cause AS cause, of_level_1.bin AS bin, CAST(sum(of_level_1.count) AS BIGINT) AS count,
sum(of_level_1.microseconds) AS microseconds, max(of_level_1.longest) AS longest
FROM of_level_1 GROUP BY 1, 2, 3, 4, 5, 6, 7),
of_level_3 AS
(SELECT of_level_0.kind AS kind, date_bin(interval '3600 seconds', of_level_0.at, timestamptz
'0001-01-01T00:00:00+00:00') AS at, of_level_0.brand_id AS brand_id, of_level_0.channel AS channel,
of_level_0.status AS status, of_level_0.cause AS cause, of_level_0.bin AS bin, CAST(sum(of_level_0.count) AS
BIGINT) AS count, sum(of_level_0.microseconds) AS microseconds, max(of_level_0.longest) AS longest
FROM of_level_0 GROUP BY 1, 2, 3, 4, 5, 6, 7),
of_level_4 AS
(SELECT of_level_2.kind AS kind, date_bin(interval '86400 seconds', of_level_2.at, timestamptz
'0001-01-01T00:00:00+00:00') AS at, '' AS brand_id, '' AS channel, of_level_2.status AS status,
of_level_2.cause AS cause, of_level_2.bin AS bin, CAST(sum(of_level_2.count) AS BIGINT) AS count,
sum(of_level_2.microseconds) AS microseconds, max(of_level_2.longest) AS longest
FROM of_level_2 GROUP BY 1, 2, 3, 4, 5, 6, 7),
of_level_5 AS
(SELECT of_level_3.kind AS kind, date_bin(interval '86400 seconds', of_level_3.at, timestamptz
'0001-01-01T00:00:00+00:00') AS at, of_level_3.brand_id AS brand_id, of_level_3.channel AS channel,
of_level_3.status AS status, of_level_3.cause AS cause, of_level_3.bin AS bin, CAST(sum(of_level_3.count) AS
BIGINT) AS count, sum(of_level_3.microseconds) AS microseconds, max(of_level_3.longest) AS longest
FROM of_level_3 GROUP BY 1, 2, 3, 4, 5, 6, 7),
of_level_6 AS
(SELECT of_level_4.kind AS kind, date_bin(interval '2419200 seconds', of_level_4.at, timestamptz
'0001-01-01T00:00:00+00:00') AS at, '' AS brand_id, '' AS channel, of_level_4.status AS status,
of_level_4.cause AS cause, of_level_4.bin AS bin, CAST(sum(of_level_4.count) AS BIGINT) AS count,
sum(of_level_4.microseconds) AS microseconds, max(of_level_4.longest) AS longest
FROM of_level_4 GROUP BY 1, 2, 3, 4, 5, 6, 7),
of_level_7 AS
(SELECT of_level_5.kind AS kind, date_bin(interval '2419200 seconds', of_level_5.at, timestamptz
'0001-01-01T00:00:00+00:00') AS at, of_level_5.brand_id AS brand_id, of_level_5.channel AS channel,
of_level_5.status AS status, of_level_5.cause AS cause, of_level_5.bin AS bin, CAST(sum(of_level_5.count) AS
BIGINT) AS count, sum(of_level_5.microseconds) AS microseconds, max(of_level_5.longest) AS longest
FROM of_level_5 GROUP BY 1, 2, 3, 4, 5, 6, 7),
cells AS
(SELECT unsorted.location_id AS location_id, unsorted.level AS level, unsorted.kind AS kind,
unsorted.starts_at AS starts_at, unsorted.brand_id AS brand_id, unsorted.channel AS channel, unsorted.status
AS status, unsorted.cause AS cause, unsorted.count AS count, unsorted.microseconds AS microseconds,
unsorted.longest AS longest, unsorted.histogram AS histogram
FROM (SELECT $1::VARCHAR AS location_id, 1 AS level, of_level_1.kind AS kind, of_level_1.at AS starts_at,
of_level_1.brand_id AS brand_id, of_level_1.channel AS channel, of_level_1.status AS status, of_level_1.cause
AS cause, CAST(sum(of_level_1.count) AS BIGINT) AS count, sum(of_level_1.microseconds) AS microseconds,
max(of_level_1.longest) AS longest, array_agg((of_level_1.bin << 40) + of_level_1.count ORDER BY
(of_level_1.bin << 40) + of_level_1.count) FILTER (WHERE of_level_1.bin IS NOT NULL) AS histogram
FROM of_level_1 GROUP BY of_level_1.kind, of_level_1.at, of_level_1.brand_id, of_level_1.channel,
of_level_1.status, of_level_1.cause UNION ALL SELECT $1::VARCHAR AS location_id, 2 AS level, of_level_2.kind
AS kind, of_level_2.at AS starts_at, of_level_2.brand_id AS brand_id, of_level_2.channel AS channel,
of_level_2.status AS status, of_level_2.cause AS cause, CAST(sum(of_level_2.count) AS BIGINT) AS count,
sum(of_level_2.microseconds) AS microseconds, max(of_level_2.longest) AS longest, array_agg((of_level_2.bin <<
40) + of_level_2.count ORDER BY (of_level_2.bin << 40) + of_level_2.count) FILTER (WHERE of_level_2.bin IS NOT
NULL) AS histogram
FROM of_level_2 GROUP BY of_level_2.kind, of_level_2.at, of_level_2.brand_id, of_level_2.channel,
of_level_2.status, of_level_2.cause UNION ALL SELECT $1::VARCHAR AS location_id, 3 AS level, of_level_3.kind
AS kind, of_level_3.at AS starts_at, of_level_3.brand_id AS brand_id, of_level_3.channel AS channel,
of_level_3.status AS status, of_level_3.cause AS cause, CAST(sum(of_level_3.count) AS BIGINT) AS count,
sum(of_level_3.microseconds) AS microseconds, max(of_level_3.longest) AS longest, array_agg((of_level_3.bin <<
40) + of_level_3.count ORDER BY (of_level_3.bin << 40) + of_level_3.count) FILTER (WHERE of_level_3.bin IS NOT
NULL) AS histogram
FROM of_level_3 GROUP BY of_level_3.kind, of_level_3.at, of_level_3.brand_id, of_level_3.channel,
of_level_3.status, of_level_3.cause UNION ALL SELECT $1::VARCHAR AS location_id, 4 AS level, of_level_4.kind
AS kind, of_level_4.at AS starts_at, of_level_4.brand_id AS brand_id, of_level_4.channel AS channel,
of_level_4.status AS status, of_level_4.cause AS cause, CAST(sum(of_level_4.count) AS BIGINT) AS count,
sum(of_level_4.microseconds) AS microseconds, max(of_level_4.longest) AS longest, array_agg((of_level_4.bin <<
40) + of_level_4.count ORDER BY (of_level_4.bin << 40) + of_level_4.count) FILTER (WHERE of_level_4.bin IS NOT
NULL) AS histogram
FROM of_level_4 GROUP BY of_level_4.kind, of_level_4.at, of_level_4.brand_id, of_level_4.channel,
of_level_4.status, of_level_4.cause UNION ALL SELECT $1::VARCHAR AS location_id, 5 AS level, of_level_5.kind
AS kind, of_level_5.at AS starts_at, of_level_5.brand_id AS brand_id, of_level_5.channel AS channel,
of_level_5.status AS status, of_level_5.cause AS cause, CAST(sum(of_level_5.count) AS BIGINT) AS count,
sum(of_level_5.microseconds) AS microseconds, max(of_level_5.longest) AS longest, array_agg((of_level_5.bin <<
40) + of_level_5.count ORDER BY (of_level_5.bin << 40) + of_level_5.count) FILTER (WHERE of_level_5.bin IS NOT
NULL) AS histogram
FROM of_level_5 GROUP BY of_level_5.kind, of_level_5.at, of_level_5.brand_id, of_level_5.channel,
of_level_5.status, of_level_5.cause UNION ALL SELECT $1::VARCHAR AS location_id, 6 AS level, of_level_6.kind
AS kind, of_level_6.at AS starts_at, of_level_6.brand_id AS brand_id, of_level_6.channel AS channel,
of_level_6.status AS status, of_level_6.cause AS cause, CAST(sum(of_level_6.count) AS BIGINT) AS count,
sum(of_level_6.microseconds) AS microseconds, max(of_level_6.longest) AS longest, array_agg((of_level_6.bin <<
40) + of_level_6.count ORDER BY (of_level_6.bin << 40) + of_level_6.count) FILTER (WHERE of_level_6.bin IS NOT
NULL) AS histogram
FROM of_level_6 GROUP BY of_level_6.kind, of_level_6.at, of_level_6.brand_id, of_level_6.channel,
of_level_6.status, of_level_6.cause UNION ALL SELECT $1::VARCHAR AS location_id, 7 AS level, of_level_7.kind
AS kind, of_level_7.at AS starts_at, of_level_7.brand_id AS brand_id, of_level_7.channel AS channel,
of_level_7.status AS status, of_level_7.cause AS cause, CAST(sum(of_level_7.count) AS BIGINT) AS count,
sum(of_level_7.microseconds) AS microseconds, max(of_level_7.longest) AS longest, array_agg((of_level_7.bin <<
40) + of_level_7.count ORDER BY (of_level_7.bin << 40) + of_level_7.count) FILTER (WHERE of_level_7.bin IS NOT
NULL) AS histogram
FROM of_level_7 GROUP BY of_level_7.kind, of_level_7.at, of_level_7.brand_id, of_level_7.channel,
of_level_7.status, of_level_7.cause) AS unsorted ORDER BY unsorted.location_id, unsorted.level, unsorted.kind,
unsorted.starts_at, unsorted.brand_id, unsorted.channel, unsorted.status, unsorted.cause)
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
