WITH asked AS
(SELECT asked_rows.place AS place, asked_rows.location_id AS location_id, asked_rows.id AS id,
asked_rows.order_type AS order_type, asked_rows.table_label AS table_label, asked_rows.covers AS covers,
asked_rows.server AS server, asked_rows.pickup_time AS pickup_time, asked_rows.note AS note,
asked_rows.allergens AS allergens, asked_rows.metadata AS metadata, asked_rows.first_promise AS first_promise,
asked_rows.amendment_seq AS amendment_seq, asked_rows.currency AS currency, asked_rows.total_amount AS
total_amount, asked_rows.adjustments AS adjustments, asked_rows.payment_status AS payment_status,
asked_rows.payment_method AS payment_method, asked_rows.paid_amount AS paid_amount, asked_rows.version AS
version, asked_rows.status AS status, asked_rows.status_since AS status_since, asked_rows.status_seq AS
status_seq, asked_rows.pass_required AS pass_required, asked_rows.name AS name, asked_rows.phone_number AS
phone_number, asked_rows.phone_number_e164 AS phone_number_e164, asked_rows.delivery_street AS
delivery_street, asked_rows.delivery_city AS delivery_city, asked_rows.delivery_postal_code AS
delivery_postal_code, asked_rows.delivery_country AS delivery_country, asked_rows.delivery_extra_info AS
delivery_extra_info, asked_rows.delivery_latitude AS delivery_latitude, asked_rows.delivery_longitude AS
delivery_longitude, asked_rows.release_at AS release_at, asked_rows.released AS released,
asked_rows.recorded_at AS recorded_at, asked_rows.actor_kind AS actor_kind, asked_rows.actor_id AS actor_id,
asked_rows.reason AS reason, asked_rows.changes AS changes, asked_rows.event_type AS event_type,
asked_rows.event_changes AS event_changes, asked_rows.expires_at AS expires_at, asked_rows.digest AS digest,
asked_rows.read_version AS read_version, asked_rows.amended AS amended, asked_rows.items AS items,
asked_rows.changed_items AS changed_items, asked_rows.taken AS taken
FROM jsonb_to_recordset($1::JSONB) AS asked_rows(place INTEGER, location_id TEXT, id UUID, order_type TEXT,
table_label TEXT, covers INTEGER, server TEXT, pickup_time TIMESTAMP WITH TIME ZONE, note TEXT, allergens
TEXT, metadata TEXT, first_promise TIMESTAMP WITH TIME ZONE, amendment_seq INTEGER, currency TEXT,
total_amount BIGINT, adjustments TEXT, payment_status TEXT, payment_method TEXT, paid_amount BIGINT, version
INTEGER, status TEXT, status_since TIMESTAMP WITH TIME ZONE, status_seq INTEGER, pass_required BOOLEAN, name
TEXT, phone_number TEXT, phone_number_e164 TEXT, delivery_street TEXT, delivery_city TEXT,
delivery_postal_code TEXT, delivery_country TEXT, delivery_extra_info TEXT, delivery_latitude DOUBLE
PRECISION, delivery_longitude DOUBLE PRECISION, release_at TIMESTAMP WITH TIME ZONE, released BOOLEAN,
recorded_at TIMESTAMP WITH TIME ZONE, actor_kind TEXT, actor_id TEXT, reason TEXT, changes JSONB, event_type
TEXT, event_changes JSONB, expires_at TIMESTAMP WITH TIME ZONE, digest TEXT, read_version INTEGER, amended
JSONB, items JSONB, changed_items JSONB, taken JSONB)),
counters AS
(SELECT location_feeds.location_id AS location_id, location_feeds.last_seq AS last_seq
FROM location_feeds
WHERE location_feeds.location_id = any(array((SELECT asked.location_id
FROM asked))) ORDER BY location_feeds.location_id FOR NO KEY UPDATE SKIP LOCKED),
free AS
(SELECT asked.place AS place, asked.location_id AS location_id, asked.id AS id, asked.order_type AS
order_type, asked.table_label AS table_label, asked.covers AS covers, asked.server AS server,
asked.pickup_time AS pickup_time, asked.note AS note, asked.allergens AS allergens, asked.metadata AS
metadata, asked.first_promise AS first_promise, asked.amendment_seq AS amendment_seq, asked.currency AS
currency, asked.total_amount AS total_amount, asked.adjustments AS adjustments, asked.payment_status AS
payment_status, asked.payment_method AS payment_method, asked.paid_amount AS paid_amount, asked.version AS
version, asked.status AS status, asked.status_since AS status_since, asked.status_seq AS status_seq,
asked.pass_required AS pass_required, asked.name AS name, asked.phone_number AS phone_number,
asked.phone_number_e164 AS phone_number_e164, asked.delivery_street AS delivery_street, asked.delivery_city AS
delivery_city, asked.delivery_postal_code AS delivery_postal_code, asked.delivery_country AS delivery_country,
asked.delivery_extra_info AS delivery_extra_info, asked.delivery_latitude AS delivery_latitude,
asked.delivery_longitude AS delivery_longitude, asked.release_at AS release_at, asked.released AS released,
asked.recorded_at AS recorded_at, asked.actor_kind AS actor_kind, asked.actor_id AS actor_id, asked.reason AS
reason, asked.changes AS changes, asked.event_type AS event_type, asked.event_changes AS event_changes,
asked.expires_at AS expires_at, asked.digest AS digest, asked.read_version AS read_version, asked.amended AS
amended, asked.items AS items, asked.changed_items AS changed_items, asked.taken AS taken
FROM asked JOIN orders ON orders.location_id = asked.location_id AND orders.id = asked.id AND orders.version =
asked.read_version
WHERE asked.location_id = any(array((SELECT counters.location_id
FROM counters))) ORDER BY orders.location_id, orders.id FOR NO KEY UPDATE OF orders SKIP LOCKED),
amended_orders AS
(UPDATE orders SET order_type=free.order_type, table_label=free.table_label, covers=free.covers,
server=free.server, pickup_time=free.pickup_time, note=free.note, allergens=CAST(free.allergens AS JSONB),
metadata=CAST(free.metadata AS JSON), first_promise=free.first_promise, amendment_seq=free.amendment_seq,
currency=free.currency, total_amount=free.total_amount, adjustments=CAST(free.adjustments AS JSONB),
payment_status=free.payment_status, payment_method=free.payment_method, paid_amount=free.paid_amount,
changed_at=free.recorded_at, version=free.version, status=free.status, status_since=free.status_since,
status_seq=free.status_seq, pass_required=free.pass_required FROM free WHERE orders.location_id =
free.location_id AND orders.id = free.id RETURNING orders.location_id, orders.id, orders.version,
orders.status, orders.brand_id, orders.channel, orders.channel_order_id, orders.amendment_seq, free.place,
free.amended, free.expires_at, free.digest, free.items, free.changed_items, free.taken, free.name,
free.phone_number, free.phone_number_e164, free.delivery_street, free.delivery_city,
free.delivery_postal_code, free.delivery_country, free.delivery_extra_info, free.delivery_latitude,
free.delivery_longitude, free.release_at, free.released, free.recorded_at, free.actor_kind, free.actor_id,
free.reason, free.changes, free.event_type, free.event_changes),
customers_amended AS
(UPDATE order_customers SET name=amended_orders.name, phone_number=amended_orders.phone_number,
phone_number_e164=amended_orders.phone_number_e164, delivery_street=amended_orders.delivery_street,
delivery_city=amended_orders.delivery_city, delivery_postal_code=amended_orders.delivery_postal_code,
delivery_country=amended_orders.delivery_country, delivery_extra_info=amended_orders.delivery_extra_info,
delivery_latitude=amended_orders.delivery_latitude, delivery_longitude=amended_orders.delivery_longitude FROM
amended_orders WHERE order_customers.location_id = amended_orders.location_id AND order_customers.order_id =
amended_orders.id),
retried AS
(UPDATE order_dedupe SET later_digests=CASE WHEN (amended_orders.digest IS NULL) THEN
order_dedupe.later_digests ELSE coalesce(order_dedupe.later_digests, '[]'::jsonb) ||
jsonb_build_array(amended_orders.digest) END, expires_at=greatest(order_dedupe.expires_at,
amended_orders.expires_at) FROM amended_orders WHERE order_dedupe.location_id = amended_orders.location_id AND
order_dedupe.brand_id = amended_orders.brand_id AND order_dedupe.channel = amended_orders.channel AND
order_dedupe.channel_order_id = amended_orders.channel_order_id AND order_dedupe.order_id = amended_orders.id
AND amended_orders.expires_at IS NOT NULL),
order_amendments_added AS
(INSERT INTO order_amendments (location_id, order_id, seq, version, recorded_at, actor_kind, actor_id, reason,
changes) SELECT amended_orders.location_id AS location_id, amended_orders.id AS id,
amended_orders.amendment_seq AS amendment_seq, amended_orders.version AS version, amended_orders.recorded_at
AS recorded_at, amended_orders.actor_kind AS actor_kind, amended_orders.actor_id AS actor_id,
amended_orders.reason AS reason, amended_orders.amended AS amended
FROM amended_orders
WHERE amended_orders.amended IS NOT NULL),
order_items_added AS
(INSERT INTO order_items (location_id, order_id, line, parent_line, plu, station, to_make, held, fired_at,
bundle, status, status_since, status_seq, name, quantity, quantity_thousandths, unit, note, unit_price_amount,
modifiers, preparation_minutes, flags, allergens, for_name, course, stock_taken, claims, origin_kind,
from_line, amended_at) SELECT amended_orders.location_id AS location_id, amended_orders.id AS id, line_of.line
AS line, line_of.parent_line AS parent_line, line_of.plu AS plu, line_of.station AS station, line_of.to_make
AS to_make, line_of.held AS held, line_of.fired_at AS fired_at, line_of.bundle AS bundle, line_of.status AS
status, line_of.status_since AS status_since, line_of.status_seq AS status_seq, line_of.name AS name,
line_of.quantity AS quantity, line_of.quantity_thousandths AS quantity_thousandths, line_of.unit AS unit,
line_of.note AS note, line_of.unit_price_amount AS unit_price_amount, line_of.modifiers AS modifiers,
line_of.preparation_minutes AS preparation_minutes, line_of.flags AS flags, line_of.allergens AS allergens,
line_of.for_name AS for_name, line_of.course AS course, line_of.stock_taken AS stock_taken, line_of.claims AS
claims, line_of.origin_kind AS origin_kind, line_of.from_line AS from_line, line_of.amended_at AS amended_at
FROM amended_orders JOIN jsonb_to_recordset(amended_orders.items) AS line_of(line INTEGER, parent_line
INTEGER, plu TEXT, station TEXT, to_make BOOLEAN, held BOOLEAN, fired_at TIMESTAMP WITH TIME ZONE, bundle
BOOLEAN, status TEXT, status_since TIMESTAMP WITH TIME ZONE, status_seq INTEGER, name TEXT, quantity INTEGER,
quantity_thousandths INTEGER, unit TEXT, note TEXT, unit_price_amount BIGINT, modifiers JSONB,
preparation_minutes INTEGER, flags JSONB, allergens JSONB, for_name TEXT, course INTEGER, stock_taken BIGINT,
claims JSONB, origin_kind TEXT, from_line INTEGER, amended_at TIMESTAMP WITH TIME ZONE) ON true),
lines_as_they_stand AS
(SELECT amended_orders.location_id AS location_id, amended_orders.id AS order_id, line_as.line AS line,
line_as.parent_line AS parent_line, line_as.plu AS plu, line_as.station AS station, line_as.to_make AS
to_make, line_as.held AS held, line_as.fired_at AS fired_at, line_as.bundle AS bundle, line_as.status AS
status, line_as.status_since AS status_since, line_as.status_seq AS status_seq, line_as.name AS name,
line_as.quantity AS quantity, line_as.quantity_thousandths AS quantity_thousandths, line_as.unit AS unit,
line_as.note AS note, line_as.unit_price_amount AS unit_price_amount, line_as.modifiers AS modifiers,
line_as.preparation_minutes AS preparation_minutes, line_as.flags AS flags, line_as.allergens AS allergens,
line_as.for_name AS for_name, line_as.course AS course, line_as.stock_taken AS stock_taken, line_as.claims AS
claims, line_as.origin_kind AS origin_kind, line_as.from_line AS from_line, line_as.amended_at AS amended_at
FROM amended_orders JOIN jsonb_to_recordset(amended_orders.changed_items) AS line_as(line INTEGER, parent_line
INTEGER, plu TEXT, station TEXT, to_make BOOLEAN, held BOOLEAN, fired_at TIMESTAMP WITH TIME ZONE, bundle
BOOLEAN, status TEXT, status_since TIMESTAMP WITH TIME ZONE, status_seq INTEGER, name TEXT, quantity INTEGER,
quantity_thousandths INTEGER, unit TEXT, note TEXT, unit_price_amount BIGINT, modifiers JSONB,
preparation_minutes INTEGER, flags JSONB, allergens JSONB, for_name TEXT, course INTEGER, stock_taken BIGINT,
claims JSONB, origin_kind TEXT, from_line INTEGER, amended_at TIMESTAMP WITH TIME ZONE) ON true),
lines_changed AS
(UPDATE order_items SET plu=lines_as_they_stand.plu, name=lines_as_they_stand.name,
quantity=lines_as_they_stand.quantity, quantity_thousandths=lines_as_they_stand.quantity_thousandths,
unit=lines_as_they_stand.unit, note=lines_as_they_stand.note, allergens=lines_as_they_stand.allergens,
for_name=lines_as_they_stand.for_name, unit_price_amount=lines_as_they_stand.unit_price_amount,
modifiers=lines_as_they_stand.modifiers, station=lines_as_they_stand.station,
preparation_minutes=lines_as_they_stand.preparation_minutes, flags=lines_as_they_stand.flags,
parent_line=lines_as_they_stand.parent_line, course=lines_as_they_stand.course,
to_make=lines_as_they_stand.to_make, held=lines_as_they_stand.held, fired_at=lines_as_they_stand.fired_at,
bundle=lines_as_they_stand.bundle, origin_kind=lines_as_they_stand.origin_kind,
from_line=lines_as_they_stand.from_line, amended_at=lines_as_they_stand.amended_at,
stock_taken=lines_as_they_stand.stock_taken, status=lines_as_they_stand.status,
status_since=lines_as_they_stand.status_since, status_seq=lines_as_they_stand.status_seq,
claims=lines_as_they_stand.claims FROM lines_as_they_stand WHERE order_items.location_id =
lines_as_they_stand.location_id AND order_items.order_id = lines_as_they_stand.order_id AND order_items.line =
lines_as_they_stand.line),
changes AS
(SELECT amended_orders.location_id AS location_id, amended_orders.id AS id, amended_orders.version AS version,
amended_orders.recorded_at AS recorded_at, amended_orders.actor_kind AS actor_kind, amended_orders.actor_id AS
actor_id, amended_orders.reason AS reason, changed.line AS line, changed.seq AS seq, changed.from_status AS
from_status, changed.to_status AS to_status, changed.occurred_at AS occurred_at, changed.reported_at AS
reported_at, changed.late AS late, changed.previous_seconds AS previous_seconds, changed.held_seconds AS
held_seconds, changed.begun_before_recorded AS begun_before_recorded, changed.recall AS recall, changed.cause
AS cause, changed.bundle AS bundle
FROM amended_orders JOIN jsonb_to_recordset(amended_orders.changes) AS changed(line INTEGER, seq INTEGER,
from_status TEXT, to_status TEXT, occurred_at TIMESTAMP WITH TIME ZONE, reported_at TIMESTAMP WITH TIME ZONE,
late BOOLEAN, previous_seconds DOUBLE PRECISION, held_seconds DOUBLE PRECISION, begun_before_recorded BOOLEAN,
recall BOOLEAN, cause TEXT, bundle BOOLEAN) ON true),
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
opened_anew AS
(UPDATE open_orders SET release_at=amended_orders.release_at, released=amended_orders.released FROM
amended_orders WHERE open_orders.location_id = amended_orders.location_id AND open_orders.order_id =
amended_orders.id AND NOT (amended_orders.status = $2::VARCHAR OR amended_orders.status = $3::VARCHAR) AND
(open_orders.release_at != amended_orders.release_at OR open_orders.released != amended_orders.released)),
closed AS
(DELETE FROM open_orders USING amended_orders WHERE open_orders.location_id = amended_orders.location_id AND
open_orders.order_id = amended_orders.id AND (amended_orders.status = $2::VARCHAR OR amended_orders.status =
$3::VARCHAR)),
taken AS
(UPDATE location_feeds SET last_seq=(location_feeds.last_seq + (SELECT count(*) AS count_1
FROM amended_orders
WHERE amended_orders.location_id = location_feeds.location_id)) WHERE location_feeds.location_id =
any(array((SELECT amended_orders.location_id
FROM amended_orders)))),
events AS
(INSERT INTO order_events (location_id, seq, type, order_id, order_version, order_status, at, changes,
brand_id, channel) SELECT amended_orders.location_id AS location_id, counters.last_seq + (SELECT count(*) AS
count_2
FROM amended_orders AS before
WHERE before.location_id = amended_orders.location_id AND before.place <= amended_orders.place) AS anon_1,
amended_orders.event_type AS event_type, amended_orders.id AS id, amended_orders.version AS version,
amended_orders.status AS status, amended_orders.recorded_at AS recorded_at, amended_orders.event_changes AS
event_changes, amended_orders.brand_id AS brand_id, amended_orders.channel AS channel
FROM amended_orders JOIN counters ON amended_orders.location_id = counters.location_id)
 SELECT amended_orders.place, false AS held
FROM amended_orders UNION ALL SELECT asked.place, true AS held
FROM asked
WHERE NOT (asked.location_id = any(array((SELECT counters.location_id
FROM counters))))

-- asked, status_1, status_2
