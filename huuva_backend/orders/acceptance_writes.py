"""The SQL that writes what was decided of orders beside plain moves, of the same kind as that of `writes`.

A statement of its own, so that moves and new orders, which are many, cost nothing for it.
"""

from typing import Any, Final

from sqlalchemy import CTE, CompoundSelect, Text, and_, null, update

from huuva_backend.orders.outbox import counters, events_of, open_orders_of
from huuva_backend.orders.reads import ITEM_HISTORY, OPEN_ORDERS, ORDER_HISTORY, is_closed
from huuva_backend.orders.stocktaking import given_back
from huuva_backend.orders.writes import (
    MOVE_TYPES,
    Types,
    changes_of,
    free,
    history_added,
    moved_items,
    moved_orders,
    shared,
    told,
)
from huuva_backend.platform.db.statement import asked

ANSWERS: Final = ("acceptance", "cancellation_request")
"""The columns of `orders` that it writes beside those of a move."""
ANSWER_TYPES: Final[Types] = {**MOVE_TYPES, **dict.fromkeys(ANSWERS, Text())}
_STANDS: Final = ("version", "status", "status_seq", "status_since", *ANSWERS)


def _answer(*, skip_locked: bool) -> CompoundSelect[Any]:
    answers = asked(ANSWER_TYPES)
    of_answers = counters(answers, skip_locked=skip_locked)
    orders = moved_orders(free(answers, of_answers), *_STANDS)
    changes = changes_of(orders)
    return told(orders, answers, of_answers).add_cte(
        moved_items(changes),
        history_added(ORDER_HISTORY, changes),
        history_added(ITEM_HISTORY, changes),
        *open_orders_of(changes),
        _not_waited_for(orders),
        events_of(orders, of_answers, given_back(orders, changes)),
    )


def _not_waited_for(orders: CTE) -> CTE:
    """Those that stay open; a row of one that closes goes."""
    own = and_(
        OPEN_ORDERS.c.location_id == orders.c.location_id, OPEN_ORDERS.c.order_id == orders.c.id
    )
    waited_for = OPEN_ORDERS.c.accept_by.is_not(None)
    return (
        update(OPEN_ORDERS)
        .values(accept_by=null())
        .where(own, waited_for, ~is_closed(orders.c.status))
        .cte("not_waited_for")
    )


ANSWER: Final = shared(_answer, ANSWER_TYPES)
"""Writes answers about orders that are still at `read_version`; some cancel them. Without changes history has no row."""
