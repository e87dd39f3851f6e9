SELECT page.place, orders.brand_id = $1::VARCHAR AND orders.channel = $2::VARCHAR AND page.recorded_at <
$3::TIMESTAMP WITH TIME ZONE AND page.recorded_at >= $4::TIMESTAMP WITH TIME ZONE AS wanted, page.location_id
AS location_id, page.order_id AS order_id, page.seq AS seq, orders.brand_id AS brand_id, orders.channel AS
channel, orders.order_type AS order_type, page.version AS version, page.recorded_at AS recorded_at,
page.actor_kind AS actor_kind, page.changes AS changes
FROM (SELECT order_amendments.location_id AS location_id, order_amendments.order_id AS order_id,
order_amendments.seq AS seq, order_amendments.version AS version, order_amendments.recorded_at AS recorded_at,
order_amendments.actor_kind AS actor_kind, order_amendments.changes AS changes, row_number() OVER (ORDER BY
order_amendments.order_id, order_amendments.seq) AS place
FROM order_amendments
WHERE order_amendments.location_id = $5::VARCHAR AND (order_amendments.order_id, order_amendments.seq) >
($6::UUID, $7::INTEGER) ORDER BY order_amendments.order_id, order_amendments.seq
 LIMIT 200) AS page JOIN orders ON orders.location_id = page.location_id AND orders.id = page.order_id
WHERE orders.brand_id = $1::VARCHAR AND orders.channel = $2::VARCHAR AND page.recorded_at < $3::TIMESTAMP WITH
TIME ZONE AND page.recorded_at >= $4::TIMESTAMP WITH TIME ZONE OR page.place = 200 ORDER BY page.place

-- brand_id, channel, end, start, location_id, after_order_id, after_seq
