WITH asked AS
(SELECT asked_rows.place AS place, asked_rows.location_id AS location_id, asked_rows.id AS id, asked_rows.plu
AS plu
FROM jsonb_to_recordset($4::JSONB) AS asked_rows(place INTEGER, location_id TEXT, id UUID, plu TEXT))
 SELECT asked.place, orders.id, orders.location_id, orders.status, orders.status_since, orders.status_seq,
orders.version, orders.created_at, orders.recorded_at, orders.changed_at, open_orders.release_at,
orders.pass_required, clock_timestamp() AS now, orders.currency, CASE WHEN (orders.status = $1::VARCHAR OR
orders.status = $2::VARCHAR) THEN array((SELECT row(order_status_history.to_status,
order_status_history.from_status, order_status_history.occurred_at, order_status_history.reported_at,
order_status_history.recorded_at, order_status_history.version, order_status_history.actor_kind,
order_status_history.actor_id, order_status_history.reason, order_status_history.recall,
order_status_history.cause, order_status_history.late, order_status_history.previous_seconds,
order_status_history.held_seconds, order_status_history.begun_before_recorded) AS row_1
FROM order_status_history
WHERE order_status_history.location_id = orders.location_id AND order_status_history.order_id = orders.id
ORDER BY order_status_history.seq DESC
 LIMIT $3::INTEGER)) END AS closing, array((SELECT row(order_items.line, order_items.parent_line,
order_items.plu, order_items.station, order_items.to_make, order_items.held, order_items.fired_at,
order_items.bundle, order_items.status, order_items.status_since, order_items.status_seq) AS row_2
FROM order_items
WHERE order_items.location_id = orders.location_id AND order_items.order_id = orders.id ORDER BY
order_items.line)) AS lines, array((SELECT row(order_items.line, order_items.parent_line, order_items.plu,
order_items.station, order_items.to_make, order_items.held, order_items.fired_at, order_items.bundle,
order_items.status, order_items.status_since, order_items.status_seq, order_items.name, order_items.quantity,
order_items.quantity_thousandths, order_items.unit, order_items.note, order_items.unit_price_amount,
order_items.modifiers, order_items.preparation_minutes, order_items.flags, order_items.allergens,
order_items.for_name, order_items.course, order_items.stock_taken, order_items.claims,
order_items.origin_kind, order_items.from_line, order_items.amended_at) AS row_3
FROM order_items
WHERE order_items.location_id = orders.location_id AND order_items.order_id = orders.id AND order_items.plu =
asked.plu ORDER BY order_items.line)) AS items, array((SELECT row(order_items.line, newest.to_status,
newest.from_status, newest.occurred_at, newest.reported_at, newest.recorded_at, newest.version,
newest.actor_kind, newest.actor_id, newest.reason, newest.recall, newest.cause, newest.late,
newest.previous_seconds, newest.held_seconds, newest.begun_before_recorded) AS row_4
FROM order_items JOIN LATERAL (SELECT item_status_history.seq AS seq, item_status_history.to_status AS
to_status, item_status_history.from_status AS from_status, item_status_history.occurred_at AS occurred_at,
item_status_history.reported_at AS reported_at, item_status_history.recorded_at AS recorded_at,
item_status_history.version AS version, item_status_history.actor_kind AS actor_kind,
item_status_history.actor_id AS actor_id, item_status_history.reason AS reason, item_status_history.recall AS
recall, item_status_history.cause AS cause, item_status_history.late AS late,
item_status_history.previous_seconds AS previous_seconds, item_status_history.held_seconds AS held_seconds,
item_status_history.begun_before_recorded AS begun_before_recorded
FROM item_status_history
WHERE item_status_history.location_id = order_items.location_id AND item_status_history.order_id =
order_items.order_id AND item_status_history.line = order_items.line ORDER BY item_status_history.seq DESC
 LIMIT 20) AS newest ON true
WHERE order_items.location_id = orders.location_id AND order_items.order_id = orders.id AND order_items.plu =
asked.plu ORDER BY order_items.line, newest.seq)) AS item_history
FROM asked JOIN orders ON orders.location_id = asked.location_id AND orders.id = asked.id LEFT OUTER JOIN
open_orders ON open_orders.location_id = orders.location_id AND open_orders.order_id = orders.id

-- status_1, status_2, param_1, asked
