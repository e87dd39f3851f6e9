WITH moved AS
(UPDATE orders SET changed_at=$3::TIMESTAMP WITH TIME ZONE, version=$4::INTEGER WHERE orders.location_id =
$5::VARCHAR AND orders.id = $6::UUID AND orders.version = $7::INTEGER RETURNING orders.location_id, orders.id,
orders.version, orders.status, orders.brand_id, orders.channel, orders.changed_at AS recorded_at),
fired AS
(UPDATE order_items SET held=false, fired_at=$3::TIMESTAMP WITH TIME ZONE FROM moved WHERE
order_items.location_id = moved.location_id AND order_items.order_id = moved.id AND order_items.line =
any($8::INTEGER[]) RETURNING order_items.line),
counted AS
(INSERT INTO location_feeds (location_id, last_seq) SELECT moved.location_id AS location_id, 1
FROM moved
WHERE (SELECT count(*) AS count_1
FROM fired) > 0 ON CONFLICT (location_id) DO UPDATE SET last_seq = (location_feeds.last_seq +
excluded.last_seq) RETURNING location_feeds.last_seq),
event AS
(INSERT INTO order_events (location_id, seq, type, order_id, order_version, order_status, at, changes,
brand_id, channel) SELECT moved.location_id AS location_id, counted.last_seq AS last_seq, $1::VARCHAR AS
anon_1, moved.id AS id, moved.version AS version, moved.status AS status, moved.recorded_at AS recorded_at,
$2::JSONB AS anon_2, moved.brand_id AS brand_id, moved.channel AS channel
FROM moved JOIN counted ON true)
 SELECT moved.version
FROM moved

-- event_type, event_changes, recorded_at, version, location_id, id, read_version, lines
