SELECT page.place, page.brand_id = $1::VARCHAR AND page.channel = $2::VARCHAR AS wanted, page.location_id AS
location_id, page.order_id AS order_id, page.brand_id AS brand_id, page.channel AS channel,
page.channel_order_id AS channel_order_id, page.external_id AS external_id, page.account AS account,
page.order_type AS order_type, page.covers AS covers, page.created_at AS created_at, page.recorded_at AS
recorded_at, page.updated_at AS updated_at, page.pickup_time AS pickup_time, page.promised_time AS
promised_time, page.status AS status, page.status_since AS status_since, page.version AS version,
page.amendments AS amendments, page.currency AS currency, page.placed_total AS placed_total,
page.payment_status AS payment_status, page.paid AS paid
FROM (SELECT orders.location_id AS location_id, orders.id AS order_id, orders.brand_id AS brand_id,
orders.channel AS channel, orders.channel_order_id AS channel_order_id, orders.external_id AS external_id,
orders.account AS account, orders.order_type AS order_type, orders.covers AS covers, orders.created_at AS
created_at, orders.recorded_at AS recorded_at, orders.changed_at AS updated_at, orders.pickup_time AS
pickup_time, coalesce(orders.first_promise, orders.pickup_time) AS promised_time, orders.status AS status,
orders.status_since AS status_since, orders.version AS version, orders.amendment_seq AS amendments,
orders.currency AS currency, orders.total_amount AS placed_total, orders.payment_status AS payment_status,
orders.paid_amount AS paid, row_number() OVER (ORDER BY orders.created_at, orders.id) AS place
FROM orders
WHERE orders.location_id = $3::VARCHAR AND orders.created_at < $4::TIMESTAMP WITH TIME ZONE AND
orders.created_at >= $5::TIMESTAMP WITH TIME ZONE AND (orders.created_at, orders.id) > ($6::TIMESTAMP WITH
TIME ZONE, $7::UUID) ORDER BY orders.created_at, orders.id
 LIMIT 200) AS page
WHERE page.brand_id = $1::VARCHAR AND page.channel = $2::VARCHAR OR page.place = 200 ORDER BY page.place

-- brand_id, channel, location_id, end, start, after_created_at, after_order_id
