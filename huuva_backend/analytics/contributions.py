"""What each history row counts for, in SQL: what roll-ups add up, and what is read beside them, are these rows.

A row of history is never changed, and neither are its order's brand and channel, so what it counts for never changes
either: nothing that is added up is ever taken back.
"""

from collections.abc import Mapping
from enum import StrEnum
from math import log
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Double,
    FromClause,
    Select,
    Table,
    Text,
    and_,
    case,
    exists,
    func,
    literal_column,
    not_,
    null,
    or_,
    select,
    union_all,
)

from huuva_backend.analytics import histogram
from huuva_backend.analytics.measures import FIRST_ARRIVALS, EndedBy, Exclusion, Subject
from huuva_backend.analytics.scope import HISTORIES, ITEMS, ORDERS, by_close
from huuva_backend.orders.lifecycle import OrderStatus

ORDER_HISTORY: Final = HISTORIES[Subject.ORDER]
ITEM_HISTORY: Final = HISTORIES[Subject.ITEM]


class Kind(StrEnum):
    """What is counted. Claims by when their order was created, all else by when it happened."""

    ORDER_STAY = "order-stay"
    ITEM_STAY = "item-stay"
    ARRIVAL = "arrival"
    ORDER_CLAIM = "order-claim"
    ITEM_CLAIM = "item-claim"


STAYS: Final[Mapping[Subject, Kind]] = {
    Subject.ORDER: Kind.ORDER_STAY,
    Subject.ITEM: Kind.ITEM_STAY,
}
CLAIMS: Final[Mapping[Subject, Kind]] = {
    Subject.ORDER: Kind.ORDER_CLAIM,
    Subject.ITEM: Kind.ITEM_CLAIM,
}
RECEIVED: Final = str(OrderStatus.RECEIVED)
"""The status of the arrivals with which orders begin, whatever status they begin with."""

COLUMNS: Final = (
    *("kind", "location_id", "brand_id", "channel", "at", "status", "cause"),
    *("count", "microseconds"),
)
"""Of each row: `cause` is how a stay ended, or why an arrival isn't counted; empty where that is no question."""

OF_ORDER: Final = tuple(ORDERS.c[name] for name in ("brand_id", "channel", "created_at", "claims"))
"""What counts of an order; never amended."""

MOMENT: Final = DateTime(timezone=True)
ONE: Final[ColumnElement[int]] = literal_column("1", BigInteger())


def constant(text: str) -> ColumnElement[str]:
    return literal_column(f"'{text}'", Text())


def number(value: int) -> ColumnElement[int]:
    return literal_column(str(value), BigInteger())


NOTHING: Final = constant("")


def bin_of(microseconds: ColumnElement[Any]) -> ColumnElement[int]:
    """As `histogram.bin_of`."""
    wider: ColumnElement[float] = literal_column(f"'{log(histogram.GAMMA)!r}'::float8", Double())
    exponent = func.ceil(func.ln(func.greatest(microseconds, ONE).cast(Double())) / wider)
    return case((microseconds <= number(0), number(0)), else_=exponent.cast(BigInteger()) + ONE)


def in_microseconds(seconds: ColumnElement[Any]) -> ColumnElement[int]:
    """Whole ones, so that sums are exact."""
    return func.round(seconds * number(histogram.MICROSECONDS)).cast(BigInteger())


def told(rows: FromClause) -> Select[Any]:
    """History, or rows with its columns, with what counts of their orders. Everything below takes such rows."""
    return select(*rows.c, *OF_ORDER).join_from(rows, ORDERS, is_order_of(rows))


def is_order_of(rows: FromClause) -> ColumnElement[bool]:
    return and_(ORDERS.c.location_id == rows.c.location_id, ORDERS.c.id == rows.c.order_id)


def _row(
    kind: Kind,
    rows: FromClause,
    at: ColumnElement[Any],
    status: ColumnElement[Any],
    cause: ColumnElement[Any],
    *,
    count: ColumnElement[Any] = ONE,
    microseconds: ColumnElement[Any] | None = None,
) -> list[ColumnElement[Any]]:
    values = {
        "kind": constant(kind),
        "location_id": rows.c.location_id,
        "brand_id": rows.c.brand_id,
        "channel": rows.c.channel,
        "at": at,
        "status": status,
        "cause": cause,
        "count": count,
        "microseconds": null().cast(BigInteger()) if microseconds is None else microseconds,
    }
    return [values[name].label(name) for name in COLUMNS]


def ended(rows: FromClause) -> ColumnElement[str]:
    """How a stay ended; of one that had begun before its order was recorded, that."""
    return case(
        (rows.c.begun_before_recorded, constant(Exclusion.BEGUN_BEFORE)),
        (by_close(rows), constant(EndedBy.CLOSE)),
        (rows.c.recall, constant(EndedBy.RECALL)),
        (rows.c.to_status == constant(OrderStatus.CANCELLED), constant(EndedBy.CANCEL)),
        else_=constant(EndedBy.FORWARD),
    )


def stays(subject: Subject, rows: FromClause) -> Select[Any]:
    """Of the rows that end one. A bundle is no work of its own: its parts are."""
    worked_on = [not_(rows.c.bundle)] if subject is Subject.ITEM else []
    return select(
        *_row(
            STAYS[subject],
            rows,
            rows.c.occurred_at,
            rows.c.from_status,
            ended(rows),
            microseconds=in_microseconds(rows.c.previous_seconds),
        )
    ).where(rows.c.from_status.is_not(None), *worked_on)


FIRST: Final[ColumnElement[int]] = literal_column("1")


def is_beginning(rows: FromClause) -> ColumnElement[bool]:
    begins: ColumnElement[bool] = rows.c.seq == FIRST
    return begins


def is_arrival(rows: FromClause) -> ColumnElement[bool]:
    return or_(*(rows.c.to_status == constant(status) for status in FIRST_ARRIVALS.values()))


def _earlier(rows: FromClause) -> tuple[Table, ColumnElement[bool]]:
    """The rows of the same order that are before these, but for those where nobody brought it anywhere."""
    earlier = ORDER_HISTORY.alias("earlier")
    same = [earlier.c[name] == rows.c[name] for name in ("location_id", "order_id")]
    return earlier, and_(*same, earlier.c.seq < rows.c.seq, not_(by_close(earlier)))  # type: ignore[return-value]


def is_again(rows: FromClause) -> ColumnElement[bool]:
    """Whether the order had been there before. A second arrival has two changes before it at least."""
    earlier, before = _earlier(rows)
    return and_(
        rows.c.seq > literal_column("2"),
        not_(by_close(rows)),
        exists().where(before, earlier.c.to_status == rows.c.to_status),
    )


def arrivals(rows: FromClause) -> Select[Any]:
    """As `measures.FIRST_ARRIVALS` counts them."""
    cause = case(
        (by_close(rows), constant(Exclusion.BY_CLOSE)),
        (is_again(rows), constant(Exclusion.AGAIN)),
        else_=NOTHING,
    )
    row = _row(Kind.ARRIVAL, rows, rows.c.occurred_at, rows.c.to_status, cause)
    return select(*row).where(is_arrival(rows))


def beginnings(rows: FromClause) -> Select[Any]:
    row = _row(Kind.ARRIVAL, rows, rows.c.occurred_at, constant(RECEIVED), NOTHING)
    return select(*row).where(is_beginning(rows))


def previous_arrival(rows: FromClause) -> ColumnElement[Any]:
    """When an order arrived before at something that is counted; null at its beginning."""
    earlier, before = _earlier(rows)
    firsts = (
        select(func.min(earlier.c.occurred_at).label("at"))
        .where(before, or_(is_beginning(earlier), is_arrival(earlier)))
        .group_by(earlier.c.to_status)
        .correlate(rows)
        .subquery("firsts")
    )
    return select(func.max(firsts.c.at)).scalar_subquery()


def counted_later(rows: FromClause) -> ColumnElement[bool]:
    """Whether a row is an arrival that counts and that isn't its order's first."""
    return and_(rows.c.seq > FIRST, is_arrival(rows), not_(by_close(rows)), not_(is_again(rows)))


def claims(subject: Subject, rows: FromClause) -> Select[Any]:
    """Those that came with what these rows, of the subject's history, begin."""
    source, table = rows, rows
    if subject is Subject.ITEM:
        same = (ITEMS.c[name] == rows.c[name] for name in ("location_id", "order_id", "line"))
        source, table = rows.join(ITEMS, and_(*same)), ITEMS
    entries = func.jsonb_array_length(table.c.claims).cast(BigInteger())
    return (
        select(*_row(CLAIMS[subject], rows, rows.c.created_at, NOTHING, NOTHING, count=entries))
        .select_from(source)
        .where(is_beginning(rows), table.c.claims.is_not(None))
    )


def of_rows(
    orders: FromClause,
    items: FromClause,
    begun_orders: FromClause | None = None,
    begun_items: FromClause | None = None,
) -> FromClause:
    """All that rows of both histories count for; claims by rows of their own where those are given."""
    return union_all(
        stays(Subject.ORDER, orders),
        stays(Subject.ITEM, items),
        beginnings(orders),
        arrivals(orders),
        claims(Subject.ORDER, orders if begun_orders is None else begun_orders),
        claims(Subject.ITEM, items if begun_items is None else begun_items),
    ).cte("counted")
