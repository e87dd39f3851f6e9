WITH found AS
(SELECT NULL AS "group", CASE WHEN (order_status_history.to_status = $1::VARCHAR) THEN 'cancellation' ELSE
'recall' END AS setback, order_status_history.reason AS reason, order_status_history.actor_kind AS actor_kind,
order_status_history.from_status AS stage, orders.currency AS currency, order_status_history.cause =
'closed-by-day' AS closed, its_lines.amount AS amount, its_lines.wasted AS wasted, true AS counted
FROM order_status_history LEFT OUTER JOIN orders ON orders.location_id = order_status_history.location_id AND
orders.id = order_status_history.order_id JOIN LATERAL (SELECT sum(line.amount) AS amount, CASE WHEN
(sum(line.amount) IS NOT NULL) THEN coalesce(sum(line.amount) FILTER (WHERE line.begun), 0) END AS wasted
FROM LATERAL (SELECT CASE WHEN (order_items.unit_price_amount IS NOT NULL OR order_items.parent_line IS NOT
NULL) THEN round((CAST(order_items.quantity AS NUMERIC) + order_items.quantity_thousandths / CAST(1000.0 AS
NUMERIC)) * coalesce(CAST(bundle.quantity AS NUMERIC) + bundle.quantity_thousandths / CAST(1000.0 AS NUMERIC),
1) * coalesce(CAST(outer_bundle.quantity AS NUMERIC) + outer_bundle.quantity_thousandths / CAST(1000.0 AS
NUMERIC), 1) * (coalesce(order_items.unit_price_amount, 0) + coalesce((SELECT sum(CAST(modifier_1 ->> 2 AS
NUMERIC) * (coalesce(CAST(modifier_1 ->> 3 AS NUMERIC), 0) + coalesce((SELECT sum(CAST(modifier_2 ->> 2 AS
NUMERIC) * (coalesce(CAST(modifier_2 ->> 3 AS NUMERIC), 0) + coalesce((SELECT sum(CAST(modifier_3 ->> 2 AS
NUMERIC) * coalesce(CAST(modifier_3 ->> 3 AS NUMERIC), 0)) AS sum_3
FROM jsonb_array_elements(modifier_2 -> 7) AS modifier_3), 0))) AS sum_2
FROM jsonb_array_elements(modifier_1 -> 7) AS modifier_2), 0))) AS sum_1
FROM jsonb_array_elements(order_items.modifiers) AS modifier_1), 0))) END AS amount, order_items.to_make AND
(coalesce(item_status_history.from_status, order_status_history.from_status) = $2::VARCHAR OR
coalesce(item_status_history.from_status, order_status_history.from_status) = $3::VARCHAR) AS begun
FROM item_status_history JOIN order_items ON order_items.location_id = item_status_history.location_id AND
order_items.order_id = item_status_history.order_id AND order_items.line = item_status_history.line LEFT OUTER
JOIN order_items AS bundle ON bundle.location_id = order_items.location_id AND bundle.order_id =
order_items.order_id AND bundle.line = order_items.parent_line LEFT OUTER JOIN order_items AS outer_bundle ON
outer_bundle.location_id = bundle.location_id AND outer_bundle.order_id = bundle.order_id AND
outer_bundle.line = bundle.parent_line
WHERE item_status_history.location_id = order_status_history.location_id AND item_status_history.order_id =
order_status_history.order_id AND item_status_history.version = order_status_history.version AND
item_status_history.to_status = $4::VARCHAR AND order_status_history.to_status = $5::VARCHAR) AS line) AS
its_lines ON true
WHERE (order_status_history.to_status = $1::VARCHAR OR order_status_history.recall) AND
order_status_history.occurred_at >= $6::TIMESTAMP WITH TIME ZONE AND order_status_history.occurred_at <
$7::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $8::VARCHAR AND orders.channel = $9::VARCHAR AND
order_status_history.location_id = $10::VARCHAR)
 SELECT array((SELECT row(found."group", found.setback, found.reason, found.actor_kind, found.stage, CASE WHEN
(found.amount IS NOT NULL) THEN found.currency END, count(*) FILTER (WHERE found.counted), sum(found.amount),
sum(found.wasted)) AS row_1
FROM found
WHERE NOT found.closed GROUP BY found."group", found.setback, found.reason, found.actor_kind, found.stage,
CASE WHEN (found.amount IS NOT NULL) THEN found.currency END ORDER BY found."group", count(*) FILTER (WHERE
found.counted) DESC, found.setback, found.reason, found.actor_kind, found.stage, CASE WHEN (found.amount IS
NOT NULL) THEN found.currency END
 LIMIT $11::INTEGER)) AS items, (SELECT count(*) AS count_1
FROM found
WHERE found.counted AND NOT found.closed) AS n, (SELECT count(*) AS count_1
FROM found
WHERE found.counted AND found.closed) AS "closed-by-day", (SELECT
coalesce(sum(jsonb_array_length(orders.claims)), 0) AS coalesce_3
FROM orders
WHERE orders.claims IS NOT NULL AND orders.created_at >= $6::TIMESTAMP WITH TIME ZONE AND orders.created_at <
$7::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $8::VARCHAR AND orders.channel = $9::VARCHAR AND
orders.location_id = $10::VARCHAR) AS "claim-not-counted"

-- to_status_1, coalesce_1, coalesce_2, to_status_2, to_status_3, start, end, brand_id, channel, location_id, limit
