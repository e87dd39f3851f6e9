"""The SQL that reads of orders what a platform must know that is told of them in its own words."""

from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FromClause,
    Integer,
    Table,
    Text,
    Uuid,
    and_,
    bindparam,
    column,
    func,
    literal_column,
    select,
    true,
)

from huuva_backend.orders.cancellation import CancellationState
from huuva_backend.orders.history import ActorKind
from huuva_backend.orders.reads import AMENDMENTS, ORDER_HISTORY, ORDERS
from huuva_backend.platform.db.statement import Statement, fields
from huuva_backend.webhooks.reads import LOCATION_IDS

ACTOR: Final = ("actor_kind", "actor_id")
KNOWN_FIELDS: Final = ("external_id", "channel", "channel_order_id", "pickup_time")
_explained: Final = (
    func.unnest(
        LOCATION_IDS,
        bindparam("order_ids", type_=ARRAY(Uuid())),
        bindparam("versions", type_=ARRAY(Integer())),
    )
    .table_valued(
        column("location_id", Text()), column("order_id", Uuid()), column("version", Integer())
    )
    .render_derived("explained")
)


def _of_event(table: Table, name: str, *more: ColumnElement[Any]) -> FromClause:
    """What the event wrote in a history."""
    return (
        select(table.c.seq, table.c.actor_kind, table.c.actor_id, *more)
        .where(
            table.c.location_id == _explained.c.location_id,
            table.c.order_id == _explained.c.order_id,
            table.c.version == _explained.c.version,
        )
        .order_by(table.c.seq.desc())
        .limit(literal_column("1"))
        .lateral(name)
    )


_entry = _of_event(ORDER_HISTORY, "entry")
_of_promise: Final[ColumnElement[Any]] = literal_column("""'[[null, "pickupTime"]]'::jsonb""")
_amendment = _of_event(
    AMENDMENTS,
    "amendment",
    AMENDMENTS.c.changes.op("@>")(_of_promise).label("promise_moved"),
)
_placed_by = (
    select(ORDER_HISTORY.c.actor_id)
    .where(
        ORDER_HISTORY.c.location_id == _explained.c.location_id,
        ORDER_HISTORY.c.order_id == _explained.c.order_id,
        ORDER_HISTORY.c.seq == literal_column("1"),
        ORDER_HISTORY.c.actor_kind == literal_column(f"'{ActorKind.PARTNER}'"),
    )
    .scalar_subquery()
)
_kind = ORDERS.c["metadata"].op("->")(literal_column("'uber-eats'"))
OF_ORDERS: Final = Statement(
    select(
        *fields(_explained, ("order_id", "version")),
        *fields(ORDERS, (*KNOWN_FIELDS, "acceptance")),
        (
            ORDERS.c.cancellation_request.op("->>")(literal_column("'state'"))
            == literal_column(f"'{CancellationState.CONFIRMED}'")
        ).label("cancellation_confirmed"),
        _kind.op("->>")(literal_column("'type'")).label("kind"),
        _placed_by.label("placed_by"),
        _amendment.c.promise_moved,
        _entry.c.seq,
        *(func.coalesce(_entry.c[name], _amendment.c[name]).label(name) for name in ACTOR),
    ).select_from(
        _explained.join(
            ORDERS,
            and_(
                ORDERS.c.location_id == _explained.c.location_id,
                ORDERS.c.id == _explained.c.order_id,
            ),
        )
        .outerjoin(_entry, true())
        .outerjoin(_amendment, true())
    )
)
"""Of the order of each event what its platform must know; with the entry that the event made in its history."""
