"""The SQL that keeps what is said of a location."""

from typing import Final

from sqlalchemy import ARRAY, Text, bindparam, delete, exists, func, literal_column, select
from sqlalchemy.dialects.postgresql import insert

from huuva_backend.locations.reads import INTAKE, LOCATION, LOCATIONS, SETTINGS_FIELDS
from huuva_backend.platform.db.statement import Statement


def _put() -> Statement:
    before = select(LOCATIONS.c.location_id).where(LOCATIONS.c.location_id == LOCATION)
    said = {name: bindparam(name, type_=LOCATIONS.c[name].type) for name in SETTINGS_FIELDS}
    others = {name: value for name, value in said.items() if name != "location_id"}
    given = insert(LOCATIONS).values(said)
    return Statement(
        given.on_conflict_do_update(index_elements=["location_id"], set_=others).returning(
            exists(before.cte("before").select()).label("replaced")
        )
    )


PUT: Final = _put()
"""Tells whether something was said before."""


def _set_intake() -> Statement:
    channels = func.unnest(bindparam("channels", type_=ARRAY(Text()))).column_valued("channel")
    names = ["mode", "extra_minutes", "until", "reason"]
    given = [bindparam(name, type_=INTAKE.c[name].type) for name in names]
    made = insert(INTAKE).from_select(
        ["location_id", "channel", *names, "since"],
        select(LOCATION, channels, *given, func.clock_timestamp()),
    )
    said = {name: made.excluded[name] for name in (*names, "since")}
    return Statement(
        made.on_conflict_do_update(index_elements=["location_id", "channel"], set_=said)
    )


SET_INTAKE: Final = _set_intake()

FORGET_INTAKE: Final = Statement(
    delete(INTAKE).where(INTAKE.c.location_id == LOCATION, INTAKE.c.channel != literal_column("''"))
)
"""What was said of single channels."""
