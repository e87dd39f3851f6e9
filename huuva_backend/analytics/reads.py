"""The SQL that counts orders and customers, and that says as of when what is read is.

Each measure is one statement and so one snapshot, straight over what is stored. Nested rows travel as arrays of
records. Statements are compiled once per combination of what they take.
"""

from functools import cache
from typing import Any, Final

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Interval,
    Select,
    Text,
    and_,
    bindparam,
    case,
    column,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    table,
    tuple_,
)

from huuva_backend.analytics.groupings import Groupings
from huuva_backend.analytics.measures import FIRST_ARRIVALS, Exclusion, Subject
from huuva_backend.analytics.order_scope import in_interval
from huuva_backend.analytics.scope import (
    END,
    FILTERS,
    HISTORIES,
    INSTANT,
    ORDERS,
    START,
    by_close,
    changes,
    claims,
    narrowed,
    within,
)
from huuva_backend.platform.db.statement import Statement, records

RECEIVER: Final = table(
    "pg_stat_wal_receiver",
    column("latest_end_lsn"),
    column("last_msg_send_time", INSTANT),
    schema="pg_catalog",
)
WALSENDER_PAUSE: Final = literal_column("interval '1 second'", Interval())
"""How long a primary may take from looking how far its log goes to stamping the message that says so."""


def _as_of() -> Statement:
    """By the primary's clock: what was acknowledged before it is in the snapshot of the next statement.

    A replica has all that was acknowledged before the newest commit that it has replayed, or before the newest
    message of the primary where it has replayed all that this told of. The latter takes `pg_read_all_stats`:
    without it, `asOf` is older while nobody writes.
    """
    started = select(column("checkpoint_time", INSTANT)).select_from(
        func.pg_control_checkpoint().table_valued("checkpoint_time")
    )
    replayed = func.coalesce(func.pg_last_xact_replay_timestamp(), started.scalar_subquery())
    nothing_pending = select(RECEIVER.c.last_msg_send_time - WALSENDER_PAUSE).where(
        RECEIVER.c.latest_end_lsn <= func.pg_last_wal_replay_lsn()
    )
    newest = func.greatest(replayed, nothing_pending.scalar_subquery())
    as_of = case((func.pg_is_in_recovery(), newest), else_=func.statement_timestamp())
    return Statement(select(as_of.label("as_of")))


AS_OF: Final = _as_of()
"""Runs before the statement that measures: a replica goes on replaying while one runs."""


def _reached(groupings: Groupings, filters: frozenset[str]) -> CTE:
    """The rows by which orders got somewhere in the period; `again` those that had been there before, `closed`
    those where nobody brought them there.
    """
    history = HISTORIES[Subject.ORDER]
    earlier = history.alias("earlier")
    same = [earlier.c[name] == history.c[name] for name in ("location_id", "order_id", "to_status")]
    return (
        select(
            history.c.order_id,
            in_interval(groupings, history.c.occurred_at, history).label("bucket"),
            history.c.seq,
            history.c.to_status,
            # A second arrival has two changes before it at least: for the most the first test is enough.
            and_(
                history.c.seq > literal_column("2"),
                exists().where(*same, earlier.c.seq < history.c.seq, not_(by_close(earlier))),
                not_(by_close(history)),
            ).label("again"),
            by_close(history).label("closed"),
        )
        .select_from(changes(history))
        .where(
            or_(
                history.c.seq == literal_column("1"),
                *(history.c.to_status == status for status in FIRST_ARRIVALS.values()),
            ),
            within(history.c.occurred_at),
            *narrowed(filters, history),
        )
        .cte("reached")
        .prefix_with("MATERIALIZED")  # or `again` is worked out anew for every count
    )


def _first(reached: CTE) -> ColumnElement[bool]:
    return and_(not_(reached.c.again), not_(reached.c.closed))


def _flows(reached: CTE) -> Select[Any]:
    """Records of bucket, received, the counts of `FIRST_ARRIVALS`, how many were not the first, and how many no
    arrivals.
    """
    first = _first(reached)
    return select(
        func.row(
            reached.c.bucket,
            func.count().filter(reached.c.seq == literal_column("1")),
            *(
                func.count().filter(first, reached.c.to_status == status)
                for status in FIRST_ARRIVALS.values()
            ),
            func.count().filter(reached.c.again),
            func.count().filter(reached.c.closed),
        )
    ).group_by(reached.c.bucket)


@cache
def throughput(groupings: Groupings, filters: frozenset[str]) -> Statement:
    reached = _reached(groupings, filters)
    orders = select(reached.c.order_id).where(_first(reached)).distinct().subquery("orders")
    return Statement(
        select(
            records(_flows(reached)).label("items"),
            select(func.count()).select_from(orders).scalar_subquery().label("n"),
            claims(Subject.ORDER, filters),
        )
    )


_CREATED: Final = {"start": ORDERS.c.created_at >= START, "end": ORDERS.c.created_at < END}
CUSTOMER_FILTERS: Final = FILTERS.union(_CREATED, {"account"})


@cache
def customers(filters: frozenset[str], *, after: bool) -> Statement:
    """Most orders first."""
    conditions = [
        *(_CREATED[name] for name in sorted(filters.intersection(_CREATED))),
        *narrowed(filters.difference(_CREATED)),
    ]
    counted = (
        select(
            ORDERS.c.account,
            func.count().label("orders"),
            func.min(ORDERS.c.created_at).label("first_order_at"),
            func.max(ORDERS.c.created_at).label("last_order_at"),
        )
        .where(ORDERS.c.account.is_not(None), *conditions)
        .group_by(ORDERS.c.account)
        .cte("counted")
    )
    nobodys = select(func.count()).where(ORDERS.c.account.is_(None), *conditions)
    page = select(func.row(*counted.c)).order_by(counted.c.orders.desc(), counted.c.account)
    if after:
        orders = bindparam("after_orders", type_=BigInteger())
        account = bindparam("after_account", type_=Text())
        # Row comparison needs one direction: fewer orders is a greater negative.
        page = page.where(tuple_(-counted.c.orders, counted.c.account) > tuple_(-orders, account))
    total = select(func.coalesce(func.sum(counted.c.orders), literal_column("0"))).scalar_subquery()
    return Statement(
        select(
            records(page.limit(bindparam("limit", type_=Integer()))).label("items"),
            total.cast(BigInteger()).label("n"),
            nobodys.scalar_subquery().label(Exclusion.NO_ACCOUNT),
        )
    )
