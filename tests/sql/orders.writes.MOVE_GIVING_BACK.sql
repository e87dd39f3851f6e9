WITH asked AS
(SELECT asked_rows.place AS place, asked_rows.location_id AS location_id, asked_rows.id AS id,
asked_rows.version AS version, asked_rows.status AS status, asked_rows.status_seq AS status_seq,
asked_rows.status_since AS status_since, asked_rows.read_version AS read_version, asked_rows.recorded_at AS
recorded_at, asked_rows.actor_kind AS actor_kind, asked_rows.actor_id AS actor_id, asked_rows.reason AS
reason, asked_rows.changes AS changes, asked_rows.event_type AS event_type, asked_rows.event_changes AS
event_changes
FROM jsonb_to_recordset($2::JSONB) AS asked_rows(place INTEGER, location_id TEXT, id UUID, version INTEGER,
status TEXT, status_seq INTEGER, status_since TIMESTAMP WITH TIME ZONE, read_version INTEGER, recorded_at
TIMESTAMP WITH TIME ZONE, actor_kind TEXT, actor_id TEXT, reason TEXT, changes JSONB, event_type TEXT,
event_changes JSONB)),
counters AS
(SELECT location_feeds.location_id AS location_id, location_feeds.last_seq AS last_seq
FROM location_feeds
WHERE location_feeds.location_id = any(array((SELECT asked.location_id
FROM asked))) ORDER BY location_feeds.location_id FOR NO KEY UPDATE SKIP LOCKED),
free AS
(SELECT asked.place AS place, asked.location_id AS location_id, asked.id AS id, asked.version AS version,
asked.status AS status, asked.status_seq AS status_seq, asked.status_since AS status_since, asked.read_version
AS read_version, asked.recorded_at AS recorded_at, asked.actor_kind AS actor_kind, asked.actor_id AS actor_id,
asked.reason AS reason, asked.changes AS changes, asked.event_type AS event_type, asked.event_changes AS
event_changes
FROM asked JOIN orders ON orders.location_id = asked.location_id AND orders.id = asked.id AND orders.version =
asked.read_version
WHERE asked.location_id = any(array((SELECT counters.location_id
FROM counters))) ORDER BY orders.location_id, orders.id FOR NO KEY UPDATE OF orders SKIP LOCKED),
moved AS
(UPDATE orders SET changed_at=free.recorded_at, version=free.version, status=free.status,
status_since=free.status_since, status_seq=free.status_seq FROM free WHERE orders.location_id =
free.location_id AND orders.id = free.id RETURNING orders.location_id, orders.id, orders.version,
orders.status, orders.brand_id, orders.channel, free.place, free.recorded_at, free.actor_kind, free.actor_id,
free.reason, free.changes, free.event_type, free.event_changes),
changes AS
(SELECT moved.location_id AS location_id, moved.id AS id, moved.version AS version, moved.recorded_at AS
recorded_at, moved.actor_kind AS actor_kind, moved.actor_id AS actor_id, moved.reason AS reason, changed.line
AS line, changed.seq AS seq, changed.from_status AS from_status, changed.to_status AS to_status,
changed.occurred_at AS occurred_at, changed.reported_at AS reported_at, changed.late AS late,
changed.previous_seconds AS previous_seconds, changed.held_seconds AS held_seconds,
changed.begun_before_recorded AS begun_before_recorded, changed.recall AS recall, changed.cause AS cause,
changed.bundle AS bundle
FROM moved JOIN jsonb_to_recordset(moved.changes) AS changed(line INTEGER, seq INTEGER, from_status TEXT,
to_status TEXT, occurred_at TIMESTAMP WITH TIME ZONE, reported_at TIMESTAMP WITH TIME ZONE, late BOOLEAN,
previous_seconds DOUBLE PRECISION, held_seconds DOUBLE PRECISION, begun_before_recorded BOOLEAN, recall
BOOLEAN, cause TEXT, bundle BOOLEAN) ON true),
items_moved AS
(UPDATE order_items SET held=false, fired_at=CASE WHEN (order_items.held AND changes.to_status != $1::VARCHAR)
THEN changes.occurred_at ELSE order_items.fired_at END, status=changes.to_status,
status_since=changes.occurred_at, status_seq=changes.seq FROM changes WHERE order_items.location_id =
changes.location_id AND order_items.order_id = changes.id AND order_items.line = changes.line),
order_status_history_added AS
(INSERT INTO order_status_history (location_id, order_id, version, recorded_at, actor_kind, actor_id, reason,
seq, from_status, to_status, occurred_at, reported_at, late, previous_seconds, held_seconds,
begun_before_recorded, recall, cause) SELECT changes.location_id AS location_id, changes.id AS id,
changes.version AS version, changes.recorded_at AS recorded_at, changes.actor_kind AS actor_kind,
changes.actor_id AS actor_id, changes.reason AS reason, changes.seq AS seq, changes.from_status AS
from_status, changes.to_status AS to_status, changes.occurred_at AS occurred_at, changes.reported_at AS
reported_at, changes.late AS late, changes.previous_seconds AS previous_seconds, changes.held_seconds AS
held_seconds, changes.begun_before_recorded AS begun_before_recorded, changes.recall AS recall, changes.cause
AS cause
FROM changes
WHERE changes.line IS NULL),
item_status_history_added AS
(INSERT INTO item_status_history (location_id, order_id, version, recorded_at, actor_kind, actor_id, reason,
line, seq, from_status, to_status, occurred_at, reported_at, late, previous_seconds, held_seconds,
begun_before_recorded, recall, cause, bundle) SELECT changes.location_id AS location_id, changes.id AS id,
changes.version AS version, changes.recorded_at AS recorded_at, changes.actor_kind AS actor_kind,
changes.actor_id AS actor_id, changes.reason AS reason, changes.line AS line, changes.seq AS seq,
changes.from_status AS from_status, changes.to_status AS to_status, changes.occurred_at AS occurred_at,
changes.reported_at AS reported_at, changes.late AS late, changes.previous_seconds AS previous_seconds,
changes.held_seconds AS held_seconds, changes.begun_before_recorded AS begun_before_recorded, changes.recall
AS recall, changes.cause AS cause, changes.bundle AS bundle
FROM changes
WHERE changes.line IS NOT NULL),
closed AS
(DELETE FROM open_orders USING changes WHERE open_orders.location_id = changes.location_id AND
open_orders.order_id = changes.id AND changes.line IS NULL AND (changes.to_status = $3::VARCHAR OR
changes.to_status = $4::VARCHAR)),
taken_back AS
(INSERT INTO open_orders (location_id, order_id, release_at, released) SELECT changes.location_id AS
location_id, changes.id AS id, changes.occurred_at AS occurred_at, true AS anon_1
FROM changes
WHERE changes.line IS NULL AND (changes.from_status = $5::VARCHAR OR changes.from_status = $6::VARCHAR)),
begun AS
(UPDATE open_orders SET release_at=least(open_orders.release_at, changes.occurred_at), released=true FROM
changes WHERE open_orders.location_id = changes.location_id AND open_orders.order_id = changes.id AND
changes.line IS NULL AND (NOT open_orders.released OR open_orders.release_at > changes.occurred_at) AND
changes.from_status = $7::VARCHAR AND NOT (changes.to_status = $8::VARCHAR OR changes.to_status =
$9::VARCHAR)),
stock_lines AS
(SELECT order_items.location_id AS location_id, moved.brand_id AS brand_id, order_items.plu AS plu,
order_items.stock_taken AS stock_taken
FROM changes JOIN moved ON moved.location_id = changes.location_id AND moved.id = changes.id JOIN order_items
ON order_items.location_id = changes.location_id AND order_items.order_id = changes.id AND order_items.line =
changes.line
WHERE order_items.stock_taken > $11::BIGINT AND changes.from_status = $12::VARCHAR AND changes.to_status =
$13::VARCHAR),
stock_counted AS
(SELECT stock_places.location_id AS location_id, stock_places.brand_id AS brand_id, stock_places.plu AS plu,
CAST(sum(stock_places.stock_taken) AS BIGINT) AS quantity
FROM (SELECT CASE WHEN (EXISTS (SELECT *
FROM menu_stock
WHERE menu_stock.location_id = stock_lines.location_id AND menu_stock.brand_id = stock_lines.brand_id AND
menu_stock.plu = stock_lines.plu)) THEN stock_lines.location_id ELSE $10::VARCHAR END AS location_id,
stock_lines.brand_id AS brand_id, stock_lines.plu AS plu, stock_lines.stock_taken AS stock_taken
FROM stock_lines) AS stock_places GROUP BY stock_places.location_id, stock_places.brand_id, stock_places.plu),
stock_held AS
(SELECT menu_stock.location_id AS location_id, menu_stock.brand_id AS brand_id, menu_stock.plu AS plu,
menu_stock.remaining AS remaining, stock_counted.quantity AS quantity
FROM stock_counted JOIN menu_stock ON menu_stock.location_id = stock_counted.location_id AND
menu_stock.brand_id = stock_counted.brand_id AND menu_stock.plu = stock_counted.plu ORDER BY
menu_stock.brand_id, menu_stock.plu, menu_stock.location_id FOR NO KEY UPDATE OF menu_stock),
stock_written AS
(UPDATE menu_stock SET remaining=(menu_stock.remaining + stock_held.quantity) FROM stock_held WHERE
menu_stock.location_id = stock_held.location_id AND menu_stock.brand_id = stock_held.brand_id AND
menu_stock.plu = stock_held.plu RETURNING menu_stock.location_id, menu_stock.brand_id, menu_stock.plu,
menu_stock.remaining, stock_held.remaining AS before),
stock_turned AS
(SELECT stock_written.location_id AS location_id, stock_written.brand_id AS brand_id, stock_written.plu AS
plu, CASE WHEN (stock_written.remaining = 0) THEN 'product.soldOut' ELSE 'product.available' END AS type
FROM stock_written
WHERE (stock_written.remaining = 0) != (stock_written.before = 0)),
taken AS
(UPDATE location_feeds SET last_seq=(location_feeds.last_seq + (SELECT count(*) AS count_1
FROM moved
WHERE moved.location_id = location_feeds.location_id) + (SELECT count(*) AS count_2
FROM stock_turned
WHERE stock_turned.location_id = location_feeds.location_id)) WHERE location_feeds.location_id =
any(array((SELECT moved.location_id
FROM moved)))),
taken_everywhere AS
(INSERT INTO location_feeds (location_id, last_seq) SELECT at_every.location_id AS location_id, at_every.count
AS count
FROM (SELECT '' AS location_id, count(*) AS count
FROM stock_turned
WHERE stock_turned.location_id = ''
HAVING count(*) > 0) AS at_every ON CONFLICT (location_id) DO UPDATE SET last_seq = (location_feeds.last_seq +
excluded.last_seq) RETURNING location_feeds.location_id, location_feeds.last_seq),
stock_events AS
(INSERT INTO order_events (location_id, seq, type, at, changes, brand_id, plu) SELECT stock_turned.location_id
AS location_id, before_stock.last_seq + row_number() OVER (PARTITION BY stock_turned.location_id ORDER BY
stock_turned.brand_id, stock_turned.plu) AS anon_2, stock_turned.type AS type, clock_timestamp() AS
clock_timestamp_1, '[]'::jsonb, stock_turned.brand_id AS brand_id, stock_turned.plu AS plu
FROM stock_turned JOIN (SELECT counters.location_id AS location_id, counters.last_seq + (SELECT count(*) AS
count_3
FROM moved
WHERE moved.location_id = counters.location_id) AS last_seq
FROM counters UNION ALL SELECT taken_everywhere.location_id AS location_id, taken_everywhere.last_seq -
(SELECT count(*) AS count_4
FROM stock_turned
WHERE stock_turned.location_id = taken_everywhere.location_id) AS anon_3
FROM taken_everywhere) AS before_stock ON before_stock.location_id = stock_turned.location_id),
events AS
(INSERT INTO order_events (location_id, seq, type, order_id, order_version, order_status, at, changes,
brand_id, channel) SELECT moved.location_id AS location_id, counters.last_seq + (SELECT count(*) AS count_5
FROM moved AS before
WHERE before.location_id = moved.location_id AND before.place <= moved.place) AS anon_4, moved.event_type AS
event_type, moved.id AS id, moved.version AS version, moved.status AS status, moved.recorded_at AS
recorded_at, moved.event_changes AS event_changes, moved.brand_id AS brand_id, moved.channel AS channel
FROM moved JOIN counters ON moved.location_id = counters.location_id)
 SELECT moved.place, false AS held
FROM moved UNION ALL SELECT asked.place, true AS held
FROM asked
WHERE NOT (asked.location_id = any(array((SELECT counters.location_id
FROM counters))))

-- to_status_1, asked, to_status_2, to_status_3, from_status_1, from_status_2, from_status_3, to_status_4, to_status_5, param_1, stock_taken_1, from_status_4, to_status_6
