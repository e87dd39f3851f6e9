"""The epoch of a location's cursors: who reads it here, never is given one of another database.

A database may come back as it was: from a dump, at a point in time, as a standby that hadn't everything.
Then a location counts from where it was and gives numbers out a second time. So beside each counter stands
which database its cursors are of, and where that is another one a new epoch begins before any of them is used.
No writer touches that row, and no reader waits for the counter's.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from asyncpg import Record
from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Text,
    bindparam,
    case,
    column,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import Insert, insert

from huuva_backend.orders.feed_models import FeedEpoch
from huuva_backend.orders.reads import FEEDS
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement

EPOCHS: Final = table_of(FeedEpoch)


def _origin() -> ColumnElement[str]:
    """Which database this is: the cluster, its timeline (each promotion or recovery to a point in time begins
    one), and the files of the tables, which are others in a copy and after a restored dump, be it of one table.
    """
    control = func.pg_control_system().table_valued(column("system_identifier", BigInteger()))
    log = func.pg_walfile_name(func.pg_current_wal_lsn())
    # On a standby there is none: so nothing is of it, and renewing fails as any write does there.
    timeline = case((~func.pg_is_in_recovery(), func.left(log, literal_column("8"))))
    files = [
        func.pg_relation_filepath(literal_column(f"'{table.name}'")) for table in (FEEDS, EPOCHS)
    ]
    parts = (control.c.system_identifier, timeline, *files)
    return select(func.concat_ws(literal_column("' '"), *parts)).scalar_subquery()


_ORIGIN: Final = _origin()
_ANOTHER_EPOCH: Final = func.left(
    func.gen_random_uuid().cast(Text()), literal_column("8"), type_=Text()
)
"""Random, and short because it stands in the id of each event of a stream."""

_BEGINNING: Final = literal_column("'0'", type_=Text())

NEWEST: Final[ColumnElement[str]] = case(
    (func.coalesce(FEEDS.c.last_seq, literal_column("0")) == literal_column("0"), _BEGINNING),
    (
        EPOCHS.c.origin == _ORIGIN,
        EPOCHS.c.epoch + literal_column("'.'") + FEEDS.c.last_seq.cast(Text()),
    ),
    else_=literal_column("''"),
)
"""A counter's `Cursor`: `0` also while it has counted nothing; empty where none of this database has begun, and is to be
renewed."""

OF_THE_COUNTER: Final = EPOCHS.c.location_id == FEEDS.c.location_id


def newest_of(location_id: ColumnElement[str]) -> ColumnElement[str]:
    """As `cursor`, which `read` looks at."""
    counter = FEEDS.outerjoin(EPOCHS, OF_THE_COUNTER)
    its_own = select(NEWEST).select_from(counter).where(FEEDS.c.location_id == location_id)
    return func.coalesce(its_own.scalar_subquery(), literal_column("'0'")).label("cursor")


def beginning(counters: ColumnElement[bool], where: ColumnElement[bool]) -> Insert:
    """Begins an epoch of this database for each of these counters that has none, or whose own is as in `where`.

    In the order of locations, so that of two who begin several at once one waits for the other.
    """
    rows = select(FEEDS.c.location_id, _ANOTHER_EPOCH, _ORIGIN).where(counters)
    begun = insert(EPOCHS).from_select(
        ["location_id", "epoch", "origin"], rows.order_by(FEEDS.c.location_id)
    )
    return begun.on_conflict_do_update(
        index_elements=[EPOCHS.c.location_id],
        set_={"epoch": begun.excluded.epoch, "origin": begun.excluded.origin},
        where=where,
    )


RENEW: Final = Statement(
    beginning(
        FEEDS.c.location_id == func.any(bindparam("location_ids", type_=ARRAY(Text()))),
        EPOCHS.c.origin.is_distinct_from(_ORIGIN),
    )
)
"""Of several who come to it at once, one does it."""


async def read(
    database: Executor, statement: Statement, values: Mapping[str, Any], *location_ids: str
) -> Sequence[Record]:
    """The rows of a statement that answers the `cursor` of these locations."""
    rows = await database.fetch(statement, values)
    while not all(row["cursor"] for row in rows):
        await database.fetch(RENEW, {"location_ids": location_ids})
        rows = await database.fetch(statement, values)
    return rows
