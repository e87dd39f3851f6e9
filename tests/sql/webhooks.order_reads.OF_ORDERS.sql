SELECT explained.order_id, explained.version, orders.external_id, orders.channel, orders.channel_order_id,
orders.pickup_time, orders.acceptance, (orders.cancellation_request ->> 'state') = 'CONFIRMED' AS
cancellation_confirmed, (orders.metadata -> 'uber-eats') ->> 'type' AS kind, (SELECT
order_status_history.actor_id
FROM order_status_history
WHERE order_status_history.location_id = explained.location_id AND order_status_history.order_id =
explained.order_id AND order_status_history.seq = 1 AND order_status_history.actor_kind = 'partner') AS
placed_by, amendment.promise_moved, entry.seq, coalesce(entry.actor_kind, amendment.actor_kind) AS actor_kind,
coalesce(entry.actor_id, amendment.actor_id) AS actor_id
FROM unnest($1::TEXT[], $2::UUID[], $3::INTEGER[]) AS explained(location_id, order_id, version) JOIN orders ON
orders.location_id = explained.location_id AND orders.id = explained.order_id LEFT OUTER JOIN LATERAL (SELECT
order_status_history.seq AS seq, order_status_history.actor_kind AS actor_kind, order_status_history.actor_id
AS actor_id
FROM order_status_history
WHERE order_status_history.location_id = explained.location_id AND order_status_history.order_id =
explained.order_id AND order_status_history.version = explained.version ORDER BY order_status_history.seq DESC
 LIMIT 1) AS entry ON true LEFT OUTER JOIN LATERAL (SELECT order_amendments.seq AS seq,
order_amendments.actor_kind AS actor_kind, order_amendments.actor_id AS actor_id, order_amendments.changes @>
'[[null, "pickupTime"]]'::jsonb AS promise_moved
FROM order_amendments
WHERE order_amendments.location_id = explained.location_id AND order_amendments.order_id = explained.order_id
AND order_amendments.version = explained.version ORDER BY order_amendments.seq DESC
 LIMIT 1) AS amendment ON true

-- location_ids, order_ids, versions
