WITH marks AS MATERIALIZED
(SELECT location_feeds.location_id AS location_id, coalesce(rollup_marks.through,
'00000000-0000-0000-0000-000000000000'::uuid) AS through, coalesce(rollup_marks.seq, 0) AS seq,
coalesce(rollup_marks.through > '00000000-0000-0000-0000-000000000000'::uuid AND rollup_marks.seq <
location_feeds.last_seq AND NOT (EXISTS (SELECT *
FROM order_events
WHERE order_events.location_id = rollup_marks.location_id AND order_events.seq = rollup_marks.seq + 1)),
false) AS torn
FROM location_feeds LEFT OUTER JOIN rollup_marks ON rollup_marks.location_id = location_feeds.location_id
WHERE location_feeds.location_id = $1::VARCHAR),
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
FROM marks JOIN unnest($7::TIMESTAMP WITH TIME ZONE[], $8::TIMESTAMP WITH TIME ZONE[]) AS pieces(begins, ends)
ON true JOIN item_status_history ON item_status_history.location_id = marks.location_id AND
item_status_history.occurred_at >= pieces.begins AND item_status_history.occurred_at < pieces.ends UNION ALL
SELECT item_status_history.location_id AS location_id, item_status_history.order_id AS order_id,
item_status_history.line AS line, item_status_history.bundle AS bundle, item_status_history.seq AS seq,
item_status_history.version AS version, item_status_history.from_status AS from_status,
item_status_history.to_status AS to_status, item_status_history.occurred_at AS occurred_at,
item_status_history.reported_at AS reported_at, item_status_history.recorded_at AS recorded_at,
item_status_history.late AS late, item_status_history.previous_seconds AS previous_seconds,
item_status_history.held_seconds AS held_seconds, item_status_history.begun_before_recorded AS
begun_before_recorded, item_status_history.recall AS recall, item_status_history.cause AS cause,
item_status_history.actor_kind AS actor_kind, item_status_history.actor_id AS actor_id,
item_status_history.reason AS reason
FROM marks JOIN order_events ON order_events.location_id = marks.location_id AND order_events.seq > marks.seq
AND order_events.order_id <= marks.through AND order_events.type != 'order.released' JOIN item_status_history
ON item_status_history.location_id = order_events.location_id AND item_status_history.order_id =
order_events.order_id AND item_status_history.version = order_events.order_version
WHERE EXISTS (SELECT 1
FROM unnest($2::INTEGER[], $3::TIMESTAMP WITH TIME ZONE[], $4::TIMESTAMP WITH TIME ZONE[]) AS runs(level,
begins, ends)
WHERE item_status_history.occurred_at >= runs.begins AND item_status_history.occurred_at < runs.ends)),
parts AS
(SELECT rollups.kind AS kind, rollups.location_id AS location_id, rollups.brand_id AS brand_id,
rollups.channel AS channel, rollups.starts_at AS at, rollups.status AS status, rollups.cause AS cause,
rollups.count AS count, rollups.microseconds AS microseconds, rollups.longest AS longest, rollups.histogram AS
histogram
FROM marks JOIN unnest($2::INTEGER[], $3::TIMESTAMP WITH TIME ZONE[], $4::TIMESTAMP WITH TIME ZONE[]) AS
runs(level, begins, ends) ON true JOIN rollups ON rollups.location_id = marks.location_id AND rollups.level =
runs.level AND rollups.starts_at >= runs.begins AND rollups.starts_at < runs.ends
WHERE rollups.kind = 'item-stay' AND rollups.brand_id = $5::VARCHAR AND rollups.channel = $6::VARCHAR UNION
ALL SELECT anon_1.kind AS kind, anon_1.location_id AS location_id, anon_1.brand_id AS brand_id, anon_1.channel
AS channel, anon_1.at AS at, anon_1.status AS status, anon_1.cause AS cause, anon_1.count AS count,
anon_1.microseconds AS microseconds, anon_1.microseconds AS longest, CASE WHEN (anon_1.microseconds IS NOT
NULL) THEN ARRAY[(CASE WHEN (anon_1.microseconds <= 0) THEN 0 ELSE
CAST(ceil(ln(CAST(greatest(anon_1.microseconds, 1) AS DOUBLE PRECISION)) / CAST('0.03922071315328133'::float8
AS DOUBLE PRECISION)) AS BIGINT) + 1 END << 40) + 1] END AS anon_2
FROM (SELECT 'item-stay' AS kind, orders.location_id AS location_id, orders.brand_id AS brand_id,
orders.channel AS channel, item_status_history_rows.occurred_at AS at, item_status_history_rows.from_status AS
status, CASE WHEN item_status_history_rows.begun_before_recorded THEN 'begun-before-recorded' WHEN
(item_status_history_rows.cause = 'closed-by-day') THEN 'closed-by-day' WHEN item_status_history_rows.recall
THEN 'recall' WHEN (item_status_history_rows.to_status = 'CANCELLED') THEN 'cancel' ELSE 'forward' END AS
cause, 1 AS count, CAST(round(item_status_history_rows.previous_seconds * 1000000) AS BIGINT) AS microseconds
FROM item_status_history_rows JOIN orders ON orders.location_id = item_status_history_rows.location_id AND
orders.id = item_status_history_rows.order_id
WHERE item_status_history_rows.from_status IS NOT NULL AND NOT item_status_history_rows.bundle) AS anon_1
WHERE anon_1.brand_id = $5::VARCHAR AND anon_1.channel = $6::VARCHAR),
begun_item_status_history AS
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
FROM marks JOIN order_events ON order_events.location_id = marks.location_id AND order_events.seq > marks.seq
AND order_events.order_id <= marks.through AND order_events.type != 'order.released' JOIN item_status_history
ON item_status_history.location_id = order_events.location_id AND item_status_history.order_id =
order_events.order_id AND item_status_history.version = order_events.order_version
WHERE item_status_history.seq = 1)
 SELECT array((SELECT row(sums."group", sums.status, sums.cause, sums.count, sums.microseconds, sums.longest,
histograms.histogram) AS row_1
FROM (SELECT NULL AS "group", parts.status AS status, parts.cause AS cause, CAST(sum(parts.count) AS BIGINT)
AS count, sum(parts.microseconds) AS microseconds, max(parts.longest) AS longest
FROM parts GROUP BY 1, parts.status, parts.cause) AS sums LEFT OUTER JOIN (SELECT bins."group" AS "group",
bins.status AS status, string_agg(CAST(bins.entry AS TEXT), ' ') AS histogram
FROM (SELECT NULL AS "group", parts.status AS status, ((entry >> 40) << 40) + CAST(sum(entry & 1099511627775)
AS BIGINT) AS entry
FROM parts, unnest(parts.histogram) AS entry
WHERE parts.cause = $9::VARCHAR GROUP BY 1, parts.status, entry >> 40) AS bins GROUP BY bins."group",
bins.status) AS histograms ON histograms."group" IS NOT DISTINCT FROM sums."group" AND histograms.status =
sums.status AND sums.cause = $9::VARCHAR)) AS items, (SELECT CAST(coalesce(sum(claim_counts.count), 0) AS
BIGINT) AS coalesce_1
FROM (SELECT claim_cells.count AS count
FROM (SELECT rollups.kind AS kind, rollups.location_id AS location_id, rollups.brand_id AS brand_id,
rollups.channel AS channel, rollups.starts_at AS at, rollups.status AS status, rollups.cause AS cause,
rollups.count AS count, rollups.microseconds AS microseconds, rollups.longest AS longest, rollups.histogram AS
histogram
FROM marks JOIN unnest($2::INTEGER[], $3::TIMESTAMP WITH TIME ZONE[], $4::TIMESTAMP WITH TIME ZONE[]) AS
runs(level, begins, ends) ON true JOIN rollups ON rollups.location_id = marks.location_id AND rollups.level =
runs.level AND rollups.starts_at >= runs.begins AND rollups.starts_at < runs.ends
WHERE rollups.kind = 'item-claim' AND rollups.brand_id = $5::VARCHAR AND rollups.channel = $6::VARCHAR) AS
claim_cells UNION ALL SELECT told.count AS count
FROM (SELECT 'item-claim' AS kind, orders.location_id AS location_id, orders.brand_id AS brand_id,
orders.channel AS channel, orders.created_at AS at, '' AS status, '' AS cause,
CAST(jsonb_array_length(order_items.claims) AS BIGINT) AS count, CAST(NULL AS BIGINT) AS microseconds
FROM begun_item_status_history JOIN orders ON orders.location_id = begun_item_status_history.location_id AND
orders.id = begun_item_status_history.order_id JOIN order_items ON order_items.location_id =
begun_item_status_history.location_id AND order_items.order_id = begun_item_status_history.order_id AND
order_items.line = begun_item_status_history.line
WHERE begun_item_status_history.seq = 1 AND order_items.claims IS NOT NULL) AS told
WHERE (EXISTS (SELECT 1
FROM unnest($2::INTEGER[], $3::TIMESTAMP WITH TIME ZONE[], $4::TIMESTAMP WITH TIME ZONE[]) AS runs(level,
begins, ends)
WHERE told.at >= runs.begins AND told.at < runs.ends)) AND told.brand_id = $5::VARCHAR AND told.channel =
$6::VARCHAR UNION ALL SELECT CAST(jsonb_array_length(order_items.claims) AS BIGINT) AS count
FROM marks JOIN unnest($7::TIMESTAMP WITH TIME ZONE[], $8::TIMESTAMP WITH TIME ZONE[]) AS pieces(begins, ends)
ON true JOIN orders ON orders.location_id = marks.location_id AND orders.created_at >= pieces.begins AND
orders.created_at < pieces.ends JOIN order_items ON order_items.location_id = orders.location_id AND
order_items.order_id = orders.id
WHERE order_items.claims IS NOT NULL AND orders.brand_id = $5::VARCHAR AND orders.channel = $6::VARCHAR) AS
claim_counts) AS claims, (SELECT count(*) AS count_1
FROM (SELECT 1
FROM item_status_history LEFT OUTER JOIN orders ON orders.location_id = item_status_history.location_id AND
orders.id = item_status_history.order_id
WHERE item_status_history.occurred_at >= $10::TIMESTAMP WITH TIME ZONE AND item_status_history.occurred_at <
$10::TIMESTAMP WITH TIME ZONE + interval '1 hour' AND item_status_history.occurred_at -
make_interval($11::INTEGER, $12::INTEGER, $13::INTEGER, $14::INTEGER, $15::INTEGER, $16::INTEGER,
item_status_history.previous_seconds) < $10::TIMESTAMP WITH TIME ZONE AND item_status_history.from_status !=
$17::VARCHAR AND NOT item_status_history.bundle AND orders.brand_id = $5::VARCHAR AND orders.channel =
$6::VARCHAR AND item_status_history.location_id = $1::VARCHAR UNION ALL SELECT 1
FROM item_status_history LEFT OUTER JOIN orders ON orders.location_id = item_status_history.location_id AND
orders.id = item_status_history.order_id
WHERE item_status_history.occurred_at >= $10::TIMESTAMP WITH TIME ZONE + interval '1 hour' AND
item_status_history.previous_seconds > 3600 AND item_status_history.occurred_at - make_interval($18::INTEGER,
$19::INTEGER, $20::INTEGER, $21::INTEGER, $22::INTEGER, $23::INTEGER, item_status_history.previous_seconds) <
$10::TIMESTAMP WITH TIME ZONE AND item_status_history.from_status != $17::VARCHAR AND NOT
item_status_history.bundle AND orders.brand_id = $5::VARCHAR AND orders.channel = $6::VARCHAR AND
item_status_history.location_id = $1::VARCHAR UNION ALL SELECT 1
FROM open_orders JOIN orders ON open_orders.location_id = orders.location_id AND open_orders.order_id =
orders.id JOIN order_items ON order_items.location_id = orders.location_id AND order_items.order_id =
orders.id
WHERE order_items.status != $24::VARCHAR AND greatest(CASE WHEN (orders.recorded_at - order_items.status_since
> $25::INTERVAL) THEN orders.recorded_at ELSE order_items.status_since END, CASE WHEN (order_items.status_seq
= 1) THEN open_orders.release_at END, order_items.fired_at) < least($10::TIMESTAMP WITH TIME ZONE,
$26::TIMESTAMP WITH TIME ZONE) AND NOT order_items.bundle AND NOT order_items.held AND orders.brand_id =
$5::VARCHAR AND orders.channel = $6::VARCHAR AND orders.location_id = $1::VARCHAR) AS unfinished) AS open, NOT
(EXISTS (SELECT 1
FROM marks
WHERE marks.through < 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)) AS whole, NOT (EXISTS (SELECT 1
FROM marks
WHERE marks.torn)) AS sound, EXISTS (SELECT 1
FROM marks
WHERE marks.through > '00000000-0000-0000-0000-000000000000'::uuid) AS folded

-- location_id, run_levels, run_begins, run_ends, brand_id, channel, piece_begins, piece_ends, counted_as, end, make_interval_1, make_interval_2, make_interval_3, make_interval_4, make_interval_5, make_interval_6, from_status_1, make_interval_7, make_interval_8, make_interval_9, make_interval_10, make_interval_11, make_interval_12, status_1, trusted_delay, as_of
