"""The SQL that lets go of old events, and begins other epochs."""

from typing import Final

from sqlalchemy import (
    Integer,
    Interval,
    Text,
    bindparam,
    delete,
    func,
    literal_column,
    or_,
    select,
    true,
)

from huuva_backend.feed.reads import EVENTS, FEEDS
from huuva_backend.orders.epochs import EPOCHS, beginning
from huuva_backend.platform.db.statement import Statement

_TOO_OLD: Final = func.clock_timestamp() - bindparam("retention", type_=Interval())

_oldest = (
    select(EVENTS.c.at)
    .where(EVENTS.c.location_id == FEEDS.c.location_id)
    .order_by(EVENTS.c.seq)
    .limit(literal_column("1"))
    .lateral("oldest")
)
FIND_EXPIRED: Final = Statement(
    select(FEEDS.c.location_id)
    .select_from(FEEDS.join(_oldest, true()))
    .where(_oldest.c.at < _TOO_OLD)
    .order_by(FEEDS.c.location_id)
)
"""The locations whose oldest event is too old."""

_batch = (
    select(EVENTS.c.location_id, EVENTS.c.seq, EVENTS.c.at)
    .where(EVENTS.c.location_id == bindparam("location_id", type_=Text()))
    .order_by(EVENTS.c.seq)
    .limit(bindparam("limit", type_=Integer()))
    .cte("batch")
)
_first_kept = select(func.min(_batch.c.seq)).where(_batch.c.at >= _TOO_OLD).scalar_subquery()
_gone = (
    delete(EVENTS)
    .where(
        EVENTS.c.location_id == _batch.c.location_id,
        EVENTS.c.seq == _batch.c.seq,
        or_(_first_kept.is_(None), EVENTS.c.seq < _first_kept),
    )
    .returning(EVENTS.c.seq)
    .cte("gone")
)
EXPIRE: Final = Statement(select(func.count().label("gone")).select_from(_gone))
"""Lets go of a location's oldest events up to the first that is kept, so that what is left has no hole."""

_LOCATION: Final = bindparam("location_id", type_=Text())
_EPOCH: Final = bindparam("epoch", type_=Text())

RENEW: Final = Statement(
    beginning(
        or_(_LOCATION.is_(None), FEEDS.c.location_id == _LOCATION),
        or_(_EPOCH.is_(None), EPOCHS.c.epoch == _EPOCH),
    ).returning(EPOCHS.c.location_id)
)
"""Of one location, or of all; only where the epoch is still `:epoch`, unless that is null."""
