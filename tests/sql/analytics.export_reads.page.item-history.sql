SELECT page.place, orders.brand_id = $1::VARCHAR AND orders.channel = $2::VARCHAR AS wanted, page.location_id
AS location_id, page.order_id AS order_id, page.line AS line, page.seq AS seq, orders.brand_id AS brand_id,
orders.channel AS channel, orders.order_type AS order_type, page.version AS version, page.from_status AS
from_status, page.status AS status, page.timestamp AS timestamp, page.reported_at AS reported_at,
page.recorded_at AS recorded_at, page.late AS late, page.previous_seconds AS previous_seconds,
page.held_seconds AS held_seconds, page.begun_before_recorded AS begun_before_recorded, page.recall AS recall,
page.cause AS cause, page.actor_kind AS actor_kind, order_items.plu AS plu, order_items.name AS name,
order_items.station AS station, page.bundle AS bundle
FROM (SELECT item_status_history.location_id AS location_id, item_status_history.order_id AS order_id,
item_status_history.line AS line, item_status_history.seq AS seq, item_status_history.version AS version,
item_status_history.from_status AS from_status, item_status_history.to_status AS status,
item_status_history.occurred_at AS timestamp, item_status_history.reported_at AS reported_at,
item_status_history.recorded_at AS recorded_at, item_status_history.late AS late,
item_status_history.previous_seconds AS previous_seconds, item_status_history.held_seconds AS held_seconds,
item_status_history.begun_before_recorded AS begun_before_recorded, item_status_history.recall AS recall,
item_status_history.cause AS cause, item_status_history.actor_kind AS actor_kind, item_status_history.bundle
AS bundle, row_number() OVER (ORDER BY item_status_history.occurred_at, item_status_history.order_id,
item_status_history.line, item_status_history.seq) AS place
FROM item_status_history
WHERE item_status_history.location_id = $3::VARCHAR AND item_status_history.occurred_at < $4::TIMESTAMP WITH
TIME ZONE AND item_status_history.occurred_at >= $5::TIMESTAMP WITH TIME ZONE AND
(item_status_history.occurred_at, item_status_history.order_id, item_status_history.line,
item_status_history.seq) > ($6::TIMESTAMP WITH TIME ZONE, $7::UUID, $8::INTEGER, $9::INTEGER) ORDER BY
item_status_history.occurred_at, item_status_history.order_id, item_status_history.line,
item_status_history.seq
 LIMIT 200) AS page JOIN orders ON orders.location_id = page.location_id AND orders.id = page.order_id JOIN
order_items ON order_items.location_id = page.location_id AND order_items.order_id = page.order_id AND
order_items.line = page.line
WHERE orders.brand_id = $1::VARCHAR AND orders.channel = $2::VARCHAR OR page.place = 200 ORDER BY page.place

-- brand_id, channel, location_id, end, start, after_timestamp, after_order_id, after_line, after_seq
