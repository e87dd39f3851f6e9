"""The SQL that amends orders, of the same kind as that of `writes`."""

from functools import partial
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    Integer,
    Text,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB

from huuva_backend.orders.outbox import TOLD_FIELDS, counters, events_of, opened_anew
from huuva_backend.orders.reads import (
    AMENDMENTS,
    CUSTOMERS,
    DEDUPE,
    ITEM_HISTORY,
    ITEMS,
    KEY_FIELDS,
    OPEN_ORDERS,
    ORDER_HISTORY,
    ORDERS,
)
from huuva_backend.orders.stocktaking import taken
from huuva_backend.orders.writes import (
    ABOUT,
    AS_TEXT,
    COMMON,
    ITEM_TYPES,
    ORDER_COLUMNS,
    REVISION_TYPES,
    Types,
    added,
    changes_of,
    free,
    history_added,
    lines_added,
    shared,
    told,
    types_of,
)
from huuva_backend.platform.db.statement import Statement, asked, fields, members

KEPT_AS_PLACED: Final = frozenset(
    {"location_id", "id", "external_id", "account", "brand_id", "channel", "channel_order_id"}
    | {"channel_order_display_id", "created_at", "recorded_at", "changed_at", "claims"}
    | {"acceptance", "cancellation_request"}
)
AMENDED_COLUMNS: Final = tuple(name for name in ORDER_COLUMNS if name not in KEPT_AS_PLACED)
AMEND_TYPES: Final[Types] = {
    **types_of(ORDERS, "location_id", "id", *AMENDED_COLUMNS),
    **types_of(CUSTOMERS, *ABOUT),
    **types_of(OPEN_ORDERS, "release_at", "released"),
    **REVISION_TYPES,
    **types_of(DEDUPE, "expires_at"),
    "digest": Text(),
    "read_version": Integer(),
    "amended": JSONB(),
    **{name: JSONB() for name in ("items", "changed_items", "taken")},
    **{name: Text() for name in AMENDED_COLUMNS if name in AS_TEXT},
}


def _amended(order: CTE) -> CTE:
    """The orders as they stand once they are amended."""
    values = {
        name: order.c[name].cast(AS_TEXT[name]) if name in AS_TEXT else order.c[name]
        for name in AMENDED_COLUMNS
    }
    of_lines = ("items", "changed_items", "taken")
    given = (
        "place",
        "amended",
        "expires_at",
        "digest",
        *of_lines,
        *ABOUT,
        "release_at",
        "released",
        *REVISION_TYPES,
    )
    return (
        update(ORDERS)
        .values(values | {"changed_at": order.c.recorded_at})
        .where(ORDERS.c.location_id == order.c.location_id, ORDERS.c.id == order.c.id)
        .returning(
            *fields(ORDERS, (*TOLD_FIELDS, "channel_order_id", "amendment_seq")),
            *fields(order, given),
        )
        .cte("amended_orders")
    )


def _amended_customers(orders: CTE) -> CTE:
    own = and_(CUSTOMERS.c.location_id == orders.c.location_id, CUSTOMERS.c.order_id == orders.c.id)
    values = {name: orders.c[name] for name in ABOUT}
    return update(CUSTOMERS).values(values).where(own).cte("customers_amended")


def _retried(orders: CTE) -> CTE:
    """Natural keys that live longer, and what is taken under them."""
    own = and_(
        *(DEDUPE.c[name] == orders.c[name] for name in KEY_FIELDS), DEDUPE.c.order_id == orders.c.id
    )
    return (
        update(DEDUPE)
        .values(
            expires_at=func.greatest(DEDUPE.c.expires_at, orders.c.expires_at),
            later_digests=case(
                (orders.c.digest.is_(None), DEDUPE.c.later_digests),
                else_=_with(orders.c.digest),
            ),
        )
        .where(own, orders.c.expires_at.is_not(None))
        .cte("retried")
    )


_NONE: Final = literal_column("'[]'::jsonb", JSONB())


def _with(digest: ColumnElement[str]) -> ColumnElement[Any]:
    return func.coalesce(DEDUPE.c.later_digests, _NONE).concat(func.jsonb_build_array(digest))


def _amendments(orders: CTE) -> CTE:
    values = {
        "location_id": orders.c.location_id,
        "order_id": orders.c.id,
        "seq": orders.c.amendment_seq,
        "version": orders.c.version,
        **{name: orders.c[name] for name in COMMON},
        "changes": orders.c.amended,
    }
    return added(AMENDMENTS, values, select(*values.values()).where(orders.c.amended.is_not(None)))


def _lines_changed(orders: CTE) -> CTE:
    """All of each line as it stands now: a line may be amended and moved at once, and a row changes once."""
    rows = members(orders.c.changed_items, "line_as", ITEM_TYPES)
    key = {"location_id": orders.c.location_id, "order_id": orders.c.id}
    lines = (
        select(*(column.label(name) for name, column in key.items()), *rows.c)
        .select_from(orders.join(rows, true()))
        .cte("lines_as_they_stand")
    )
    own = and_(*(ITEMS.c[name] == lines.c[name] for name in (*key, "line")))
    stands = {name: lines.c[name] for name in ITEM_TYPES if name != "line"}
    return update(ITEMS).values(stands).where(own).cte("lines_changed")


def _amend(*, skip_locked: bool, taking_stock: bool = False) -> CompoundSelect[Any]:
    asked_for = asked(AMEND_TYPES)
    of_asked = counters(asked_for, skip_locked=skip_locked)
    orders = _amended(free(asked_for, of_asked))
    changes = changes_of(orders)
    parts = [
        _amended_customers(orders),
        _retried(orders),
        _amendments(orders),
        lines_added(orders),
        _lines_changed(orders),
        history_added(ORDER_HISTORY, changes),
        history_added(ITEM_HISTORY, changes),
        *opened_anew(orders),
        events_of(orders, of_asked, taken(orders, "taken") if taking_stock else None),
    ]
    return told(orders, asked_for, of_asked).add_cte(*parts)


AMEND: Final = shared(_amend, AMEND_TYPES)
"""Amends orders that are still at `read_version`: writes all of them that can be amended, lines that are new or
stand otherwise, and what was changed, null where a line was but split.
"""

AMEND_COUNTING_STOCK: Final = shared(partial(_amend, taking_stock=True), AMEND_TYPES)
"""The same where lines take of what is left or give back. Where not enough is left, all of it fails by `ENOUGH`."""


def _take_content() -> Statement:
    digest = bindparam("digest", type_=Text())
    key = {name: bindparam(name, type_=DEDUPE.c[name].type) for name in KEY_FIELDS}
    return Statement(
        update(DEDUPE)
        .values(later_digests=_with(digest))
        .where(
            *(DEDUPE.c[name] == value for name, value in key.items()),
            DEDUPE.c.order_id == bindparam("id", type_=DEDUPE.c.order_id.type),
            ~func.coalesce(DEDUPE.c.later_digests, _NONE).contains(func.jsonb_build_array(digest)),
        )
        .returning(DEDUPE.c.order_id)
    )


TAKE_CONTENT: Final = _take_content()
"""Keeps the digest of a content that changed nothing of its order."""
