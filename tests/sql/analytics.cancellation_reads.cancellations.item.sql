WITH found AS
(SELECT line."group" AS "group", line.setback AS setback, line.reason AS reason, line.actor_kind AS
actor_kind, line.stage AS stage, line.currency AS currency, line.closed AS closed, line.amount AS amount,
line.begun AS begun, line.counted AS counted, CASE WHEN line.begun THEN line.amount WHEN (line.amount IS NOT
NULL) THEN 0 END AS wasted
FROM (SELECT NULL AS "group", CASE WHEN (item_status_history.to_status = $1::VARCHAR) THEN 'cancellation' ELSE
'recall' END AS setback, item_status_history.reason AS reason, item_status_history.actor_kind AS actor_kind,
item_status_history.from_status AS stage, orders.currency AS currency, item_status_history.cause =
'closed-by-day' AS closed, CASE WHEN (item_status_history.to_status = $2::VARCHAR) THEN CASE WHEN
(order_items.unit_price_amount IS NOT NULL OR order_items.parent_line IS NOT NULL) THEN
round((CAST(order_items.quantity AS NUMERIC) + order_items.quantity_thousandths / CAST(1000.0 AS NUMERIC)) *
coalesce(CAST(bundle.quantity AS NUMERIC) + bundle.quantity_thousandths / CAST(1000.0 AS NUMERIC), 1) *
coalesce(CAST(outer_bundle.quantity AS NUMERIC) + outer_bundle.quantity_thousandths / CAST(1000.0 AS NUMERIC),
1) * (coalesce(order_items.unit_price_amount, 0) + coalesce((SELECT sum(CAST(modifier_1 ->> 2 AS NUMERIC) *
(coalesce(CAST(modifier_1 ->> 3 AS NUMERIC), 0) + coalesce((SELECT sum(CAST(modifier_2 ->> 2 AS NUMERIC) *
(coalesce(CAST(modifier_2 ->> 3 AS NUMERIC), 0) + coalesce((SELECT sum(CAST(modifier_3 ->> 2 AS NUMERIC) *
coalesce(CAST(modifier_3 ->> 3 AS NUMERIC), 0)) AS sum_3
FROM jsonb_array_elements(modifier_2 -> 7) AS modifier_3), 0))) AS sum_2
FROM jsonb_array_elements(modifier_1 -> 7) AS modifier_2), 0))) AS sum_1
FROM jsonb_array_elements(order_items.modifiers) AS modifier_1), 0))) END END AS amount, order_items.to_make
AND (item_status_history.from_status = $3::VARCHAR OR item_status_history.from_status = $4::VARCHAR) AS begun,
NOT item_status_history.bundle AS counted
FROM item_status_history LEFT OUTER JOIN orders ON orders.location_id = item_status_history.location_id AND
orders.id = item_status_history.order_id JOIN order_items ON order_items.location_id =
item_status_history.location_id AND order_items.order_id = item_status_history.order_id AND order_items.line =
item_status_history.line LEFT OUTER JOIN order_items AS bundle ON bundle.location_id = order_items.location_id
AND bundle.order_id = order_items.order_id AND bundle.line = order_items.parent_line LEFT OUTER JOIN
order_items AS outer_bundle ON outer_bundle.location_id = bundle.location_id AND outer_bundle.order_id =
bundle.order_id AND outer_bundle.line = bundle.parent_line
WHERE (item_status_history.to_status = $1::VARCHAR OR item_status_history.recall) AND
item_status_history.occurred_at >= $5::TIMESTAMP WITH TIME ZONE AND item_status_history.occurred_at <
$6::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $7::VARCHAR AND orders.channel = $8::VARCHAR AND
item_status_history.location_id = $9::VARCHAR) AS line)
 SELECT array((SELECT row(found."group", found.setback, found.reason, found.actor_kind, found.stage, CASE WHEN
(found.amount IS NOT NULL) THEN found.currency END, count(*) FILTER (WHERE found.counted), sum(found.amount),
sum(found.wasted)) AS row_1
FROM found
WHERE NOT found.closed GROUP BY found."group", found.setback, found.reason, found.actor_kind, found.stage,
CASE WHEN (found.amount IS NOT NULL) THEN found.currency END ORDER BY found."group", count(*) FILTER (WHERE
found.counted) DESC, found.setback, found.reason, found.actor_kind, found.stage, CASE WHEN (found.amount IS
NOT NULL) THEN found.currency END
 LIMIT $10::INTEGER)) AS items, (SELECT count(*) AS count_1
FROM found
WHERE found.counted AND NOT found.closed) AS n, (SELECT count(*) AS count_1
FROM found
WHERE found.counted AND found.closed) AS "closed-by-day", (SELECT
coalesce(sum(jsonb_array_length(order_items.claims)), 0) AS coalesce_1
FROM orders JOIN order_items ON order_items.location_id = orders.location_id AND order_items.order_id =
orders.id
WHERE order_items.claims IS NOT NULL AND orders.created_at >= $5::TIMESTAMP WITH TIME ZONE AND
orders.created_at < $6::TIMESTAMP WITH TIME ZONE AND orders.brand_id = $7::VARCHAR AND orders.channel =
$8::VARCHAR AND orders.location_id = $9::VARCHAR) AS "claim-not-counted"

-- to_status_1, to_status_2, from_status_1, from_status_2, start, end, brand_id, channel, location_id, limit
