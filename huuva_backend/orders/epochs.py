"""The epoch of a location's cursors: who reads it here, never is given one of another database.

A database may come back as it was: from a dump, at a point in time, as a standby that hadn't everything.
Then a location counts from where it was and gives numbers out a second time. So its counter notes which
database its cursors are of, and where that is another one a new epoch begins before any of them is used.
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
    update,
)

from huuva_backend.orders.reads import FEEDS
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement


def _origin() -> ColumnElement[str]:
    """Which database this is: the cluster, its timeline (each promotion or recovery to a point in time begins
    one), and the files of the table, which are others in a copy and after a restored dump.
    """
    control = func.pg_control_system().table_valued(column("system_identifier", BigInteger()))
    log = func.pg_walfile_name(func.pg_current_wal_lsn())
    # On a standby there is none: so nothing is of it, and renewing fails as any write does there.
    timeline = case((~func.pg_is_in_recovery(), func.left(log, literal_column("8"))))
    files = func.pg_relation_filepath(literal_column(f"'{FEEDS.name}'"))
    parts = (control.c.system_identifier, timeline, files)
    return select(func.concat_ws(literal_column("' '"), *parts)).scalar_subquery()


_ORIGIN: Final = _origin()
ANOTHER_EPOCH: Final = func.left(
    func.gen_random_uuid().cast(Text()), literal_column("8"), type_=Text()
)
"""Random, and short because it stands in the id of each event of a stream."""

NEWEST: Final[ColumnElement[str]] = case(
    (FEEDS.c.location_id.is_(None), literal_column("'0'")),
    (
        FEEDS.c.origin == _ORIGIN,
        FEEDS.c.epoch + literal_column("'.'") + FEEDS.c.last_seq.cast(Text()),
    ),
    else_=literal_column("''"),
)
"""A counter's `Cursor`; empty where it isn't one of this database, and is to be renewed."""


def newest_of(location_id: ColumnElement[str]) -> ColumnElement[str]:
    """As `cursor`, which `read` looks at."""
    its_own = select(NEWEST).where(FEEDS.c.location_id == location_id).scalar_subquery()
    return func.coalesce(its_own, literal_column("'0'")).label("cursor")


RENEW: Final = Statement(
    update(FEEDS)
    .values(epoch=ANOTHER_EPOCH, origin=_ORIGIN)
    .where(
        FEEDS.c.location_id == func.any(bindparam("location_ids", type_=ARRAY(Text()))),
        FEEDS.c.origin.is_distinct_from(_ORIGIN),
    )
)
"""Begins an epoch in this database. Of several who come to it at once, one does it."""


async def read(
    database: Executor, statement: Statement, values: Mapping[str, Any], *location_ids: str
) -> Sequence[Record]:
    """The rows of a statement that answers the `cursor` of these locations."""
    rows = await database.fetch(statement, values)
    while not all(row["cursor"] for row in rows):
        await database.fetch(RENEW, {"location_ids": location_ids})
        rows = await database.fetch(statement, values)
    return rows
