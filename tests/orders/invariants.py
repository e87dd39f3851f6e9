"""What must hold of every order in a database at every commit, checked by SQL alone."""

import asyncpg

HISTORY = """
    SELECT location_id, order_id, NULL::integer AS line, seq, version, from_status, to_status, recorded_at,
        occurred_at, reported_at, previous_seconds, held_seconds, begun_before_recorded
    FROM order_status_history
    UNION ALL
    SELECT location_id, order_id, line, seq, version, from_status, to_status, recorded_at,
        occurred_at, reported_at, previous_seconds, held_seconds, begun_before_recorded
    FROM item_status_history
"""
REVISIONS = f"""
    SELECT location_id, order_id, version, recorded_at FROM ({HISTORY}) AS history
    UNION ALL
    SELECT location_id, order_id, version, recorded_at FROM order_amendments
"""
SUBJECTS = """
    SELECT location_id, id AS order_id, NULL::integer AS line, status, status_seq FROM orders
    UNION ALL
    SELECT location_id, order_id, line, status, status_seq FROM order_items
"""
CHAINED = f"""
    SELECT order_id, line, seq
    FROM (
        SELECT *,
            row_number() OVER chain AS place,
            lag(to_status) OVER chain AS left_status,
            lag(version, 1, 1) OVER chain AS left_version
        FROM ({HISTORY}) AS history
        WINDOW chain AS (PARTITION BY location_id, order_id, line ORDER BY seq)
    ) AS chained
    WHERE seq <> place
        OR from_status IS DISTINCT FROM left_status
        OR from_status = to_status
        OR version < left_version
        OR (version = left_version AND version > 1)
        OR (seq = 1 AND version > 1)
        OR previous_seconds < 0
"""
NEWEST_IS_STATUS = f"""
    SELECT subject.order_id, subject.line
    FROM ({SUBJECTS}) AS subject
    LEFT JOIN LATERAL (
        SELECT to_status, seq FROM ({HISTORY}) AS history
        WHERE history.location_id = subject.location_id
            AND history.order_id = subject.order_id
            AND history.line IS NOT DISTINCT FROM subject.line
        ORDER BY seq DESC
        LIMIT 1
    ) AS newest ON true
    WHERE newest.to_status IS DISTINCT FROM subject.status
        OR newest.seq IS DISTINCT FROM subject.status_seq
"""
ROLLED_UP = """
    SELECT id AS order_id, status
    FROM (
        SELECT id, orders.status,
            count(*) AS items,
            count(*) FILTER (WHERE item.status <> 'CANCELLED') AS live,
            count(*) FILTER (WHERE item.status = 'READY') AS ready,
            count(*) FILTER (WHERE item.status = 'PICKED_UP') AS picked_up,
            count(*) FILTER (WHERE item.status IN ('PREPARING', 'READY')) AS begun
        FROM orders
        LEFT JOIN order_items AS item
            ON item.location_id = orders.location_id AND item.order_id = orders.id
        GROUP BY orders.location_id, orders.id
    ) AS counted
    WHERE NOT CASE status
        WHEN 'RECEIVED' THEN live > 0 AND begun + picked_up = 0
        WHEN 'PREPARING' THEN live > 0 AND ready < live AND picked_up = 0
        WHEN 'READY' THEN live > 0 AND ready = live
        WHEN 'PICKED_UP' THEN picked_up = live
        WHEN 'CANCELLED' THEN live = 0
    END
"""
RISING = f"""
    SELECT order_id, version
    FROM (
        SELECT location_id, order_id, version,
            min(recorded_at) AS recorded_at,
            count(DISTINCT recorded_at) AS times,
            lag(min(recorded_at)) OVER (
                PARTITION BY location_id, order_id ORDER BY version
            ) AS before
        FROM ({REVISIONS}) AS history
        GROUP BY location_id, order_id, version
    ) AS made
    WHERE times > 1 OR recorded_at <= before
"""
TIMED = f"""
    SELECT order_id, line, seq
    FROM (
        SELECT *, lag(occurred_at) OVER (
            PARTITION BY location_id, order_id, line ORDER BY seq
        ) AS since
        FROM ({HISTORY}) AS history
    ) AS timed
    WHERE occurred_at < since
        OR occurred_at > recorded_at
        OR held_seconds < 0
        OR (reported_at IS NOT NULL AND reported_at > occurred_at AND occurred_at < recorded_at
            AND occurred_at IS DISTINCT FROM since)
        OR (NOT begun_before_recorded AND abs(
            previous_seconds + held_seconds - extract(epoch FROM occurred_at - since)
        ) > 0.000001)
"""
VERSIONS = f"""
    SELECT id AS order_id, orders.version
    FROM orders
    LEFT JOIN ({REVISIONS}) AS history
        ON history.location_id = orders.location_id AND history.order_id = orders.id
    GROUP BY orders.location_id, orders.id
    HAVING count(DISTINCT history.version) <> orders.version
        OR max(history.version) <> orders.version
        OR max(history.recorded_at) <> orders.changed_at
"""
EVENTS_DENSE = """
    SELECT location_id, last_seq, count(seq) AS events, min(seq) AS first, max(seq) AS last
    FROM location_feeds FULL JOIN order_events USING (location_id)
    GROUP BY location_id, last_seq
    HAVING (count(seq), min(seq), max(seq)) IS DISTINCT FROM (last_seq, 1::bigint, last_seq)
"""
EVENTS_TELL = f"""
    SELECT order_id, version, told
    FROM (
        SELECT location_id, order_id, version, max(recorded_at) AS at
        FROM ({REVISIONS}) AS history
        GROUP BY location_id, order_id, version
    ) AS made
    FULL JOIN (
        SELECT location_id, order_id, order_version AS version, max(at) AS at, count(*) AS told
        FROM order_events WHERE type <> 'order.released'
        GROUP BY location_id, order_id, order_version
    ) AS event USING (location_id, order_id, version)
    WHERE told IS DISTINCT FROM 1 OR event.at IS DISTINCT FROM made.at
"""
NEWEST_EVENT = """
    SELECT id AS order_id, seq
    FROM orders
    LEFT JOIN (
        SELECT DISTINCT ON (location_id, order_id) *
        FROM order_events ORDER BY location_id, order_id, seq DESC
    ) AS event ON event.location_id = orders.location_id AND event.order_id = orders.id
    WHERE (order_version, order_status) IS DISTINCT FROM (version, status)
"""
OPEN = """
    SELECT order_id
    FROM (
        SELECT location_id, id AS order_id FROM orders
        WHERE status NOT IN ('PICKED_UP', 'CANCELLED')
    ) AS standing
    FULL JOIN open_orders AS listed USING (location_id, order_id)
    WHERE standing IS NULL OR listed IS NULL
"""
AMENDED = """
    SELECT id AS order_id, amendment_seq, count(seq) AS amendments
    FROM orders LEFT JOIN order_amendments AS amendment
        ON amendment.location_id = orders.location_id AND amendment.order_id = orders.id
    GROUP BY orders.location_id, orders.id
    HAVING (count(seq), coalesce(max(seq), 0)) IS DISTINCT FROM (amendment_seq::bigint, amendment_seq)
"""
RULES = {
    "amendments aren't numbered one by one": AMENDED,
    "history is neither dense nor chained": CHAINED,
    "the newest history row isn't the status": NEWEST_IS_STATUS,
    "the order's status doesn't agree with its items": ROLLED_UP,
    "times fall, lie ahead, or aren't those that the stays add up to": TIMED,
    "recorded times don't rise from version to version": RISING,
    "versions aren't those that history tells of": VERSIONS,
    "events aren't numbered one by one": EVENTS_DENSE,
    "a version hasn't one event of its time": EVENTS_TELL,
    "the newest event isn't how the order stands": NEWEST_EVENT,
    "the open orders aren't those that are listed as open": OPEN,
}
"""Queries that find what breaks a rule."""


async def violations(connection: "asyncpg.Connection[asyncpg.Record]") -> list[str]:
    """One line for each order, item or history row that breaks a rule; empty where all is well."""
    return [
        f"{rule}: {dict(broken)}"
        for rule, query in RULES.items()
        for broken in await connection.fetch(query)
    ]
