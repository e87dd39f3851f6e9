"""What follows in the statement that places or cancels: what is left of each product (`menu.models.MenuStock`).

How much each line takes is decided where the order is drafted (`menu.pricing`) and kept with the line; here it is
taken, for all orders of the statement at once. A location's own number is the one that counts, else that of all
locations together; what nobody counts any more is passed over. Rows are locked in order, brand by brand, by whoever
takes and whoever gives back, and last of all: who holds one waits for nothing but the next, so no two wait for each
other.
"""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    func,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.sql.selectable import CTE

from huuva_backend.menu.availability import ProductEventType
from huuva_backend.menu.models import MenuStock
from huuva_backend.orders.lifecycle import ItemStatus
from huuva_backend.orders.reads import ITEMS
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import fields, members

STOCK: Final = table_of(MenuStock)
_KEY: Final = tuple(column.name for column in STOCK.primary_key)
_LINE: Final = {name: ITEMS.c[name].type for name in ("plu", "stock_taken")}

_SOLD_OUT: Final[ColumnElement[str]] = literal_column(f"'{ProductEventType.SOLD_OUT}'")
_AVAILABLE: Final[ColumnElement[str]] = literal_column(f"'{ProductEventType.AVAILABLE}'")

ENOUGH: Final = "menu_stock_remaining_check"
"""The constraint that is violated where more is taken than is left; then nothing at all is written."""


def taken(orders: CTE, source: str = "items") -> CTE:
    """What each member of the orders' `source` takes; less than nothing is given back."""
    lines = members(orders.c[source], "taking", _LINE)
    each = (
        select(orders.c.location_id, orders.c.brand_id, *lines.c)
        .select_from(orders.join(lines, true()))
        .where(lines.c.stock_taken != 0)
    )
    return _changed(each, lambda remaining, quantity: remaining - quantity)


def given_back(orders: CTE, changes: CTE) -> CTE:
    """What lines had taken that are cancelled unbegun, as the changes of the orders say."""
    of_order = and_(orders.c.location_id == changes.c.location_id, orders.c.id == changes.c.id)
    line = and_(
        ITEMS.c.location_id == changes.c.location_id,
        ITEMS.c.order_id == changes.c.id,
        ITEMS.c.line == changes.c.line,
    )
    each = (
        select(ITEMS.c.location_id, orders.c.brand_id, ITEMS.c.plu, ITEMS.c.stock_taken)
        .select_from(changes.join(orders, of_order).join(ITEMS, line))
        .where(
            ITEMS.c.stock_taken > 0,
            changes.c.from_status == ItemStatus.ORDERED.value,
            changes.c.to_status == ItemStatus.CANCELLED.value,
        )
    )
    return _changed(each, lambda remaining, quantity: remaining + quantity)


def _changed(lines: Select[Any], changed: Callable[..., Any]) -> CTE:
    """Each row once, with what all the lines take of it together. Answers what is sold out by it, and what isn't any
    more: the events are of `outbox`.
    """
    each = lines.cte("stock_lines")
    rest = fields(each, ("brand_id", "plu", "stock_taken"))
    places = select(_place_of(each).label("location_id"), *rest).subquery("stock_places")
    key = fields(places, _KEY)
    total = func.sum(places.c.stock_taken).cast(STOCK.c.remaining.type).label("quantity")
    counted = select(*key, total).group_by(*key).cte("stock_counted")
    held = (
        select(*fields(STOCK, _KEY), STOCK.c.remaining, counted.c.quantity)
        .join_from(counted, STOCK, and_(*(STOCK.c[name] == counted.c[name] for name in _KEY)))
        .order_by(*fields(STOCK, ("brand_id", "plu", "location_id")))
        .with_for_update(key_share=True, of=STOCK)
        .cte("stock_held")
    )
    written = (
        update(STOCK)
        .values(remaining=changed(STOCK.c.remaining, held.c.quantity))
        .where(*(STOCK.c[name] == held.c[name] for name in _KEY))
        .returning(*fields(STOCK, _KEY), STOCK.c.remaining, held.c.remaining.label("before"))
        .cte("stock_written")
    )
    none: ColumnElement[Any] = literal_column("0")
    is_out = written.c.remaining == none
    return (
        select(*fields(written, _KEY), case((is_out, _SOLD_OUT), else_=_AVAILABLE).label("type"))
        .where(is_out != (written.c.before == none))
        .cte("stock_turned")
    )


def _place_of(line: CTE) -> ColumnElement[Any]:
    """Whose number counts: its location's own, else that of all together."""
    own = exists().where(*(STOCK.c[name] == line.c[name] for name in _KEY))
    return case((own, line.c.location_id), else_="")
