WITH moved AS
(UPDATE orders SET changed_at=$3::TIMESTAMP WITH TIME ZONE, version=$4::INTEGER, status=$5::VARCHAR,
status_since=$6::TIMESTAMP WITH TIME ZONE, status_seq=$7::INTEGER WHERE orders.location_id = $8::VARCHAR AND
orders.id = $9::UUID AND orders.version = $10::INTEGER RETURNING orders.location_id, orders.id,
orders.version, orders.status, orders.brand_id, orders.channel, orders.changed_at AS recorded_at),
item_changes AS
(SELECT item_changes_rows.line AS line, item_changes_rows.seq AS seq, item_changes_rows.from_status AS
from_status, item_changes_rows.to_status AS to_status, item_changes_rows.occurred_at AS occurred_at,
item_changes_rows.reported_at AS reported_at, item_changes_rows.late AS late,
item_changes_rows.previous_seconds AS previous_seconds, item_changes_rows.held_seconds AS held_seconds,
item_changes_rows.begun_before_recorded AS begun_before_recorded, item_changes_rows.recall AS recall,
item_changes_rows.cause AS cause
FROM jsonb_to_recordset($11::JSONB) AS item_changes_rows(line INTEGER, seq INTEGER, from_status TEXT,
to_status TEXT, occurred_at TIMESTAMP WITH TIME ZONE, reported_at TIMESTAMP WITH TIME ZONE, late BOOLEAN,
previous_seconds DOUBLE PRECISION, held_seconds DOUBLE PRECISION, begun_before_recorded BOOLEAN, recall
BOOLEAN, cause TEXT)),
items_written AS
(UPDATE order_items SET status=item_changes.to_status, status_since=item_changes.occurred_at,
status_seq=item_changes.seq FROM moved, item_changes WHERE order_items.location_id = moved.location_id AND
order_items.order_id = moved.id AND order_items.line = item_changes.line RETURNING order_items.line),
order_changes AS
(SELECT order_changes_rows.line AS line, order_changes_rows.seq AS seq, order_changes_rows.from_status AS
from_status, order_changes_rows.to_status AS to_status, order_changes_rows.occurred_at AS occurred_at,
order_changes_rows.reported_at AS reported_at, order_changes_rows.late AS late,
order_changes_rows.previous_seconds AS previous_seconds, order_changes_rows.held_seconds AS held_seconds,
order_changes_rows.begun_before_recorded AS begun_before_recorded, order_changes_rows.recall AS recall,
order_changes_rows.cause AS cause
FROM jsonb_to_recordset($15::JSONB) AS order_changes_rows(line INTEGER, seq INTEGER, from_status TEXT,
to_status TEXT, occurred_at TIMESTAMP WITH TIME ZONE, reported_at TIMESTAMP WITH TIME ZONE, late BOOLEAN,
previous_seconds DOUBLE PRECISION, held_seconds DOUBLE PRECISION, begun_before_recorded BOOLEAN, recall
BOOLEAN, cause TEXT)),
order_status_history_rows AS
(INSERT INTO order_status_history (location_id, order_id, seq, from_status, to_status, occurred_at,
reported_at, late, previous_seconds, held_seconds, begun_before_recorded, recall, cause, version, recorded_at,
actor_kind, actor_id, reason) SELECT moved.location_id AS location_id, moved.id AS id, order_changes.seq AS
seq, order_changes.from_status AS from_status, order_changes.to_status AS to_status, order_changes.occurred_at
AS occurred_at, order_changes.reported_at AS reported_at, order_changes.late AS late,
order_changes.previous_seconds AS previous_seconds, order_changes.held_seconds AS held_seconds,
order_changes.begun_before_recorded AS begun_before_recorded, order_changes.recall AS recall,
order_changes.cause AS cause, $4::INTEGER AS anon_3, $3::TIMESTAMP WITH TIME ZONE AS anon_4, $12::VARCHAR AS
anon_5, $13::VARCHAR AS anon_6, $14::VARCHAR AS anon_7
FROM moved JOIN order_changes ON true RETURNING order_status_history.order_id),
item_status_history_rows AS
(INSERT INTO item_status_history (location_id, order_id, line, seq, from_status, to_status, occurred_at,
reported_at, late, previous_seconds, held_seconds, begun_before_recorded, recall, cause, version, recorded_at,
actor_kind, actor_id, reason) SELECT moved.location_id AS location_id, moved.id AS id, item_changes.line AS
line, item_changes.seq AS seq, item_changes.from_status AS from_status, item_changes.to_status AS to_status,
item_changes.occurred_at AS occurred_at, item_changes.reported_at AS reported_at, item_changes.late AS late,
item_changes.previous_seconds AS previous_seconds, item_changes.held_seconds AS held_seconds,
item_changes.begun_before_recorded AS begun_before_recorded, item_changes.recall AS recall, item_changes.cause
AS cause, $4::INTEGER AS anon_8, $3::TIMESTAMP WITH TIME ZONE AS anon_9, $12::VARCHAR AS anon_10, $13::VARCHAR
AS anon_11, $14::VARCHAR AS anon_12
FROM moved JOIN item_changes ON true RETURNING item_status_history.order_id),
closed AS
(DELETE FROM open_orders USING moved, order_changes WHERE open_orders.location_id = moved.location_id AND
open_orders.order_id = moved.id AND (order_changes.to_status = $16::VARCHAR OR order_changes.to_status =
$17::VARCHAR) RETURNING open_orders.order_id),
taken_back AS
(INSERT INTO open_orders (location_id, order_id, release_at, released) SELECT moved.location_id AS
location_id, moved.id AS id, order_changes.occurred_at AS occurred_at, true AS anon_13
FROM moved, order_changes
WHERE order_changes.from_status = $18::VARCHAR OR order_changes.from_status = $19::VARCHAR RETURNING
open_orders.order_id),
begun AS
(UPDATE open_orders SET release_at=least(open_orders.release_at, order_changes.occurred_at), released=true
FROM moved, order_changes WHERE open_orders.location_id = moved.location_id AND open_orders.order_id =
moved.id AND (NOT open_orders.released OR open_orders.release_at > order_changes.occurred_at) AND
order_changes.from_status = $20::VARCHAR AND NOT (order_changes.to_status = $21::VARCHAR OR
order_changes.to_status = $22::VARCHAR) RETURNING open_orders.order_id),
stock_counted AS
(SELECT anon_14.plu AS plu, sum(anon_14.stock_taken) AS quantity
FROM (SELECT order_items.plu AS plu, order_items.stock_taken AS stock_taken
FROM order_items, moved, item_changes
WHERE order_items.location_id = moved.location_id AND order_items.order_id = moved.id AND order_items.line =
item_changes.line AND order_items.stock_taken > $23::BIGINT AND item_changes.from_status = $24::VARCHAR AND
item_changes.to_status = $25::VARCHAR) AS anon_14 GROUP BY anon_14.plu),
stock_held AS
(SELECT menu_stock.location_id AS location_id, menu_stock.brand_id AS brand_id, menu_stock.plu AS plu,
stock_counted.quantity AS quantity
FROM moved JOIN stock_counted ON true JOIN menu_stock ON menu_stock.location_id = CASE WHEN (EXISTS (SELECT *
FROM menu_stock AS own
WHERE own.location_id = moved.location_id AND own.brand_id = moved.brand_id AND own.plu = stock_counted.plu))
THEN moved.location_id ELSE $26::VARCHAR END AND menu_stock.brand_id = moved.brand_id AND menu_stock.plu =
stock_counted.plu ORDER BY menu_stock.plu FOR NO KEY UPDATE OF menu_stock),
stock_written AS
(UPDATE menu_stock SET remaining=(menu_stock.remaining + stock_held.quantity) FROM stock_held WHERE
menu_stock.location_id = stock_held.location_id AND menu_stock.brand_id = stock_held.brand_id AND
menu_stock.plu = stock_held.plu RETURNING menu_stock.plu),
counted AS
(INSERT INTO location_feeds (location_id, last_seq) SELECT moved.location_id AS location_id, 1
FROM moved
WHERE (SELECT count(*) AS count_1
FROM items_written) + (SELECT count(*) AS count_2
FROM order_status_history_rows) + (SELECT count(*) AS count_3
FROM item_status_history_rows) + (SELECT count(*) AS count_4
FROM closed) + (SELECT count(*) AS count_5
FROM taken_back) + (SELECT count(*) AS count_6
FROM begun) + (SELECT count(*) AS count_7
FROM stock_written) > 0 ON CONFLICT (location_id) DO UPDATE SET last_seq = (location_feeds.last_seq +
excluded.last_seq) RETURNING location_feeds.last_seq),
event AS
(INSERT INTO order_events (location_id, seq, type, order_id, order_version, order_status, at, changes,
brand_id, channel) SELECT moved.location_id AS location_id, counted.last_seq AS last_seq, $1::VARCHAR AS
anon_1, moved.id AS id, moved.version AS version, moved.status AS status, moved.recorded_at AS recorded_at,
$2::JSONB AS anon_2, moved.brand_id AS brand_id, moved.channel AS channel
FROM moved JOIN counted ON true)
 SELECT moved.version
FROM moved

-- event_type, event_changes, recorded_at, version, status, status_since, status_seq, location_id, id, read_version, item_changes, actor_kind, actor_id, reason, order_changes, to_status_1, to_status_2, from_status_1, from_status_2, from_status_3, to_status_3, to_status_4, stock_taken_1, from_status_4, to_status_5, param_1
