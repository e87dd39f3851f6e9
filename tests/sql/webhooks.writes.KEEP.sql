WITH attempted AS
(SELECT attempted_rows.endpoint_id AS endpoint_id, attempted_rows.id AS id, attempted_rows.type AS type,
attempted_rows.order_id AS order_id, attempted_rows.seq AS seq, attempted_rows.body AS body,
attempted_rows.state AS state, attempted_rows.attempts AS attempts, attempted_rows.created_at AS created_at,
attempted_rows.next_attempt_at AS next_attempt_at, attempted_rows.last_attempt_at AS last_attempt_at,
attempted_rows.answer_status AS answer_status, attempted_rows.answer_body AS answer_body, attempted_rows.error
AS error, attempted_rows.milliseconds AS milliseconds, attempted_rows.plu AS plu, attempted_rows.path AS path
FROM jsonb_to_recordset($1::JSONB) AS attempted_rows(endpoint_id UUID, id UUID, type TEXT, order_id UUID, seq
BIGINT, body TEXT, state TEXT, attempts INTEGER, created_at TIMESTAMP WITH TIME ZONE, next_attempt_at
TIMESTAMP WITH TIME ZONE, last_attempt_at TIMESTAMP WITH TIME ZONE, answer_status INTEGER, answer_body TEXT,
error TEXT, milliseconds INTEGER, plu TEXT, path TEXT))
 INSERT INTO webhook_deliveries (endpoint_id, id, type, order_id, seq, body, state, attempts, created_at,
next_attempt_at, last_attempt_at, answer_status, answer_body, error, milliseconds, plu, path) SELECT
attempted.endpoint_id, attempted.id, attempted.type, attempted.order_id, attempted.seq, attempted.body,
attempted.state, attempted.attempts, attempted.created_at, attempted.next_attempt_at,
attempted.last_attempt_at, attempted.answer_status, attempted.answer_body, attempted.error,
attempted.milliseconds, attempted.plu, attempted.path
FROM attempted JOIN webhook_endpoints ON webhook_endpoints.id = attempted.endpoint_id ON CONFLICT
(endpoint_id, id) DO UPDATE SET type = excluded.type, order_id = excluded.order_id, seq = excluded.seq, body =
excluded.body, state = excluded.state, attempts = excluded.attempts, next_attempt_at =
excluded.next_attempt_at, last_attempt_at = excluded.last_attempt_at, answer_status = excluded.answer_status,
answer_body = excluded.answer_body, error = excluded.error, milliseconds = excluded.milliseconds, plu =
excluded.plu, path = excluded.path

-- attempted
