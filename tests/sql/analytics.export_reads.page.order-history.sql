SELECT page.place, orders.brand_id = $1::VARCHAR AND orders.channel = $2::VARCHAR AS wanted, page.location_id
AS location_id, page.order_id AS order_id, page.seq AS seq, orders.brand_id AS brand_id, orders.channel AS
channel, orders.order_type AS order_type, page.version AS version, page.from_status AS from_status,
page.status AS status, page.timestamp AS timestamp, page.reported_at AS reported_at, page.recorded_at AS
recorded_at, page.late AS late, page.previous_seconds AS previous_seconds, page.held_seconds AS held_seconds,
page.begun_before_recorded AS begun_before_recorded, page.recall AS recall, page.cause AS cause,
page.actor_kind AS actor_kind
FROM (SELECT order_status_history.location_id AS location_id, order_status_history.order_id AS order_id,
order_status_history.seq AS seq, order_status_history.version AS version, order_status_history.from_status AS
from_status, order_status_history.to_status AS status, order_status_history.occurred_at AS timestamp,
order_status_history.reported_at AS reported_at, order_status_history.recorded_at AS recorded_at,
order_status_history.late AS late, order_status_history.previous_seconds AS previous_seconds,
order_status_history.held_seconds AS held_seconds, order_status_history.begun_before_recorded AS
begun_before_recorded, order_status_history.recall AS recall, order_status_history.cause AS cause,
order_status_history.actor_kind AS actor_kind, row_number() OVER (ORDER BY order_status_history.occurred_at,
order_status_history.order_id, order_status_history.seq) AS place
FROM order_status_history
WHERE order_status_history.location_id = $3::VARCHAR AND order_status_history.occurred_at < $4::TIMESTAMP WITH
TIME ZONE AND order_status_history.occurred_at >= $5::TIMESTAMP WITH TIME ZONE AND
(order_status_history.occurred_at, order_status_history.order_id, order_status_history.seq) > ($6::TIMESTAMP
WITH TIME ZONE, $7::UUID, $8::INTEGER) ORDER BY order_status_history.occurred_at,
order_status_history.order_id, order_status_history.seq
 LIMIT 200) AS page JOIN orders ON orders.location_id = page.location_id AND orders.id = page.order_id
WHERE orders.brand_id = $1::VARCHAR AND orders.channel = $2::VARCHAR OR page.place = 200 ORDER BY page.place

-- brand_id, channel, location_id, end, start, after_timestamp, after_order_id, after_seq
