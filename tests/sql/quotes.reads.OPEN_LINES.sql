WITH open AS
(SELECT open_orders.location_id AS location_id, open_orders.order_id AS order_id, open_orders.release_at AS
release_at, open_orders.released AS released, open_orders.accept_by AS accept_by
FROM open_orders
WHERE open_orders.location_id = $1::VARCHAR AND open_orders.released)
 SELECT statement_timestamp() AS now, array((SELECT row(line.station, found.brand_id, line.plu, line.order_id,
greatest(found.recorded_at, open.release_at, line.fired_at), CASE WHEN (line.status = 'PREPARING') THEN
line.status_since END, CASE WHEN (line.unit = 'piece') THEN line.quantity ELSE 1 END * coalesce((SELECT
bundles.quantity
FROM order_items AS bundles
WHERE bundles.location_id = line.location_id AND bundles.order_id = line.order_id AND bundles.line =
line.parent_line), 1), line.preparation_minutes) AS row_1
FROM open JOIN LATERAL (SELECT orders.location_id AS location_id, orders.brand_id AS brand_id,
orders.recorded_at AS recorded_at
FROM orders
WHERE orders.location_id = open.location_id AND orders.id = open.order_id
 LIMIT ALL OFFSET 0) AS found ON found.location_id = open.location_id JOIN LATERAL (SELECT
order_items.location_id AS location_id, order_items.order_id AS order_id, order_items.line AS line,
order_items.parent_line AS parent_line, order_items.plu AS plu, order_items.station AS station,
order_items.quantity AS quantity, order_items.unit AS unit, order_items.preparation_minutes AS
preparation_minutes, order_items.fired_at AS fired_at, order_items.status AS status, order_items.status_since
AS status_since
FROM order_items
WHERE order_items.location_id = open.location_id AND order_items.order_id = open.order_id AND
(order_items.status = 'ORDERED' OR order_items.status = 'PREPARING') AND order_items.to_make AND NOT
order_items.held AND NOT order_items.bundle
 LIMIT ALL OFFSET 0) AS line ON true)) AS lines

-- location_id
