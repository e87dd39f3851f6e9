WITH reached AS MATERIALIZED
(SELECT order_status_history.order_id AS order_id,
($4::INTEGER[])[width_bucket(order_status_history.occurred_at, $5::TIMESTAMP WITH TIME ZONE[])] AS bucket,
order_status_history.seq AS seq, order_status_history.to_status AS to_status, order_status_history.seq > 2 AND
(EXISTS (SELECT *
FROM order_status_history AS earlier
WHERE earlier.location_id = order_status_history.location_id AND earlier.order_id =
order_status_history.order_id AND earlier.to_status = order_status_history.to_status AND earlier.seq <
order_status_history.seq AND earlier.cause != 'closed-by-day')) AND order_status_history.cause !=
'closed-by-day' AS again, order_status_history.cause = 'closed-by-day' AS closed
FROM order_status_history LEFT OUTER JOIN orders ON orders.location_id = order_status_history.location_id AND
orders.id = order_status_history.order_id
WHERE (order_status_history.seq = 1 OR order_status_history.to_status = $6::VARCHAR OR
order_status_history.to_status = $7::VARCHAR OR order_status_history.to_status = $8::VARCHAR) AND
order_status_history.occurred_at >= $9::TIMESTAMP WITH TIME ZONE AND order_status_history.occurred_at <
$10::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $11::VARCHAR AND orders.channel = $12::VARCHAR AND
order_status_history.location_id = $13::VARCHAR)
 SELECT array((SELECT row(reached.bucket, count(*) FILTER (WHERE reached.seq = 1), count(*) FILTER (WHERE NOT
reached.again AND NOT reached.closed AND reached.to_status = $1::VARCHAR), count(*) FILTER (WHERE NOT
reached.again AND NOT reached.closed AND reached.to_status = $2::VARCHAR), count(*) FILTER (WHERE NOT
reached.again AND NOT reached.closed AND reached.to_status = $3::VARCHAR), count(*) FILTER (WHERE
reached.again), count(*) FILTER (WHERE reached.closed)) AS row_1
FROM reached GROUP BY reached.bucket)) AS items, (SELECT count(*) AS count_1
FROM (SELECT DISTINCT reached.order_id AS order_id
FROM reached
WHERE NOT reached.again AND NOT reached.closed) AS orders) AS n, (SELECT
coalesce(sum(jsonb_array_length(orders.claims)), 0) AS coalesce_1
FROM orders
WHERE orders.claims IS NOT NULL AND orders.created_at >= $9::TIMESTAMP WITH TIME ZONE AND orders.created_at <
$10::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $11::VARCHAR AND orders.channel = $12::VARCHAR AND
orders.location_id = $13::VARCHAR) AS claims

-- to_status_1, to_status_2, to_status_3, groups, starts, to_status_4, to_status_5, to_status_6, start, end, brand_id, channel, location_id
