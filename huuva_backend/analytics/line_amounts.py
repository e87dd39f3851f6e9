"""What a line comes to, in SQL: what `orders.item.amounts` says of it, for sums over many."""

from typing import Any, Final

from sqlalchemy import (
    Case,
    ColumnElement,
    FromClause,
    Integer,
    Numeric,
    Table,
    and_,
    case,
    func,
    literal_column,
    or_,
    select,
)

from huuva_backend.analytics.scope import ITEMS
from huuva_backend.platform.quantity import THOUSAND

LEVELS: Final = 3
"""Of modifiers, and of bundles: a line, its bundle and that one's bundle."""
QUANTITY_AT: Final = literal_column("2", Integer())
AMOUNT_AT: Final = literal_column("3", Integer())
INNER_AT: Final = literal_column("7", Integer())
"""Where a modifier's row has them (`orders.kept`); short rows have no inner ones."""
ZERO: Final[ColumnElement[Any]] = literal_column("0")

BUNDLE: Final = ITEMS.alias("bundle")
OUTER_BUNDLE: Final = ITEMS.alias("outer_bundle")


def _part_of(bundle: FromClause, part: FromClause) -> ColumnElement[bool]:
    return and_(
        bundle.c.location_id == part.c.location_id,
        bundle.c.order_id == part.c.order_id,
        bundle.c.line == part.c.parent_line,
    )


def with_bundles(lines: FromClause) -> FromClause:
    """To read `AMOUNT` from; `lines` has `ITEMS` in it."""
    return lines.outerjoin(BUNDLE, _part_of(BUNDLE, ITEMS)).outerjoin(
        OUTER_BUNDLE, _part_of(OUTER_BUNDLE, BUNDLE)
    )


def _costs(modifiers: ColumnElement[Any], level: int = 1) -> ColumnElement[Any]:
    """For one of what they go with."""
    each = func.jsonb_array_elements(modifiers).column_valued(f"modifier_{level}")
    amount: ColumnElement[Any] = func.coalesce(_number(each, AMOUNT_AT), ZERO)
    if level < LEVELS:
        amount = amount + _costs(each.op("->")(INNER_AT), level + 1)
    total = select(func.sum(_number(each, QUANTITY_AT) * amount))
    return func.coalesce(total.scalar_subquery(), ZERO)


def _number(row: ColumnElement[Any], at: ColumnElement[int]) -> ColumnElement[Any]:
    return row.op("->>")(at).cast(Numeric())


def _quantity(line: Table | FromClause) -> ColumnElement[Any]:
    whole: ColumnElement[Any] = line.c.quantity.cast(Numeric())
    return whole + line.c.quantity_thousandths / literal_column(f"{THOUSAND}.0", Numeric())


def _amount() -> Case[Any]:
    each = func.coalesce(ITEMS.c.unit_price_amount, ZERO) + _costs(ITEMS.c.modifiers)
    of_bundle, of_outer = (
        func.coalesce(_quantity(bundle), literal_column("1")) for bundle in (BUNDLE, OUTER_BUNDLE)
    )
    priced = or_(ITEMS.c.unit_price_amount.is_not(None), ITEMS.c.parent_line.is_not(None))
    return case((priced, func.round(_quantity(ITEMS) * of_bundle * of_outer * each)))


AMOUNT: Final = _amount()
"""In the currency's minor unit, rounded once, halves up; null where the line has no price."""
