"""The SQL that keeps what is said of a location."""

from typing import Final

from sqlalchemy import bindparam, exists, select
from sqlalchemy.dialects.postgresql import insert

from huuva_backend.locations.reads import LOCATION, LOCATIONS, SETTINGS_FIELDS
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
