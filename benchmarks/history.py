"""Years of history, made by the database itself: what orders usually do, at several locations, in their opening hours."""

from typing import Final

from asyncpg import Connection

STATUSES: Final = ("RECEIVED", "PREPARING", "READY", "PICKED_UP")
ITEM_STATUSES: Final = ("ORDERED", *STATUSES[1:])

MADE: Final = """
    CREATE TEMPORARY TABLE made AS
    SELECT
        n,
        'kitchen-' || n % {locations} AS location_id,
        'brand-' || (n * 7919) % 3 AS brand_id,
        (ARRAY['wolt', 'foodora', 'direct', 'pos'])[1 + (n * 104729) % 4] AS channel,
        'account-' || (n * 31) % greatest({orders} / 5, 1) AS account,
        at.received,
        lpad(to_hex((extract(epoch FROM at.received) * 1000)::bigint), 12, '0') AS stamp,
        at.received + make_interval(secs => 30 + 300 * random()) AS preparing,
        0::float8 AS gap
    FROM generate_series({first}::bigint, {last}) AS n
    CROSS JOIN LATERAL (
        SELECT timestamptz '{until}'
            - interval '1 day' * ({days} - floor(n::float8 * {days} / {orders}))
            + make_interval(secs => 36000 + 43200 * random()) AS received
    ) AS at
"""
TIMED: Final = """
    CREATE TEMPORARY TABLE timed AS
    SELECT
        *,
        (left(stamp, 8) || '-' || right(stamp, 4) || '-7' || lpad(to_hex(n % 4096), 3, '0')
            || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS id,
        preparing + make_interval(secs => 300 * exp(random() * 1.6)) AS ready,
        preparing + make_interval(secs => 1500 + 300 * exp(random() * 2.6)) AS picked_up
    FROM made
"""
ORDERS: Final = """
    INSERT INTO orders (
        location_id, id, account, brand_id, channel, channel_order_id, created_at, recorded_at,
        changed_at, version, status, status_since, status_seq
    )
    SELECT location_id, id, account, brand_id, channel, 'order-' || n, received, received,
        picked_up, 4, 'PICKED_UP', picked_up, 4
    FROM timed ORDER BY location_id, received
"""
ITEMS: Final = """
    INSERT INTO order_items (
        location_id, order_id, line, plu, name, quantity, modifiers, status, status_since, status_seq
    )
    SELECT location_id, id, line, 'plu-' || (n + line) % 60, 'Dish', 1, '[]', 'PICKED_UP', picked_up, 4
    FROM timed CROSS JOIN generate_series(1, 2) AS line WHERE line <= 1 + n % 2
    ORDER BY location_id, received
"""
HISTORY: Final = """
    INSERT INTO {table} (
        location_id, order_id, {line} seq, version, from_status, to_status, occurred_at, recorded_at,
        late, previous_seconds, held_seconds, recall, cause, actor_kind
    )
    SELECT location_id, id, {line} step.seq, step.seq, step.before, step.after, step.at, step.at,
        false, extract(epoch FROM step.at - step.since), 0, false, 'request', 'display'
    FROM timed {lines} CROSS JOIN LATERAL (VALUES
        (1, NULL, '{0}', received, NULL),
        (2, '{0}', '{1}', preparing, received),
        (3, '{1}', '{2}', ready, preparing),
        (4, '{2}', '{3}', picked_up, ready)
    ) AS step (seq, before, after, at, since)
    ORDER BY location_id, step.at
"""
COUNTED: Final = """
    INSERT INTO location_feeds (location_id, last_seq)
    SELECT location_id, count(*) FROM timed GROUP BY location_id
    ON CONFLICT (location_id) DO UPDATE SET last_seq = location_feeds.last_seq + excluded.last_seq
"""
AT_ONCE: Final = 50_000


async def make(connection: Connection, first: int, last: int, **shape: object) -> None:
    """Orders number `first` to `last`. `shape` says how many there are in all, over how many days until when, and where."""
    async with connection.transaction():
        await connection.execute("SET LOCAL session_replication_role = replica")  # no look at keys
        await connection.execute(MADE.format(first=first, last=last, **shape))
        await connection.execute(TIMED)
        await connection.execute(ORDERS)
        await connection.execute(ITEMS)
        order_rows = HISTORY.format(*STATUSES, table="order_status_history", line="", lines="")
        item_rows = HISTORY.format(
            *ITEM_STATUSES,
            table="item_status_history",
            line="line,",
            lines="JOIN generate_series(1, 2) AS line ON line <= 1 + n % 2",
        )
        await connection.execute(order_rows)
        await connection.execute(item_rows)
        await connection.execute(COUNTED)
        await connection.execute("DROP TABLE made, timed")
