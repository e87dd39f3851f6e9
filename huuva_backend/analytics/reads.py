"""The SQL that measures: straight over the history, each measure one statement and so one snapshot.

Nested rows travel as arrays of records. Statements are compiled once per combination of what they take.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    DateTime,
    Double,
    FromClause,
    Integer,
    Label,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    case,
    exists,
    extract,
    func,
    literal_column,
    null,
    or_,
    select,
    tuple_,
    union_all,
)

from huuva_backend.analytics.measures import FIRST_ARRIVALS, Grouping, Subject
from huuva_backend.orders.lifecycle import CLOSED, ItemStatus, OrderStatus
from huuva_backend.orders.models import ItemStatusChange, Order, OrderItem, OrderStatusChange
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, records

ORDERS: Final = table_of(Order)
ITEMS: Final = table_of(OrderItem)
HISTORIES: Final = {
    Subject.ORDER: table_of(OrderStatusChange),
    Subject.ITEM: table_of(ItemStatusChange),
}
FILTERS: Final = frozenset({"location_id", "brand_id", "channel"})
PERCENTILES: Final = ("0.5", "0.9", "0.95")  # of the same column, so PostgreSQL sorts it once

_INSTANT: Final = DateTime(timezone=True)
_START: Final = bindparam("start", type_=_INSTANT)
_END: Final = bindparam("end", type_=_INSTANT)
_STARTS: Final = bindparam("starts", type_=ARRAY(_INSTANT))
# Not clock_timestamp(): all that was committed by then is in the statement's snapshot.
_AS_OF: Final = func.statement_timestamp()
_OF_ORDER: Final = and_(
    ITEMS.c.location_id == ORDERS.c.location_id, ITEMS.c.order_id == ORDERS.c.id
)


def _within(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(column >= _START, column < _END)


def _narrowed(filters: Iterable[str], located: FromClause = ORDERS) -> list[ColumnElement[bool]]:
    columns = {**ORDERS.c, "location_id": located.c.location_id}
    return [columns[name] == bindparam(name, type_=Text()) for name in sorted(filters)]


def _changes(subject: Subject) -> FromClause:
    """History beside what it is of. PostgreSQL leaves out a left join that nothing refers to."""
    history = HISTORIES[subject]
    its_order = and_(
        ORDERS.c.location_id == history.c.location_id, ORDERS.c.id == history.c.order_id
    )
    changes = history.outerjoin(ORDERS, its_order)
    if subject is Subject.ORDER:
        return changes
    key = ("location_id", "order_id", "line")
    return changes.outerjoin(ITEMS, and_(*(ITEMS.c[name] == history.c[name] for name in key)))


def _bucket(history: Table) -> ColumnElement[Any]:
    """The number of the bucket in which a change happened, from 1."""
    return func.width_bucket(history.c.occurred_at, _STARTS)


def _group(grouping: Grouping | None, history: Table) -> ColumnElement[Any]:
    if grouping in (Grouping.HOUR, Grouping.DAY):
        return _bucket(history)
    columns = {
        Grouping.BRAND: ORDERS.c.brand_id,
        Grouping.LOCATION: history.c.location_id,
        Grouping.CHANNEL: ORDERS.c.channel,
    }
    return null() if grouping is None else columns[grouping]


def _left(subject: Subject, grouping: Grouping | None, filters: frozenset[str]) -> Select[Any]:
    """Group, status and seconds of each stay that a change of the subject itself ended."""
    history = HISTORIES[subject]
    return (
        select(
            _group(grouping, history).label("group"),
            history.c.from_status.label("status"),
            history.c.previous_seconds.label("seconds"),
        )
        .select_from(_changes(subject))
        .where(
            history.c.from_status.is_not(None),
            _within(history.c.occurred_at),
            *_narrowed(filters, history),
        )
    )


def _collected(grouping: Grouping | None, filters: frozenset[str]) -> Select[tuple[Any, Any, Any]]:
    """The like of items that the newest pick-up took; no status where they weren't READY before it."""
    history = HISTORIES[Subject.ORDER]
    waited = ORDERS.c.status_since - ITEMS.c.status_since
    return (
        select(
            _group(grouping, history).label("group"),
            case((ITEMS.c.status_since < ORDERS.c.status_since, ITEMS.c.status)).label("status"),
            extract("epoch", waited).cast(Double()).label("seconds"),
        )
        .select_from(_changes(Subject.ORDER).join(ITEMS, _OF_ORDER))
        .where(
            history.c.seq == ORDERS.c.status_seq,
            history.c.to_status == OrderStatus.PICKED_UP,
            ITEMS.c.status == ItemStatus.READY,
            _within(history.c.occurred_at),
            *_narrowed(filters, history),
        )
    )


def _ended(subject: Subject, grouping: Grouping | None, filters: frozenset[str]) -> Select[Any]:
    """Records of group, status, count, average, p50, p90, p95, maximum."""
    ended = [_left(subject, grouping, filters)]
    if subject is Subject.ITEM:
        ended.append(_collected(grouping, filters))
    stays = union_all(*ended).subquery("stays")
    lasted = stays.c.seconds
    percentiles = [
        func.percentile_cont(literal_column(share)).within_group(lasted) for share in PERCENTILES
    ]
    return select(
        func.row(
            stays.c.group,
            stays.c.status,
            func.count(),
            func.avg(lasted),
            *percentiles,
            func.max(lasted),
        )
    ).group_by(stays.c.group, stays.c.status)


def _open(subject: Subject, filters: frozenset[str]) -> Label[int]:
    """How many statuses began in the period and may still end."""
    history = HISTORIES[subject]
    stands = [*(ORDERS.c.status != status for status in sorted(CLOSED))]
    newest = ORDERS.c.status_seq
    if subject is Subject.ITEM:
        stands.append(ITEMS.c.status != ItemStatus.CANCELLED)
        newest = ITEMS.c.status_seq
    counted = (
        select(func.count())
        .select_from(_changes(subject))
        .where(
            history.c.seq == newest,
            *stands,
            _within(history.c.occurred_at),
            *_narrowed(filters, history),
        )
    )
    return counted.scalar_subquery().label("open")


def _claims(subject: Subject, filters: frozenset[str]) -> Label[int]:
    """How many claims, counted in no measure, came with orders that were created in the period."""
    table, source = ORDERS, ORDERS
    if subject is Subject.ITEM:
        table, source = ITEMS, ORDERS.join(ITEMS, _OF_ORDER)  # type: ignore[assignment]
    entries = func.sum(func.jsonb_array_length(table.c.claims))
    counted = (
        select(func.coalesce(entries, literal_column("0")))
        .select_from(source)
        .where(table.c.claims.is_not(None), _within(ORDERS.c.created_at), *_narrowed(filters))
    )
    return counted.scalar_subquery().label("claims")


@cache
def status_durations(
    subject: Subject, grouping: Grouping | None, filters: frozenset[str]
) -> Statement:
    return Statement(
        select(
            _AS_OF.label("as_of"),
            records(_ended(subject, grouping, filters)).label("items"),
            _claims(subject, filters),
            _open(subject, filters),
        )
    )


def _arrivals(filters: frozenset[str]) -> Select[Any]:
    """Records of bucket, received, the counts of `FIRST_ARRIVALS`, and how many were not the first."""
    history = HISTORIES[Subject.ORDER]
    earlier = history.alias("earlier")
    same = [earlier.c[name] == history.c[name] for name in ("location_id", "order_id", "to_status")]
    reached = (
        select(
            _bucket(history).label("bucket"),
            history.c.seq,
            history.c.to_status,
            # A second arrival has two changes before it at least: for the most the first test is enough.
            and_(
                history.c.seq > literal_column("2"),
                exists().where(*same, earlier.c.seq < history.c.seq),
            ).label("again"),
        )
        .select_from(_changes(Subject.ORDER))
        .where(
            or_(
                history.c.seq == literal_column("1"),
                *(history.c.to_status == status for status in FIRST_ARRIVALS.values()),
            ),
            _within(history.c.occurred_at),
            *_narrowed(filters, history),
        )
        .cte("reached")
        .prefix_with("MATERIALIZED")  # or `again` is worked out anew for every count
    )
    first = ~reached.c.again
    return select(
        func.row(
            reached.c.bucket,
            func.count().filter(reached.c.seq == literal_column("1")),
            *(
                func.count().filter(first, reached.c.to_status == status)
                for status in FIRST_ARRIVALS.values()
            ),
            func.count().filter(reached.c.again),
        )
    ).group_by(reached.c.bucket)


@cache
def throughput(filters: frozenset[str]) -> Statement:
    return Statement(
        select(
            _AS_OF.label("as_of"),
            records(_arrivals(filters)).label("items"),
            _claims(Subject.ORDER, filters),
        )
    )


_CREATED: Final = {"start": ORDERS.c.created_at >= _START, "end": ORDERS.c.created_at < _END}
CUSTOMER_FILTERS: Final = FILTERS.union(_CREATED, {"account"})


@cache
def customers(filters: frozenset[str], *, after: bool) -> Statement:
    """Most orders first. Counts what had been recorded at `as_of`, which is now where it is null."""
    as_of = func.coalesce(bindparam("as_of", type_=_INSTANT), _AS_OF)
    counted = (
        select(
            ORDERS.c.account,
            func.count().label("orders"),
            func.min(ORDERS.c.created_at).label("first_order_at"),
            func.max(ORDERS.c.created_at).label("last_order_at"),
        )
        .where(
            ORDERS.c.recorded_at <= as_of,
            *(_CREATED[name] for name in sorted(filters.intersection(_CREATED))),
            *_narrowed(filters.difference(_CREATED)),
        )
        .group_by(ORDERS.c.account)
        .cte("counted")
    )
    page = select(func.row(*counted.c)).order_by(counted.c.orders.desc(), counted.c.account)
    if after:
        orders = bindparam("after_orders", type_=BigInteger())
        account = bindparam("after_account", type_=Text())
        # Row comparison needs one direction: fewer orders is a greater negative.
        page = page.where(tuple_(-counted.c.orders, counted.c.account) > tuple_(-orders, account))
    total = select(func.coalesce(func.sum(counted.c.orders), literal_column("0"))).scalar_subquery()
    return Statement(
        select(
            as_of.label("as_of"),
            records(page.limit(bindparam("limit", type_=Integer()))).label("items"),
            total.cast(BigInteger()).label("n"),
        )
    )
