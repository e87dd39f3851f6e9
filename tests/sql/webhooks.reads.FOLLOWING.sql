SELECT asked.after, following.seq, following.type, following.location_id, following.brand_id,
following.channel, following.order_id, following.order_version, following.order_status, following.at,
following.changes, orders.external_id, orders.channel_order_id, following.plu, following.until
FROM unnest($1::TEXT[], $2::BIGINT[]) AS asked(location_id, after) JOIN LATERAL (SELECT order_events.seq AS
seq, order_events.type AS type, order_events.location_id AS location_id, order_events.brand_id AS brand_id,
order_events.channel AS channel, order_events.order_id AS order_id, order_events.order_version AS
order_version, order_events.order_status AS order_status, order_events.at AS at, order_events.changes AS
changes, order_events.plu AS plu, order_events.until AS until
FROM order_events
WHERE order_events.location_id = asked.location_id AND order_events.seq > asked.after ORDER BY
order_events.seq
 LIMIT $3::INTEGER) AS following ON true LEFT OUTER JOIN orders ON orders.location_id = following.location_id
AND orders.id = following.order_id ORDER BY asked.location_id, asked.after, following.seq

-- location_ids, seqs, limit
