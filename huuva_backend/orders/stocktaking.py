"""What follows in the statement that places or cancels: what is left of each product (`menu.models.MenuStock`).

How many each line takes is decided where the order is drafted (`menu.pricing`) and kept with the line; here it is
taken. A location's own number is the one that counts, else that of all locations together; what nobody counts any
more is passed over. Rows are locked in the order of their PLUs, after the order and its items and before the
location's counter, by whoever takes and whoever gives back: so no two wait for each other.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, func, select, true, update
from sqlalchemy.sql.selectable import CTE

from huuva_backend.menu.models import MenuStock
from huuva_backend.orders.history import Change
from huuva_backend.orders.lifecycle import ItemStatus
from huuva_backend.orders.reads import ITEMS
from huuva_backend.platform.db.base import table_of

STOCK: Final = table_of(MenuStock)

ENOUGH: Final = "menu_stock_remaining_check"
"""The constraint that is violated where more is taken than is left; then nothing at all is written."""


def unbegun(change: Change) -> bool:
    """Whether it cancels a line that nobody had begun, so that what the line took is there again."""
    return (change.from_status, change.to_status) == (ItemStatus.ORDERED, ItemStatus.CANCELLED)


def taken(order: CTE, items: FromClause) -> CTE:
    """What the lines of an order that is added take; `items` has `plu` and `stock_taken`."""
    each = select(items.c.plu, items.c.stock_taken).where(items.c.stock_taken > 0).subquery()
    return _changed(order, each, lambda remaining, quantity: remaining - quantity)


def given_back(order: CTE, changes: FromClause) -> CTE:
    """What lines had taken that are cancelled unbegun; `changes` has `line`, `from_status` and `to_status`."""
    each = (
        select(ITEMS.c.plu, ITEMS.c.stock_taken)
        .where(
            ITEMS.c.location_id == order.c.location_id,
            ITEMS.c.order_id == order.c.id,
            ITEMS.c.line == changes.c.line,
            ITEMS.c.stock_taken > 0,
            changes.c.from_status == ItemStatus.ORDERED.value,
            changes.c.to_status == ItemStatus.CANCELLED.value,
        )
        .subquery()
    )
    return _changed(order, each, lambda remaining, quantity: remaining + quantity)


def _changed(order: CTE, each: FromClause, changed: Any) -> CTE:
    total = select(each.c.plu, func.sum(each.c.stock_taken).label("quantity")).group_by(each.c.plu)
    counted = total.cte("stock_counted")
    held = (
        select(STOCK.c.location_id, STOCK.c.brand_id, STOCK.c.plu, counted.c.quantity)
        .select_from(order.join(counted, true()).join(STOCK, _holds(order, counted)))
        .order_by(STOCK.c.plu)
        .with_for_update(key_share=True, of=STOCK)
        .cte("stock_held")
    )
    return (
        update(STOCK)
        .values(remaining=changed(STOCK.c.remaining, held.c.quantity))
        .where(*(STOCK.c[key.name] == held.c[key.name] for key in STOCK.primary_key))
        .returning(STOCK.c.plu)
        .cte("stock_written")
    )


def _holds(order: CTE, counted: CTE) -> ColumnElement[bool]:
    own = STOCK.alias("own")
    has_own = exists().where(
        own.c.location_id == order.c.location_id,
        own.c.brand_id == order.c.brand_id,
        own.c.plu == counted.c.plu,
    )
    return and_(
        STOCK.c.location_id == case((has_own, order.c.location_id), else_=""),
        STOCK.c.brand_id == order.c.brand_id,
        STOCK.c.plu == counted.c.plu,
    )
