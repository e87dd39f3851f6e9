"""The SQL that counts amended orders: one statement and so one snapshot."""

from functools import cache
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Double,
    Subquery,
    and_,
    func,
    literal_column,
    select,
    tuple_,
)

from huuva_backend.analytics.groupings import Groupings
from huuva_backend.analytics.order_scope import grouped
from huuva_backend.analytics.scope import ORDERS, narrowed, within
from huuva_backend.orders.history_models import OrderAmendment
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, records

AMENDMENTS: Final = table_of(OrderAmendment)
FIELD_AT: Final[ColumnElement[Any]] = literal_column("1")
"""Where the row of a change has its field (`orders.amendment.FieldChange`)."""
ZERO: Final[ColumnElement[Any]] = literal_column("0")


def _placed(groupings: Groupings, filters: frozenset[str]) -> CTE:
    columns = (ORDERS.c.location_id, ORDERS.c.id, ORDERS.c.amendment_seq)
    return (
        select(grouped(groupings, ORDERS.c.created_at).label("group"), *columns)
        .where(within(ORDERS.c.created_at), *narrowed(filters))
        .cte("placed")
    )


def _by_field(placed: CTE) -> Subquery:
    """How many orders of a group were amended in each field, and in any, where the field is null."""
    its_amendment = and_(
        AMENDMENTS.c.location_id == placed.c.location_id, AMENDMENTS.c.order_id == placed.c.id
    )
    change = func.jsonb_array_elements(AMENDMENTS.c.changes).label("change")
    changes = (
        select(placed.c.group, placed.c.id, change)
        .join_from(placed, AMENDMENTS, its_amendment)
        .where(placed.c.amendment_seq > ZERO)
        .subquery("changes")
    )
    field = changes.c.change.op("->>")(FIELD_AT)
    counted = select(
        changes.c.group,
        field.label("field"),
        func.count(changes.c.id.distinct()).label("amended"),
        func.count().label("changes"),
    )
    sets = func.grouping_sets(tuple_(changes.c.group), tuple_(changes.c.group, field))
    return counted.group_by(sets).subquery("by_field")


@cache
def amendments(groupings: Groupings, filters: frozenset[str]) -> Statement:
    """Records of group, orders, field, amended, share, changes: of each group any field first, then each, most first."""
    placed = _placed(groupings, filters)
    by_field = _by_field(placed)
    totals = select(placed.c.group, func.count().label("orders")).group_by(placed.c.group)
    of_all = totals.subquery("of_all")
    amended = func.coalesce(by_field.c.amended, ZERO)
    figures = select(
        func.row(
            of_all.c.group,
            of_all.c.orders,
            by_field.c.field,
            amended,
            amended / of_all.c.orders.cast(Double()),
            func.coalesce(by_field.c.changes, ZERO),
        )
    )
    same = of_all.c.group.is_not_distinct_from(by_field.c.group)
    return Statement(
        select(
            records(
                figures.join_from(of_all, by_field, same, isouter=True).order_by(
                    *(of_all.c.group, by_field.c.field.is_not(None), amended.desc()),
                    by_field.c.field,
                )
            ).label("items")
        )
    )
