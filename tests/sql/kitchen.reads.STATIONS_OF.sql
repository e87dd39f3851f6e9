SELECT places.location_id, array((SELECT item.station
FROM (SELECT open_orders.location_id AS location_id, open_orders.order_id AS order_id
FROM open_orders
WHERE open_orders.location_id = places.location_id) AS open JOIN LATERAL (SELECT order_items.station AS
station
FROM order_items
WHERE order_items.location_id = open.location_id AND order_items.order_id = open.order_id
 LIMIT ALL OFFSET 0) AS item ON true
WHERE item.station IS NOT NULL UNION SELECT item.station
FROM (SELECT orders.location_id AS location_id, orders.id AS order_id
FROM orders
WHERE orders.location_id = places.location_id ORDER BY orders.created_at DESC
 LIMIT 100) AS newest JOIN LATERAL (SELECT order_items.station AS station
FROM order_items
WHERE order_items.location_id = newest.location_id AND order_items.order_id = newest.order_id
 LIMIT ALL OFFSET 0) AS item ON true
WHERE item.station IS NOT NULL UNION SELECT menu_stations.station
FROM menu_stations
WHERE menu_stations.location_id = places.location_id)) AS known, array((SELECT row(kitchen_stations.station,
kitchen_stations.warn_seconds, kitchen_stations.late_seconds) AS row_1
FROM kitchen_stations
WHERE kitchen_stations.location_id = places.location_id)) AS told
FROM unnest($1::TEXT[]) AS places(location_id)

-- location_ids
