WITH claimed AS
(INSERT INTO order_dedupe (location_id, brand_id, channel, channel_order_id, order_id, content, expires_at)
VALUES ($3::VARCHAR, $7::VARCHAR, $8::VARCHAR, $9::VARCHAR, $4::UUID, $24::VARCHAR, $25::TIMESTAMP WITH TIME
ZONE) ON CONFLICT (location_id, brand_id, channel, channel_order_id) DO UPDATE SET order_id =
excluded.order_id, content = excluded.content, expires_at = excluded.expires_at WHERE order_dedupe.expires_at
<= clock_timestamp() RETURNING order_dedupe.order_id),
added AS
(INSERT INTO orders (location_id, id, external_id, account, brand_id, channel, channel_order_id,
channel_order_display_id, pickup_time, note, metadata, currency, total_amount, created_at, recorded_at,
changed_at, version, status, status_since, status_seq, claims) SELECT $3::VARCHAR AS anon_3, $4::UUID AS
anon_4, $5::VARCHAR AS anon_5, $6::VARCHAR AS anon_6, $7::VARCHAR AS anon_7, $8::VARCHAR AS anon_8,
$9::VARCHAR AS anon_9, $10::VARCHAR AS anon_10, $11::TIMESTAMP WITH TIME ZONE AS anon_11, $12::VARCHAR AS
anon_12, $13::JSON AS anon_13, $14::VARCHAR AS anon_14, $15::BIGINT AS anon_15, $16::TIMESTAMP WITH TIME ZONE
AS anon_16, $17::TIMESTAMP WITH TIME ZONE AS anon_17, $18::TIMESTAMP WITH TIME ZONE AS anon_18, $19::INTEGER
AS anon_19, $20::VARCHAR AS anon_20, $21::TIMESTAMP WITH TIME ZONE AS anon_21, $22::INTEGER AS anon_22,
$23::JSONB AS anon_23
FROM claimed RETURNING orders.location_id, orders.id, orders.version, orders.status, orders.brand_id,
orders.channel, orders.changed_at AS recorded_at),
customer AS
(INSERT INTO order_customers (location_id, order_id, name, phone_number, phone_number_e164, delivery_street,
delivery_city, delivery_postal_code, delivery_country, delivery_extra_info) SELECT added.location_id AS
location_id, added.id AS id, $26::VARCHAR AS anon_24, $27::VARCHAR AS anon_25, $28::VARCHAR AS anon_26,
$29::VARCHAR AS anon_27, $30::VARCHAR AS anon_28, $31::VARCHAR AS anon_29, $32::VARCHAR AS anon_30,
$33::VARCHAR AS anon_31
FROM added RETURNING order_customers.order_id),
items AS
(SELECT items_rows.plu AS plu, items_rows.name AS name, items_rows.quantity AS quantity, items_rows.note AS
note, items_rows.unit_price_amount AS unit_price_amount, items_rows.modifiers AS modifiers, items_rows.station
AS station, items_rows.preparation_minutes AS preparation_minutes, items_rows.flags AS flags,
items_rows.stock_taken AS stock_taken, items_rows.line AS line, items_rows.status AS status,
items_rows.status_since AS status_since, items_rows.status_seq AS status_seq, items_rows.claims AS claims
FROM jsonb_to_recordset($34::JSONB) AS items_rows(plu TEXT, name TEXT, quantity INTEGER, note TEXT,
unit_price_amount BIGINT, modifiers JSONB, station TEXT, preparation_minutes INTEGER, flags JSONB, stock_taken
BIGINT, line INTEGER, status TEXT, status_since TIMESTAMP WITH TIME ZONE, status_seq INTEGER, claims JSONB)),
order_items_rows AS
(INSERT INTO order_items (location_id, order_id, plu, name, quantity, note, unit_price_amount, modifiers,
station, preparation_minutes, flags, stock_taken, line, status, status_since, status_seq, claims) SELECT
added.location_id AS location_id, added.id AS id, items.plu AS plu, items.name AS name, items.quantity AS
quantity, items.note AS note, items.unit_price_amount AS unit_price_amount, items.modifiers AS modifiers,
items.station AS station, items.preparation_minutes AS preparation_minutes, items.flags AS flags,
items.stock_taken AS stock_taken, items.line AS line, items.status AS status, items.status_since AS
status_since, items.status_seq AS status_seq, items.claims AS claims
FROM added JOIN items ON true RETURNING order_items.order_id),
order_changes AS
(SELECT order_changes_rows.line AS line, order_changes_rows.seq AS seq, order_changes_rows.from_status AS
from_status, order_changes_rows.to_status AS to_status, order_changes_rows.occurred_at AS occurred_at,
order_changes_rows.reported_at AS reported_at, order_changes_rows.late AS late,
order_changes_rows.previous_seconds AS previous_seconds, order_changes_rows.held_seconds AS held_seconds,
order_changes_rows.begun_before_recorded AS begun_before_recorded, order_changes_rows.recall AS recall,
order_changes_rows.cause AS cause
FROM jsonb_to_recordset($38::JSONB) AS order_changes_rows(line INTEGER, seq INTEGER, from_status TEXT,
to_status TEXT, occurred_at TIMESTAMP WITH TIME ZONE, reported_at TIMESTAMP WITH TIME ZONE, late BOOLEAN,
previous_seconds DOUBLE PRECISION, held_seconds DOUBLE PRECISION, begun_before_recorded BOOLEAN, recall
BOOLEAN, cause TEXT)),
order_status_history_rows AS
(INSERT INTO order_status_history (location_id, order_id, seq, from_status, to_status, occurred_at,
reported_at, late, previous_seconds, held_seconds, begun_before_recorded, recall, cause, version, recorded_at,
actor_kind, actor_id, reason) SELECT added.location_id AS location_id, added.id AS id, order_changes.seq AS
seq, order_changes.from_status AS from_status, order_changes.to_status AS to_status, order_changes.occurred_at
AS occurred_at, order_changes.reported_at AS reported_at, order_changes.late AS late,
order_changes.previous_seconds AS previous_seconds, order_changes.held_seconds AS held_seconds,
order_changes.begun_before_recorded AS begun_before_recorded, order_changes.recall AS recall,
order_changes.cause AS cause, $19::INTEGER AS anon_32, $17::TIMESTAMP WITH TIME ZONE AS anon_33, $35::VARCHAR
AS anon_34, $36::VARCHAR AS anon_35, $37::VARCHAR AS anon_36
FROM added JOIN order_changes ON true RETURNING order_status_history.order_id),
item_changes AS
(SELECT item_changes_rows.line AS line, item_changes_rows.seq AS seq, item_changes_rows.from_status AS
from_status, item_changes_rows.to_status AS to_status, item_changes_rows.occurred_at AS occurred_at,
item_changes_rows.reported_at AS reported_at, item_changes_rows.late AS late,
item_changes_rows.previous_seconds AS previous_seconds, item_changes_rows.held_seconds AS held_seconds,
item_changes_rows.begun_before_recorded AS begun_before_recorded, item_changes_rows.recall AS recall,
item_changes_rows.cause AS cause
FROM jsonb_to_recordset($39::JSONB) AS item_changes_rows(line INTEGER, seq INTEGER, from_status TEXT,
to_status TEXT, occurred_at TIMESTAMP WITH TIME ZONE, reported_at TIMESTAMP WITH TIME ZONE, late BOOLEAN,
previous_seconds DOUBLE PRECISION, held_seconds DOUBLE PRECISION, begun_before_recorded BOOLEAN, recall
BOOLEAN, cause TEXT)),
item_status_history_rows AS
(INSERT INTO item_status_history (location_id, order_id, line, seq, from_status, to_status, occurred_at,
reported_at, late, previous_seconds, held_seconds, begun_before_recorded, recall, cause, version, recorded_at,
actor_kind, actor_id, reason) SELECT added.location_id AS location_id, added.id AS id, item_changes.line AS
line, item_changes.seq AS seq, item_changes.from_status AS from_status, item_changes.to_status AS to_status,
item_changes.occurred_at AS occurred_at, item_changes.reported_at AS reported_at, item_changes.late AS late,
item_changes.previous_seconds AS previous_seconds, item_changes.held_seconds AS held_seconds,
item_changes.begun_before_recorded AS begun_before_recorded, item_changes.recall AS recall, item_changes.cause
AS cause, $19::INTEGER AS anon_37, $17::TIMESTAMP WITH TIME ZONE AS anon_38, $35::VARCHAR AS anon_39,
$36::VARCHAR AS anon_40, $37::VARCHAR AS anon_41
FROM added JOIN item_changes ON true RETURNING item_status_history.order_id),
opened AS
(INSERT INTO open_orders (location_id, order_id, release_at, released) SELECT added.location_id AS
location_id, added.id AS id, $40::TIMESTAMP WITH TIME ZONE AS anon_42, $41::BOOLEAN AS anon_43
FROM added
WHERE NOT (added.status = $42::VARCHAR OR added.status = $43::VARCHAR) RETURNING open_orders.order_id),
stock_counted AS
(SELECT anon_44.plu AS plu, sum(anon_44.stock_taken) AS quantity
FROM (SELECT items.plu AS plu, items.stock_taken AS stock_taken
FROM items
WHERE items.stock_taken > $44::BIGINT) AS anon_44 GROUP BY anon_44.plu),
stock_held AS
(SELECT menu_stock.location_id AS location_id, menu_stock.brand_id AS brand_id, menu_stock.plu AS plu,
stock_counted.quantity AS quantity
FROM added JOIN stock_counted ON true JOIN menu_stock ON menu_stock.location_id = CASE WHEN (EXISTS (SELECT *
FROM menu_stock AS own
WHERE own.location_id = added.location_id AND own.brand_id = added.brand_id AND own.plu = stock_counted.plu))
THEN added.location_id ELSE $45::VARCHAR END AND menu_stock.brand_id = added.brand_id AND menu_stock.plu =
stock_counted.plu ORDER BY menu_stock.plu FOR NO KEY UPDATE OF menu_stock),
stock_written AS
(UPDATE menu_stock SET remaining=(menu_stock.remaining - stock_held.quantity) FROM stock_held WHERE
menu_stock.location_id = stock_held.location_id AND menu_stock.brand_id = stock_held.brand_id AND
menu_stock.plu = stock_held.plu RETURNING menu_stock.plu),
counted AS
(INSERT INTO location_feeds (location_id, last_seq) SELECT added.location_id AS location_id, 1
FROM added
WHERE (SELECT count(*) AS count_1
FROM customer) + (SELECT count(*) AS count_2
FROM order_items_rows) + (SELECT count(*) AS count_3
FROM order_status_history_rows) + (SELECT count(*) AS count_4
FROM item_status_history_rows) + (SELECT count(*) AS count_5
FROM opened) + (SELECT count(*) AS count_6
FROM stock_written) > 0 ON CONFLICT (location_id) DO UPDATE SET last_seq = (location_feeds.last_seq +
excluded.last_seq) RETURNING location_feeds.last_seq),
event AS
(INSERT INTO order_events (location_id, seq, type, order_id, order_version, order_status, at, changes,
brand_id, channel) SELECT added.location_id AS location_id, counted.last_seq AS last_seq, $1::VARCHAR AS
anon_1, added.id AS id, added.version AS version, added.status AS status, added.recorded_at AS recorded_at,
$2::JSONB AS anon_2, added.brand_id AS brand_id, added.channel AS channel
FROM added JOIN counted ON true)
 SELECT added.version
FROM added

-- event_type, event_changes, location_id, id, external_id, account, brand_id, channel, channel_order_id, channel_order_display_id, pickup_time, note, metadata, currency, total_amount, created_at, recorded_at, changed_at, version, status, status_since, status_seq, claims, content, expires_at, name, phone_number, phone_number_e164, delivery_street, delivery_city, delivery_postal_code, delivery_country, delivery_extra_info, items, actor_kind, actor_id, reason, order_changes, item_changes, release_at, released, status_1, status_2, stock_taken_1, param_1
