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
MADE = f"""
    SELECT location_id, order_id, version, recorded_at FROM ({HISTORY}) AS history
    UNION ALL
    SELECT location_id, order_id, version, recorded_at FROM order_amendments
    UNION ALL
    SELECT location_id, order_id, order_version, at FROM order_events
    WHERE type IN ('order.fired', 'order.accepted', 'order.cancellation_requested',
        'order.cancellation_refused')
"""
"""What versions did: changes of statuses, amendments, and acts of which history has no row."""
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
        OR (version > 1 AND (seq = 1 OR version = left_version) AND NOT EXISTS (
            SELECT FROM order_items AS item
            WHERE item.order_id = chained.order_id AND item.line = chained.line
                AND item.origin_kind <> 'placed' AND seq <= 2
        ))
        OR previous_seconds < 0
"""
"""A line that is new may move at once: it was split off for that, or goes with its order."""
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
LEAVES = """
    SELECT item.*, to_make OR NOT EXISTS (
        SELECT FROM order_items AS made
        WHERE made.location_id = item.location_id
            AND made.order_id = item.order_id
            AND made.to_make
            AND made.status <> 'CANCELLED'
            AND NOT EXISTS (
                SELECT FROM order_items AS part
                WHERE part.location_id = made.location_id
                    AND part.order_id = made.order_id
                    AND part.parent_line = made.line
            )
    ) AS counts
    FROM order_items AS item
    WHERE NOT EXISTS (
        SELECT FROM order_items AS part
        WHERE part.location_id = item.location_id
            AND part.order_id = item.order_id
            AND part.parent_line = item.line
    )
"""
"""All lines but bundles. Those that aren't made count where none is."""
ROLLED_UP = f"""
    SELECT id AS order_id, status
    FROM (
        SELECT id, orders.status, pass_required,
            count(*) FILTER (WHERE item.status <> 'CANCELLED') AS live,
            count(*) FILTER (WHERE counts AND item.status <> 'CANCELLED') AS made,
            count(*) FILTER (WHERE counts AND item.status = 'READY') AS ready,
            count(*) FILTER (WHERE item.status = 'PICKED_UP') AS picked_up,
            count(*) FILTER (WHERE counts AND item.status IN ('PREPARING', 'READY')) AS begun
        FROM orders
        LEFT JOIN ({LEAVES}) AS item
            ON item.location_id = orders.location_id AND item.order_id = orders.id
        GROUP BY orders.location_id, orders.id
    ) AS counted
    WHERE NOT CASE status
        WHEN 'RECEIVED' THEN live > 0 AND begun + picked_up = 0
        WHEN 'PREPARING' THEN live > 0 AND (ready < made OR pass_required) AND picked_up = 0
        WHEN 'READY' THEN live > 0 AND ready = made
        WHEN 'PICKED_UP' THEN picked_up = live
        WHEN 'CANCELLED' THEN live = 0
    END
"""
BUNDLED = """
    WITH RECURSIVE within AS (
        SELECT location_id, order_id, parent_line AS bundle, line, status, to_make
        FROM order_items WHERE parent_line IS NOT NULL
        UNION ALL
        SELECT part.location_id, part.order_id, within.bundle, part.line, part.status, part.to_make
        FROM within JOIN order_items AS part
            ON part.location_id = within.location_id
            AND part.order_id = within.order_id
            AND part.parent_line = within.line
    ),
    part AS (
        SELECT *, bool_or(to_make AND status <> 'CANCELLED') OVER (
            PARTITION BY location_id, order_id, bundle
        ) AS any_made
        FROM within
        WHERE NOT EXISTS (
            SELECT FROM order_items AS inner_part
            WHERE inner_part.location_id = within.location_id
                AND inner_part.order_id = within.order_id
                AND inner_part.parent_line = within.line
        )
    )
    SELECT order_id, line, item.status, bundled.statuses
    FROM order_items AS item
    JOIN (
        SELECT location_id, order_id, bundle AS line, coalesce(
            array_agg(DISTINCT status) FILTER (
                WHERE status <> 'CANCELLED' AND (to_make OR NOT any_made)
            ),
            ARRAY['CANCELLED']
        ) AS statuses
        FROM part GROUP BY location_id, order_id, bundle
    ) AS bundled USING (location_id, order_id, line)
    WHERE item.status <> CASE cardinality(statuses) WHEN 1 THEN statuses[1] ELSE 'PREPARING' END
"""
BUNDLE_ROWS = """
    SELECT order_id, line, seq
    FROM item_status_history AS row
    WHERE row.bundle <> EXISTS (
        SELECT FROM order_items AS part
        WHERE part.location_id = row.location_id
            AND part.order_id = row.order_id
            AND part.parent_line = row.line
    )
"""
HELD = """
    SELECT order_id, line FROM order_items
    WHERE held AND (status <> 'ORDERED' OR status_seq > 1 OR fired_at IS NOT NULL)
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
        FROM ({MADE}) AS history
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
    LEFT JOIN ({MADE}) AS made
        ON made.location_id = orders.location_id AND made.order_id = orders.id
    GROUP BY orders.location_id, orders.id
    HAVING count(DISTINCT made.version) <> orders.version
        OR max(made.version) <> orders.version
        OR max(made.recorded_at) <> orders.changed_at
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
        FROM ({MADE}) AS made
        GROUP BY location_id, order_id, version
    ) AS made
    FULL JOIN (
        SELECT location_id, order_id, order_version AS version, max(at) AS at, count(*) AS told
        FROM order_events WHERE type <> 'order.released' AND order_id IS NOT NULL
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
AMENDMENTS_TOLD = """
    SELECT order_id, version, seq, event.type
    FROM order_amendments AS amendment
    FULL JOIN (
        SELECT location_id, order_id, order_version AS version, type
        FROM order_events WHERE type = 'order.amended'
    ) AS event USING (location_id, order_id, version)
    WHERE seq IS NULL OR event.type IS NULL
"""
RULES = {
    "amendments aren't those that events tell of": AMENDMENTS_TOLD,
    "amendments aren't numbered one by one": AMENDED,
    "history is neither dense nor chained": CHAINED,
    "the newest history row isn't the status": NEWEST_IS_STATUS,
    "the order's status doesn't agree with its items": ROLLED_UP,
    "a bundle's status doesn't agree with its parts": BUNDLED,
    "bundles are counted, or parts are not": BUNDLE_ROWS,
    "what has begun is held": HELD,
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
