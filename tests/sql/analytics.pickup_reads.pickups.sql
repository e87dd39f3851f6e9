SELECT array((SELECT row(waits."group", waits.cause, count(*), sum(CAST(round(waits.seconds * 1000000) AS
BIGINT)), percentile_cont(0.5) WITHIN GROUP (ORDER BY waits.seconds), percentile_cont(0.9) WITHIN GROUP (ORDER
BY waits.seconds), max(waits.seconds)) AS row_1
FROM (SELECT NULL AS "group", CASE WHEN order_status_history.begun_before_recorded THEN
'begun-before-recorded' WHEN (order_status_history.cause = 'closed-by-day') THEN 'closed-by-day' WHEN
order_status_history.recall THEN 'ended-by-recall' WHEN (order_status_history.to_status = $1::VARCHAR) THEN
'ended-by-cancel' END AS cause, order_status_history.previous_seconds AS seconds
FROM order_status_history LEFT OUTER JOIN orders ON orders.location_id = order_status_history.location_id AND
orders.id = order_status_history.order_id
WHERE order_status_history.from_status = $2::VARCHAR AND order_status_history.occurred_at >= $3::TIMESTAMP
WITH TIME ZONE AND order_status_history.occurred_at < $4::TIMESTAMP WITH TIME ZONE AND orders.brand_id =
$5::VARCHAR AND orders.channel = $6::VARCHAR AND order_status_history.location_id = $7::VARCHAR) AS waits
GROUP BY waits."group", waits.cause)) AS items, (SELECT coalesce(sum(jsonb_array_length(orders.claims)), 0) AS
coalesce_1
FROM orders
WHERE orders.claims IS NOT NULL AND orders.created_at >= $3::TIMESTAMP WITH TIME ZONE AND orders.created_at <
$4::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $5::VARCHAR AND orders.channel = $6::VARCHAR AND
orders.location_id = $7::VARCHAR) AS "claim-not-counted", (SELECT count(*) AS count_1
FROM open_orders JOIN orders ON open_orders.location_id = orders.location_id AND open_orders.order_id =
orders.id
WHERE orders.status = $8::VARCHAR AND orders.status_since < $4::TIMESTAMP WITH TIME ZONE AND orders.brand_id =
$5::VARCHAR AND orders.channel = $6::VARCHAR AND orders.location_id = $7::VARCHAR) AS "still-open"

-- to_status_1, from_status_1, start, end, brand_id, channel, location_id, status_1
