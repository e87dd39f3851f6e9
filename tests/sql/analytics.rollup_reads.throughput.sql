WITH marks AS MATERIALIZED
(SELECT location_feeds.location_id AS location_id, coalesce(rollup_marks.through,
'00000000-0000-0000-0000-000000000000'::uuid) AS through, coalesce(rollup_marks.seq, 0) AS seq,
coalesce(rollup_marks.through > '00000000-0000-0000-0000-000000000000'::uuid AND rollup_marks.seq <
location_feeds.last_seq AND NOT (EXISTS (SELECT *
FROM order_events
WHERE order_events.location_id = rollup_marks.location_id AND order_events.seq = rollup_marks.seq + 1)),
false) AS torn, rollup_marks.location_id IS NULL OR coalesce(rollup_marks.everywhere_through =
rollup_marks.through AND rollup_marks.everywhere_seq = rollup_marks.seq, false) AS everywhere
FROM location_feeds LEFT OUTER JOIN rollup_marks ON rollup_marks.location_id = location_feeds.location_id
WHERE location_feeds.location_id = $3::VARCHAR),
unfolded_order_status_history AS
(SELECT changed.location_id AS location_id, changed.order_id AS order_id, changed.seq AS seq, changed.version
AS version, changed.from_status AS from_status, changed.to_status AS to_status, changed.occurred_at AS
occurred_at, changed.reported_at AS reported_at, changed.recorded_at AS recorded_at, changed.late AS late,
changed.previous_seconds AS previous_seconds, changed.held_seconds AS held_seconds,
changed.begun_before_recorded AS begun_before_recorded, changed.recall AS recall, changed.cause AS cause,
changed.actor_kind AS actor_kind, changed.actor_id AS actor_id, changed.reason AS reason, orders.brand_id AS
brand_id, orders.channel AS channel, orders.created_at AS created_at, orders.claims AS claims
FROM (SELECT anon_5.location_id AS location_id, anon_5.order_id AS order_id, anon_5.seq AS seq, anon_5.version
AS version, anon_5.from_status AS from_status, anon_5.to_status AS to_status, anon_5.occurred_at AS
occurred_at, anon_5.reported_at AS reported_at, anon_5.recorded_at AS recorded_at, anon_5.late AS late,
anon_5.previous_seconds AS previous_seconds, anon_5.held_seconds AS held_seconds, anon_5.begun_before_recorded
AS begun_before_recorded, anon_5.recall AS recall, anon_5.cause AS cause, anon_5.actor_kind AS actor_kind,
anon_5.actor_id AS actor_id, anon_5.reason AS reason
FROM marks JOIN LATERAL (SELECT order_events.location_id AS location_id, order_events.seq AS seq,
order_events.type AS type, order_events.order_id AS order_id, order_events.order_version AS order_version,
order_events.order_status AS order_status, order_events.at AS at, order_events.changes AS changes,
order_events.brand_id AS brand_id, order_events.channel AS channel, order_events.plu AS plu,
order_events.until AS until
FROM order_events
WHERE order_events.location_id = marks.location_id AND order_events.seq > marks.seq AND order_events.order_id
<= marks.through AND order_events.type != 'order.released'
 LIMIT ALL OFFSET 0) AS anon_6 ON true JOIN LATERAL (SELECT order_status_history.location_id AS location_id,
order_status_history.order_id AS order_id, order_status_history.seq AS seq, order_status_history.version AS
version, order_status_history.from_status AS from_status, order_status_history.to_status AS to_status,
order_status_history.occurred_at AS occurred_at, order_status_history.reported_at AS reported_at,
order_status_history.recorded_at AS recorded_at, order_status_history.late AS late,
order_status_history.previous_seconds AS previous_seconds, order_status_history.held_seconds AS held_seconds,
order_status_history.begun_before_recorded AS begun_before_recorded, order_status_history.recall AS recall,
order_status_history.cause AS cause, order_status_history.actor_kind AS actor_kind,
order_status_history.actor_id AS actor_id, order_status_history.reason AS reason
FROM order_status_history
WHERE order_status_history.location_id = anon_6.location_id AND order_status_history.order_id =
anon_6.order_id AND order_status_history.version = anon_6.order_version
 LIMIT ALL OFFSET 0) AS anon_5 ON true) AS changed JOIN orders ON orders.location_id = changed.location_id AND
orders.id = changed.order_id),
order_status_history_rows AS
(SELECT in_pieces.location_id AS location_id, in_pieces.order_id AS order_id, in_pieces.seq AS seq,
in_pieces.version AS version, in_pieces.from_status AS from_status, in_pieces.to_status AS to_status,
in_pieces.occurred_at AS occurred_at, in_pieces.reported_at AS reported_at, in_pieces.recorded_at AS
recorded_at, in_pieces.late AS late, in_pieces.previous_seconds AS previous_seconds, in_pieces.held_seconds AS
held_seconds, in_pieces.begun_before_recorded AS begun_before_recorded, in_pieces.recall AS recall,
in_pieces.cause AS cause, in_pieces.actor_kind AS actor_kind, in_pieces.actor_id AS actor_id, in_pieces.reason
AS reason, orders.brand_id AS brand_id, orders.channel AS channel, orders.created_at AS created_at,
orders.claims AS claims
FROM (SELECT anon_4.location_id AS location_id, anon_4.order_id AS order_id, anon_4.seq AS seq, anon_4.version
AS version, anon_4.from_status AS from_status, anon_4.to_status AS to_status, anon_4.occurred_at AS
occurred_at, anon_4.reported_at AS reported_at, anon_4.recorded_at AS recorded_at, anon_4.late AS late,
anon_4.previous_seconds AS previous_seconds, anon_4.held_seconds AS held_seconds, anon_4.begun_before_recorded
AS begun_before_recorded, anon_4.recall AS recall, anon_4.cause AS cause, anon_4.actor_kind AS actor_kind,
anon_4.actor_id AS actor_id, anon_4.reason AS reason
FROM marks JOIN unnest($9::TIMESTAMP WITH TIME ZONE[], $10::TIMESTAMP WITH TIME ZONE[]) AS pieces(begins,
ends) ON true JOIN LATERAL (SELECT order_status_history.location_id AS location_id,
order_status_history.order_id AS order_id, order_status_history.seq AS seq, order_status_history.version AS
version, order_status_history.from_status AS from_status, order_status_history.to_status AS to_status,
order_status_history.occurred_at AS occurred_at, order_status_history.reported_at AS reported_at,
order_status_history.recorded_at AS recorded_at, order_status_history.late AS late,
order_status_history.previous_seconds AS previous_seconds, order_status_history.held_seconds AS held_seconds,
order_status_history.begun_before_recorded AS begun_before_recorded, order_status_history.recall AS recall,
order_status_history.cause AS cause, order_status_history.actor_kind AS actor_kind,
order_status_history.actor_id AS actor_id, order_status_history.reason AS reason
FROM order_status_history
WHERE order_status_history.location_id = marks.location_id AND order_status_history.occurred_at >=
pieces.begins AND order_status_history.occurred_at < pieces.ends
 LIMIT ALL OFFSET 0) AS anon_4 ON true) AS in_pieces JOIN orders ON orders.location_id = in_pieces.location_id
AND orders.id = in_pieces.order_id UNION ALL SELECT unfolded_order_status_history.location_id AS location_id,
unfolded_order_status_history.order_id AS order_id, unfolded_order_status_history.seq AS seq,
unfolded_order_status_history.version AS version, unfolded_order_status_history.from_status AS from_status,
unfolded_order_status_history.to_status AS to_status, unfolded_order_status_history.occurred_at AS
occurred_at, unfolded_order_status_history.reported_at AS reported_at,
unfolded_order_status_history.recorded_at AS recorded_at, unfolded_order_status_history.late AS late,
unfolded_order_status_history.previous_seconds AS previous_seconds, unfolded_order_status_history.held_seconds
AS held_seconds, unfolded_order_status_history.begun_before_recorded AS begun_before_recorded,
unfolded_order_status_history.recall AS recall, unfolded_order_status_history.cause AS cause,
unfolded_order_status_history.actor_kind AS actor_kind, unfolded_order_status_history.actor_id AS actor_id,
unfolded_order_status_history.reason AS reason, unfolded_order_status_history.brand_id AS brand_id,
unfolded_order_status_history.channel AS channel, unfolded_order_status_history.created_at AS created_at,
unfolded_order_status_history.claims AS claims
FROM unfolded_order_status_history
WHERE EXISTS (SELECT 1
FROM unnest($4::INTEGER[], $5::TIMESTAMP WITH TIME ZONE[], $6::TIMESTAMP WITH TIME ZONE[]) AS runs(level,
begins, ends)
WHERE unfolded_order_status_history.occurred_at >= runs.begins AND unfolded_order_status_history.occurred_at <
runs.ends)),
parts AS
(SELECT anon_1.kind AS kind, anon_1.location_id AS location_id, anon_1.brand_id AS brand_id, anon_1.channel AS
channel, anon_1.starts_at AS at, anon_1.status AS status, anon_1.cause AS cause, anon_1.count AS count,
anon_1.microseconds AS microseconds, anon_1.longest AS longest, anon_1.histogram AS histogram
FROM marks JOIN unnest($4::INTEGER[], $5::TIMESTAMP WITH TIME ZONE[], $6::TIMESTAMP WITH TIME ZONE[]) AS
runs(level, begins, ends) ON true JOIN LATERAL (SELECT rollups.location_id AS location_id, rollups.level AS
level, rollups.kind AS kind, rollups.starts_at AS starts_at, rollups.brand_id AS brand_id, rollups.channel AS
channel, rollups.status AS status, rollups.cause AS cause, rollups.count AS count, rollups.microseconds AS
microseconds, rollups.longest AS longest, rollups.histogram AS histogram
FROM rollups
WHERE rollups.location_id = marks.location_id AND rollups.level = runs.level AND rollups.kind = 'arrival' AND
rollups.starts_at >= runs.begins AND rollups.starts_at < runs.ends AND rollups.brand_id = $7::VARCHAR AND
rollups.channel = $8::VARCHAR
 LIMIT ALL OFFSET 0) AS anon_1 ON true UNION ALL SELECT anon_2.kind AS kind, anon_2.location_id AS
location_id, anon_2.brand_id AS brand_id, anon_2.channel AS channel, anon_2.at AS at, anon_2.status AS status,
anon_2.cause AS cause, anon_2.count AS count, anon_2.microseconds AS microseconds, anon_2.microseconds AS
longest, CASE WHEN (anon_2.microseconds IS NOT NULL) THEN ARRAY[(CASE WHEN (anon_2.microseconds <= 0) THEN 0
ELSE CAST(ceil(ln(CAST(greatest(anon_2.microseconds, 1) AS DOUBLE PRECISION)) /
CAST('0.03922071315328133'::float8 AS DOUBLE PRECISION)) AS BIGINT) + 1 END << 40) + 1] END AS anon_3
FROM (SELECT 'arrival' AS kind, order_status_history_rows.location_id AS location_id,
order_status_history_rows.brand_id AS brand_id, order_status_history_rows.channel AS channel,
order_status_history_rows.occurred_at AS at, 'RECEIVED' AS status, '' AS cause, 1 AS count, CAST(NULL AS
BIGINT) AS microseconds
FROM order_status_history_rows
WHERE order_status_history_rows.seq = 1) AS anon_2
WHERE anon_2.brand_id = $7::VARCHAR AND anon_2.channel = $8::VARCHAR UNION ALL SELECT anon_7.kind AS kind,
anon_7.location_id AS location_id, anon_7.brand_id AS brand_id, anon_7.channel AS channel, anon_7.at AS at,
anon_7.status AS status, anon_7.cause AS cause, anon_7.count AS count, anon_7.microseconds AS microseconds,
anon_7.microseconds AS longest, CASE WHEN (anon_7.microseconds IS NOT NULL) THEN ARRAY[(CASE WHEN
(anon_7.microseconds <= 0) THEN 0 ELSE CAST(ceil(ln(CAST(greatest(anon_7.microseconds, 1) AS DOUBLE
PRECISION)) / CAST('0.03922071315328133'::float8 AS DOUBLE PRECISION)) AS BIGINT) + 1 END << 40) + 1] END AS
anon_8
FROM (SELECT 'arrival' AS kind, order_status_history_rows.location_id AS location_id,
order_status_history_rows.brand_id AS brand_id, order_status_history_rows.channel AS channel,
order_status_history_rows.occurred_at AS at, order_status_history_rows.to_status AS status, CASE WHEN
(order_status_history_rows.cause = 'closed-by-day') THEN 'closed-by-day' WHEN (order_status_history_rows.seq >
2 AND order_status_history_rows.cause != 'closed-by-day' AND (EXISTS (SELECT *
FROM order_status_history AS earlier
WHERE earlier.location_id = order_status_history_rows.location_id AND earlier.order_id =
order_status_history_rows.order_id AND earlier.seq < order_status_history_rows.seq AND earlier.cause !=
'closed-by-day' AND earlier.to_status = order_status_history_rows.to_status))) THEN 'reached-again' ELSE ''
END AS cause, 1 AS count, CAST(NULL AS BIGINT) AS microseconds
FROM order_status_history_rows
WHERE order_status_history_rows.to_status = 'READY' OR order_status_history_rows.to_status = 'PICKED_UP' OR
order_status_history_rows.to_status = 'CANCELLED') AS anon_7
WHERE anon_7.brand_id = $7::VARCHAR AND anon_7.channel = $8::VARCHAR),
soon AS
(SELECT found.location_id AS location_id, found.order_id AS order_id, found.seq AS seq, found.version AS
version, found.from_status AS from_status, found.to_status AS to_status, found.occurred_at AS occurred_at,
found.reported_at AS reported_at, found.recorded_at AS recorded_at, found.late AS late, found.previous_seconds
AS previous_seconds, found.held_seconds AS held_seconds, found.begun_before_recorded AS begun_before_recorded,
found.recall AS recall, found.cause AS cause, found.actor_kind AS actor_kind, found.actor_id AS actor_id,
found.reason AS reason, orders.brand_id AS brand_id, orders.channel AS channel, orders.created_at AS
created_at, orders.claims AS claims
FROM (SELECT anon_9.location_id AS location_id, anon_9.order_id AS order_id, anon_9.seq AS seq, anon_9.version
AS version, anon_9.from_status AS from_status, anon_9.to_status AS to_status, anon_9.occurred_at AS
occurred_at, anon_9.reported_at AS reported_at, anon_9.recorded_at AS recorded_at, anon_9.late AS late,
anon_9.previous_seconds AS previous_seconds, anon_9.held_seconds AS held_seconds, anon_9.begun_before_recorded
AS begun_before_recorded, anon_9.recall AS recall, anon_9.cause AS cause, anon_9.actor_kind AS actor_kind,
anon_9.actor_id AS actor_id, anon_9.reason AS reason
FROM marks JOIN LATERAL (SELECT order_status_history.location_id AS location_id, order_status_history.order_id
AS order_id, order_status_history.seq AS seq, order_status_history.version AS version,
order_status_history.from_status AS from_status, order_status_history.to_status AS to_status,
order_status_history.occurred_at AS occurred_at, order_status_history.reported_at AS reported_at,
order_status_history.recorded_at AS recorded_at, order_status_history.late AS late,
order_status_history.previous_seconds AS previous_seconds, order_status_history.held_seconds AS held_seconds,
order_status_history.begun_before_recorded AS begun_before_recorded, order_status_history.recall AS recall,
order_status_history.cause AS cause, order_status_history.actor_kind AS actor_kind,
order_status_history.actor_id AS actor_id, order_status_history.reason AS reason
FROM order_status_history
WHERE order_status_history.location_id = marks.location_id AND order_status_history.occurred_at >=
$11::TIMESTAMP WITH TIME ZONE AND order_status_history.occurred_at < least($11::TIMESTAMP WITH TIME ZONE +
interval '1 hour', $12::TIMESTAMP WITH TIME ZONE) AND order_status_history.seq > 1
 LIMIT ALL OFFSET 0) AS anon_9 ON true) AS found JOIN orders ON orders.location_id = found.location_id AND
orders.id = found.order_id),
later AS
(SELECT unfolded_order_status_history.location_id AS location_id, unfolded_order_status_history.order_id AS
order_id, unfolded_order_status_history.seq AS seq, unfolded_order_status_history.version AS version,
unfolded_order_status_history.from_status AS from_status, unfolded_order_status_history.to_status AS
to_status, unfolded_order_status_history.occurred_at AS occurred_at, unfolded_order_status_history.reported_at
AS reported_at, unfolded_order_status_history.recorded_at AS recorded_at, unfolded_order_status_history.late
AS late, unfolded_order_status_history.previous_seconds AS previous_seconds,
unfolded_order_status_history.held_seconds AS held_seconds,
unfolded_order_status_history.begun_before_recorded AS begun_before_recorded,
unfolded_order_status_history.recall AS recall, unfolded_order_status_history.cause AS cause,
unfolded_order_status_history.actor_kind AS actor_kind, unfolded_order_status_history.actor_id AS actor_id,
unfolded_order_status_history.reason AS reason, unfolded_order_status_history.brand_id AS brand_id,
unfolded_order_status_history.channel AS channel, unfolded_order_status_history.created_at AS created_at,
unfolded_order_status_history.claims AS claims
FROM unfolded_order_status_history)
 SELECT array((SELECT row(($1::INTEGER[])[width_bucket(parts.at, $2::TIMESTAMP WITH TIME ZONE[])],
parts.status, parts.cause, CAST(sum(parts.count) AS BIGINT)) AS row_1
FROM parts GROUP BY ($1::INTEGER[])[width_bucket(parts.at, $2::TIMESTAMP WITH TIME ZONE[])], parts.status,
parts.cause)) AS items, (SELECT count(*) AS count_1
FROM (SELECT 1
FROM soon
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
= 'PICKED_UP' OR earlier.to_status = 'CANCELLED') GROUP BY earlier.to_status) AS firsts) < $11::TIMESTAMP WITH
TIME ZONE AND soon.brand_id = $7::VARCHAR AND soon.channel = $8::VARCHAR UNION ALL SELECT 1
FROM marks JOIN generate_series(1, 20) AS reach(exponent) ON true JOIN LATERAL (SELECT
rollup_spans.location_id AS location_id, rollup_spans.reach AS reach, rollup_spans.began_at AS began_at,
rollup_spans.order_id AS order_id, rollup_spans.seq AS seq, rollup_spans.ended_at AS ended_at,
rollup_spans.brand_id AS brand_id, rollup_spans.channel AS channel
FROM rollup_spans
WHERE rollup_spans.location_id = marks.location_id AND rollup_spans.reach = reach.exponent AND
rollup_spans.began_at >= CASE WHEN (reach.exponent < 20) THEN $11::TIMESTAMP WITH TIME ZONE -
make_interval($13::INTEGER, $14::INTEGER, $15::INTEGER, $16::INTEGER, $17::INTEGER, $18::INTEGER, power(2.0,
reach.exponent) * 3600 + 1) ELSE '-infinity'::timestamptz END AND rollup_spans.began_at < $11::TIMESTAMP WITH
TIME ZONE
 LIMIT ALL OFFSET 0) AS anon_10 ON true
WHERE anon_10.began_at < $11::TIMESTAMP WITH TIME ZONE AND anon_10.ended_at >= $11::TIMESTAMP WITH TIME ZONE +
interval '1 hour' AND anon_10.ended_at < $12::TIMESTAMP WITH TIME ZONE AND anon_10.brand_id = $7::VARCHAR AND
anon_10.channel = $8::VARCHAR UNION ALL SELECT 1
FROM (SELECT ends.location_id AS location_id, ends.began_at AS began_at, ends.order_id AS order_id, ends.seq
AS seq, ends.ended_at AS ended_at, ends.brand_id AS brand_id, ends.channel AS channel,
CAST(least(CAST(ceil(log(2, EXTRACT(epoch FROM ends.ended_at - ends.began_at) / CAST(3600.0 AS NUMERIC))) AS
INTEGER), 20) AS INTEGER) AS reach
FROM (SELECT later.location_id AS location_id, (SELECT max(firsts.at) AS max_2
FROM (SELECT min(earlier.occurred_at) AS at
FROM order_status_history AS earlier
WHERE earlier.location_id = later.location_id AND earlier.order_id = later.order_id AND earlier.seq <
later.seq AND earlier.cause != 'closed-by-day' AND (earlier.seq = 1 OR earlier.to_status = 'READY' OR
earlier.to_status = 'PICKED_UP' OR earlier.to_status = 'CANCELLED') GROUP BY earlier.to_status) AS firsts) AS
began_at, later.order_id AS order_id, later.seq AS seq, later.occurred_at AS ended_at, later.brand_id AS
brand_id, later.channel AS channel
FROM later
WHERE later.seq > 1 AND (later.to_status = 'READY' OR later.to_status = 'PICKED_UP' OR later.to_status =
'CANCELLED') AND later.cause != 'closed-by-day' AND NOT (later.seq > 2 AND later.cause != 'closed-by-day' AND
(EXISTS (SELECT *
FROM order_status_history AS earlier
WHERE earlier.location_id = later.location_id AND earlier.order_id = later.order_id AND earlier.seq <
later.seq AND earlier.cause != 'closed-by-day' AND earlier.to_status = later.to_status)))) AS ends
WHERE ends.ended_at - ends.began_at > interval '1 hour') AS spans
WHERE spans.began_at < $11::TIMESTAMP WITH TIME ZONE AND spans.ended_at >= $11::TIMESTAMP WITH TIME ZONE +
interval '1 hour' AND spans.ended_at < $12::TIMESTAMP WITH TIME ZONE AND spans.brand_id = $7::VARCHAR AND
spans.channel = $8::VARCHAR) AS came) AS crossing, (SELECT CAST(coalesce(sum(claim_counts.count), 0) AS
BIGINT) AS coalesce_1
FROM (SELECT claim_cells.count AS count
FROM (SELECT anon_11.kind AS kind, anon_11.location_id AS location_id, anon_11.brand_id AS brand_id,
anon_11.channel AS channel, anon_11.starts_at AS at, anon_11.status AS status, anon_11.cause AS cause,
anon_11.count AS count, anon_11.microseconds AS microseconds, anon_11.longest AS longest, anon_11.histogram AS
histogram
FROM marks JOIN unnest($4::INTEGER[], $5::TIMESTAMP WITH TIME ZONE[], $6::TIMESTAMP WITH TIME ZONE[]) AS
runs(level, begins, ends) ON true JOIN LATERAL (SELECT rollups.location_id AS location_id, rollups.level AS
level, rollups.kind AS kind, rollups.starts_at AS starts_at, rollups.brand_id AS brand_id, rollups.channel AS
channel, rollups.status AS status, rollups.cause AS cause, rollups.count AS count, rollups.microseconds AS
microseconds, rollups.longest AS longest, rollups.histogram AS histogram
FROM rollups
WHERE rollups.location_id = marks.location_id AND rollups.level = runs.level AND rollups.kind = 'order-claim'
AND rollups.starts_at >= runs.begins AND rollups.starts_at < runs.ends AND rollups.brand_id = $7::VARCHAR AND
rollups.channel = $8::VARCHAR
 LIMIT ALL OFFSET 0) AS anon_11 ON true) AS claim_cells UNION ALL SELECT told.count AS count
FROM (SELECT 'order-claim' AS kind, unfolded_order_status_history.location_id AS location_id,
unfolded_order_status_history.brand_id AS brand_id, unfolded_order_status_history.channel AS channel,
unfolded_order_status_history.created_at AS at, '' AS status, '' AS cause,
CAST(jsonb_array_length(unfolded_order_status_history.claims) AS BIGINT) AS count, CAST(NULL AS BIGINT) AS
microseconds
FROM unfolded_order_status_history
WHERE unfolded_order_status_history.seq = 1 AND unfolded_order_status_history.claims IS NOT NULL) AS told
WHERE (EXISTS (SELECT 1
FROM unnest($4::INTEGER[], $5::TIMESTAMP WITH TIME ZONE[], $6::TIMESTAMP WITH TIME ZONE[]) AS runs(level,
begins, ends)
WHERE told.at >= runs.begins AND told.at < runs.ends)) AND told.brand_id = $7::VARCHAR AND told.channel =
$8::VARCHAR UNION ALL SELECT CAST(jsonb_array_length(created.claims) AS BIGINT) AS count
FROM (SELECT anon_12.location_id AS location_id, anon_12.id AS id, anon_12.external_id AS external_id,
anon_12.account AS account, anon_12.brand_id AS brand_id, anon_12.channel AS channel, anon_12.channel_order_id
AS channel_order_id, anon_12.channel_order_display_id AS channel_order_display_id, anon_12.order_type AS
order_type, anon_12.table_label AS table_label, anon_12.covers AS covers, anon_12.server AS server,
anon_12.pickup_time AS pickup_time, anon_12.note AS note, anon_12.allergens AS allergens, anon_12.metadata AS
metadata, anon_12.first_promise AS first_promise, anon_12.amendment_seq AS amendment_seq, anon_12.currency AS
currency, anon_12.total_amount AS total_amount, anon_12.adjustments AS adjustments, anon_12.payment_status AS
payment_status, anon_12.payment_method AS payment_method, anon_12.paid_amount AS paid_amount,
anon_12.created_at AS created_at, anon_12.recorded_at AS recorded_at, anon_12.changed_at AS changed_at,
anon_12.version AS version, anon_12.status AS status, anon_12.status_since AS status_since, anon_12.status_seq
AS status_seq, anon_12.claims AS claims, anon_12.pass_required AS pass_required, anon_12.acceptance AS
acceptance, anon_12.cancellation_request AS cancellation_request
FROM marks JOIN unnest($9::TIMESTAMP WITH TIME ZONE[], $10::TIMESTAMP WITH TIME ZONE[]) AS pieces(begins,
ends) ON true JOIN LATERAL (SELECT orders.location_id AS location_id, orders.id AS id, orders.external_id AS
external_id, orders.account AS account, orders.brand_id AS brand_id, orders.channel AS channel,
orders.channel_order_id AS channel_order_id, orders.channel_order_display_id AS channel_order_display_id,
orders.order_type AS order_type, orders.table_label AS table_label, orders.covers AS covers, orders.server AS
server, orders.pickup_time AS pickup_time, orders.note AS note, orders.allergens AS allergens, orders.metadata
AS metadata, orders.first_promise AS first_promise, orders.amendment_seq AS amendment_seq, orders.currency AS
currency, orders.total_amount AS total_amount, orders.adjustments AS adjustments, orders.payment_status AS
payment_status, orders.payment_method AS payment_method, orders.paid_amount AS paid_amount, orders.created_at
AS created_at, orders.recorded_at AS recorded_at, orders.changed_at AS changed_at, orders.version AS version,
orders.status AS status, orders.status_since AS status_since, orders.status_seq AS status_seq, orders.claims
AS claims, orders.pass_required AS pass_required, orders.acceptance AS acceptance, orders.cancellation_request
AS cancellation_request
FROM orders
WHERE orders.location_id = marks.location_id AND orders.created_at >= pieces.begins AND orders.created_at <
pieces.ends AND orders.brand_id = $7::VARCHAR AND orders.channel = $8::VARCHAR
 LIMIT ALL OFFSET 0) AS anon_12 ON true) AS created
WHERE created.claims IS NOT NULL) AS claim_counts) AS claims, NOT (EXISTS (SELECT 1
FROM marks
WHERE marks.through < 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)) AS whole, NOT (EXISTS (SELECT 1
FROM marks
WHERE NOT marks.everywhere)) AS everywhere, NOT (EXISTS (SELECT 1
FROM marks
WHERE marks.torn)) AS sound, EXISTS (SELECT 1
FROM marks
WHERE marks.through > '00000000-0000-0000-0000-000000000000'::uuid) AS folded

-- groups, starts, location_id, run_levels, run_begins, run_ends, brand_id, channel, piece_begins, piece_ends, start, end, make_interval_1, make_interval_2, make_interval_3, make_interval_4, make_interval_5, make_interval_6
