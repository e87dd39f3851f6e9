"""every stay is a row: what was stored before, by the rules of orders/timeline.py; indexes for every filter

Runs online, in batches that commit one by one, and may be run again after a failure: it finds what is left to do.
The rows of before are what it mends, so history is not append-only for it: by `session_replication_role`, or where
its role may not set that, without the triggers meanwhile.

- `occurred_at` becomes the time that counts: of a change reported late, or ahead of our clock, when it was recorded,
  from which its stay has been measured all along. What was reported stands in `reported_at`.
- A stay that began more than six hours before we recorded its order counts from then on, and in no measure.
- An order for later whose release the feed still tells of was held back until then.
- Items follow their order into PICKED_UP.

Revises: 4f7d0c92e6b3
"""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.exc import DBAPIError

revision = "a4c07d915be3"
down_revision = "4f7d0c92e6b3"
branch_labels = None
depends_on = None

HISTORIES = ("order_status_history", "item_status_history")
CHECKS = (
    ("order_items", "status"),
    ("item_status_history", "from_status"),
    ("item_status_history", "to_status"),
)
INDEXES = (
    ("orders_brand_id_created_at_id_idx", "orders (brand_id, created_at, id)"),
    ("orders_channel_created_at_id_idx", "orders (channel, created_at, id)"),
    # For the loop that deletes keys which nobody may retry any more.
    ("order_dedupe_location_id_expires_at_idx", "order_dedupe (location_id, expires_at)"),
    # As before, but the youngest: on an empty table the planner takes the youngest of those that look alike, and by
    # the location alone it would walk all of the location's orders until it plans anew.
    ("orders_id_newer_idx", "orders (id)"),
)
BATCH = 5000
NEXT = """
    SELECT location_id, id FROM orders
    WHERE (location_id, id) > (:location_id, :id)
    ORDER BY location_id, id OFFSET :batch - 1 LIMIT 1
"""
RANGE = "(location_id, order_id) > (:location_id, :id) AND (location_id, order_id) <= (:last_location_id, :last_id)"
OF_ORDERS = """
    (o.location_id, o.id) > (:location_id, :id)
    AND (o.location_id, o.id) <= (:last_location_id, :last_id)
"""
BY_KEY = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "enable_bitmapscan")
TOLD = f"""
    UPDATE {{table}} SET
        reported_at = occurred_at,
        occurred_at = CASE WHEN late THEN recorded_at ELSE least(occurred_at, recorded_at) END
    WHERE reported_at IS NULL AND occurred_at <> recorded_at AND {RANGE}
"""
TOO_OLD = f"""
    UPDATE {{table}} AS h SET
        begun_before_recorded = true,
        previous_seconds = greatest(extract(epoch FROM h.occurred_at - o.recorded_at), 0)
    FROM orders AS o
    WHERE o.location_id = h.location_id AND o.id = h.order_id AND {OF_ORDERS}
        AND h.version > 1 AND NOT h.begun_before_recorded
        AND h.occurred_at - make_interval(secs => h.previous_seconds) < o.recorded_at - interval '6 hours'
"""
RELEASED = "SELECT location_id, order_id, at FROM order_events WHERE type = 'order.released'"
HELD = """
    UPDATE {table} AS h SET
        held_seconds = held.seconds,
        previous_seconds = h.previous_seconds - held.seconds
    FROM (
        SELECT h.ctid, least(h.previous_seconds, greatest(0, extract(epoch FROM
            e.at - h.occurred_at + make_interval(secs => h.previous_seconds)))) AS seconds
        FROM unnest(
            CAST(:locations AS text[]), CAST(:orders AS uuid[]), CAST(:times AS timestamptz[])
        ) AS e (location_id, order_id, at)
        JOIN {table} AS h USING (location_id, order_id)
        WHERE h.seq = 2 AND h.held_seconds = 0 AND NOT h.begun_before_recorded
    ) AS held
    WHERE h.ctid = held.ctid
"""
PICKED_UP = f"""
    WITH gone AS (
        SELECT i.location_id, i.order_id, i.line, i.status_seq + 1 AS seq, i.status_since AS since,
            h.occurred_at, h.reported_at, h.recorded_at, h.version, h.actor_kind, h.actor_id, h.reason
        FROM orders AS o
        JOIN order_items AS i ON i.location_id = o.location_id AND i.order_id = o.id
        JOIN order_status_history AS h
            ON h.location_id = o.location_id AND h.order_id = o.id AND h.seq = o.status_seq
        WHERE o.status = 'PICKED_UP' AND i.status = 'READY' AND {OF_ORDERS}
    ), moved AS (
        UPDATE order_items AS i
        SET status = 'PICKED_UP', status_seq = gone.seq,
            status_since = greatest(gone.since, gone.occurred_at)
        FROM gone
        WHERE i.location_id = gone.location_id AND i.order_id = gone.order_id AND i.line = gone.line
            AND i.status = 'READY' AND i.status_seq = gone.seq - 1
        RETURNING gone.*
    )
    INSERT INTO item_status_history (
        location_id, order_id, line, seq, version, from_status, to_status, occurred_at, reported_at,
        recorded_at, late, previous_seconds, held_seconds, begun_before_recorded, recall, cause,
        actor_kind, actor_id, reason
    )
    SELECT location_id, order_id, line, seq, version, 'READY', 'PICKED_UP',
        greatest(since, occurred_at), reported_at, recorded_at, false,
        greatest(extract(epoch FROM occurred_at - since), 0), 0,
        since >= occurred_at, false, 'cascade', actor_kind, actor_id, reason
    FROM moved
"""
"""An item that was READY no earlier than its pick-up: how long it stood there was never told, so it isn't counted."""

BACK = (
    "DELETE FROM item_status_history WHERE 'PICKED_UP' IN (from_status, to_status)",
    # Where a pick-up was recalled, what came after it is numbered anew; by way of numbers that nothing has.
    """
    UPDATE item_status_history AS h SET seq = -n.place
    FROM (
        SELECT location_id, order_id, line, seq,
            row_number() OVER (PARTITION BY location_id, order_id, line ORDER BY seq) AS place
        FROM item_status_history
    ) AS n
    WHERE n.place <> n.seq
        AND (h.location_id, h.order_id, h.line, h.seq) = (n.location_id, n.order_id, n.line, n.seq)
    """,
    "UPDATE item_status_history SET seq = -seq WHERE seq < 0",
    *(
        # As the release before measured, so that a way up finds what it has to mend.
        f"""
        UPDATE {table} AS h SET
            previous_seconds = extract(epoch FROM h.occurred_at - before.occurred_at),
            held_seconds = 0,
            begun_before_recorded = false
        FROM {table} AS before
        WHERE ({key}) = ({key.replace("h.", "before.")}) AND before.seq = h.seq - 1
            AND (h.begun_before_recorded OR h.held_seconds > 0)
        """
        for table, key in zip(
            HISTORIES,
            ("h.location_id, h.order_id", "h.location_id, h.order_id, h.line"),
            strict=True,
        )
    ),
    """
    UPDATE order_items AS i SET status = h.to_status, status_seq = h.seq, status_since = h.occurred_at
    FROM (
        SELECT DISTINCT ON (location_id, order_id, line) * FROM item_status_history
        ORDER BY location_id, order_id, line, seq DESC
    ) AS h
    WHERE (i.location_id, i.order_id, i.line) = (h.location_id, h.order_id, h.line)
        AND (i.status, i.status_seq) <> (h.to_status, h.seq)
    """,
)


def upgrade() -> None:
    with op.get_context().autocommit_block():
        for table, column in CHECKS:
            op.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {table}_{column}_check")
        # An index that is built beside writers waits for those who were there before it.
        op.execute("SET lock_timeout = 0")
        for name, definition in INDEXES:
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
            op.execute(f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON {definition}")
        op.execute("DROP INDEX CONCURRENTLY IF EXISTS orders_id_idx")
        op.execute(
            "-- squawk-ignore renaming-object\n"
            "ALTER INDEX orders_id_newer_idx RENAME TO orders_id_idx"
        )
        op.execute("SET lock_timeout = '2s'")
        if context.is_offline_mode():
            return  # the rows of before are mended by `python -m huuva_backend migrate` only
        for way in BY_KEY:  # a batch is little, however large the tables are
            op.execute(f"SET {way} = off")
        with _histories_opened():
            _mend()


def downgrade() -> None:
    with op.get_context().autocommit_block():
        with _histories_opened():
            for statement in BACK:
                op.execute(statement)
        for name, _ in INDEXES[:-1]:
            op.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")


@contextmanager
def _histories_opened() -> Iterator[None]:
    """For this session alone where we may; else for all, until this is over or is run again after a failure."""
    try:
        op.execute("SET session_replication_role = replica")
    except DBAPIError:
        _set_triggers("DISABLE")
        yield
        _set_triggers("ENABLE")
    else:
        yield
        op.execute("RESET session_replication_role")


def _set_triggers(to: str) -> None:
    for table in HISTORIES:
        op.execute(f"ALTER TABLE {table} {to} TRIGGER append_only")


def _mend() -> None:
    """All orders in the order of their keys, so many at a time; then those whose release the feed tells of."""
    connection = op.get_bind()
    after = {"location_id": "", "id": "00000000-0000-0000-0000-000000000000"}
    last = {"last_location_id": "\U0010ffff", "last_id": "ffffffff-ffff-ffff-ffff-ffffffffffff"}
    statements = [
        sa.text(text.format(table=table)) for text in (TOLD, TOO_OLD) for table in HISTORIES
    ] + [sa.text(PICKED_UP)]
    more = True
    while more:
        found = connection.execute(sa.text(NEXT), after | {"batch": BATCH}).one_or_none()
        more = found is not None
        until = last if found is None else {"last_location_id": found[0], "last_id": found[1]}
        for statement in statements:
            connection.execute(statement, after | until)
        if found is not None:
            after = {"location_id": found[0], "id": found[1]}
    released = connection.execute(sa.text(RELEASED)).all()
    for start in range(0, len(released), BATCH):
        locations, orders, times = zip(*released[start : start + BATCH], strict=True)
        values = {"locations": list(locations), "orders": list(orders), "times": list(times)}
        for table in HISTORIES:
            connection.execute(sa.text(HELD.format(table=table)), values)
