"""The SQL that makes partners and keys, and ends keys."""

from typing import Final

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Interval,
    and_,
    bindparam,
    func,
    literal_column,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from huuva_backend.partners.partner import KeyState
from huuva_backend.partners.reads import ID, KEYS, OF_PARTNER, PARTNERS, state
from huuva_backend.platform.db.statement import Statement

_NOW: Final = func.clock_timestamp()

_GIVEN: Final = (
    *("id", "partner_id", "digest"),
    *("scopes", "brand_ids", "location_ids", "stations", "rate_limit"),
)

ADD_PARTNER: Final = Statement(
    insert(PARTNERS)
    .values(
        {name: bindparam(name, type_=PARTNERS.c[name].type) for name in ("id", "name", "kind")}
        | {"created_at": _NOW}
    )
    .on_conflict_do_nothing()
    .returning(*PARTNERS.c)
)
"""No row where there is one of this id."""

ADD: Final = Statement(
    insert(KEYS)
    .values(
        {name: bindparam(name, type_=KEYS.c[name].type) for name in (*_GIVEN, "expires_at")}
        | {"created_at": _NOW}
    )
    .on_conflict_do_nothing()
    .returning(KEYS.c.id)
)
"""No row where the prefix is another's."""

OVERLAP: Final = Statement(
    update(KEYS)
    .values(
        overlaps_until=func.least(
            KEYS.c.overlaps_until, _NOW + bindparam("overlap", type_=Interval())
        )
    )
    .where(OF_PARTNER, state() == literal_column(f"'{KeyState.LIVE}'"))
    .returning(KEYS.c.id)
)
"""Lets a key that is live go on for `:overlap` at most. No row where it isn't."""


def _revoke(which: ColumnElement[bool]) -> Statement:
    at = func.coalesce(KEYS.c.revoked_at, _NOW)
    return Statement(update(KEYS).values(revoked_at=at).where(which).returning(KEYS.c.id))


REVOKE: Final = _revoke(OF_PARTNER)
"""At once and for good. No row where the partner has no such key."""

REVOKE_BY_PREFIX: Final = _revoke(KEYS.c.id == ID)

USE: Final = Statement(
    update(KEYS)
    .values(last_used_at=bindparam("used_at", type_=DateTime(timezone=True)))
    .where(
        and_(
            KEYS.c.id == ID,
            func.coalesce(KEYS.c.last_used_at, literal_column("'-infinity'"))
            < bindparam("used_at", type_=DateTime(timezone=True)),
        )
    )
)
"""When it was used last, unless another process knows better."""
