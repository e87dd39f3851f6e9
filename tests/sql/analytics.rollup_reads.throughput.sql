WITH marks AS MATERIALIZED
(SELECT location_feeds.location_id AS location_id, coalesce(rollup_marks.through,
'00000000-0000-0000-0000-000000000000'::uuid) AS through, coalesce(rollup_marks.seq, 0) AS seq,
coalesce(rollup_marks.through > '00000000-0000-0000-0000-000000000000'::uuid AND rollup_marks.seq <
location_feeds.last_seq AND NOT (EXISTS (SELECT *
FROM order_events
WHERE order_events.location_id = rollup_marks.location_id AND order_events.seq = rollup_marks.seq + 1)),
false) AS torn
FROM location_feeds LEFT OUTER JOIN rollup_marks ON rollup_marks.location_id = location_feeds.location_id
WHERE location_feeds.location_id = $2::VARCHAR),
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
FROM marks JOIN unnest($8::TIMESTAMP WITH TIME ZONE[], $9::TIMESTAMP WITH TIME ZONE[]) AS pieces(begins, ends)
ON true JOIN order_status_history ON order_status_history.location_id = marks.location_id AND
order_status_history.occurred_at >= pieces.begins AND order_status_history.occurred_at < pieces.ends UNION ALL
SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason
FROM marks JOIN order_events ON order_events.location_id = marks.location_id AND order_events.seq > marks.seq
AND order_events.order_id <= marks.through AND order_events.type != 'order.released' JOIN order_status_history
ON order_status_history.location_id = order_events.location_id AND order_status_history.order_id =
order_events.order_id AND order_status_history.version = order_events.order_version
WHERE EXISTS (SELECT 1
FROM unnest($3::INTEGER[], $4::TIMESTAMP WITH TIME ZONE[], $5::TIMESTAMP WITH TIME ZONE[]) AS runs(level,
begins, ends)
WHERE order_status_history.occurred_at >= runs.begins AND order_status_history.occurred_at < runs.ends)),
parts AS
(SELECT rollups.kind AS kind, rollups.location_id AS location_id, rollups.brand_id AS brand_id,
rollups.channel AS channel, rollups.starts_at AS at, rollups.status AS status, rollups.cause AS cause,
rollups.count AS count, rollups.microseconds AS microseconds, rollups.longest AS longest, rollups.histogram AS
histogram
FROM marks JOIN unnest($3::INTEGER[], $4::TIMESTAMP WITH TIME ZONE[], $5::TIMESTAMP WITH TIME ZONE[]) AS
runs(level, begins, ends) ON true JOIN rollups ON rollups.location_id = marks.location_id AND rollups.level =
runs.level AND rollups.starts_at >= runs.begins AND rollups.starts_at < runs.ends
WHERE rollups.kind = 'arrival' AND rollups.brand_id = $6::VARCHAR AND rollups.channel = $7::VARCHAR UNION ALL
SELECT anon_1.kind AS kind, anon_1.location_id AS location_id, anon_1.brand_id AS brand_id, anon_1.channel AS
channel, anon_1.at AS at, anon_1.status AS status, anon_1.cause AS cause, anon_1.count AS count,
anon_1.microseconds AS microseconds, anon_1.microseconds AS longest, CASE WHEN (anon_1.microseconds IS NOT
NULL) THEN ARRAY[(CASE WHEN (anon_1.microseconds <= 0) THEN 0 ELSE
CAST(ceil(ln(CAST(greatest(anon_1.microseconds, 1) AS DOUBLE PRECISION)) / CAST('0.03922071315328133'::float8
AS DOUBLE PRECISION)) AS BIGINT) + 1 END << 40) + 1] END AS anon_2
FROM (SELECT 'arrival' AS kind, orders.location_id AS location_id, orders.brand_id AS brand_id, orders.channel
AS channel, order_status_history_rows.occurred_at AS at, 'RECEIVED' AS status, '' AS cause, 1 AS count,
CAST(NULL AS BIGINT) AS microseconds
FROM order_status_history_rows JOIN orders ON orders.location_id = order_status_history_rows.location_id AND
orders.id = order_status_history_rows.order_id
WHERE order_status_history_rows.seq = 1) AS anon_1
WHERE anon_1.brand_id = $6::VARCHAR AND anon_1.channel = $7::VARCHAR UNION ALL SELECT anon_3.kind AS kind,
anon_3.location_id AS location_id, anon_3.brand_id AS brand_id, anon_3.channel AS channel, anon_3.at AS at,
anon_3.status AS status, anon_3.cause AS cause, anon_3.count AS count, anon_3.microseconds AS microseconds,
anon_3.microseconds AS longest, CASE WHEN (anon_3.microseconds IS NOT NULL) THEN ARRAY[(CASE WHEN
(anon_3.microseconds <= 0) THEN 0 ELSE CAST(ceil(ln(CAST(greatest(anon_3.microseconds, 1) AS DOUBLE
PRECISION)) / CAST('0.03922071315328133'::float8 AS DOUBLE PRECISION)) AS BIGINT) + 1 END << 40) + 1] END AS
anon_4
FROM (SELECT 'arrival' AS kind, orders.location_id AS location_id, orders.brand_id AS brand_id, orders.channel
AS channel, order_status_history_rows.occurred_at AS at, order_status_history_rows.to_status AS status, CASE
WHEN (order_status_history_rows.cause = 'closed-by-day') THEN 'closed-by-day' WHEN
(order_status_history_rows.seq > 2 AND order_status_history_rows.cause != 'closed-by-day' AND (EXISTS (SELECT
*
FROM order_status_history AS earlier
WHERE earlier.location_id = order_status_history_rows.location_id AND earlier.order_id =
order_status_history_rows.order_id AND earlier.seq < order_status_history_rows.seq AND earlier.cause !=
'closed-by-day' AND earlier.to_status = order_status_history_rows.to_status))) THEN 'reached-again' ELSE ''
END AS cause, 1 AS count, CAST(NULL AS BIGINT) AS microseconds
FROM order_status_history_rows JOIN orders ON orders.location_id = order_status_history_rows.location_id AND
orders.id = order_status_history_rows.order_id
WHERE order_status_history_rows.to_status = 'READY' OR order_status_history_rows.to_status = 'PICKED_UP' OR
order_status_history_rows.to_status = 'CANCELLED') AS anon_3
WHERE anon_3.brand_id = $6::VARCHAR AND anon_3.channel = $7::VARCHAR),
soon AS
(SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason
FROM marks JOIN order_status_history ON order_status_history.location_id = marks.location_id AND
order_status_history.occurred_at >= $10::TIMESTAMP WITH TIME ZONE AND order_status_history.occurred_at <
least($10::TIMESTAMP WITH TIME ZONE + interval '1 hour', $11::TIMESTAMP WITH TIME ZONE)
WHERE order_status_history.seq > 1),
later AS
(SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason
FROM marks JOIN order_events ON order_events.location_id = marks.location_id AND order_events.seq > marks.seq
AND order_events.order_id <= marks.through AND order_events.type != 'order.released' JOIN order_status_history
ON order_status_history.location_id = order_events.location_id AND order_status_history.order_id =
order_events.order_id AND order_status_history.version = order_events.order_version),
begun_order_status_history AS
(SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS to_status, order_status_history.occurred_at AS occurred_at,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, order_status_history.actor_id AS actor_id,
order_status_history.reason AS reason
FROM marks JOIN order_events ON order_events.location_id = marks.location_id AND order_events.seq > marks.seq
AND order_events.order_id <= marks.through AND order_events.type != 'order.released' JOIN order_status_history
ON order_status_history.location_id = order_events.location_id AND order_status_history.order_id =
order_events.order_id AND order_status_history.version = order_events.order_version
WHERE order_status_history.seq = 1)
 SELECT array((SELECT row(width_bucket(parts.at, $1::TIMESTAMP WITH TIME ZONE[]), parts.status, parts.cause,
CAST(sum(parts.count) AS BIGINT)) AS row_1
FROM parts GROUP BY width_bucket(parts.at, $1::TIMESTAMP WITH TIME ZONE[]), parts.status, parts.cause)) AS
items, (SELECT count(*) AS count_1
FROM (SELECT 1
FROM soon JOIN orders ON orders.location_id = soon.location_id AND orders.id = soon.order_id
WHERE soon.seq > 1 AND (soon.to_status = 'READY' OR soon.to_status = 'PICKED_UP' OR soon.to_status =
'CANCELLED') AND soon.cause != 'closed-by-day' AND NOT (soon.seq > 2 AND soon.cause != 'closed-by-day' AND
(EXISTS (SELECT *
FROM order_status_history AS earlier
WHERE earlier.location_id = soon.location_id AND earlier.order_id = soon.order_id AND earlier.seq < soon.seq
AND earlier.cause != 'closed-by-day' AND earlier.to_status = soon.to_status))) AND (SELECT max(firsts.at) AS
max_1
FROM (SELECT min(earlier.occurred_at) AS at
FROM order_status_history AS earlier
WHERE earlier.location_id = soon.location_id AND earlier.order_id = soon.order_id AND earlier.seq < soon.seq
AND earlier.cause != 'closed-by-day' AND (earlier.seq = 1 OR earlier.to_status = 'READY' OR earlier.to_status
= 'PICKED_UP' OR earlier.to_status = 'CANCELLED') GROUP BY earlier.to_status) AS firsts) < $10::TIMESTAMP WITH
TIME ZONE AND orders.brand_id = $6::VARCHAR AND orders.channel = $7::VARCHAR UNION ALL SELECT 1
FROM rollup_spans JOIN (marks JOIN generate_series(1, 20) AS reach(exponent) ON true) ON
rollup_spans.location_id = marks.location_id AND rollup_spans.reach = reach.exponent AND rollup_spans.began_at
>= CASE WHEN (reach.exponent < 20) THEN $10::TIMESTAMP WITH TIME ZONE - make_interval($12::INTEGER,
$13::INTEGER, $14::INTEGER, $15::INTEGER, $16::INTEGER, $17::INTEGER, power(2.0, reach.exponent) * 3600 + 1)
ELSE '-infinity'::timestamptz END AND rollup_spans.began_at < $10::TIMESTAMP WITH TIME ZONE
WHERE rollup_spans.began_at < $10::TIMESTAMP WITH TIME ZONE AND rollup_spans.ended_at >= $10::TIMESTAMP WITH
TIME ZONE + interval '1 hour' AND rollup_spans.ended_at < $11::TIMESTAMP WITH TIME ZONE AND
rollup_spans.brand_id = $6::VARCHAR AND rollup_spans.channel = $7::VARCHAR UNION ALL SELECT 1
FROM (SELECT ends.location_id AS location_id, ends.began_at AS began_at, ends.order_id AS order_id, ends.seq
AS seq, ends.ended_at AS ended_at, ends.brand_id AS brand_id, ends.channel AS channel,
CAST(least(CAST(ceil(log(2, EXTRACT(epoch FROM ends.ended_at - ends.began_at) / CAST(3600.0 AS NUMERIC))) AS
SMALLINT), 20) AS SMALLINT) AS reach
FROM (SELECT later.location_id AS location_id, (SELECT max(firsts.at) AS max_2
FROM (SELECT min(earlier.occurred_at) AS at
FROM order_status_history AS earlier
WHERE earlier.location_id = later.location_id AND earlier.order_id = later.order_id AND earlier.seq <
later.seq AND earlier.cause != 'closed-by-day' AND (earlier.seq = 1 OR earlier.to_status = 'READY' OR
earlier.to_status = 'PICKED_UP' OR earlier.to_status = 'CANCELLED') GROUP BY earlier.to_status) AS firsts) AS
began_at, later.order_id AS order_id, later.seq AS seq, later.occurred_at AS ended_at, orders.brand_id AS
brand_id, orders.channel AS channel
FROM later JOIN orders ON orders.location_id = later.location_id AND orders.id = later.order_id
WHERE later.seq > 1 AND (later.to_status = 'READY' OR later.to_status = 'PICKED_UP' OR later.to_status =
'CANCELLED') AND later.cause != 'closed-by-day' AND NOT (later.seq > 2 AND later.cause != 'closed-by-day' AND
(EXISTS (SELECT *
FROM order_status_history AS earlier
WHERE earlier.location_id = later.location_id AND earlier.order_id = later.order_id AND earlier.seq <
later.seq AND earlier.cause != 'closed-by-day' AND earlier.to_status = later.to_status)))) AS ends
WHERE ends.ended_at - ends.began_at > interval '1 hour') AS spans
WHERE spans.began_at < $10::TIMESTAMP WITH TIME ZONE AND spans.ended_at >= $10::TIMESTAMP WITH TIME ZONE +
interval '1 hour' AND spans.ended_at < $11::TIMESTAMP WITH TIME ZONE AND spans.brand_id = $6::VARCHAR AND
spans.channel = $7::VARCHAR) AS came) AS crossing, (SELECT CAST(coalesce(sum(claim_counts.count), 0) AS
BIGINT) AS coalesce_1
FROM (SELECT claim_cells.count AS count
FROM (SELECT rollups.kind AS kind, rollups.location_id AS location_id, rollups.brand_id AS brand_id,
rollups.channel AS channel, rollups.starts_at AS at, rollups.status AS status, rollups.cause AS cause,
rollups.count AS count, rollups.microseconds AS microseconds, rollups.longest AS longest, rollups.histogram AS
histogram
FROM marks JOIN unnest($3::INTEGER[], $4::TIMESTAMP WITH TIME ZONE[], $5::TIMESTAMP WITH TIME ZONE[]) AS
runs(level, begins, ends) ON true JOIN rollups ON rollups.location_id = marks.location_id AND rollups.level =
runs.level AND rollups.starts_at >= runs.begins AND rollups.starts_at < runs.ends
WHERE rollups.kind = 'order-claim' AND rollups.brand_id = $6::VARCHAR AND rollups.channel = $7::VARCHAR) AS
claim_cells UNION ALL SELECT told.count AS count
FROM (SELECT 'order-claim' AS kind, orders.location_id AS location_id, orders.brand_id AS brand_id,
orders.channel AS channel, orders.created_at AS at, '' AS status, '' AS cause,
CAST(jsonb_array_length(orders.claims) AS BIGINT) AS count, CAST(NULL AS BIGINT) AS microseconds
FROM begun_order_status_history JOIN orders ON orders.location_id = begun_order_status_history.location_id AND
orders.id = begun_order_status_history.order_id
WHERE begun_order_status_history.seq = 1 AND orders.claims IS NOT NULL) AS told
WHERE (EXISTS (SELECT 1
FROM unnest($3::INTEGER[], $4::TIMESTAMP WITH TIME ZONE[], $5::TIMESTAMP WITH TIME ZONE[]) AS runs(level,
begins, ends)
WHERE told.at >= runs.begins AND told.at < runs.ends)) AND told.brand_id = $6::VARCHAR AND told.channel =
$7::VARCHAR UNION ALL SELECT CAST(jsonb_array_length(orders.claims) AS BIGINT) AS count
FROM marks JOIN unnest($8::TIMESTAMP WITH TIME ZONE[], $9::TIMESTAMP WITH TIME ZONE[]) AS pieces(begins, ends)
ON true JOIN orders ON orders.location_id = marks.location_id AND orders.created_at >= pieces.begins AND
orders.created_at < pieces.ends
WHERE orders.claims IS NOT NULL AND orders.brand_id = $6::VARCHAR AND orders.channel = $7::VARCHAR) AS
claim_counts) AS claims, NOT (EXISTS (SELECT 1
FROM marks
WHERE marks.through < 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)) AS whole, NOT (EXISTS (SELECT 1
FROM marks
WHERE marks.torn)) AS sound, EXISTS (SELECT 1
FROM marks
WHERE marks.through > '00000000-0000-0000-0000-000000000000'::uuid) AS folded

-- starts, location_id, run_levels, run_begins, run_ends, brand_id, channel, piece_begins, piece_ends, start, end, make_interval_1, make_interval_2, make_interval_3, make_interval_4, make_interval_5, make_interval_6
