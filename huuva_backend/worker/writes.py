"""The SQL of the loops: who holds which, and the natural keys that have expired."""

from typing import Final

from sqlalchemy import (
    Integer,
    Interval,
    Text,
    Uuid,
    and_,
    bindparam,
    delete,
    exists,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql

from huuva_backend.orders.reads import DEDUPE, FEEDS, KEY_FIELDS
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, fields
from huuva_backend.worker.models import WorkerLease

LEASES: Final = table_of(WorkerLease)

_LOOP: Final = bindparam("loop", type_=Text())
_HOLDER: Final = bindparam("holder", type_=Uuid())
_LATER: Final = func.clock_timestamp() + bindparam("length", type_=Interval())

_others = (
    select(LEASES.c.loop)
    .where(
        LEASES.c.loop == _LOOP,
        LEASES.c.until > func.clock_timestamp(),
        LEASES.c.holder.is_distinct_from(_HOLDER),
    )
    .correlate(None)
)
_taking = postgresql.insert(LEASES).from_select(
    ["loop", "holder", "until"], select(_LOOP, _HOLDER, _LATER).where(~exists(_others))
)
TAKE: Final = Statement(
    _taking.on_conflict_do_update(
        index_elements=[LEASES.c.loop],
        set_={"holder": _taking.excluded.holder, "until": _taking.excluded.until},
        where=or_(
            LEASES.c.until <= func.clock_timestamp(), LEASES.c.holder == _taking.excluded.holder
        ),
    ).returning(LEASES.c.loop)
)
"""Takes or renews a lease; no row, and nothing written, while it is another's or nobody's turn.

The clock is the database's, so that those of the processes needn't agree.
"""

GIVE_BACK: Final = Statement(
    update(LEASES)
    .values(holder=null(), until=_LATER)
    .where(LEASES.c.loop == _LOOP, LEASES.c.holder == _HOLDER)
)
"""Lets go of a lease that is held. For `:length` it is nobody's turn."""

_first_to_expire = (
    select(DEDUPE.c.expires_at)
    .where(DEDUPE.c.location_id == FEEDS.c.location_id)
    .order_by(DEDUPE.c.expires_at)
    .limit(literal_column("1"))
    .lateral("first_to_expire")
)
FIND_EXPIRED_KEYS: Final = Statement(
    select(FEEDS.c.location_id)
    .select_from(FEEDS.join(_first_to_expire, true()))
    .where(_first_to_expire.c.expires_at <= func.now())
    .order_by(FEEDS.c.location_id)
)
"""The locations that have natural keys that have expired."""

_expired = (
    select(*fields(DEDUPE, KEY_FIELDS))
    .where(
        DEDUPE.c.location_id == bindparam("location_id", type_=Text()),
        DEDUPE.c.expires_at <= func.now(),
    )
    .order_by(DEDUPE.c.expires_at)
    .limit(bindparam("limit", type_=Integer()))
    .with_for_update(skip_locked=True)
    .cte("expired")
)
_gone = (
    delete(DEDUPE)
    .where(and_(*(DEDUPE.c[name] == _expired.c[name] for name in KEY_FIELDS)))
    .returning(DEDUPE.c.order_id)
    .cte("gone")
)
EXPIRE_KEYS: Final = Statement(select(func.count().label("gone")).select_from(_gone))
"""Deletes a location's natural keys that expired first, at most `:limit`.

A key that is being taken again at this moment is locked, and passed over; once it is taken it isn't
expired any more, and a lock that was waited for would see that.
"""
