WITH placed AS
(SELECT coalesce(orders.order_type, CASE WHEN (EXISTS (SELECT *
FROM order_customers
WHERE order_customers.location_id = orders.location_id AND order_customers.order_id = orders.id AND
(order_customers.delivery_street IS NOT NULL OR order_customers.delivery_city IS NOT NULL OR
order_customers.delivery_postal_code IS NOT NULL OR order_customers.delivery_country IS NOT NULL OR
order_customers.delivery_extra_info IS NOT NULL OR order_customers.delivery_latitude IS NOT NULL OR
order_customers.delivery_longitude IS NOT NULL))) THEN 'DELIVERY' ELSE 'PICKUP' END) AS "group",
orders.location_id AS location_id, orders.id AS id, orders.amendment_seq AS amendment_seq
FROM orders
WHERE orders.created_at >= $1::TIMESTAMP WITH TIME ZONE AND orders.created_at < $2::TIMESTAMP WITH TIME ZONE
AND orders.brand_id = $3::VARCHAR AND orders.channel = $4::VARCHAR AND orders.location_id = $5::VARCHAR)
 SELECT array((SELECT row(of_all."group", of_all.orders, by_field.field, coalesce(by_field.amended, 0),
coalesce(by_field.amended, 0) / CAST(CAST(of_all.orders AS DOUBLE PRECISION) AS DOUBLE PRECISION),
coalesce(by_field.changes, 0)) AS row_1
FROM (SELECT placed."group" AS "group", count(*) AS orders
FROM placed GROUP BY placed."group") AS of_all LEFT OUTER JOIN (SELECT changes."group" AS "group",
changes.change ->> 1 AS field, count(DISTINCT changes.id) AS amended, count(*) AS changes
FROM (SELECT placed."group" AS "group", placed.id AS id, jsonb_array_elements(order_amendments.changes) AS
change
FROM placed JOIN order_amendments ON order_amendments.location_id = placed.location_id AND
order_amendments.order_id = placed.id
WHERE placed.amendment_seq > 0) AS changes GROUP BY GROUPING SETS((changes."group"), (changes."group",
changes.change ->> 1))) AS by_field ON of_all."group" IS NOT DISTINCT FROM by_field."group" ORDER BY
of_all."group", by_field.field IS NOT NULL, coalesce(by_field.amended, 0) DESC, by_field.field)) AS items

-- start, end, brand_id, channel, location_id
