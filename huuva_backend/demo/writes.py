"""The SQL by which orders of a simulated day, kept beside the tables, are copied to other days of history.

A copy is the row of its template but for its keys, its customer and its times, which are all as much later: so the seconds
between them stay as the product counted them. Which columns are times is what the tables say.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import Column, DateTime, Table, text
from sqlalchemy.dialects.postgresql import JSON, JSONB

from huuva_backend.orders import reads
from huuva_backend.platform.db.statement import Statement

COPIED: Final = (
    *(reads.ORDERS, reads.DEDUPE, reads.CUSTOMERS, reads.ITEMS),
    *(reads.ORDER_HISTORY, reads.ITEM_HISTORY, reads.AMENDMENTS),
)
TEMPLATES: Final = (*COPIED, reads.EVENTS)
"""Each has a table of templates beside it, for the length of a transaction."""
EVENTS: Final = reads.EVENTS.name
SCHEDULE: Final = "demo_schedule"
MARK: Final = "@["
"""Begins a time in the JSON of templates: microseconds of the epoch, up to the next bracket."""


def templates_of(name: str) -> str:
    return f"demo_{name}"


def json_columns(name: str) -> list[str]:
    (table,) = (table for table in TEMPLATES if table.name == name)
    return [column.name for column in table.c if isinstance(column.type, JSON | JSONB)]


KEY: Final = "'DEMO-' || CAST(:seed AS text) || '-H' || lpad(CAST(new.number AS text), 9, '0')"
_PHONE: Final = """left({own}, -3)
    || lpad(CAST((CAST(right({own}, 3) AS integer) + 37 * new.crowd) % 1000 AS text), 3, '0')"""
"""Another of the same kind for who is of another crowd, and the same each time for the same one."""
_REPLACED: Final[Mapping[str, str]] = {
    "orders.id": "new.id",
    "orders.external_id": "left({own}, 1) || right(CAST(new.id AS text), 10)",
    "orders.account": "{own} || CASE new.crowd WHEN 0 THEN '' ELSE '-' || new.crowd END",
    "orders.channel_order_display_id": "left({own}, 1)"
    " || lpad(CAST(new.number % 1000 AS text), 3, '0')",
    "order_customers.phone_number": _PHONE,
    "order_customers.phone_number_e164": _PHONE,
    "order_id": "new.id",
    "channel_order_id": KEY,
}

_MOVED: Final = f"""
    CREATE OR REPLACE FUNCTION pg_temp.demo_moved(told text, later interval) RETURNS text
    LANGUAGE plpgsql IMMUTABLE AS $$
    DECLARE
        marked text;
        at timestamptz;
        said text;
    BEGIN
        WHILE position('{MARK}' IN told) > 0 LOOP
            marked := substring(told FROM '@\\[(-?[0-9]+)\\]');
            at := timestamptz 'epoch' + marked::bigint * interval '1 microsecond' + later;
            said := to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
            told := replace(told, '{MARK}' || marked || ']', replace(said, '.000000Z', 'Z'));
        END LOOP;
        RETURN told;
    END
    $$
    """


def _plain(sql: str) -> Statement:
    return Statement(text(sql.replace(":=", "\\:=").replace("HH24:MI:SS", "HH24\\:MI\\:SS")))


BEGIN: Final = [
    *(
        _plain(
            f"CREATE TEMPORARY TABLE {templates_of(table.name)} (LIKE {table.name}) ON COMMIT DROP"
        )
        for table in TEMPLATES
    ),
    _plain(f"""
        CREATE TEMPORARY TABLE {SCHEDULE} (
            template uuid, id uuid, micros bigint, number bigint, crowd integer,
            shift interval GENERATED ALWAYS AS (micros * interval '1 microsecond') STORED
        ) ON COMMIT DROP
        """),
    _plain(f"CREATE TEMPORARY TABLE demo_told (LIKE {EVENTS}) ON COMMIT DROP"),
    _plain(_MOVED),
    # What a copy refers to is copied with it. Who may not say so has it checked, row by row.
    _plain("""
        SELECT CASE WHEN has_parameter_privilege('session_replication_role', 'SET')
            THEN set_config('session_replication_role', 'replica', true) END
        """),
]
ANALYZE_TEMPLATES: Final = [_plain(f"ANALYZE {templates_of(table.name)}") for table in TEMPLATES]
ANALYZE_SCHEDULE: Final = _plain(f"ANALYZE {SCHEDULE}")
FORGET_SCHEDULE: Final = _plain(f"TRUNCATE {SCHEDULE}")
IS_THERE: Final = _plain("""
    SELECT EXISTS (
        SELECT FROM orders
        WHERE channel_order_id = 'DEMO-' || CAST(:seed AS text) || '-H000000000'
    ) AS there
    """)


def _value(table: Table, column: Column[object], marked: bool) -> str:
    own = f'own."{column.name}"'
    for name in (f"{table.name}.{column.name}", column.name):
        if name in _REPLACED:
            return _REPLACED[name].format(own=own)
    if isinstance(column.type, DateTime):
        return f"{own} + new.shift"
    if marked:
        kind = "json" if not isinstance(column.type, JSONB) else "jsonb"
        as_text = f"CAST({own} AS text)"
        moved = f"CAST(pg_temp.demo_moved({as_text}, new.shift) AS {kind})"
        return f"CASE WHEN position('{MARK}' IN {as_text}) > 0 THEN {moved} ELSE {own} END"
    return own


def _copying(table: Table, into: str, marked: Iterable[str], where: str = "") -> Statement:
    marks = frozenset(marked)
    names = ", ".join(f'"{column.name}"' for column in table.c)
    values = ",\n".join(_value(table, column, column.name in marks) for column in table.c)
    key = "id" if table is reads.ORDERS else "order_id"
    return _plain(f"""
        INSERT INTO {into} ({names})
        SELECT {values}
        FROM {SCHEDULE} AS new JOIN {templates_of(table.name)} AS own ON own.{key} = new.template
        {where}
        """)  # noqa: S608 - names of our own tables and columns


def copies(marked: Mapping[str, Iterable[str]]) -> list[Statement]:
    """All that is written for a chunk of the schedule; `marked` are the columns of each table in whose JSON times stand."""
    where = {reads.DEDUPE: "WHERE own.expires_at + new.shift > CAST(:now AS timestamptz)"}
    return [
        *(
            _copying(table, table.name, marked[table.name], where.get(table, ""))
            for table in COPIED
        ),
        _copying(
            reads.EVENTS,
            "demo_told",
            marked[EVENTS],
            "WHERE own.at + new.shift > CAST(:told_since AS timestamptz)",
        ),
    ]


_EVENT: Final = ", ".join(column.name for column in reads.EVENTS.c if column.name != "seq")
TELL: Final = _plain(f"""
    WITH counted AS (
        SELECT location_id, count(told.at) AS events
        FROM (SELECT DISTINCT location_id FROM {templates_of(reads.ORDERS.name)}) AS location
        LEFT JOIN demo_told AS told USING (location_id)
        GROUP BY location_id
    ), taken AS (
        INSERT INTO location_feeds AS feed (location_id, last_seq)
        SELECT location_id, events FROM counted ORDER BY location_id
        ON CONFLICT (location_id) DO UPDATE SET last_seq = feed.last_seq + excluded.last_seq
        RETURNING location_id, last_seq
    )
    INSERT INTO order_events ({_EVENT}, seq)
    SELECT {_EVENT}, last_seq - events
        + row_number() OVER (PARTITION BY location_id ORDER BY at, order_id, order_version)
    FROM demo_told JOIN counted USING (location_id) JOIN taken USING (location_id)
    """)  # noqa: S608 - the same
"""The events that are still kept, with numbers of their locations' counters, which are ours from here on."""
ANALYZE: Final = [_plain(f"ANALYZE {table.name}") for table in TEMPLATES]
