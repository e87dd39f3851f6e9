WITH newest AS
(SELECT item_status_history.location_id AS location_id, item_status_history.order_id AS order_id,
item_status_history.line AS line, item_status_history.occurred_at AS occurred_at,
item_status_history.from_status AS from_status, item_status_history.to_status AS to_status,
item_status_history.cause AS cause, item_status_history.previous_seconds AS previous_seconds,
item_status_history.begun_before_recorded AS begun_before_recorded, item_status_history.bundle AS bundle
FROM item_status_history
WHERE item_status_history.location_id = $1::VARCHAR AND item_status_history.occurred_at >=
statement_timestamp() - $2::INTERVAL ORDER BY item_status_history.occurred_at DESC
 LIMIT 10000),
counted AS
(SELECT newest.location_id AS location_id, newest.order_id AS order_id, newest.line AS line,
newest.occurred_at AS occurred_at, newest.from_status AS from_status, newest.to_status AS to_status,
newest.cause AS cause, newest.previous_seconds AS previous_seconds, newest.begun_before_recorded AS
begun_before_recorded, newest.bundle AS bundle
FROM newest
WHERE newest.from_status = 'PREPARING' AND newest.to_status = 'READY' AND NOT newest.begun_before_recorded AND
NOT newest.bundle AND newest.cause != 'closed-by-day' ORDER BY newest.occurred_at DESC
 LIMIT $3::INTEGER)
 SELECT found.brand_id, line.plu, line.station, counted.occurred_at AS ended_at, counted.previous_seconds AS
seconds, CASE WHEN (line.unit = 'piece') THEN line.quantity ELSE 1 END * coalesce((SELECT bundles.quantity
FROM order_items AS bundles
WHERE bundles.location_id = line.location_id AND bundles.order_id = line.order_id AND bundles.line =
line.parent_line), 1) AS pieces
FROM counted JOIN LATERAL (SELECT orders.location_id AS location_id, orders.brand_id AS brand_id
FROM orders
WHERE orders.location_id = counted.location_id AND orders.id = counted.order_id
 LIMIT ALL OFFSET 0) AS found ON found.location_id = counted.location_id JOIN LATERAL (SELECT
order_items.location_id AS location_id, order_items.order_id AS order_id, order_items.line AS line,
order_items.parent_line AS parent_line, order_items.plu AS plu, order_items.station AS station,
order_items.quantity AS quantity, order_items.unit AS unit, order_items.preparation_minutes AS
preparation_minutes, order_items.fired_at AS fired_at, order_items.status AS status, order_items.status_since
AS status_since
FROM order_items
WHERE order_items.location_id = counted.location_id AND order_items.order_id = counted.order_id AND
order_items.line = counted.line AND order_items.to_make
 LIMIT ALL OFFSET 0) AS line ON true

-- location_id, window, most
