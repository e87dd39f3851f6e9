"""The SQL of exports: one page of one location, by the index that its rows lie in, and which location is next.

A page looks at so many rows, however few of them are wanted, so that none takes long.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ARRAY,
    BindParameter,
    ColumnElement,
    FromClause,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
)

from huuva_backend.analytics.export import COLUMNS, KEYS, Export
from huuva_backend.analytics.measures import Subject
from huuva_backend.analytics.scope import END, HISTORIES, ITEMS, ORDERS, START
from huuva_backend.orders.history_models import OrderAmendment
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement

ROWS: Final = 200
"""How many rows a page looks at: so many that asking costs little, so few that others hardly wait for their writing."""


class _Source(NamedTuple):
    """Where the rows are, which column of the export says when, and what is called otherwise there than in the table."""

    table: Table
    moment: str
    renamed: Mapping[str, ColumnElement[Any]]

    def column(self, name: str) -> ColumnElement[Any] | None:
        """None: it isn't the table's."""
        return self.renamed[name] if name in self.renamed else self.table.c.get(name)

    def columns(self, names: Sequence[str]) -> list[ColumnElement[Any]]:
        found = [(name, self.column(name)) for name in names]
        return [column.label(name) for name, column in found if column is not None]

    def keys(self, export: Export) -> list[ColumnElement[Any]]:
        return [
            self.renamed[name] if name in self.renamed else self.table.c[name]
            for name in KEYS[export]
        ]


def _history(subject: Subject) -> _Source:
    table = HISTORIES[subject]
    return _Source(
        table, "timestamp", {"timestamp": table.c.occurred_at, "status": table.c.to_status}
    )


_SOURCES: Final = {
    Export.ORDER_HISTORY: _history(Subject.ORDER),
    Export.ITEM_HISTORY: _history(Subject.ITEM),
    Export.ORDERS: _Source(
        ORDERS,
        "created_at",
        {
            "order_id": ORDERS.c.id,
            "updated_at": ORDERS.c.changed_at,
            "promised_time": func.coalesce(ORDERS.c.first_promise, ORDERS.c.pickup_time),
            "amendments": ORDERS.c.amendment_seq,
            "placed_total": ORDERS.c.total_amount,
            "paid": ORDERS.c.paid_amount,
        },
    ),
    Export.AMENDMENTS: _Source(table_of(OrderAmendment), "recorded_at", {}),
}


@cache
def page(export: Export, filters: frozenset[str]) -> Statement:
    """The wanted rows of a page, and its last row too where there may be more: by `place`, `wanted`.

    `filters` are `start`, `end`, those of orders, and `after` where the page goes on after a row.
    """
    rows = _looked_at(export, filters).subquery("page")
    source, owner = _owners(export, rows)
    wanted = and_(true(), *_wanted(export, filters, rows, owner))
    columns = [_found(name, rows, owner).label(name) for name in COLUMNS[export]]
    return Statement(
        select(rows.c.place, wanted.label("wanted"), *columns)
        .select_from(source)
        .where(or_(wanted, rows.c.place == literal_column(str(ROWS))))
        .order_by(rows.c.place)
    )


def _looked_at(export: Export, filters: frozenset[str]) -> Select[Any]:
    source = _SOURCES[export]
    keys = source.keys(export)
    place = func.row_number().over(order_by=keys).label("place")
    rows = select(*source.columns(COLUMNS[export]), place).where(
        source.table.c.location_id == bindparam("location_id", type_=Text())
    )
    if source.moment in KEYS[export]:
        rows = rows.where(*_within(keys[0], filters))
    if "after" in filters:
        after: list[BindParameter[Any]] = [
            bindparam(f"after_{name}", type_=key.type)
            for name, key in zip(KEYS[export], keys, strict=True)
        ]
        rows = rows.where(tuple_(*keys) > tuple_(*after))
    return rows.order_by(*keys).limit(literal_column(str(ROWS)))


def _within(moment: ColumnElement[Any], filters: frozenset[str]) -> list[ColumnElement[bool]]:
    bounds = {"start": moment >= START, "end": moment < END}
    return [bounds[name] for name in sorted(filters.intersection(bounds))]


def _owners(export: Export, rows: FromClause) -> tuple[FromClause, FromClause]:
    """What is selected from, and which part of it knows brand and channel."""
    if export is Export.ORDERS:
        return rows, rows
    its_order = and_(ORDERS.c.location_id == rows.c.location_id, ORDERS.c.id == rows.c.order_id)
    joined = rows.join(ORDERS, its_order)
    if export is Export.ITEM_HISTORY:
        its_line = [ITEMS.c[name] == rows.c[name] for name in ("location_id", "order_id", "line")]
        joined = joined.join(ITEMS, and_(*its_line))
    return joined, ORDERS


def _wanted(
    export: Export, filters: frozenset[str], rows: FromClause, owner: FromClause
) -> list[ColumnElement[bool]]:
    conditions = [
        owner.c[name] == bindparam(name, type_=Text())
        for name in sorted(filters.intersection({"brand_id", "channel"}))
    ]
    if "brands" in filters:
        conditions.append(owner.c.brand_id == func.any(bindparam("brands", type_=ARRAY(Text()))))
    moment = _SOURCES[export].moment
    if moment not in KEYS[export]:
        conditions += _within(rows.c[moment], filters)
    return conditions


def _found(name: str, rows: FromClause, owner: FromClause) -> ColumnElement[Any]:
    places = (rows, owner, ITEMS)
    return next(place.c[name] for place in places if name in place.c)


@cache
def next_location(export: Export, filters: frozenset[str], *, beyond: bool) -> Statement:
    """The first that has rows, from `location` on or `beyond` it; those that are allowed are among `filters`."""
    located = _SOURCES[export].table.c.location_id
    given = bindparam("location", type_=Text())
    conditions = [located > given if beyond else located >= given]
    if "location_id" in filters:
        conditions.append(located == bindparam("location_id", type_=Text()))
    if "locations" in filters:
        allowed = bindparam("locations", type_=ARRAY(Text()))
        conditions.append(located == func.any(allowed))
    return Statement(select(func.min(located).label("location_id")).where(*conditions))
