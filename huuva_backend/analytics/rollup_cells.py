"""The tables of roll-ups and what their cells are made of: rows, summed up level by level."""

from collections.abc import Iterator
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
    exists,
    func,
    literal_column,
    not_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from huuva_backend.analytics import contributions, histogram
from huuva_backend.analytics.contributions import number
from huuva_backend.analytics.levels import LEVELS, ORIGIN, Level
from huuva_backend.analytics.rollup_models import (
    EverywhereRollup,
    Rollup,
    RollupMark,
    RollupSpan,
)
from huuva_backend.locations.models import LocationFeed
from huuva_backend.orders.events import EventType
from huuva_backend.orders.feed_models import OrderEvent
from huuva_backend.platform.db.base import table_of

ROLLUPS: Final = table_of(Rollup)
EVERYWHERE: Final = table_of(EverywhereRollup)
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
KEY_EVERYWHERE: Final = tuple(EVERYWHERE.primary_key.columns.keys())


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


def is_counted_everywhere() -> ColumnElement[bool]:
    """Whether the cells of all locations together have all of a location that its mark says."""
    same = and_(
        MARKS.c.everywhere_through == MARKS.c.through, MARKS.c.everywhere_seq == MARKS.c.seq
    )
    return func.coalesce(same, literal_column("false"))


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


def _at(level: Level, moment: ColumnElement[Any]) -> ColumnElement[Any]:
    """When the cell of a level begins in which a moment lies."""
    width = f"interval '{int(level.width.total_seconds())} seconds'"
    return func.date_bin(literal_column(width), moment, _ORIGIN)


def _added_up(
    rows: FromClause, level: Level, bin_number: ColumnElement[Any], longest: ColumnElement[Any]
) -> CTE:
    """Rows, or what narrower cells have, in the cells of a level: those of each bin apart."""
    keys = (
        rows.c.kind,
        _at(level, rows.c.at).label("at"),
        (rows.c.brand_id if level.brand else contributions.NOTHING).label("brand_id"),
        (rows.c.channel if level.channel else contributions.NOTHING).label("channel"),
        rows.c.status,
        rows.c.cause,
        bin_number.label("bin"),
    )
    return (
        select(
            *keys,
            func.sum(rows.c.count).cast(BigInteger()).label("count"),
            func.sum(rows.c.microseconds).label("microseconds"),
            func.max(longest).label("longest"),
        )
        .group_by(*(literal_column(str(place)) for place in range(1, len(keys) + 1)))
        .cte(f"of_level_{level.number}")
    )


def _by_level(counted: FromClause) -> Iterator[tuple[Level, CTE]]:
    """What rows count for in each level. Each is made of one that is finer and has the fewest cells, so that rows are added
    up once and not once a level.
    """
    length = counted.c.microseconds
    bins = case((length.is_not(None), contributions.bin_of(length)))
    finest = Level(0, min(level.width for level in LEVELS), brand=True, channel=True)
    made = {finest: _added_up(counted, finest, bins, length)}
    for level in sorted(LEVELS, key=lambda level: level.width):
        finer = [
            each for each in made if each.brand >= level.brand and each.channel >= level.channel
        ]
        of = made[max(finer, key=lambda each: (each.width, -each.told))]
        made[level] = _added_up(of, level, of.c.bin, of.c.longest)
        yield level, made[level]


def cells_of(counted: FromClause) -> CTE:
    """What rows of the location count for in each level."""
    levels = (_cells(level, parts) for level, parts in _by_level(counted))
    cells = union_all(*levels).subquery("unsorted")
    # So that two never wait for each other.
    return select(cells).order_by(*(cells.c[name] for name in KEY)).cte("cells")


def _cells(level: Level, parts: CTE) -> Select[Any]:
    of: dict[str, ColumnElement[Any]] = {
        "location_id": LOCATION,
        "level": literal_column(str(level.number), Integer()),
    }
    of |= {name: parts.c[{"starts_at": "at"}.get(name, name)] for name in KEY if name not in of}
    packed = entry(parts.c.bin, parts.c.count)
    cells: Select[Any] = select(
        *(of[name].label(name) for name in KEY),
        func.sum(parts.c.count).cast(BigInteger()).label("count"),
        func.sum(parts.c.microseconds).label("microseconds"),
        func.max(parts.c.longest).label("longest"),
        func.array_agg(aggregate_order_by(packed, packed))
        .filter(parts.c.bin.is_not(None))
        .label("histogram"),
    )
    return cells.group_by(*(of[name] for name in KEY if name not in ("location_id", "level")))


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


def summed(cells: FromClause) -> Select[Any]:
    """Cells of locations, summed up over them."""
    key = [cells.c[name] for name in KEY_EVERYWHERE]
    entries = func.unnest(cells.c.histogram).column_valued("entry")
    in_bin = bin_in(entries)
    size = func.sum(size_in(entries)).cast(BigInteger())
    bins = select(*key, entry(in_bin, size).label("entry")).group_by(*key, in_bin).subquery("bins")
    of_bins = [bins.c[name] for name in KEY_EVERYWHERE]
    packed = func.array_agg(aggregate_order_by(bins.c.entry, bins.c.entry)).label("histogram")
    histograms = select(*of_bins, packed).group_by(*of_bins).subquery("histograms")
    sums = (
        select(
            *key,
            func.sum(cells.c.count).cast(BigInteger()).label("count"),
            func.sum(cells.c.microseconds).label("microseconds"),
            func.max(cells.c.longest).label("longest"),
        )
        .group_by(*key)
        .subquery("sums")
    )
    same = and_(*(histograms.c[name] == sums.c[name] for name in KEY_EVERYWHERE))
    return select(*sums.c, histograms.c.histogram).select_from(sums.outerjoin(histograms, same))


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
            rows.c.brand_id,
            rows.c.channel,
        )
        .where(contributions.counted_later(rows))
        .subquery("ends")
    )
    return (
        select(*ends.c, reach_of(ends.c.began_at, ends.c.ended_at).label("reach"))
        .where(ends.c.ended_at - ends.c.began_at > long)
        .subquery("spans")
    )
