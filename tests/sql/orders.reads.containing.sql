WITH found AS MATERIALIZED
(SELECT open_orders.location_id AS location_id, open_orders.order_id AS order_id, open_orders.release_at AS
release_at, open_orders.released AS released, open_orders.accept_by AS accept_by, array((SELECT
order_items.plu
FROM order_items
WHERE order_items.location_id = open_orders.location_id AND order_items.order_id = open_orders.order_id AND
order_items.status != 'CANCELLED' AND order_items.plu = any($1::TEXT[]) UNION SELECT extras.plu #>> '{}' AS
anon_1
FROM order_items JOIN unnest(ARRAY['strict $[*] ? (@.size() == 4 || @[4] != "NO")[0]', 'strict $[*] ?
(@.size() > 4 && @[4] != "NO")[7][*] ? (@.size() == 4 || @[4] != "NO")[0]', 'strict $[*] ? (@.size() > 4 &&
@[4] != "NO")[7][*] ? (@.size() > 4 && @[4] != "NO")[7][*] ? (@.size() == 4 || @[4] != "NO")[0]']::jsonpath[])
AS levels(path) ON true JOIN LATERAL jsonb_path_query(order_items.modifiers, levels.path) AS extras(plu) ON
true
WHERE order_items.location_id = open_orders.location_id AND order_items.order_id = open_orders.order_id AND
order_items.status != 'CANCELLED' AND (extras.plu #>> '{}') = any($1::TEXT[]))) AS plus
FROM open_orders
WHERE open_orders.location_id = $2::VARCHAR)
 SELECT its_order.id, its_order.location_id, its_order.channel_order_display_id, its_order.status,
its_order.created_at, found.plus
FROM found JOIN LATERAL (SELECT orders.id AS id, orders.location_id AS location_id,
orders.channel_order_display_id AS channel_order_display_id, orders.status AS status, orders.created_at AS
created_at
FROM orders
WHERE orders.location_id = found.location_id AND orders.id = found.order_id AND orders.brand_id = $3::VARCHAR
 LIMIT ALL OFFSET 0) AS its_order ON its_order.location_id = found.location_id
WHERE cardinality(found.plus) > 0 ORDER BY its_order.created_at, its_order.id

-- plus, location_id, brand_id
