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
WHERE location_feeds.location_id = $1::VARCHAR),
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
FROM marks JOIN unnest($7::TIMESTAMP WITH TIME ZONE[], $8::TIMESTAMP WITH TIME ZONE[]) AS pieces(begins, ends)
ON true JOIN LATERAL (SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS
order_id, order_status_history.seq AS seq, order_status_history.version AS version,
order_status_history.from_status AS from_status, order_status_history.to_status AS to_status,
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
FROM unnest($2::INTEGER[], $3::TIMESTAMP WITH TIME ZONE[], $4::TIMESTAMP WITH TIME ZONE[]) AS runs(level,
begins, ends)
WHERE unfolded_order_status_history.occurred_at >= runs.begins AND unfolded_order_status_history.occurred_at <
runs.ends)),
parts AS
(SELECT anon_1.kind AS kind, anon_1.location_id AS location_id, anon_1.brand_id AS brand_id, anon_1.channel AS
channel, anon_1.starts_at AS at, anon_1.status AS status, anon_1.cause AS cause, anon_1.count AS count,
anon_1.microseconds AS microseconds, anon_1.longest AS longest, anon_1.histogram AS histogram
FROM marks JOIN unnest($2::INTEGER[], $3::TIMESTAMP WITH TIME ZONE[], $4::TIMESTAMP WITH TIME ZONE[]) AS
runs(level, begins, ends) ON true JOIN LATERAL (SELECT rollups.location_id AS location_id, rollups.level AS
level, rollups.kind AS kind, rollups.starts_at AS starts_at, rollups.brand_id AS brand_id, rollups.channel AS
channel, rollups.status AS status, rollups.cause AS cause, rollups.count AS count, rollups.microseconds AS
microseconds, rollups.longest AS longest, rollups.histogram AS histogram
FROM rollups
WHERE rollups.location_id = marks.location_id AND rollups.level = runs.level AND rollups.kind = 'order-stay'
AND rollups.starts_at >= runs.begins AND rollups.starts_at < runs.ends AND rollups.brand_id = $5::VARCHAR AND
rollups.channel = $6::VARCHAR
 LIMIT ALL OFFSET 0) AS anon_1 ON true UNION ALL SELECT anon_2.kind AS kind, anon_2.location_id AS
location_id, anon_2.brand_id AS brand_id, anon_2.channel AS channel, anon_2.at AS at, anon_2.status AS status,
anon_2.cause AS cause, anon_2.count AS count, anon_2.microseconds AS microseconds, anon_2.microseconds AS
longest, CASE WHEN (anon_2.microseconds IS NOT NULL) THEN ARRAY[(CASE WHEN (anon_2.microseconds <= 0) THEN 0
ELSE CAST(ceil(ln(CAST(greatest(anon_2.microseconds, 1) AS DOUBLE PRECISION)) /
CAST('0.03922071315328133'::float8 AS DOUBLE PRECISION)) AS BIGINT) + 1 END << 40) + 1] END AS anon_3
FROM (SELECT 'order-stay' AS kind, order_status_history_rows.location_id AS location_id,
order_status_history_rows.brand_id AS brand_id, order_status_history_rows.channel AS channel,
order_status_history_rows.occurred_at AS at, order_status_history_rows.from_status AS status, CASE WHEN
order_status_history_rows.begun_before_recorded THEN 'begun-before-recorded' WHEN
(order_status_history_rows.cause = 'closed-by-day') THEN 'closed-by-day' WHEN order_status_history_rows.recall
THEN 'recall' WHEN (order_status_history_rows.to_status = 'CANCELLED') THEN 'cancel' ELSE 'forward' END AS
cause, 1 AS count, CAST(round(order_status_history_rows.previous_seconds * 1000000) AS BIGINT) AS microseconds
FROM order_status_history_rows
WHERE order_status_history_rows.from_status IS NOT NULL) AS anon_2
WHERE anon_2.brand_id = $5::VARCHAR AND anon_2.channel = $6::VARCHAR)
 SELECT array((SELECT row(sums."group", sums.status, sums.cause, sums.count, sums.microseconds, sums.longest)
AS row_1
FROM (SELECT NULL AS "group", parts.status AS status, parts.cause AS cause, CAST(sum(parts.count) AS BIGINT)
AS count, sum(parts.microseconds) AS microseconds, max(parts.longest) AS longest
FROM parts GROUP BY 1, parts.status, parts.cause) AS sums)) AS items, array((SELECT row(histograms."group",
histograms.status, histograms.histogram) AS row_2
FROM (SELECT bins."group" AS "group", bins.status AS status, string_agg(CAST(bins.entry AS TEXT), ' ') AS
histogram
FROM (SELECT NULL AS "group", parts.status AS status, ((entry >> 40) << 40) + CAST(sum(entry & 1099511627775)
AS BIGINT) AS entry
FROM parts, unnest(parts.histogram) AS entry
WHERE parts.cause = $9::VARCHAR GROUP BY 1, parts.status, entry >> 40) AS bins GROUP BY bins."group",
bins.status) AS histograms)) AS histograms, (SELECT CAST(coalesce(sum(claim_counts.count), 0) AS BIGINT) AS
coalesce_1
FROM (SELECT claim_cells.count AS count
FROM (SELECT anon_7.kind AS kind, anon_7.location_id AS location_id, anon_7.brand_id AS brand_id,
anon_7.channel AS channel, anon_7.starts_at AS at, anon_7.status AS status, anon_7.cause AS cause,
anon_7.count AS count, anon_7.microseconds AS microseconds, anon_7.longest AS longest, anon_7.histogram AS
histogram
FROM marks JOIN unnest($2::INTEGER[], $3::TIMESTAMP WITH TIME ZONE[], $4::TIMESTAMP WITH TIME ZONE[]) AS
runs(level, begins, ends) ON true JOIN LATERAL (SELECT rollups.location_id AS location_id, rollups.level AS
level, rollups.kind AS kind, rollups.starts_at AS starts_at, rollups.brand_id AS brand_id, rollups.channel AS
channel, rollups.status AS status, rollups.cause AS cause, rollups.count AS count, rollups.microseconds AS
microseconds, rollups.longest AS longest, rollups.histogram AS histogram
FROM rollups
WHERE rollups.location_id = marks.location_id AND rollups.level = runs.level AND rollups.kind = 'order-claim'
AND rollups.starts_at >= runs.begins AND rollups.starts_at < runs.ends AND rollups.brand_id = $5::VARCHAR AND
rollups.channel = $6::VARCHAR
 LIMIT ALL OFFSET 0) AS anon_7 ON true) AS claim_cells UNION ALL SELECT told.count AS count
FROM (SELECT 'order-claim' AS kind, unfolded_order_status_history.location_id AS location_id,
unfolded_order_status_history.brand_id AS brand_id, unfolded_order_status_history.channel AS channel,
unfolded_order_status_history.created_at AS at, '' AS status, '' AS cause,
CAST(jsonb_array_length(unfolded_order_status_history.claims) AS BIGINT) AS count, CAST(NULL AS BIGINT) AS
microseconds
FROM unfolded_order_status_history
WHERE unfolded_order_status_history.seq = 1 AND unfolded_order_status_history.claims IS NOT NULL) AS told
WHERE (EXISTS (SELECT 1
FROM unnest($2::INTEGER[], $3::TIMESTAMP WITH TIME ZONE[], $4::TIMESTAMP WITH TIME ZONE[]) AS runs(level,
begins, ends)
WHERE told.at >= runs.begins AND told.at < runs.ends)) AND told.brand_id = $5::VARCHAR AND told.channel =
$6::VARCHAR UNION ALL SELECT CAST(jsonb_array_length(created.claims) AS BIGINT) AS count
FROM (SELECT anon_8.location_id AS location_id, anon_8.id AS id, anon_8.external_id AS external_id,
anon_8.account AS account, anon_8.brand_id AS brand_id, anon_8.channel AS channel, anon_8.channel_order_id AS
channel_order_id, anon_8.channel_order_display_id AS channel_order_display_id, anon_8.order_type AS
order_type, anon_8.table_label AS table_label, anon_8.covers AS covers, anon_8.server AS server,
anon_8.pickup_time AS pickup_time, anon_8.note AS note, anon_8.allergens AS allergens, anon_8.metadata AS
metadata, anon_8.first_promise AS first_promise, anon_8.amendment_seq AS amendment_seq, anon_8.currency AS
currency, anon_8.total_amount AS total_amount, anon_8.adjustments AS adjustments, anon_8.payment_status AS
payment_status, anon_8.payment_method AS payment_method, anon_8.paid_amount AS paid_amount, anon_8.created_at
AS created_at, anon_8.recorded_at AS recorded_at, anon_8.changed_at AS changed_at, anon_8.version AS version,
anon_8.status AS status, anon_8.status_since AS status_since, anon_8.status_seq AS status_seq, anon_8.claims
AS claims, anon_8.pass_required AS pass_required, anon_8.acceptance AS acceptance, anon_8.cancellation_request
AS cancellation_request
FROM marks JOIN unnest($7::TIMESTAMP WITH TIME ZONE[], $8::TIMESTAMP WITH TIME ZONE[]) AS pieces(begins, ends)
ON true JOIN LATERAL (SELECT orders.location_id AS location_id, orders.id AS id, orders.external_id AS
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
pieces.ends AND orders.brand_id = $5::VARCHAR AND orders.channel = $6::VARCHAR
 LIMIT ALL OFFSET 0) AS anon_8 ON true) AS created
WHERE created.claims IS NOT NULL) AS claim_counts) AS claims, (SELECT count(*) AS count_1
FROM (SELECT 1
FROM order_status_history LEFT OUTER JOIN orders ON orders.location_id = order_status_history.location_id AND
orders.id = order_status_history.order_id
WHERE order_status_history.occurred_at >= $10::TIMESTAMP WITH TIME ZONE AND order_status_history.occurred_at <
$10::TIMESTAMP WITH TIME ZONE + interval '1 hour' AND order_status_history.occurred_at -
make_interval($11::INTEGER, $12::INTEGER, $13::INTEGER, $14::INTEGER, $15::INTEGER, $16::INTEGER,
order_status_history.previous_seconds) < $10::TIMESTAMP WITH TIME ZONE AND order_status_history.from_status !=
$17::VARCHAR AND orders.brand_id = $5::VARCHAR AND orders.channel = $6::VARCHAR AND
order_status_history.location_id = $1::VARCHAR UNION ALL SELECT 1
FROM order_status_history LEFT OUTER JOIN orders ON orders.location_id = order_status_history.location_id AND
orders.id = order_status_history.order_id
WHERE order_status_history.occurred_at >= $10::TIMESTAMP WITH TIME ZONE + interval '1 hour' AND
order_status_history.previous_seconds > 3600 AND order_status_history.occurred_at -
make_interval($18::INTEGER, $19::INTEGER, $20::INTEGER, $21::INTEGER, $22::INTEGER, $23::INTEGER,
order_status_history.previous_seconds) < $10::TIMESTAMP WITH TIME ZONE AND order_status_history.from_status !=
$17::VARCHAR AND orders.brand_id = $5::VARCHAR AND orders.channel = $6::VARCHAR AND
order_status_history.location_id = $1::VARCHAR UNION ALL SELECT 1
FROM open_orders JOIN orders ON open_orders.location_id = orders.location_id AND open_orders.order_id =
orders.id
WHERE orders.status != $24::VARCHAR AND greatest(CASE WHEN (orders.recorded_at - orders.status_since >
$25::INTERVAL) THEN orders.recorded_at ELSE orders.status_since END, CASE WHEN (orders.status_seq = 1) THEN
open_orders.release_at END) < least($10::TIMESTAMP WITH TIME ZONE, $26::TIMESTAMP WITH TIME ZONE) AND
orders.brand_id = $5::VARCHAR AND orders.channel = $6::VARCHAR AND orders.location_id = $1::VARCHAR) AS
unfinished) AS open, NOT (EXISTS (SELECT 1
FROM marks
WHERE marks.through < 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)) AS whole, NOT (EXISTS (SELECT 1
FROM marks
WHERE NOT marks.everywhere)) AS everywhere, NOT (EXISTS (SELECT 1
FROM marks
WHERE marks.torn)) AS sound, EXISTS (SELECT 1
FROM marks
WHERE marks.through > '00000000-0000-0000-0000-000000000000'::uuid) AS folded

-- location_id, run_levels, run_begins, run_ends, brand_id, channel, piece_begins, piece_ends, counted_as, end, make_interval_1, make_interval_2, make_interval_3, make_interval_4, make_interval_5, make_interval_6, from_status_1, make_interval_7, make_interval_8, make_interval_9, make_interval_10, make_interval_11, make_interval_12, status_1, trusted_delay, as_of
