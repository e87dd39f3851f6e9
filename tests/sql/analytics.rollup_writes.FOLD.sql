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
(SELECT rows.location_id AS location_id, rows.order_id AS order_id, rows.seq AS seq, rows.version AS version,
rows.from_status AS from_status, rows.to_status AS to_status, rows.occurred_at AS occurred_at,
rows.reported_at AS reported_at, rows.recorded_at AS recorded_at, rows.late AS late, rows.previous_seconds AS
previous_seconds, rows.held_seconds AS held_seconds, rows.begun_before_recorded AS begun_before_recorded,
rows.recall AS recall, rows.cause AS cause, rows.actor_kind AS actor_kind, rows.actor_id AS actor_id,
rows.reason AS reason, orders.brand_id AS brand_id, orders.channel AS channel, orders.created_at AS
created_at, orders.claims AS claims
FROM (SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
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
order_status_history.order_id = ids.id) AS rows JOIN orders ON orders.location_id = rows.location_id AND
orders.id = rows.order_id),
item_status_history_rows AS
(SELECT rows.location_id AS location_id, rows.order_id AS order_id, rows.line AS line, rows.bundle AS bundle,
rows.seq AS seq, rows.version AS version, rows.from_status AS from_status, rows.to_status AS to_status,
rows.occurred_at AS occurred_at, rows.reported_at AS reported_at, rows.recorded_at AS recorded_at, rows.late
AS late, rows.previous_seconds AS previous_seconds, rows.held_seconds AS held_seconds,
rows.begun_before_recorded AS begun_before_recorded, rows.recall AS recall, rows.cause AS cause,
rows.actor_kind AS actor_kind, rows.actor_id AS actor_id, rows.reason AS reason, orders.brand_id AS brand_id,
orders.channel AS channel, orders.created_at AS created_at, orders.claims AS claims
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
item_status_history.order_id = ids.id) AS rows JOIN orders ON orders.location_id = rows.location_id AND
orders.id = rows.order_id),
counted AS
(SELECT 'order-stay' AS kind, order_status_history_rows.location_id AS location_id,
order_status_history_rows.brand_id AS brand_id, order_status_history_rows.channel AS channel,
order_status_history_rows.occurred_at AS at, order_status_history_rows.from_status AS status, CASE WHEN
order_status_history_rows.begun_before_recorded THEN 'begun-before-recorded' WHEN
(order_status_history_rows.cause = 'closed-by-day') THEN 'closed-by-day' WHEN order_status_history_rows.recall
THEN 'recall' WHEN (order_status_history_rows.to_status = 'CANCELLED') THEN 'cancel' ELSE 'forward' END AS
cause, 1 AS count, CAST(round(order_status_history_rows.previous_seconds * 1000000) AS BIGINT) AS microseconds
FROM order_status_history_rows
WHERE order_status_history_rows.from_status IS NOT NULL UNION ALL SELECT 'item-stay' AS kind,
item_status_history_rows.location_id AS location_id, item_status_history_rows.brand_id AS brand_id,
item_status_history_rows.channel AS channel, item_status_history_rows.occurred_at AS at,
item_status_history_rows.from_status AS status, CASE WHEN item_status_history_rows.begun_before_recorded THEN
'begun-before-recorded' WHEN (item_status_history_rows.cause = 'closed-by-day') THEN 'closed-by-day' WHEN
item_status_history_rows.recall THEN 'recall' WHEN (item_status_history_rows.to_status = 'CANCELLED') THEN
'cancel' ELSE 'forward' END AS cause, 1 AS count, CAST(round(item_status_history_rows.previous_seconds *
1000000) AS BIGINT) AS microseconds
FROM item_status_history_rows
WHERE item_status_history_rows.from_status IS NOT NULL AND NOT item_status_history_rows.bundle UNION ALL
SELECT 'arrival' AS kind, order_status_history_rows.location_id AS location_id,
order_status_history_rows.brand_id AS brand_id, order_status_history_rows.channel AS channel,
order_status_history_rows.occurred_at AS at, 'RECEIVED' AS status, '' AS cause, 1 AS count, CAST(NULL AS
BIGINT) AS microseconds
FROM order_status_history_rows
WHERE order_status_history_rows.seq = 1 UNION ALL SELECT 'arrival' AS kind,
order_status_history_rows.location_id AS location_id, order_status_history_rows.brand_id AS brand_id,
order_status_history_rows.channel AS channel, order_status_history_rows.occurred_at AS at,
order_status_history_rows.to_status AS status, CASE WHEN (order_status_history_rows.cause = 'closed-by-day')
THEN 'closed-by-day' WHEN (order_status_history_rows.seq > 2 AND order_status_history_rows.cause !=
'closed-by-day' AND (EXISTS (SELECT *
FROM order_status_history AS earlier
WHERE earlier.location_id = order_status_history_rows.location_id AND earlier.order_id =
order_status_history_rows.order_id AND earlier.seq < order_status_history_rows.seq AND earlier.cause !=
'closed-by-day' AND earlier.to_status = order_status_history_rows.to_status))) THEN 'reached-again' ELSE ''
END AS cause, 1 AS count, CAST(NULL AS BIGINT) AS microseconds
FROM order_status_history_rows
WHERE order_status_history_rows.to_status = 'READY' OR order_status_history_rows.to_status = 'PICKED_UP' OR
order_status_history_rows.to_status = 'CANCELLED' UNION ALL SELECT 'order-claim' AS kind,
order_status_history_rows.location_id AS location_id, order_status_history_rows.brand_id AS brand_id,
order_status_history_rows.channel AS channel, order_status_history_rows.created_at AS at, '' AS status, '' AS
cause, CAST(jsonb_array_length(order_status_history_rows.claims) AS BIGINT) AS count, CAST(NULL AS BIGINT) AS
microseconds
FROM order_status_history_rows
WHERE order_status_history_rows.seq = 1 AND order_status_history_rows.claims IS NOT NULL UNION ALL SELECT
'item-claim' AS kind, item_status_history_rows.location_id AS location_id, item_status_history_rows.brand_id
AS brand_id, item_status_history_rows.channel AS channel, item_status_history_rows.created_at AS at, '' AS
status, '' AS cause, CAST(jsonb_array_length(order_items.claims) AS BIGINT) AS count, CAST(NULL AS BIGINT) AS
microseconds
FROM item_status_history_rows JOIN order_items ON order_items.location_id =
item_status_history_rows.location_id AND order_items.order_id = item_status_history_rows.order_id AND
order_items.line = item_status_history_rows.line
WHERE item_status_history_rows.seq = 1 AND order_items.claims IS NOT NULL),
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
unsorted.starts_at, unsorted.brand_id, unsorted.channel, unsorted.status, unsorted.cause),
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
added_everywhere AS
(INSERT INTO everywhere_rollups (level, kind, starts_at, brand_id, channel, status, cause, count,
microseconds, longest, histogram) SELECT cells.level AS level, cells.kind AS kind, cells.starts_at AS
starts_at, cells.brand_id AS brand_id, cells.channel AS channel, cells.status AS status, cells.cause AS cause,
cells.count AS count, cells.microseconds AS microseconds, cells.longest AS longest, cells.histogram AS
histogram
FROM cells ON CONFLICT (level, kind, starts_at, brand_id, channel, status, cause) DO UPDATE SET count =
(everywhere_rollups.count + excluded.count), microseconds = (everywhere_rollups.microseconds +
excluded.microseconds), longest = greatest(everywhere_rollups.longest, excluded.longest), histogram = CASE
WHEN (excluded.histogram IS NOT NULL) THEN (SELECT array_agg(sums.entry ORDER BY sums.entry) AS array_agg_2
FROM (SELECT ((entry >> 40) << 40) + CAST(sum(entry & 1099511627775) AS BIGINT) AS entry
FROM unnest(array_cat(everywhere_rollups.histogram, excluded.histogram)) AS entry GROUP BY entry >> 40) AS
sums) END RETURNING everywhere_rollups.level),
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
order_status_history_rows.occurred_at AS ended_at, order_status_history_rows.brand_id AS brand_id,
order_status_history_rows.channel AS channel
FROM order_status_history_rows
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
(UPDATE rollup_marks SET through=goal.through, seq=goal.seq, everywhere_through=CASE WHEN
coalesce(rollup_marks.everywhere_through = rollup_marks.through AND rollup_marks.everywhere_seq =
rollup_marks.seq, false) THEN goal.through END, everywhere_seq=CASE WHEN
coalesce(rollup_marks.everywhere_through = rollup_marks.through AND rollup_marks.everywhere_seq =
rollup_marks.seq, false) THEN goal.seq END FROM place, goal WHERE rollup_marks.location_id = $1::VARCHAR AND
rollup_marks.location_id = place.location_id RETURNING rollup_marks.through)
 SELECT place.last_seq > goal.seq AS behind, goal.through < 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid AS
rebuilding, (SELECT count(*) AS count_2
FROM ids) AS orders, goal.seq - place.seq AS events
FROM place JOIN goal ON true

-- location_id, events, orders
