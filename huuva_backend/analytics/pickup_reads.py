"""The SQL that measures how long ready orders wait: one statement and so one snapshot."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Label, Select, case, func, select

from huuva_backend.analytics import contributions
from huuva_backend.analytics.contributions import Kind, constant
from huuva_backend.analytics.groupings import Groupings
from huuva_backend.analytics.measures import Exclusion, Subject
from huuva_backend.analytics.order_scope import cause_name, grouped, percentile
from huuva_backend.analytics.rollup_reads import histograms, sums
from huuva_backend.analytics.rollup_sources import Sources, standing
from huuva_backend.analytics.scope import (
    END,
    HISTORIES,
    ORDERS,
    by_close,
    changes,
    claims,
    narrowed,
    within,
)
from huuva_backend.analytics.stays import OPEN_ORDER, OPEN_ORDERS
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.platform.db.statement import Statement, records

HISTORY = HISTORIES[Subject.ORDER]


def _cause() -> ColumnElement[Any]:
    """Why a stay in READY that has ended doesn't count; null where it does."""
    causes = {
        Exclusion.BEGUN_BEFORE: HISTORY.c.begun_before_recorded,
        Exclusion.BY_CLOSE: by_close(HISTORY),
        Exclusion.BY_RECALL: HISTORY.c.recall,
        Exclusion.BY_CANCEL: HISTORY.c.to_status == OrderStatus.CANCELLED.value,
    }
    return case(*((holds, cause_name(cause)) for cause, holds in causes.items()))


def _waits(groupings: Groupings, filters: frozenset[str]) -> Select[Any]:
    return (
        select(
            grouped(groupings, HISTORY.c.occurred_at, HISTORY).label("group"),
            _cause().label("cause"),
            HISTORY.c.previous_seconds.label("seconds"),
        )
        .select_from(changes(HISTORY))
        .where(
            HISTORY.c.from_status == OrderStatus.READY.value,
            within(HISTORY.c.occurred_at),
            *narrowed(filters, HISTORY),
        )
    )


def _waiting(filters: frozenset[str]) -> Label[int]:
    """How many orders wait now, and did so before the end of the period."""
    return (
        select(func.count())
        .select_from(OPEN_ORDERS.join(ORDERS, OPEN_ORDER))
        .where(
            ORDERS.c.status == OrderStatus.READY.value,
            ORDERS.c.status_since < END,
            *narrowed(filters),
        )
        .scalar_subquery()
        .label(Exclusion.OPEN)
    )


@cache
def of_cells(
    groupings: Groupings, filters: frozenset[str], *, whole: bool, everywhere: bool
) -> Statement:
    """As `rollup_reads.durations`, of stays in READY."""
    sources = Sources(filters, whole=whole, everywhere=everywhere)
    rows = contributions.stays(Subject.ORDER, sources.rows(HISTORY))
    stays = sources.together(Kind.ORDER_STAY, rows)
    found = select(stays).where(stays.c.status == constant(OrderStatus.READY)).cte("found")
    group = grouped(groupings, found.c.at, found, found)
    return Statement(
        select(
            records(select(func.row(*sums(found, group).c))).label("items"),
            records(select(func.row(*histograms(found, group).c))).label("histograms"),
            sources.claims(Subject.ORDER).element.label(Exclusion.CLAIM),
            _waiting(filters),
            *standing(sources.marks),
        )
    )


@cache
def pickups(groupings: Groupings, filters: frozenset[str]) -> Statement:
    """Records of group, cause, pick-ups, sum of microseconds, p50, p90, maximum.

    The cause is why they don't count, null where they do.
    """
    waits = _waits(groupings, filters).subquery("waits")
    groups = (waits.c.group, waits.c.cause)
    figures = select(
        func.row(
            *groups,
            func.count(),
            func.sum(contributions.in_microseconds(waits.c.seconds)),
            percentile("0.5", waits.c.seconds),
            percentile("0.9", waits.c.seconds),
            func.max(waits.c.seconds),
        )
    ).group_by(*groups)
    left_out = claims(Subject.ORDER, filters).element.label(Exclusion.CLAIM)
    return Statement(select(records(figures).label("items"), left_out, _waiting(filters)))
