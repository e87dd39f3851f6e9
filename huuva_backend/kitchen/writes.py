"""The SQL that keeps what a location says of its stations."""

from typing import Final

from sqlalchemy import ARRAY, Integer, Text, bindparam, delete, exists, func, select
from sqlalchemy.dialects import postgresql

from huuva_backend.kitchen.reads import LOCATION, STATION, STATIONS
from huuva_backend.platform.db.statement import Statement

_THRESHOLDS: Final = {
    name: bindparam(name, type_=Integer()) for name in ("warn_seconds", "late_seconds")
}
_OF_STATION: Final = (STATIONS.c.location_id == LOCATION, STATIONS.c.station == STATION)


def _put() -> Statement:
    before = select(STATIONS.c.station).where(*_OF_STATION).cte("before")
    given = postgresql.insert(STATIONS).values(location_id=LOCATION, station=STATION, **_THRESHOLDS)
    return Statement(
        given.on_conflict_do_update(
            index_elements=["location_id", "station"], set_=_THRESHOLDS
        ).returning(exists(before.select()).label("replaced"))
    )


PUT_STATION: Final = _put()
"""Tells whether there was one before."""

REMOVE_STATION: Final = Statement(delete(STATIONS).where(*_OF_STATION))

FORGET_OTHERS: Final = Statement(
    delete(STATIONS).where(
        STATIONS.c.location_id == LOCATION,
        STATIONS.c.station != func.all(bindparam("stations", type_=ARRAY(Text()))),
    )
)
"""All of which the location says something but `:stations`."""
