WITH made AS
(SELECT NULL AS "group", orders.brand_id AS brand_id, order_items.plu AS plu, order_items.name AS name,
order_items.station AS station, CASE WHEN (item_status_history.from_status = $1::VARCHAR) THEN 'never-begun'
WHEN item_status_history.begun_before_recorded THEN 'begun-before-recorded' WHEN (item_status_history.cause =
'closed-by-day') THEN 'closed-by-day' WHEN item_status_history.recall THEN 'ended-by-recall' WHEN
(item_status_history.to_status = $2::VARCHAR) THEN 'ended-by-cancel' END AS cause,
item_status_history.previous_seconds AS seconds
FROM item_status_history LEFT OUTER JOIN orders ON orders.location_id = item_status_history.location_id AND
orders.id = item_status_history.order_id JOIN order_items ON order_items.location_id =
item_status_history.location_id AND order_items.order_id = item_status_history.order_id AND order_items.line =
item_status_history.line
WHERE (item_status_history.from_status = $3::VARCHAR OR item_status_history.from_status = $4::VARCHAR AND
item_status_history.to_status = $5::VARCHAR) AND item_status_history.occurred_at >= $6::TIMESTAMP WITH TIME
ZONE AND item_status_history.occurred_at < $7::TIMESTAMP WITH TIME ZONE AND order_items.to_make AND NOT
item_status_history.bundle AND orders.brand_id = $8::VARCHAR AND orders.channel = $9::VARCHAR AND
item_status_history.location_id = $10::VARCHAR)
 SELECT array((SELECT row(made."group", made.brand_id, made.plu, max(made.name), made.station, count(*),
avg(made.seconds), percentile_cont(0.5) WITHIN GROUP (ORDER BY made.seconds), percentile_cont(0.9) WITHIN
GROUP (ORDER BY made.seconds), max(made.seconds)) AS row_1
FROM made
WHERE made.cause IS NULL GROUP BY made."group", made.brand_id, made.plu, made.station ORDER BY made."group",
percentile_cont(0.5) WITHIN GROUP (ORDER BY made.seconds) DESC, made.brand_id, made.plu, made.station
 LIMIT $11::INTEGER)) AS items, array((SELECT row(made.cause, count(*)) AS row_2
FROM made GROUP BY made.cause)) AS causes, (SELECT coalesce(sum(jsonb_array_length(order_items.claims)), 0) AS
coalesce_1
FROM orders JOIN order_items ON order_items.location_id = orders.location_id AND order_items.order_id =
orders.id
WHERE order_items.claims IS NOT NULL AND orders.created_at >= $6::TIMESTAMP WITH TIME ZONE AND
orders.created_at < $7::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $8::VARCHAR AND orders.channel =
$9::VARCHAR AND orders.location_id = $10::VARCHAR) AS "claim-not-counted"

-- from_status_1, to_status_1, from_status_2, from_status_3, to_status_2, start, end, brand_id, channel, location_id, limit
