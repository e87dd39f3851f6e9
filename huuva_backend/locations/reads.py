"""The SQL that reads what is said of locations, and which there are."""

import dataclasses
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Text,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    union,
)

from huuva_backend.locations.intake import IntakeSwitch
from huuva_backend.locations.location import LocationSettings
from huuva_backend.locations.models import KitchenLocation, LocationFeed, LocationIntake
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, fields, records

LOCATIONS: Final = table_of(KitchenLocation)
FEEDS: Final = table_of(LocationFeed)
INTAKE: Final = table_of(LocationIntake)

LOCATION: Final = bindparam("location_id", type_=Text())
SETTINGS_FIELDS: Final = [field.name for field in dataclasses.fields(LocationSettings)]


def said_of(location: ColumnElement[str], kind: type) -> ColumnElement[Any]:
    """For another statement: what was said of a location that it reads anyway, as records of a dataclass's fields.

    No record where nothing was; `mapping.said` reads them.
    """
    names = [field.name for field in dataclasses.fields(kind)]
    row = select(func.row(*fields(LOCATIONS, names))).where(LOCATIONS.c.location_id == location)
    return records(row.correlate_except(LOCATIONS))


def intake_of(location: ColumnElement[str]) -> ColumnElement[Any]:
    """The same of its switches, which `mapping.switches` reads."""
    names = [field.name for field in dataclasses.fields(IntakeSwitch)]
    rows = select(func.row(*fields(INTAKE, names))).where(INTAKE.c.location_id == location)
    return records(rows.correlate_except(INTAKE))


SWITCHES: Final = Statement(
    select(func.clock_timestamp().label("now"), intake_of(LOCATION).label("intake"))
)

GET: Final = Statement(
    select(
        said_of(LOCATION, LocationSettings).label("said"),
        exists().where(FEEDS.c.location_id == LOCATION).label("has_orders"),
    )
)

_counted = select(FEEDS.c.location_id).where(FEEDS.c.location_id != literal_column("''"))
_known = union(_counted, select(LOCATIONS.c.location_id)).subquery("known")
_after = bindparam("after", type_=Text())
_own = bindparam("own", type_=ARRAY(Text()))
PAGE: Final = Statement(
    select(
        _known.c.location_id,
        records(
            select(func.row(*fields(LOCATIONS, SETTINGS_FIELDS)))
            .where(LOCATIONS.c.location_id == _known.c.location_id)
            .correlate(_known)
        ).label("said"),
    )
    .where(
        or_(_after.is_(None), _known.c.location_id > _after),
        or_(_own.is_(None), _known.c.location_id == func.any(_own)),
    )
    .order_by(_known.c.location_id)
    .limit(bindparam("limit", type_=Integer()))
)
"""All of which something was said or which had orders, by id; of `:own` alone unless that is NULL."""

CLOSING: Final = Statement(
    select(func.clock_timestamp().label("now"), *fields(LOCATIONS, SETTINGS_FIELDS))
    .where(LOCATIONS.c.close_after_minutes >= literal_column("0"))
    .order_by(LOCATIONS.c.location_id)
)
"""Those whose day is closed, by the database's clock."""
