WITH asked AS
(SELECT asked_rows.place AS place, asked_rows.location_id AS location_id, asked_rows.id AS id
FROM jsonb_to_recordset($1::JSONB) AS asked_rows(place INTEGER, location_id TEXT, id UUID))
 SELECT asked.place, orders.id, orders.location_id, orders.status, orders.status_since, orders.status_seq,
orders.version, orders.created_at, orders.recorded_at, orders.changed_at, open_orders.release_at,
orders.pass_required, orders.external_id, orders.account, orders.brand_id, orders.channel,
orders.channel_order_id, orders.channel_order_display_id, order_customers.name, order_customers.phone_number,
order_customers.phone_number_e164, order_customers.delivery_street, order_customers.delivery_city,
order_customers.delivery_postal_code, order_customers.delivery_country, order_customers.delivery_extra_info,
order_customers.delivery_latitude, order_customers.delivery_longitude, orders.order_type, orders.table_label,
orders.covers, orders.server, orders.pickup_time, orders.first_promise, orders.note, orders.metadata,
orders.allergens, orders.currency, orders.adjustments, orders.payment_status, orders.payment_method,
orders.paid_amount, orders.claims, orders.acceptance, orders.cancellation_request, clock_timestamp() AS now,
array((SELECT row(order_items.line, order_items.parent_line, order_items.plu, order_items.station,
order_items.to_make, order_items.held, order_items.fired_at, order_items.bundle, order_items.status,
order_items.status_since, order_items.status_seq, order_items.name, order_items.quantity,
order_items.quantity_thousandths, order_items.unit, order_items.note, order_items.unit_price_amount,
order_items.modifiers, order_items.preparation_minutes, order_items.flags, order_items.allergens,
order_items.for_name, order_items.course, order_items.stock_taken, order_items.claims,
order_items.origin_kind, order_items.from_line, order_items.amended_at) AS row_1
FROM order_items
WHERE order_items.location_id = orders.location_id AND order_items.order_id = orders.id ORDER BY
order_items.line)) AS items, array((SELECT row(order_status_history.to_status,
order_status_history.from_status, order_status_history.occurred_at, order_status_history.reported_at,
order_status_history.recorded_at, order_status_history.version, order_status_history.actor_kind,
order_status_history.actor_id, order_status_history.reason, order_status_history.recall,
order_status_history.cause, order_status_history.late, order_status_history.previous_seconds,
order_status_history.held_seconds, order_status_history.begun_before_recorded) AS row_2
FROM order_status_history
WHERE order_status_history.location_id = orders.location_id AND order_status_history.order_id = orders.id
ORDER BY order_status_history.seq)) AS history, array((SELECT row(item_status_history.line,
item_status_history.to_status, item_status_history.from_status, item_status_history.occurred_at,
item_status_history.reported_at, item_status_history.recorded_at, item_status_history.version,
item_status_history.actor_kind, item_status_history.actor_id, item_status_history.reason,
item_status_history.recall, item_status_history.cause, item_status_history.late,
item_status_history.previous_seconds, item_status_history.held_seconds,
item_status_history.begun_before_recorded) AS row_3
FROM item_status_history
WHERE item_status_history.location_id = orders.location_id AND item_status_history.order_id = orders.id ORDER
BY item_status_history.line, item_status_history.seq)) AS item_history, CASE WHEN (orders.amendment_seq > 0)
THEN array((SELECT row(order_amendments.seq, order_amendments.version, order_amendments.recorded_at,
order_amendments.actor_kind, order_amendments.actor_id, order_amendments.reason, order_amendments.changes) AS
row_4
FROM order_amendments
WHERE order_amendments.location_id = orders.location_id AND order_amendments.order_id = orders.id ORDER BY
order_amendments.seq)) END AS amendments
FROM asked JOIN orders ON orders.location_id = asked.location_id AND orders.id = asked.id JOIN order_customers
ON order_customers.location_id = orders.location_id AND order_customers.order_id = orders.id LEFT OUTER JOIN
open_orders ON open_orders.location_id = orders.location_id AND open_orders.order_id = orders.id

-- asked
