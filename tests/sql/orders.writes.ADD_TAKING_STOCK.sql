WITH asked AS
(SELECT asked_rows.place AS place, asked_rows.location_id AS location_id, asked_rows.id AS id,
asked_rows.external_id AS external_id, asked_rows.account AS account, asked_rows.brand_id AS brand_id,
asked_rows.channel AS channel, asked_rows.channel_order_id AS channel_order_id,
asked_rows.channel_order_display_id AS channel_order_display_id, asked_rows.order_type AS order_type,
asked_rows.table_label AS table_label, asked_rows.covers AS covers, asked_rows.server AS server,
asked_rows.pickup_time AS pickup_time, asked_rows.note AS note, asked_rows.allergens AS allergens,
asked_rows.metadata AS metadata, asked_rows.first_promise AS first_promise, asked_rows.amendment_seq AS
amendment_seq, asked_rows.currency AS currency, asked_rows.total_amount AS total_amount,
asked_rows.adjustments AS adjustments, asked_rows.payment_status AS payment_status, asked_rows.payment_method
AS payment_method, asked_rows.paid_amount AS paid_amount, asked_rows.created_at AS created_at,
asked_rows.recorded_at AS recorded_at, asked_rows.changed_at AS changed_at, asked_rows.version AS version,
asked_rows.status AS status, asked_rows.status_since AS status_since, asked_rows.status_seq AS status_seq,
asked_rows.claims AS claims, asked_rows.pass_required AS pass_required, asked_rows.acceptance AS acceptance,
asked_rows.cancellation_request AS cancellation_request, asked_rows.name AS name, asked_rows.phone_number AS
phone_number, asked_rows.phone_number_e164 AS phone_number_e164, asked_rows.delivery_street AS
delivery_street, asked_rows.delivery_city AS delivery_city, asked_rows.delivery_postal_code AS
delivery_postal_code, asked_rows.delivery_country AS delivery_country, asked_rows.delivery_extra_info AS
delivery_extra_info, asked_rows.delivery_latitude AS delivery_latitude, asked_rows.delivery_longitude AS
delivery_longitude, asked_rows.content AS content, asked_rows.expires_at AS expires_at, asked_rows.release_at
AS release_at, asked_rows.released AS released, asked_rows.accept_by AS accept_by, asked_rows.actor_kind AS
actor_kind, asked_rows.actor_id AS actor_id, asked_rows.reason AS reason, asked_rows.changes AS changes,
asked_rows.event_type AS event_type, asked_rows.event_changes AS event_changes, asked_rows.items AS items
FROM jsonb_to_recordset($1::JSONB) AS asked_rows(place INTEGER, location_id TEXT, id UUID, external_id TEXT,
account TEXT, brand_id TEXT, channel TEXT, channel_order_id TEXT, channel_order_display_id TEXT, order_type
TEXT, table_label TEXT, covers INTEGER, server TEXT, pickup_time TIMESTAMP WITH TIME ZONE, note TEXT,
allergens TEXT, metadata TEXT, first_promise TIMESTAMP WITH TIME ZONE, amendment_seq INTEGER, currency TEXT,
total_amount BIGINT, adjustments TEXT, payment_status TEXT, payment_method TEXT, paid_amount BIGINT,
created_at TIMESTAMP WITH TIME ZONE, recorded_at TIMESTAMP WITH TIME ZONE, changed_at TIMESTAMP WITH TIME
ZONE, version INTEGER, status TEXT, status_since TIMESTAMP WITH TIME ZONE, status_seq INTEGER, claims TEXT,
pass_required BOOLEAN, acceptance TEXT, cancellation_request TEXT, name TEXT, phone_number TEXT,
phone_number_e164 TEXT, delivery_street TEXT, delivery_city TEXT, delivery_postal_code TEXT, delivery_country
TEXT, delivery_extra_info TEXT, delivery_latitude DOUBLE PRECISION, delivery_longitude DOUBLE PRECISION,
content TEXT, expires_at TIMESTAMP WITH TIME ZONE, release_at TIMESTAMP WITH TIME ZONE, released BOOLEAN,
accept_by TIMESTAMP WITH TIME ZONE, actor_kind TEXT, actor_id TEXT, reason TEXT, changes JSONB, event_type
TEXT, event_changes JSONB, items JSONB)),
counters AS
(SELECT location_feeds.location_id AS location_id, location_feeds.last_seq AS last_seq
FROM location_feeds
WHERE location_feeds.location_id = any(array((SELECT asked.location_id
FROM asked))) ORDER BY location_feeds.location_id FOR NO KEY UPDATE SKIP LOCKED),
claimed AS
(INSERT INTO order_dedupe (location_id, brand_id, channel, channel_order_id, content, expires_at, order_id)
SELECT asked.location_id AS location_id, asked.brand_id AS brand_id, asked.channel AS channel,
asked.channel_order_id AS channel_order_id, asked.content AS content, asked.expires_at AS expires_at, asked.id
AS id
FROM asked
WHERE asked.location_id = any(array((SELECT counters.location_id
FROM counters))) ON CONFLICT (location_id, brand_id, channel, channel_order_id) DO UPDATE SET order_id =
excluded.order_id, content = excluded.content, later_digests = excluded.later_digests, expires_at =
excluded.expires_at WHERE order_dedupe.expires_at <= clock_timestamp() RETURNING order_dedupe.order_id),
ours AS
(SELECT asked.place AS place, asked.location_id AS location_id, asked.id AS id, asked.external_id AS
external_id, asked.account AS account, asked.brand_id AS brand_id, asked.channel AS channel,
asked.channel_order_id AS channel_order_id, asked.channel_order_display_id AS channel_order_display_id,
asked.order_type AS order_type, asked.table_label AS table_label, asked.covers AS covers, asked.server AS
server, asked.pickup_time AS pickup_time, asked.note AS note, asked.allergens AS allergens, asked.metadata AS
metadata, asked.first_promise AS first_promise, asked.amendment_seq AS amendment_seq, asked.currency AS
currency, asked.total_amount AS total_amount, asked.adjustments AS adjustments, asked.payment_status AS
payment_status, asked.payment_method AS payment_method, asked.paid_amount AS paid_amount, asked.created_at AS
created_at, asked.recorded_at AS recorded_at, asked.changed_at AS changed_at, asked.version AS version,
asked.status AS status, asked.status_since AS status_since, asked.status_seq AS status_seq, asked.claims AS
claims, asked.pass_required AS pass_required, asked.acceptance AS acceptance, asked.cancellation_request AS
cancellation_request, asked.name AS name, asked.phone_number AS phone_number, asked.phone_number_e164 AS
phone_number_e164, asked.delivery_street AS delivery_street, asked.delivery_city AS delivery_city,
asked.delivery_postal_code AS delivery_postal_code, asked.delivery_country AS delivery_country,
asked.delivery_extra_info AS delivery_extra_info, asked.delivery_latitude AS delivery_latitude,
asked.delivery_longitude AS delivery_longitude, asked.content AS content, asked.expires_at AS expires_at,
asked.release_at AS release_at, asked.released AS released, asked.accept_by AS accept_by, asked.actor_kind AS
actor_kind, asked.actor_id AS actor_id, asked.reason AS reason, asked.changes AS changes, asked.event_type AS
event_type, asked.event_changes AS event_changes, asked.items AS items
FROM asked
WHERE asked.id = any(array((SELECT claimed.order_id
FROM claimed)))),
orders_added AS
(INSERT INTO orders (location_id, id, external_id, account, brand_id, channel, channel_order_id,
channel_order_display_id, order_type, table_label, covers, server, pickup_time, note, allergens, metadata,
first_promise, amendment_seq, currency, total_amount, adjustments, payment_status, payment_method,
paid_amount, created_at, recorded_at, changed_at, version, status, status_since, status_seq, claims,
pass_required, acceptance, cancellation_request) SELECT ours.location_id AS location_id, ours.id AS id,
ours.external_id AS external_id, ours.account AS account, ours.brand_id AS brand_id, ours.channel AS channel,
ours.channel_order_id AS channel_order_id, ours.channel_order_display_id AS channel_order_display_id,
ours.order_type AS order_type, ours.table_label AS table_label, ours.covers AS covers, ours.server AS server,
ours.pickup_time AS pickup_time, ours.note AS note, CAST(ours.allergens AS JSONB) AS allergens,
CAST(ours.metadata AS JSON) AS metadata, ours.first_promise AS first_promise, ours.amendment_seq AS
amendment_seq, ours.currency AS currency, ours.total_amount AS total_amount, CAST(ours.adjustments AS JSONB)
AS adjustments, ours.payment_status AS payment_status, ours.payment_method AS payment_method, ours.paid_amount
AS paid_amount, ours.created_at AS created_at, ours.recorded_at AS recorded_at, ours.changed_at AS changed_at,
ours.version AS version, ours.status AS status, ours.status_since AS status_since, ours.status_seq AS
status_seq, CAST(ours.claims AS JSONB) AS claims, ours.pass_required AS pass_required, CAST(ours.acceptance AS
JSONB) AS acceptance, CAST(ours.cancellation_request AS JSONB) AS cancellation_request
FROM ours),
order_customers_added AS
(INSERT INTO order_customers (location_id, order_id, name, phone_number, phone_number_e164, delivery_street,
delivery_city, delivery_postal_code, delivery_country, delivery_extra_info, delivery_latitude,
delivery_longitude) SELECT ours.location_id AS location_id, ours.id AS id, ours.name AS name,
ours.phone_number AS phone_number, ours.phone_number_e164 AS phone_number_e164, ours.delivery_street AS
delivery_street, ours.delivery_city AS delivery_city, ours.delivery_postal_code AS delivery_postal_code,
ours.delivery_country AS delivery_country, ours.delivery_extra_info AS delivery_extra_info,
ours.delivery_latitude AS delivery_latitude, ours.delivery_longitude AS delivery_longitude
FROM ours),
order_items_added AS
(INSERT INTO order_items (location_id, order_id, line, parent_line, plu, station, to_make, held, fired_at,
bundle, status, status_since, status_seq, name, quantity, quantity_thousandths, unit, note, unit_price_amount,
modifiers, preparation_minutes, flags, allergens, for_name, course, stock_taken, claims, origin_kind,
from_line, amended_at) SELECT ours.location_id AS location_id, ours.id AS id, line_of.line AS line,
line_of.parent_line AS parent_line, line_of.plu AS plu, line_of.station AS station, line_of.to_make AS
to_make, line_of.held AS held, line_of.fired_at AS fired_at, line_of.bundle AS bundle, line_of.status AS
status, line_of.status_since AS status_since, line_of.status_seq AS status_seq, line_of.name AS name,
line_of.quantity AS quantity, line_of.quantity_thousandths AS quantity_thousandths, line_of.unit AS unit,
line_of.note AS note, line_of.unit_price_amount AS unit_price_amount, line_of.modifiers AS modifiers,
line_of.preparation_minutes AS preparation_minutes, line_of.flags AS flags, line_of.allergens AS allergens,
line_of.for_name AS for_name, line_of.course AS course, line_of.stock_taken AS stock_taken, line_of.claims AS
claims, line_of.origin_kind AS origin_kind, line_of.from_line AS from_line, line_of.amended_at AS amended_at
FROM ours JOIN jsonb_to_recordset(ours.items) AS line_of(line INTEGER, parent_line INTEGER, plu TEXT, station
TEXT, to_make BOOLEAN, held BOOLEAN, fired_at TIMESTAMP WITH TIME ZONE, bundle BOOLEAN, status TEXT,
status_since TIMESTAMP WITH TIME ZONE, status_seq INTEGER, name TEXT, quantity INTEGER, quantity_thousandths
INTEGER, unit TEXT, note TEXT, unit_price_amount BIGINT, modifiers JSONB, preparation_minutes INTEGER, flags
JSONB, allergens JSONB, for_name TEXT, course INTEGER, stock_taken BIGINT, claims JSONB, origin_kind TEXT,
from_line INTEGER, amended_at TIMESTAMP WITH TIME ZONE) ON true),
changes AS
(SELECT ours.location_id AS location_id, ours.id AS id, ours.version AS version, ours.recorded_at AS
recorded_at, ours.actor_kind AS actor_kind, ours.actor_id AS actor_id, ours.reason AS reason, changed.line AS
line, changed.seq AS seq, changed.from_status AS from_status, changed.to_status AS to_status,
changed.occurred_at AS occurred_at, changed.reported_at AS reported_at, changed.late AS late,
changed.previous_seconds AS previous_seconds, changed.held_seconds AS held_seconds,
changed.begun_before_recorded AS begun_before_recorded, changed.recall AS recall, changed.cause AS cause,
changed.bundle AS bundle
FROM ours JOIN jsonb_to_recordset(ours.changes) AS changed(line INTEGER, seq INTEGER, from_status TEXT,
to_status TEXT, occurred_at TIMESTAMP WITH TIME ZONE, reported_at TIMESTAMP WITH TIME ZONE, late BOOLEAN,
previous_seconds DOUBLE PRECISION, held_seconds DOUBLE PRECISION, begun_before_recorded BOOLEAN, recall
BOOLEAN, cause TEXT, bundle BOOLEAN) ON true),
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
opened AS
(INSERT INTO open_orders (location_id, order_id, release_at, released, accept_by) SELECT ours.location_id AS
location_id, ours.id AS id, ours.release_at AS release_at, ours.released AS released, ours.accept_by AS
accept_by
FROM ours
WHERE NOT (ours.status = $2::VARCHAR OR ours.status = $3::VARCHAR)),
stock_lines AS
(SELECT ours.location_id AS location_id, ours.brand_id AS brand_id, taking.plu AS plu, taking.stock_taken AS
stock_taken
FROM ours JOIN jsonb_to_recordset(ours.items) AS taking(plu TEXT, stock_taken BIGINT) ON true
WHERE taking.stock_taken != $5::BIGINT),
stock_counted AS
(SELECT stock_places.location_id AS location_id, stock_places.brand_id AS brand_id, stock_places.plu AS plu,
CAST(sum(stock_places.stock_taken) AS BIGINT) AS quantity
FROM (SELECT CASE WHEN (EXISTS (SELECT *
FROM menu_stock
WHERE menu_stock.location_id = stock_lines.location_id AND menu_stock.brand_id = stock_lines.brand_id AND
menu_stock.plu = stock_lines.plu)) THEN stock_lines.location_id ELSE $4::VARCHAR END AS location_id,
stock_lines.brand_id AS brand_id, stock_lines.plu AS plu, stock_lines.stock_taken AS stock_taken
FROM stock_lines) AS stock_places GROUP BY stock_places.location_id, stock_places.brand_id, stock_places.plu),
stock_held AS
(SELECT menu_stock.location_id AS location_id, menu_stock.brand_id AS brand_id, menu_stock.plu AS plu,
menu_stock.remaining AS remaining, stock_counted.quantity AS quantity
FROM stock_counted JOIN menu_stock ON menu_stock.location_id = stock_counted.location_id AND
menu_stock.brand_id = stock_counted.brand_id AND menu_stock.plu = stock_counted.plu ORDER BY
menu_stock.brand_id, menu_stock.plu, menu_stock.location_id FOR NO KEY UPDATE OF menu_stock),
stock_written AS
(UPDATE menu_stock SET remaining=(menu_stock.remaining - stock_held.quantity) FROM stock_held WHERE
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
FROM ours
WHERE ours.location_id = location_feeds.location_id) + (SELECT count(*) AS count_2
FROM stock_turned
WHERE stock_turned.location_id = location_feeds.location_id)) WHERE location_feeds.location_id =
any(array((SELECT ours.location_id
FROM ours)))),
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
stock_turned.brand_id, stock_turned.plu) AS anon_1, stock_turned.type AS type, clock_timestamp() AS
clock_timestamp_1, '[]'::jsonb, stock_turned.brand_id AS brand_id, stock_turned.plu AS plu
FROM stock_turned JOIN (SELECT counters.location_id AS location_id, counters.last_seq + (SELECT count(*) AS
count_3
FROM ours
WHERE ours.location_id = counters.location_id) AS last_seq
FROM counters UNION ALL SELECT taken_everywhere.location_id AS location_id, taken_everywhere.last_seq -
(SELECT count(*) AS count_4
FROM stock_turned
WHERE stock_turned.location_id = taken_everywhere.location_id) AS anon_2
FROM taken_everywhere) AS before_stock ON before_stock.location_id = stock_turned.location_id),
events AS
(INSERT INTO order_events (location_id, seq, type, order_id, order_version, order_status, at, changes,
brand_id, channel) SELECT ours.location_id AS location_id, counters.last_seq + (SELECT count(*) AS count_5
FROM ours AS before
WHERE before.location_id = ours.location_id AND before.place <= ours.place) AS anon_3, ours.event_type AS
event_type, ours.id AS id, ours.version AS version, ours.status AS status, ours.recorded_at AS recorded_at,
ours.event_changes AS event_changes, ours.brand_id AS brand_id, ours.channel AS channel
FROM ours JOIN counters ON ours.location_id = counters.location_id)
 SELECT ours.place, false AS held
FROM ours UNION ALL SELECT asked.place, true AS held
FROM asked
WHERE NOT (asked.location_id = any(array((SELECT counters.location_id
FROM counters))))

-- asked, status_1, status_2, param_1, stock_taken_1
