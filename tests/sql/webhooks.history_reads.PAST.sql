WITH changed AS
(SELECT orders.location_id AS location_id, orders.id AS id, orders.brand_id AS brand_id, orders.channel AS
channel, orders.external_id AS external_id, orders.channel_order_id AS channel_order_id, orders.acceptance AS
acceptance
FROM orders
WHERE orders.location_id = $3::VARCHAR AND orders.id = any($4::UUID[]))
 SELECT changed.id, changed.brand_id, changed.channel, changed.external_id, changed.channel_order_id,
changed.acceptance, array((SELECT row(order_status_history.version, NULL::int,
order_status_history.from_status, order_status_history.to_status, order_status_history.recall,
order_status_history.cause, order_status_history.recorded_at) AS row_1
FROM order_status_history
WHERE order_status_history.location_id = changed.location_id AND order_status_history.order_id = changed.id
ORDER BY order_status_history.version, order_status_history.seq)) AS "order", array((SELECT
row(item_status_history.version, item_status_history.line, item_status_history.from_status,
item_status_history.to_status, item_status_history.recall, item_status_history.cause,
item_status_history.recorded_at) AS row_2
FROM item_status_history
WHERE item_status_history.location_id = changed.location_id AND item_status_history.order_id = changed.id AND
item_status_history.recorded_at >= $1::TIMESTAMP WITH TIME ZONE AND item_status_history.recorded_at <
$2::TIMESTAMP WITH TIME ZONE ORDER BY item_status_history.version, item_status_history.seq)) AS items,
array((SELECT row(order_items.line, order_items.plu, order_items.station) AS row_3
FROM order_items
WHERE order_items.location_id = changed.location_id AND order_items.order_id = changed.id)) AS lines,
array((SELECT row(order_amendments.version, order_amendments.recorded_at) AS row_4
FROM order_amendments
WHERE order_amendments.location_id = changed.location_id AND order_amendments.order_id = changed.id AND
order_amendments.recorded_at >= $1::TIMESTAMP WITH TIME ZONE AND order_amendments.recorded_at < $2::TIMESTAMP
WITH TIME ZONE)) AS amended
FROM changed ORDER BY changed.id

-- since, until, location_id, ids
