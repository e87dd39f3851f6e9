SELECT statement_timestamp() AS as_of, array((SELECT row(stays."group", stays.status, count(*),
avg(stays.seconds), percentile_cont(0.5) WITHIN GROUP (ORDER BY stays.seconds), percentile_cont(0.9) WITHIN
GROUP (ORDER BY stays.seconds), percentile_cont(0.95) WITHIN GROUP (ORDER BY stays.seconds),
max(stays.seconds)) AS row_1
FROM (SELECT NULL AS "group", order_status_history.from_status AS status,
order_status_history.previous_seconds AS seconds
FROM order_status_history LEFT OUTER JOIN orders ON orders.location_id = order_status_history.location_id AND
orders.id = order_status_history.order_id
WHERE order_status_history.from_status IS NOT NULL AND order_status_history.occurred_at >= $1::TIMESTAMP WITH
TIME ZONE AND order_status_history.occurred_at < $2::TIMESTAMP WITH TIME ZONE AND orders.brand_id =
$3::VARCHAR AND orders.channel = $4::VARCHAR AND order_status_history.location_id = $5::VARCHAR) AS stays
GROUP BY stays."group", stays.status)) AS items, (SELECT coalesce(sum(jsonb_array_length(orders.claims)), 0)
AS coalesce_1
FROM orders
WHERE orders.claims IS NOT NULL AND orders.created_at >= $1::TIMESTAMP WITH TIME ZONE AND orders.created_at <
$2::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $3::VARCHAR AND orders.channel = $4::VARCHAR AND
orders.location_id = $5::VARCHAR) AS claims, (SELECT count(*) AS count_1
FROM order_status_history LEFT OUTER JOIN orders ON orders.location_id = order_status_history.location_id AND
orders.id = order_status_history.order_id
WHERE order_status_history.seq = orders.status_seq AND orders.status != $6::VARCHAR AND orders.status !=
$7::VARCHAR AND order_status_history.occurred_at >= $1::TIMESTAMP WITH TIME ZONE AND
order_status_history.occurred_at < $2::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $3::VARCHAR AND
orders.channel = $4::VARCHAR AND order_status_history.location_id = $5::VARCHAR) AS open

-- start, end, brand_id, channel, location_id, status_1, status_2
