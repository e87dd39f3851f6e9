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
item_changes_rows.cause AS cause, item_changes_rows.bundle AS bundle
FROM jsonb_to_recordset($12::JSONB) AS item_changes_rows(line INTEGER, seq INTEGER, from_status TEXT,
to_status TEXT, occurred_at TIMESTAMP WITH TIME ZONE, reported_at TIMESTAMP WITH TIME ZONE, late BOOLEAN,
previous_seconds DOUBLE PRECISION, held_seconds DOUBLE PRECISION, begun_before_recorded BOOLEAN, recall
BOOLEAN, cause TEXT, bundle BOOLEAN)),
items_written AS
(UPDATE order_items SET held=false, fired_at=CASE WHEN (order_items.held AND item_changes.to_status !=
$11::VARCHAR) THEN item_changes.occurred_at ELSE order_items.fired_at END, status=item_changes.to_status,
status_since=item_changes.occurred_at, status_seq=item_changes.seq FROM moved, item_changes WHERE
order_items.location_id = moved.location_id AND order_items.order_id = moved.id AND order_items.line =
item_changes.line RETURNING order_items.line),
order_changes AS
(SELECT order_changes_rows.line AS line, order_changes_rows.seq AS seq, order_changes_rows.from_status AS
from_status, order_changes_rows.to_status AS to_status, order_changes_rows.occurred_at AS occurred_at,
order_changes_rows.reported_at AS reported_at, order_changes_rows.late AS late,
order_changes_rows.previous_seconds AS previous_seconds, order_changes_rows.held_seconds AS held_seconds,
order_changes_rows.begun_before_recorded AS begun_before_recorded, order_changes_rows.recall AS recall,
order_changes_rows.cause AS cause, order_changes_rows.bundle AS bundle
FROM jsonb_to_recordset($16::JSONB) AS order_changes_rows(line INTEGER, seq INTEGER, from_status TEXT,
to_status TEXT, occurred_at TIMESTAMP WITH TIME ZONE, reported_at TIMESTAMP WITH TIME ZONE, late BOOLEAN,
previous_seconds DOUBLE PRECISION, held_seconds DOUBLE PRECISION, begun_before_recorded BOOLEAN, recall
BOOLEAN, cause TEXT, bundle BOOLEAN)),
order_status_history_rows AS
(INSERT INTO order_status_history (location_id, order_id, seq, from_status, to_status, occurred_at,
reported_at, late, previous_seconds, held_seconds, begun_before_recorded, recall, cause, version, recorded_at,
actor_kind, actor_id, reason) SELECT moved.location_id AS location_id, moved.id AS id, order_changes.seq AS
seq, order_changes.from_status AS from_status, order_changes.to_status AS to_status, order_changes.occurred_at
AS occurred_at, order_changes.reported_at AS reported_at, order_changes.late AS late,
order_changes.previous_seconds AS previous_seconds, order_changes.held_seconds AS held_seconds,
order_changes.begun_before_recorded AS begun_before_recorded, order_changes.recall AS recall,
order_changes.cause AS cause, $4::INTEGER AS anon_3, $3::TIMESTAMP WITH TIME ZONE AS anon_4, $13::VARCHAR AS
anon_5, $14::VARCHAR AS anon_6, $15::VARCHAR AS anon_7
FROM moved JOIN order_changes ON true RETURNING order_status_history.order_id),
item_status_history_rows AS
(INSERT INTO item_status_history (location_id, order_id, line, seq, from_status, to_status, occurred_at,
reported_at, late, previous_seconds, held_seconds, begun_before_recorded, recall, cause, bundle, version,
recorded_at, actor_kind, actor_id, reason) SELECT moved.location_id AS location_id, moved.id AS id,
item_changes.line AS line, item_changes.seq AS seq, item_changes.from_status AS from_status,
item_changes.to_status AS to_status, item_changes.occurred_at AS occurred_at, item_changes.reported_at AS
reported_at, item_changes.late AS late, item_changes.previous_seconds AS previous_seconds,
item_changes.held_seconds AS held_seconds, item_changes.begun_before_recorded AS begun_before_recorded,
item_changes.recall AS recall, item_changes.cause AS cause, item_changes.bundle AS bundle, $4::INTEGER AS
anon_8, $3::TIMESTAMP WITH TIME ZONE AS anon_9, $13::VARCHAR AS anon_10, $14::VARCHAR AS anon_11, $15::VARCHAR
AS anon_12
FROM moved JOIN item_changes ON true RETURNING item_status_history.order_id),
closed AS
(DELETE FROM open_orders USING moved, order_changes WHERE open_orders.location_id = moved.location_id AND
open_orders.order_id = moved.id AND (order_changes.to_status = $17::VARCHAR OR order_changes.to_status =
$18::VARCHAR) RETURNING open_orders.order_id),
taken_back AS
(INSERT INTO open_orders (location_id, order_id, release_at, released) SELECT moved.location_id AS
location_id, moved.id AS id, order_changes.occurred_at AS occurred_at, true AS anon_13
FROM moved, order_changes
WHERE order_changes.from_status = $19::VARCHAR OR order_changes.from_status = $20::VARCHAR RETURNING
open_orders.order_id),
begun AS
(UPDATE open_orders SET release_at=least(open_orders.release_at, order_changes.occurred_at), released=true
FROM moved, order_changes WHERE open_orders.location_id = moved.location_id AND open_orders.order_id =
moved.id AND (NOT open_orders.released OR open_orders.release_at > order_changes.occurred_at) AND
order_changes.from_status = $21::VARCHAR AND NOT (order_changes.to_status = $22::VARCHAR OR
order_changes.to_status = $23::VARCHAR) RETURNING open_orders.order_id),
counted AS
(INSERT INTO location_feeds (location_id, last_seq) SELECT moved.location_id AS location_id, 1
FROM moved
WHERE (SELECT count(*) AS count_1
FROM items_written) + (SELECT count(*) AS count_2
FROM order_status_history_rows) + (SELECT count(*) AS count_3
FROM item_status_history_rows) + (SELECT count(*) AS count_4
FROM closed) + (SELECT count(*) AS count_5
FROM taken_back) + (SELECT count(*) AS count_6
FROM begun) > 0 ON CONFLICT (location_id) DO UPDATE SET last_seq = (location_feeds.last_seq +
excluded.last_seq) RETURNING location_feeds.last_seq),
event AS
(INSERT INTO order_events (location_id, seq, type, order_id, order_version, order_status, at, changes,
brand_id, channel) SELECT moved.location_id AS location_id, counted.last_seq AS last_seq, $1::VARCHAR AS
anon_1, moved.id AS id, moved.version AS version, moved.status AS status, moved.recorded_at AS recorded_at,
$2::JSONB AS anon_2, moved.brand_id AS brand_id, moved.channel AS channel
FROM moved JOIN counted ON true)
 SELECT moved.version
FROM moved

-- event_type, event_changes, recorded_at, version, status, status_since, status_seq, location_id, id, read_version, to_status_1, item_changes, actor_kind, actor_id, reason, order_changes, to_status_2, to_status_3, from_status_1, from_status_2, from_status_3, to_status_4, to_status_5
