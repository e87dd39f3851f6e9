SELECT array((SELECT row(found."group", found.cause, count(*), count(*) FILTER (WHERE found.error > 0),
(count(*) FILTER (WHERE found.error > 0)) / CAST(CAST(count(*) AS DOUBLE PRECISION) AS DOUBLE PRECISION),
avg(found.error), percentile_cont(0.5) WITHIN GROUP (ORDER BY found.error), percentile_cont(0.9) WITHIN GROUP
(ORDER BY found.error), count(*) FILTER (WHERE found.recalled)) AS row_1
FROM (SELECT ($1::INTEGER[])[width_bucket(coalesce(pickup_time, recorded_at), $2::TIMESTAMP WITH TIME ZONE[])]
AS "group", CASE WHEN (coalesce(orders.first_promise, orders.pickup_time) IS NULL) THEN 'no-promise' WHEN
(orders.status = $3::VARCHAR AND became.closed) THEN 'closed-by-day' WHEN (orders.status = $3::VARCHAR) THEN
'cancelled' WHEN (orders.status = $4::VARCHAR OR orders.status = $5::VARCHAR) THEN 'not-ready-yet' WHEN
(became.at IS NULL) THEN 'ready-not-told' WHEN (became.version > 1 AND orders.recorded_at >
coalesce(orders.first_promise, orders.pickup_time)) THEN 'recorded-after-promise' END AS cause,
CAST(EXTRACT(epoch FROM became.at - coalesce(orders.first_promise, orders.pickup_time)) AS DOUBLE PRECISION)
AS error, became.recalled AS recalled
FROM orders JOIN LATERAL (SELECT max(order_status_history.occurred_at) FILTER (WHERE
order_status_history.to_status = $6::VARCHAR AND order_status_history.from_status IS NOT NULL AND NOT
order_status_history.recall) AS at, max(order_status_history.version) FILTER (WHERE
order_status_history.to_status = $6::VARCHAR AND order_status_history.from_status IS NOT NULL AND NOT
order_status_history.recall) AS version, bool_or(order_status_history.recall AND
order_status_history.from_status = $7::VARCHAR) AS recalled, bool_or(order_status_history.cause =
'closed-by-day') AS closed
FROM order_status_history
WHERE order_status_history.location_id = orders.location_id AND order_status_history.order_id = orders.id) AS
became ON true
WHERE coalesce(pickup_time, recorded_at) >= $8::TIMESTAMP WITH TIME ZONE AND coalesce(pickup_time,
recorded_at) < $9::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $10::VARCHAR AND orders.channel =
$11::VARCHAR AND orders.location_id = $12::VARCHAR) AS found GROUP BY found."group", found.cause)) AS items

-- groups, starts, status_1, status_2, status_3, to_status_1, from_status_1, start, end, brand_id, channel, location_id
