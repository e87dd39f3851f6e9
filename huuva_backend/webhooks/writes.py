"""The SQL that makes and changes endpoints, and keeps how far they have been told and what became of it."""

from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    DateTime,
    Integer,
    Interval,
    Text,
    Uuid,
    and_,
    bindparam,
    column,
    delete,
    func,
    literal_column,
    null,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from huuva_backend.orders.reads import EVENTS
from huuva_backend.platform.db.statement import Statement, fields, recordset
from huuva_backend.webhooks.endpoint import DeliveryState
from huuva_backend.webhooks.reads import (
    CURSORS,
    DELIVERIES,
    DELIVERY_FIELDS,
    ENDPOINT_ID,
    ENDPOINTS,
    ID,
    IS_PENDING,
    LOCATION_IDS,
    NOW,
    OWN,
    endpoint_columns,
)

_SAID: Final = ("url", "events", "brand_ids", "location_ids", "dialect")
_MADE: Final = ("id", "owner", *_SAID, "sealed", "created_at")
_ONE: Final[ColumnElement[Any]] = literal_column("1")
_ANOTHER: Final = {"generation": ENDPOINTS.c.generation + _ONE}


def _given(*names: str) -> dict[str, ColumnElement[Any]]:
    return {name: bindparam(name, type_=ENDPOINTS.c[name].type) for name in names}


ADD: Final = Statement(
    insert(ENDPOINTS).values(_given(*_MADE) | {"generation": _ONE}).returning(*endpoint_columns())
)
CHANGE: Final = Statement(
    update(ENDPOINTS)
    .values(_given(*_SAID, "disabled_at", "disabled_reason", "failing_since") | _ANOTHER)
    .where(ENDPOINTS.c.id == ID, OWN)
    .returning(*endpoint_columns())
)
ROTATE: Final = Statement(
    update(ENDPOINTS)
    .values(_given("sealed", "overlaps_until") | {"sealed_before": ENDPOINTS.c.sealed} | _ANOTHER)
    .where(ENDPOINTS.c.id == ID, OWN)
    .returning(*endpoint_columns())
)
"""The secret of before is kept beside the new one; what was before that is gone."""

TOUCH: Final = Statement(
    update(ENDPOINTS).values(_ANOTHER).where(ENDPOINTS.c.id == ID).returning(ENDPOINTS.c.id)
)
"""Tells workers that what they know of it holds no more, and keeps them from moving its cursors."""

REMOVE: Final = Statement(
    delete(ENDPOINTS).where(ENDPOINTS.c.id == ID, OWN).returning(ENDPOINTS.c.id)
)
FORGET: Final = Statement(delete(CURSORS).where(CURSORS.c.endpoint_id == ENDPOINT_ID))

_STANDS: Final = ("location_id", "endpoint_id", "cursor", "untold_since")
_cursors = (
    func.unnest(
        LOCATION_IDS,
        bindparam("endpoint_ids", type_=ARRAY(Uuid())),
        bindparam("generations", type_=ARRAY(Integer())),
        bindparam("cursors", type_=ARRAY(Text())),
        bindparam("untold_since", type_=ARRAY(DateTime(timezone=True))),
    )
    .table_valued(
        column("location_id", Text()),
        column("endpoint_id", Uuid()),
        column("generation", Integer()),
        column("cursor", Text()),
        column("untold_since", DateTime(timezone=True)),
    )
    .render_derived("moved")
)
_unchanged = (
    select(ENDPOINTS.c.id, ENDPOINTS.c.generation)
    .where(ENDPOINTS.c.id == func.any(bindparam("endpoint_ids", type_=ARRAY(Uuid()))))
    .order_by(ENDPOINTS.c.id)
    .with_for_update(read=True)
    .cte("unchanged")
)
_moving = insert(CURSORS).from_select(
    list(_STANDS),
    select(*fields(_cursors, _STANDS))
    .join_from(
        _cursors,
        _unchanged,
        and_(
            _unchanged.c.id == _cursors.c.endpoint_id,
            _unchanged.c.generation == _cursors.c.generation,
        ),
    )
    .order_by(_cursors.c.location_id, _cursors.c.endpoint_id),
)
MOVE: Final = Statement(
    _moving.on_conflict_do_update(
        index_elements=[CURSORS.c.location_id, CURSORS.c.endpoint_id],
        set_={name: _moving.excluded[name] for name in ("cursor", "untold_since")},
    )
)
"""Notes how far endpoints have been told, unless something else was said of them meanwhile."""

_seq = func.regexp_replace(CURSORS.c.cursor, literal_column("'^.*[.]'"), literal_column("''")).cast(
    EVENTS.c.seq.type
)
_next = (
    select(func.min(EVENTS.c.seq).label("seq"), func.min(EVENTS.c.at).label("at"))
    .where(
        EVENTS.c.location_id == CURSORS.c.location_id,
        EVENTS.c.seq > _seq,
        EVENTS.c.seq <= _seq + literal_column("100"),
    )
    .lateral("next")
)
_leaving = (
    select(CURSORS.c.location_id, CURSORS.c.endpoint_id, _next.c.at)
    .select_from(CURSORS.join(_next, true()))
    .where(
        _next.c.seq == _seq + _ONE,
        _next.c.at < func.clock_timestamp() - bindparam("kept_for", type_=Interval()),
        CURSORS.c.untold_since.is_distinct_from(_next.c.at),
    )
    .order_by(CURSORS.c.location_id, CURSORS.c.endpoint_id)
    .with_for_update(of=CURSORS)
    .cte("leaving")
)
NOTE_UNTOLD: Final = Statement(
    update(CURSORS)
    .values(untold_since=_leaving.c.at)
    .where(
        CURSORS.c.location_id == _leaving.c.location_id,
        CURSORS.c.endpoint_id == _leaving.c.endpoint_id,
    )
)
"""Of cursors whose next event is older than `:kept_for`: when that was recorded, or the earliest of those close behind it,
which are numbered as they were committed.
"""

_attempted = recordset("attempted", {name: DELIVERIES.c[name].type for name in DELIVERY_FIELDS})
_keeping = insert(DELIVERIES).from_select(
    list(DELIVERY_FIELDS),
    select(*fields(_attempted, DELIVERY_FIELDS)).join_from(
        _attempted, ENDPOINTS, ENDPOINTS.c.id == _attempted.c.endpoint_id
    ),
)
KEEP: Final = Statement(
    _keeping.on_conflict_do_update(
        index_elements=[DELIVERIES.c.endpoint_id, DELIVERIES.c.id],
        set_={
            name: _keeping.excluded[name]
            for name in DELIVERY_FIELDS
            if name not in ("endpoint_id", "id", "created_at")
        },
    )
)
"""What became of messages so far."""

SEND_AGAIN: Final = Statement(
    update(DELIVERIES)
    .values(
        state=literal_column(f"'{DeliveryState.PENDING}'"),
        attempts=literal_column("0"),
        next_attempt_at=NOW,
    )
    .where(DELIVERIES.c.endpoint_id == ENDPOINT_ID, DELIVERIES.c.id == ID)
    .returning(*fields(DELIVERIES, DELIVERY_FIELDS))
)
SEND_NOW: Final = Statement(
    update(DELIVERIES)
    .values(next_attempt_at=NOW)
    .where(DELIVERIES.c.endpoint_id == ENDPOINT_ID, IS_PENDING, DELIVERIES.c.next_attempt_at > NOW)
)
"""Whatever waits for its next attempt needs wait no longer."""

NOTE_FAILING: Final = Statement(
    update(ENDPOINTS)
    .values(failing_since=bindparam("failing_since", type_=DateTime(timezone=True)))
    .where(ENDPOINTS.c.id == ID)
)
NOTE_RESTART: Final = Statement(
    update(ENDPOINTS)
    .values(restarted_at=NOW, restarted_reason=bindparam("reason", type_=Text()))
    .where(ENDPOINTS.c.id == ID)
)
DISABLE: Final = Statement(
    update(ENDPOINTS)
    .values({"disabled_at": NOW, "disabled_reason": bindparam("reason", type_=Text())} | _ANOTHER)
    .where(
        ENDPOINTS.c.id == ID,
        ENDPOINTS.c.disabled_at.is_(None),
        ENDPOINTS.c.generation == bindparam("generation", type_=Integer()),
    )
    .returning(ENDPOINTS.c.id)
)

_last_kept = (
    select(DELIVERIES.c.created_at)
    .where(DELIVERIES.c.endpoint_id == ENDPOINTS.c.id)
    .order_by(DELIVERIES.c.created_at.desc(), DELIVERIES.c.id.desc())
    .offset(bindparam("others", type_=Integer()))
    .limit(_ONE)
    .lateral("last_kept")
)
_bounds = (
    select(
        ENDPOINTS.c.id,
        func.greatest(
            _last_kept.c.created_at, bindparam("before", type_=DateTime(timezone=True))
        ).label("before"),
    )
    .select_from(ENDPOINTS.outerjoin(_last_kept, true()))
    .cte("bounds")
)
PRUNE: Final = Statement(
    delete(DELIVERIES).where(
        DELIVERIES.c.endpoint_id == _bounds.c.id,
        DELIVERIES.c.created_at < _bounds.c.before,
        ~IS_PENDING,
    )
)
"""Of each endpoint what is older than `:before`, or than its newest and `:others`."""

FORGET_ANSWERS: Final = Statement(
    update(DELIVERIES)
    .values(answer_body=null(), error=null())
    .where(DELIVERIES.c.order_id == func.any(bindparam("orders", type_=ARRAY(Uuid()))))
    .returning(DELIVERIES.c.id)
)
"""What endpoints answered to events of `:orders`: nobody knows what they wrote. The events themselves tell of nobody."""
