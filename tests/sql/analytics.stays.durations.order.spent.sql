SELECT array((SELECT row(parts."group", parts.status, parts.cause, count(*) FILTER (WHERE parts.first),
count(*), sum(CAST(round(parts.seconds * 1000000) AS BIGINT)), percentile_cont(0.5) WITHIN GROUP (ORDER BY
parts.seconds), percentile_cont(0.9) WITHIN GROUP (ORDER BY parts.seconds), percentile_cont(0.95) WITHIN GROUP
(ORDER BY parts.seconds), max(parts.seconds)) AS row_1
FROM (SELECT cut."group" AS "group", cut.status AS status, CAST(EXTRACT(epoch FROM cut.ended - cut.began) AS
DOUBLE PRECISION) AS seconds, cut.cause AS cause, true AS first
FROM (SELECT touching."group" AS "group", touching.status AS status, touching.cause AS cause,
greatest(touching.began, $1::TIMESTAMP WITH TIME ZONE) AS began, least(touching.ended, $2::TIMESTAMP WITH TIME
ZONE) AS ended
FROM (SELECT NULL AS "group", order_status_history.from_status AS status, order_status_history.occurred_at -
make_interval($3::INTEGER, $4::INTEGER, $5::INTEGER, $6::INTEGER, $7::INTEGER, $8::INTEGER,
order_status_history.previous_seconds) AS began, order_status_history.occurred_at AS ended, CASE WHEN
order_status_history.begun_before_recorded THEN 'begun-before-recorded' END AS cause
FROM order_status_history LEFT OUTER JOIN orders ON orders.location_id = order_status_history.location_id AND
orders.id = order_status_history.order_id
WHERE order_status_history.from_status IS NOT NULL AND order_status_history.occurred_at >= $1::TIMESTAMP WITH
TIME ZONE AND order_status_history.occurred_at < $2::TIMESTAMP WITH TIME ZONE AND
(order_status_history.occurred_at > $1::TIMESTAMP WITH TIME ZONE OR order_status_history.occurred_at -
make_interval($3::INTEGER, $4::INTEGER, $5::INTEGER, $6::INTEGER, $7::INTEGER, $8::INTEGER,
order_status_history.previous_seconds) = $1::TIMESTAMP WITH TIME ZONE) AND orders.brand_id = $9::VARCHAR AND
orders.channel = $10::VARCHAR AND order_status_history.location_id = $11::VARCHAR UNION ALL SELECT NULL AS
"group", order_status_history.from_status AS status, order_status_history.occurred_at -
make_interval($12::INTEGER, $13::INTEGER, $14::INTEGER, $15::INTEGER, $16::INTEGER, $17::INTEGER,
order_status_history.previous_seconds) AS began, order_status_history.occurred_at AS ended, CASE WHEN
order_status_history.begun_before_recorded THEN 'begun-before-recorded' END AS cause
FROM order_status_history LEFT OUTER JOIN orders ON orders.location_id = order_status_history.location_id AND
orders.id = order_status_history.order_id
WHERE order_status_history.from_status IS NOT NULL AND order_status_history.occurred_at >= $2::TIMESTAMP WITH
TIME ZONE AND order_status_history.occurred_at < $2::TIMESTAMP WITH TIME ZONE + interval '1 hour' AND
order_status_history.occurred_at - make_interval($18::INTEGER, $19::INTEGER, $20::INTEGER, $21::INTEGER,
$22::INTEGER, $23::INTEGER, order_status_history.previous_seconds) < $2::TIMESTAMP WITH TIME ZONE AND
order_status_history.from_status != $24::VARCHAR AND (order_status_history.occurred_at > $1::TIMESTAMP WITH
TIME ZONE OR order_status_history.occurred_at - make_interval($12::INTEGER, $13::INTEGER, $14::INTEGER,
$15::INTEGER, $16::INTEGER, $17::INTEGER, order_status_history.previous_seconds) = $1::TIMESTAMP WITH TIME
ZONE) AND orders.brand_id = $9::VARCHAR AND orders.channel = $10::VARCHAR AND order_status_history.location_id
= $11::VARCHAR UNION ALL SELECT NULL AS "group", order_status_history.from_status AS status,
order_status_history.occurred_at - make_interval($25::INTEGER, $26::INTEGER, $27::INTEGER, $28::INTEGER,
$29::INTEGER, $30::INTEGER, order_status_history.previous_seconds) AS began, order_status_history.occurred_at
AS ended, CASE WHEN order_status_history.begun_before_recorded THEN 'begun-before-recorded' END AS cause
FROM order_status_history LEFT OUTER JOIN orders ON orders.location_id = order_status_history.location_id AND
orders.id = order_status_history.order_id
WHERE order_status_history.from_status IS NOT NULL AND order_status_history.occurred_at >= $2::TIMESTAMP WITH
TIME ZONE + interval '1 hour' AND order_status_history.previous_seconds > 3600 AND
order_status_history.occurred_at - make_interval($31::INTEGER, $32::INTEGER, $33::INTEGER, $34::INTEGER,
$35::INTEGER, $36::INTEGER, order_status_history.previous_seconds) < $2::TIMESTAMP WITH TIME ZONE AND
order_status_history.from_status != $24::VARCHAR AND (order_status_history.occurred_at > $1::TIMESTAMP WITH
TIME ZONE OR order_status_history.occurred_at - make_interval($25::INTEGER, $26::INTEGER, $27::INTEGER,
$28::INTEGER, $29::INTEGER, $30::INTEGER, order_status_history.previous_seconds) = $1::TIMESTAMP WITH TIME
ZONE) AND orders.brand_id = $9::VARCHAR AND orders.channel = $10::VARCHAR AND order_status_history.location_id
= $11::VARCHAR UNION ALL SELECT NULL AS "group", orders.status AS status, greatest(CASE WHEN
(orders.recorded_at - orders.status_since > $37::INTERVAL) THEN orders.recorded_at ELSE orders.status_since
END, CASE WHEN (orders.status_seq = 1) THEN open_orders.release_at END) AS began, $38::TIMESTAMP WITH TIME
ZONE AS ended, CASE WHEN (orders.recorded_at - orders.status_since > $37::INTERVAL) THEN
'begun-before-recorded' ELSE NULL END AS cause
FROM open_orders JOIN orders ON open_orders.location_id = orders.location_id AND open_orders.order_id =
orders.id
WHERE orders.status != $39::VARCHAR AND greatest(CASE WHEN (orders.recorded_at - orders.status_since >
$37::INTERVAL) THEN orders.recorded_at ELSE orders.status_since END, CASE WHEN (orders.status_seq = 1) THEN
open_orders.release_at END) < least($2::TIMESTAMP WITH TIME ZONE, $38::TIMESTAMP WITH TIME ZONE) AND
orders.brand_id = $9::VARCHAR AND orders.channel = $10::VARCHAR AND orders.location_id = $11::VARCHAR AND
$38::TIMESTAMP WITH TIME ZONE > $1::TIMESTAMP WITH TIME ZONE) AS touching) AS cut) AS parts GROUP BY
parts."group", parts.status, parts.cause)) AS items, (SELECT coalesce(sum(jsonb_array_length(orders.claims)),
0) AS coalesce_1
FROM orders
WHERE orders.claims IS NOT NULL AND orders.created_at >= $1::TIMESTAMP WITH TIME ZONE AND orders.created_at <
$2::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $9::VARCHAR AND orders.channel = $10::VARCHAR AND
orders.location_id = $11::VARCHAR) AS claims

-- start, end, make_interval_1, make_interval_2, make_interval_3, make_interval_4, make_interval_5, make_interval_6, brand_id, channel, location_id, make_interval_7, make_interval_8, make_interval_9, make_interval_10, make_interval_11, make_interval_12, make_interval_13, make_interval_14, make_interval_15, make_interval_16, make_interval_17, make_interval_18, from_status_1, make_interval_19, make_interval_20, make_interval_21, make_interval_22, make_interval_23, make_interval_24, make_interval_25, make_interval_26, make_interval_27, make_interval_28, make_interval_29, make_interval_30, trusted_delay, as_of, status_1
