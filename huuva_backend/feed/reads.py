"""The SQL that reads a feed. Each statement is one snapshot, and costs a few look-ups by key.

Events travel as arrays of records whose fields stand in the order of those of `Event`.
"""

import dataclasses
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Integer,
    Text,
    bindparam,
    column,
    func,
    literal_column,
    or_,
    select,
)

from huuva_backend.feed.event import Event
from huuva_backend.locations.models import LocationFeed
from huuva_backend.orders.epochs import EPOCHS, NEWEST, OF_THE_COUNTER, newest_of
from huuva_backend.orders.feed_models import OrderEvent
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, records

FEEDS: Final = table_of(LocationFeed)
EVENTS: Final = table_of(OrderEvent)
EVENT_FIELDS: Final = tuple(field.name for field in dataclasses.fields(Event))

_LOCATION: Final = bindparam("location_id", type_=Text())


def _events(
    location: ColumnElement[str], after: ColumnElement[int], *narrowed: ColumnElement[bool]
) -> ColumnElement[Any]:
    rows = (
        select(func.row(*(EVENTS.c[name] for name in EVENT_FIELDS)))
        .where(EVENTS.c.location_id == location, EVENTS.c.seq > after, *narrowed)
        .order_by(EVENTS.c.seq)
        .limit(bindparam("limit", type_=Integer()))
    )
    return records(rows)


_EXTENT: Final = (
    select(EVENTS.c.seq)
    .where(EVENTS.c.location_id == _LOCATION)
    .order_by(EVENTS.c.seq)
    .limit(literal_column("1"))
    .scalar_subquery()
    .label("oldest"),
    newest_of(_LOCATION),
)

EXTENT: Final = Statement(select(*_EXTENT))

FOLLOWING: Final = Statement(
    select(*_EXTENT, _events(_LOCATION, bindparam("after", type_=BigInteger())).label("events"))
)
"""All of them, those of products too."""

_brands = bindparam("brands", type_=ARRAY(Text()))
_OF_ORDERS: Final = EVENTS.c.order_id.is_not(None)
_OF_BRANDS: Final = or_(_brands.is_(None), EVENTS.c.brand_id == func.any(_brands))
PAGE: Final = Statement(
    select(
        *_EXTENT,
        _events(_LOCATION, bindparam("after", type_=BigInteger()), _OF_ORDERS, _OF_BRANDS).label(
            "events"
        ),
    )
)
"""Those of orders, of `:brands` alone unless that is null."""

_WATCHED: Final = (
    func.unnest(
        bindparam("location_ids", type_=ARRAY(Text())),
        bindparam("cursors", type_=ARRAY(Text())),
        bindparam("seqs", type_=ARRAY(BigInteger())),
    )
    .table_valued(
        column("location_id", Text()), column("cursor", Text()), column("seq", BigInteger())
    )
    .render_derived("watched")
)

NEWS: Final = Statement(
    select(
        _WATCHED.c.location_id,
        NEWEST.label("cursor"),
        _events(_WATCHED.c.location_id, _WATCHED.c.seq).label("events"),
    )
    .select_from(
        _WATCHED.outerjoin(FEEDS, FEEDS.c.location_id == _WATCHED.c.location_id).outerjoin(
            EPOCHS, OF_THE_COUNTER
        )
    )
    .where(_WATCHED.c.cursor != NEWEST)
)
"""Of all locations watched those whose counter isn't where it was, with their next events."""
