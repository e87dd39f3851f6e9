SELECT array((SELECT row(parts."group", parts.status, parts.cause, count(*) FILTER (WHERE parts.first),
count(*), sum(CAST(round(parts.seconds * 1000000) AS BIGINT)), percentile_cont(0.5) WITHIN GROUP (ORDER BY
parts.seconds), percentile_cont(0.9) WITHIN GROUP (ORDER BY parts.seconds), percentile_cont(0.95) WITHIN GROUP
(ORDER BY parts.seconds), max(parts.seconds)) AS row_1
FROM (SELECT NULL AS "group", item_status_history.from_status AS status, item_status_history.previous_seconds
AS seconds, CASE WHEN item_status_history.begun_before_recorded THEN 'begun-before-recorded' END AS cause,
true AS first
FROM item_status_history LEFT OUTER JOIN orders ON orders.location_id = item_status_history.location_id AND
orders.id = item_status_history.order_id
WHERE item_status_history.from_status IS NOT NULL AND NOT item_status_history.bundle AND
item_status_history.occurred_at >= $1::TIMESTAMP WITH TIME ZONE AND item_status_history.occurred_at <
$2::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $3::VARCHAR AND orders.channel = $4::VARCHAR AND
item_status_history.location_id = $5::VARCHAR) AS parts GROUP BY parts."group", parts.status, parts.cause)) AS
items, (SELECT coalesce(sum(jsonb_array_length(order_items.claims)), 0) AS coalesce_1
FROM orders JOIN order_items ON order_items.location_id = orders.location_id AND order_items.order_id =
orders.id
WHERE order_items.claims IS NOT NULL AND orders.created_at >= $1::TIMESTAMP WITH TIME ZONE AND
orders.created_at < $2::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $3::VARCHAR AND orders.channel =
$4::VARCHAR AND orders.location_id = $5::VARCHAR) AS claims, (SELECT count(*) AS count_1
FROM (SELECT 1
FROM item_status_history LEFT OUTER JOIN orders ON orders.location_id = item_status_history.location_id AND
orders.id = item_status_history.order_id
WHERE item_status_history.occurred_at >= $2::TIMESTAMP WITH TIME ZONE AND item_status_history.occurred_at <
$2::TIMESTAMP WITH TIME ZONE + interval '1 hour' AND item_status_history.occurred_at -
make_interval($6::INTEGER, $7::INTEGER, $8::INTEGER, $9::INTEGER, $10::INTEGER, $11::INTEGER,
item_status_history.previous_seconds) < $2::TIMESTAMP WITH TIME ZONE AND item_status_history.from_status !=
$12::VARCHAR AND NOT item_status_history.bundle AND orders.brand_id = $3::VARCHAR AND orders.channel =
$4::VARCHAR AND item_status_history.location_id = $5::VARCHAR UNION ALL SELECT 1
FROM item_status_history LEFT OUTER JOIN orders ON orders.location_id = item_status_history.location_id AND
orders.id = item_status_history.order_id
WHERE item_status_history.occurred_at >= $2::TIMESTAMP WITH TIME ZONE + interval '1 hour' AND
item_status_history.previous_seconds > 3600 AND item_status_history.occurred_at - make_interval($13::INTEGER,
$14::INTEGER, $15::INTEGER, $16::INTEGER, $17::INTEGER, $18::INTEGER, item_status_history.previous_seconds) <
$2::TIMESTAMP WITH TIME ZONE AND item_status_history.from_status != $12::VARCHAR AND NOT
item_status_history.bundle AND orders.brand_id = $3::VARCHAR AND orders.channel = $4::VARCHAR AND
item_status_history.location_id = $5::VARCHAR UNION ALL SELECT 1
FROM open_orders JOIN orders ON open_orders.location_id = orders.location_id AND open_orders.order_id =
orders.id JOIN order_items ON order_items.location_id = orders.location_id AND order_items.order_id =
orders.id
WHERE order_items.status != $19::VARCHAR AND greatest(CASE WHEN (orders.recorded_at - order_items.status_since
> $20::INTERVAL) THEN orders.recorded_at ELSE order_items.status_since END, CASE WHEN (order_items.status_seq
= 1) THEN open_orders.release_at END, order_items.fired_at) < least($2::TIMESTAMP WITH TIME ZONE,
$21::TIMESTAMP WITH TIME ZONE) AND NOT order_items.bundle AND NOT order_items.held AND orders.brand_id =
$3::VARCHAR AND orders.channel = $4::VARCHAR AND orders.location_id = $5::VARCHAR) AS unfinished) AS open

-- start, end, brand_id, channel, location_id, make_interval_1, make_interval_2, make_interval_3, make_interval_4, make_interval_5, make_interval_6, from_status_1, make_interval_7, make_interval_8, make_interval_9, make_interval_10, make_interval_11, make_interval_12, status_1, trusted_delay, as_of
