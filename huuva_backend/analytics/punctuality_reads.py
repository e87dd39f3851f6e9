"""The SQL that measures punctuality: one statement and so one snapshot, straight over orders and their history."""

from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Double,
    FromClause,
    Select,
    and_,
    case,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.sql.selectable import LateralFromClause

from huuva_backend.analytics.groupings import Groupings
from huuva_backend.analytics.measures import Exclusion, Subject
from huuva_backend.analytics.order_scope import cause_name, grouped, percentile, seconds
from huuva_backend.analytics.punctuality import Promise, Readiness
from huuva_backend.analytics.scope import HISTORIES, INSTANT, ORDERS, by_close, narrowed, within
from huuva_backend.orders.indexed import PICKUP
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.platform.db.statement import Statement, records

HISTORY: Final = HISTORIES[Subject.ORDER]
DUE: Final[ColumnElement[Any]] = literal_column(PICKUP, INSTANT)
PROMISED: Final[dict[Promise, ColumnElement[Any]]] = {
    Promise.FIRST: func.coalesce(ORDERS.c.first_promise, ORDERS.c.pickup_time),
    Promise.LAST: ORDERS.c.pickup_time,
}


def _becoming(ready: Readiness) -> LateralFromClause:
    """When and by which version an order became ready, and what else its history says of it."""
    chosen = func.min if ready is Readiness.FIRST else func.max
    became = and_(
        HISTORY.c.to_status == OrderStatus.READY.value,
        HISTORY.c.from_status.is_not(None),
        not_(HISTORY.c.recall),
    )
    taken_back = and_(HISTORY.c.recall, HISTORY.c.from_status == OrderStatus.READY.value)
    return (
        select(
            chosen(HISTORY.c.occurred_at).filter(became).label("at"),
            chosen(HISTORY.c.version).filter(became).label("version"),
            func.bool_or(taken_back).label("recalled"),
            func.bool_or(by_close(HISTORY)).label("closed"),
        )
        .where(HISTORY.c.location_id == ORDERS.c.location_id, HISTORY.c.order_id == ORDERS.c.id)
        .lateral("became")
    )


def _cause(
    promised: ColumnElement[Any], became: FromClause, ready: Readiness
) -> ColumnElement[Any]:
    """Why an order doesn't count; null where it does."""
    status = ORDERS.c.status
    worked_on = or_(
        *(status == each.value for each in (OrderStatus.RECEIVED, OrderStatus.PREPARING))
    )
    never = became.c.at.is_(None)
    cancelled = status == OrderStatus.CANCELLED.value
    made_here = became.c.version > literal_column("1")
    causes = {
        Exclusion.NO_PROMISE: promised.is_(None),
        Exclusion.BY_CLOSE: and_(cancelled, became.c.closed),
        Exclusion.CANCELLED: cancelled,
        Exclusion.NOT_READY: worked_on if ready is Readiness.FINAL else and_(worked_on, never),
        Exclusion.READY_NOT_TOLD: never,
        Exclusion.RECORDED_LATE: and_(made_here, ORDERS.c.recorded_at > promised),
    }
    return case(*((holds, cause_name(cause)) for cause, holds in causes.items()))


def _orders(
    promise: Promise, ready: Readiness, groupings: Groupings, filters: frozenset[str]
) -> Select[Any]:
    promised, became = PROMISED[promise], _becoming(ready)
    return (
        select(
            grouped(groupings, DUE).label("group"),
            _cause(promised, became, ready).label("cause"),
            seconds(became.c.at, promised).label("error"),
            became.c.recalled,
        )
        .select_from(ORDERS.join(became, true()))
        .where(within(DUE), *narrowed(filters))
    )


@cache
def punctuality(
    promise: Promise, ready: Readiness, groupings: Groupings, filters: frozenset[str]
) -> Statement:
    """Records of group, cause, orders, late, late share, average, p50, p90, recalled.

    The cause is why they don't count, null where they do.
    """
    found = _orders(promise, ready, groupings, filters).subquery("found")
    groups = (found.c.group, found.c.cause)
    late = found.c.error > literal_column("0")
    share = func.count().filter(late) / func.count().cast(Double())
    figures = select(
        func.row(
            *groups,
            func.count(),
            func.count().filter(late),
            share,
            func.avg(found.c.error),
            percentile("0.5", found.c.error),
            percentile("0.9", found.c.error),
            func.count().filter(found.c.recalled),
        )
    ).group_by(*groups)
    return Statement(select(records(figures).label("items")))
