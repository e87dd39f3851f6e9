"""The tables of roll-ups and what their cells are made of: rows, summed up level by level."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    Interval,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    column,
    exists,
    false,
    func,
    literal_column,
    not_,
    select,
    true,
    values,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from huuva_backend.analytics import contributions, histogram
from huuva_backend.analytics.contributions import number
from huuva_backend.analytics.levels import LEVELS, ORIGIN
from huuva_backend.analytics.rollup_models import Rollup, RollupMark, RollupSpan
from huuva_backend.analytics.scope import ORDERS
from huuva_backend.locations.models import LocationFeed
from huuva_backend.orders.events import EventType
from huuva_backend.orders.feed_models import OrderEvent
from huuva_backend.platform.db.base import table_of

ROLLUPS: Final = table_of(Rollup)
SPANS: Final = table_of(RollupSpan)
MARKS: Final = table_of(RollupMark)
FEEDS: Final = table_of(LocationFeed)
EVENTS: Final = table_of(OrderEvent)

BEGINNING: Final = UUID(int=0)
END: Final = UUID(int=2**128 - 1)
"""Before and after all ids of orders."""

SPAN_HOURS: Final = 1
WIDEST_REACH: Final = 20
"""Two to its power is a century in hours: spans that are longer have it too."""
LOCATION: Final = bindparam("location_id", type_=Text())
SUMS: Final = ("count", "microseconds", "longest", "histogram")
_ORIGIN: Final[ColumnElement[Any]] = literal_column(f"timestamptz '{ORIGIN.isoformat()}'")
KEY: Final = tuple(ROLLUPS.primary_key.columns.keys())


def uuid(value: UUID) -> ColumnElement[UUID]:
    return literal_column(f"'{value}'::uuid", Uuid())


def is_change(events: FromClause) -> ColumnElement[bool]:
    """Whether an event tells of a version of its own: who shows an order to the kitchen makes none."""
    changes: ColumnElement[bool] = events.c.type != contributions.constant(EventType.RELEASED)
    return changes


def is_torn(marks: FromClause, feeds: FromClause) -> ColumnElement[bool]:
    """Whether events that should be added next are kept no more."""
    following = exists().where(
        EVENTS.c.location_id == marks.c.location_id, EVENTS.c.seq == marks.c.seq + number(1)
    )
    return and_(marks.c.through > uuid(BEGINNING), marks.c.seq < feeds.c.last_seq, not_(following))


def place_of() -> CTE:
    return (
        select(MARKS.c.location_id, MARKS.c.through, MARKS.c.seq, FEEDS.c.last_seq)
        .join_from(MARKS, FEEDS, FEEDS.c.location_id == MARKS.c.location_id)
        .where(MARKS.c.location_id == LOCATION)
        .cte("place")
    )


def entry(bin_number: ColumnElement[Any], size: ColumnElement[Any]) -> ColumnElement[int]:
    """Of a histogram."""
    return bin_number.op("<<")(literal_column(str(histogram.SIZE_BITS), Integer())) + size


def bin_in(of: ColumnElement[Any]) -> ColumnElement[int]:
    return of.op(">>")(literal_column(str(histogram.SIZE_BITS), Integer()))


def size_in(of: ColumnElement[Any]) -> ColumnElement[int]:
    return of.op("&")(number(histogram.SIZE_MASK))


def _interval(width: timedelta) -> str:
    return f"interval '{int(width.total_seconds())} seconds'"


def _levels() -> FromClause:
    shape = values(
        column("level", Integer()),
        column("width", Interval()),
        column("brand"),
        column("channel"),
        name="levels",
    )
    return shape.data(
        [
            (
                literal_column(f"{level.number}::integer"),
                literal_column(_interval(level.width)),
                true() if level.brand else false(),
                true() if level.channel else false(),
            )
            for level in LEVELS
        ]
    )


def _added_up(
    rows: FromClause, keys: Mapping[str, ColumnElement[Any]], lengths: Sequence[ColumnElement[Any]]
) -> Select[Any]:
    microseconds, longest = lengths
    return select(
        *(value.label(name) for name, value in keys.items()),
        func.sum(rows.c.count).cast(BigInteger()).label("count"),
        func.sum(microseconds).label("microseconds"),
        func.max(longest).label("longest"),
    ).group_by(*(literal_column(str(place)) for place in range(1, len(keys) + 1)))


def _finest(counted: FromClause) -> CTE:
    """What rows count for in the narrowest cells that tell all apart, of which all others are made."""
    length = counted.c.microseconds
    width: ColumnElement[Any] = literal_column(_interval(min(level.width for level in LEVELS)))
    keys = {
        **{name: counted.c[name] for name in ("location_id", "kind", "brand_id", "channel")},
        "at": func.date_bin(width, counted.c.at, _ORIGIN),
        **{name: counted.c[name] for name in ("status", "cause")},
        "bin": case((length.is_not(None), contributions.bin_of(length))),
    }
    return _added_up(counted, keys, (length, length)).cte("finest").prefix_with("MATERIALIZED")


def _by_bin(counted: FromClause) -> CTE:
    """What rows count for in each level, those of each bin apart."""
    levels, parts = _levels(), _finest(counted)
    keys = {
        "location_id": parts.c.location_id,
        "level": levels.c.level,
        "kind": parts.c.kind,
        "starts_at": func.date_bin(levels.c.width, parts.c.at, _ORIGIN),
        "brand_id": case((levels.c.brand, parts.c.brand_id), else_=contributions.NOTHING),
        "channel": case((levels.c.channel, parts.c.channel), else_=contributions.NOTHING),
        "status": parts.c.status,
        "cause": parts.c.cause,
        "bin": parts.c.bin,
    }
    sums = _added_up(parts, keys, (parts.c.microseconds, parts.c.longest))
    return sums.select_from(parts.join(levels, true())).cte("by_bin")


def cells_of(counted: FromClause) -> CTE:
    """What rows count for in each level."""
    parts = _by_bin(counted)
    packed = entry(parts.c.bin, parts.c.count)
    return (
        select(
            *(parts.c[name] for name in KEY),
            func.sum(parts.c.count).cast(BigInteger()).label("count"),
            func.sum(parts.c.microseconds).label("microseconds"),
            func.max(parts.c.longest).label("longest"),
            func.array_agg(aggregate_order_by(packed, packed))
            .filter(parts.c.bin.is_not(None))
            .label("histogram"),
        )
        .group_by(*(parts.c[name] for name in KEY))
        .order_by(*(parts.c[name] for name in KEY))  # so that two never wait for each other
        .cte("cells")
    )


def merged(both: ColumnElement[Any]) -> ColumnElement[Any]:
    """Of the entries of two histograms, those of one."""
    entries = func.unnest(both).column_valued("entry")
    in_bin = bin_in(entries)
    sums = (
        select(entry(in_bin, func.sum(size_in(entries)).cast(BigInteger())).label("entry"))
        .group_by(in_bin)
        .subquery("sums")
    )
    return select(func.array_agg(aggregate_order_by(sums.c.entry, sums.c.entry))).scalar_subquery()


def reach_of(began: ColumnElement[Any], ended: ColumnElement[Any]) -> ColumnElement[int]:
    hours = func.extract("epoch", ended - began) / literal_column("3600.0")
    reach = func.ceil(func.log(literal_column("2"), hours)).cast(Integer())
    return func.least(reach, literal_column(str(WIDEST_REACH))).cast(Integer())


def spans(rows: FromClause) -> FromClause:
    """The spans that arrivals end."""
    long = literal_column(f"interval '{SPAN_HOURS} hour'", Interval())
    ends = (
        select(
            rows.c.location_id,
            contributions.previous_arrival(rows).label("began_at"),
            rows.c.order_id,
            rows.c.seq,
            rows.c.occurred_at.label("ended_at"),
            ORDERS.c.brand_id,
            ORDERS.c.channel,
        )
        .select_from(contributions.of_orders(rows))
        .where(contributions.counted_later(rows))
        .subquery("ends")
    )
    return (
        select(*ends.c, reach_of(ends.c.began_at, ends.c.ended_at).label("reach"))
        .where(ends.c.ended_at - ends.c.began_at > long)
        .subquery("spans")
    )
