WITH placed AS
(SELECT row(orders.location_id, ($1::INTEGER[])[width_bucket(orders.created_at, $2::TIMESTAMP WITH TIME
ZONE[])]) AS "group", orders.location_id AS location_id, orders.id AS id, orders.account AS account
FROM orders
WHERE orders.created_at >= $3::TIMESTAMP WITH TIME ZONE AND orders.created_at < $4::TIMESTAMP WITH TIME ZONE
AND orders.brand_id = $5::VARCHAR AND orders.channel = $6::VARCHAR AND orders.location_id = $7::VARCHAR),
accounts AS
(SELECT DISTINCT placed.account AS account
FROM placed
WHERE placed.account IS NOT NULL),
firsts AS
(SELECT first.location_id AS location_id, first.id AS id
FROM accounts JOIN LATERAL (SELECT orders.location_id AS location_id, orders.id AS id
FROM orders
WHERE orders.account = accounts.account AND orders.brand_id = $5::VARCHAR AND orders.channel = $6::VARCHAR AND
orders.location_id = $7::VARCHAR ORDER BY orders.created_at, orders.id
 LIMIT 1) AS first ON true)
 SELECT array((SELECT row(placed."group", count(DISTINCT placed.account), count(firsts.id), count(*)) AS row_1
FROM placed LEFT OUTER JOIN firsts ON firsts.location_id = placed.location_id AND firsts.id = placed.id
WHERE placed.account IS NOT NULL GROUP BY placed."group")) AS items, (SELECT count(*) AS count_1
FROM placed
WHERE placed.account IS NULL) AS "no-account"

-- groups, starts, start, end, brand_id, channel, location_id
