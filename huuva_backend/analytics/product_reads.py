"""The SQL that measures how long products take to prepare: one statement and so one snapshot, over the history."""

from functools import cache
from typing import Any, Final

from sqlalchemy import CTE, ColumnElement, Integer, and_, bindparam, case, func, or_, select

from huuva_backend.analytics.groupings import Groupings
from huuva_backend.analytics.measures import Exclusion, Subject
from huuva_backend.analytics.order_scope import cause_name, grouped, percentile
from huuva_backend.analytics.scope import (
    HISTORIES,
    ITEMS,
    ORDERS,
    by_close,
    changes,
    claims,
    narrowed,
    within,
)
from huuva_backend.orders.lifecycle import ItemStatus
from huuva_backend.platform.db.statement import Statement, records

HISTORY: Final = HISTORIES[Subject.ITEM]
LIMIT: Final = bindparam("limit", type_=Integer())


def _cause() -> ColumnElement[Any]:
    """Why a stay in PREPARING doesn't count, or there was none; null where it does."""
    causes = {
        Exclusion.NEVER_BEGUN: HISTORY.c.from_status == ItemStatus.ORDERED.value,
        Exclusion.BEGUN_BEFORE: HISTORY.c.begun_before_recorded,
        Exclusion.BY_CLOSE: by_close(HISTORY),
        Exclusion.BY_RECALL: HISTORY.c.recall,
        Exclusion.BY_CANCEL: HISTORY.c.to_status == ItemStatus.CANCELLED.value,
    }
    return case(*((holds, cause_name(cause)) for cause, holds in causes.items()))


def _made(groupings: Groupings, filters: frozenset[str]) -> CTE:
    its_line = and_(
        ITEMS.c.location_id == HISTORY.c.location_id,
        ITEMS.c.order_id == HISTORY.c.order_id,
        ITEMS.c.line == HISTORY.c.line,
    )
    begun = HISTORY.c.from_status == ItemStatus.PREPARING.value
    never = and_(
        HISTORY.c.from_status == ItemStatus.ORDERED.value,
        HISTORY.c.to_status == ItemStatus.READY.value,
    )
    return (
        select(
            grouped(groupings, HISTORY.c.occurred_at, HISTORY).label("group"),
            ORDERS.c.brand_id,
            ITEMS.c.plu,
            ITEMS.c.name,
            ITEMS.c.station,
            _cause().label("cause"),
            HISTORY.c.previous_seconds.label("seconds"),
        )
        .select_from(changes(HISTORY).join(ITEMS, its_line))
        .where(
            or_(begun, never),
            within(HISTORY.c.occurred_at),
            ITEMS.c.to_make,
            ~HISTORY.c.bundle,
            *narrowed(filters, HISTORY),
        )
        .cte("made")
    )


@cache
def products(groupings: Groupings, filters: frozenset[str]) -> Statement:
    """Records of group, brand, PLU, name, station, lines, average, p50, p90, maximum, slowest first; and how many
    lines have each cause, null where they count.
    """
    made = _made(groupings, filters)
    median = percentile("0.5", made.c.seconds)
    product = (made.c.group, made.c.brand_id, made.c.plu)
    figures = (
        select(
            func.row(
                *product,
                func.max(made.c.name),
                made.c.station,
                func.count(),
                func.avg(made.c.seconds),
                median,
                percentile("0.9", made.c.seconds),
                func.max(made.c.seconds),
            )
        )
        .where(made.c.cause.is_(None))
        .group_by(*product, made.c.station)
        .order_by(made.c.group, median.desc(), *product[1:], made.c.station)
        .limit(LIMIT)
    )
    causes = select(func.row(made.c.cause, func.count())).group_by(made.c.cause)
    left_out = claims(Subject.ITEM, filters).element.label(Exclusion.CLAIM)
    return Statement(
        select(records(figures).label("items"), records(causes).label("causes"), left_out)
    )
