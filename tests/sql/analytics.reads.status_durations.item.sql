SELECT statement_timestamp() AS as_of, array((SELECT row(stays."group", stays.status, count(*),
avg(stays.seconds), percentile_cont(0.5) WITHIN GROUP (ORDER BY stays.seconds), percentile_cont(0.9) WITHIN
GROUP (ORDER BY stays.seconds), percentile_cont(0.95) WITHIN GROUP (ORDER BY stays.seconds),
max(stays.seconds)) AS row_1
FROM (SELECT NULL AS "group", item_status_history.from_status AS status, item_status_history.previous_seconds
AS seconds
FROM item_status_history LEFT OUTER JOIN orders ON orders.location_id = item_status_history.location_id AND
orders.id = item_status_history.order_id LEFT OUTER JOIN order_items ON order_items.location_id =
item_status_history.location_id AND order_items.order_id = item_status_history.order_id AND order_items.line =
item_status_history.line
WHERE item_status_history.from_status IS NOT NULL AND item_status_history.occurred_at >= $1::TIMESTAMP WITH
TIME ZONE AND item_status_history.occurred_at < $2::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $3::VARCHAR
AND orders.channel = $4::VARCHAR AND item_status_history.location_id = $5::VARCHAR UNION ALL SELECT NULL AS
"group", CASE WHEN (order_items.status_since < orders.status_since) THEN order_items.status END AS status,
CAST(EXTRACT(epoch FROM orders.status_since - order_items.status_since) AS DOUBLE PRECISION) AS seconds
FROM order_status_history LEFT OUTER JOIN orders ON orders.location_id = order_status_history.location_id AND
orders.id = order_status_history.order_id JOIN order_items ON order_items.location_id = orders.location_id AND
order_items.order_id = orders.id
WHERE order_status_history.seq = orders.status_seq AND order_status_history.to_status = $6::VARCHAR AND
order_items.status = $7::VARCHAR AND order_status_history.occurred_at >= $1::TIMESTAMP WITH TIME ZONE AND
order_status_history.occurred_at < $2::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $3::VARCHAR AND
orders.channel = $4::VARCHAR AND order_status_history.location_id = $5::VARCHAR) AS stays GROUP BY
stays."group", stays.status)) AS items, (SELECT coalesce(sum(jsonb_array_length(order_items.claims)), 0) AS
coalesce_1
FROM orders JOIN order_items ON order_items.location_id = orders.location_id AND order_items.order_id =
orders.id
WHERE order_items.claims IS NOT NULL AND orders.created_at >= $1::TIMESTAMP WITH TIME ZONE AND
orders.created_at < $2::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $3::VARCHAR AND orders.channel =
$4::VARCHAR AND orders.location_id = $5::VARCHAR) AS claims, (SELECT count(*) AS count_1
FROM item_status_history LEFT OUTER JOIN orders ON orders.location_id = item_status_history.location_id AND
orders.id = item_status_history.order_id LEFT OUTER JOIN order_items ON order_items.location_id =
item_status_history.location_id AND order_items.order_id = item_status_history.order_id AND order_items.line =
item_status_history.line
WHERE item_status_history.seq = order_items.status_seq AND orders.status != $8::VARCHAR AND orders.status !=
$9::VARCHAR AND order_items.status != $10::VARCHAR AND item_status_history.occurred_at >= $1::TIMESTAMP WITH
TIME ZONE AND item_status_history.occurred_at < $2::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $3::VARCHAR
AND orders.channel = $4::VARCHAR AND item_status_history.location_id = $5::VARCHAR) AS open

-- start, end, brand_id, channel, location_id, to_status_1, status_1, status_2, status_3, status_4
