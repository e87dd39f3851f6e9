"""The SQL that lists products in pages."""

from functools import cache
from typing import Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    func,
    literal_column,
    not_,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects.postgresql import array

from huuva_backend.menu.reads import (
    BRAND,
    LISTED_PRODUCTS,
    LOCATIONS,
    PRODUCTS,
    STOCK,
    VERSIONS,
    listed,
    options_of,
    plus_of_options,
    products_in_order,
    snoozed,
    snoozes_of,
)
from huuva_backend.platform.db.statement import Statement, fields, records

_LEFT: Final = (
    select(STOCK.c.remaining)
    .where(
        STOCK.c.location_id == func.any(LOCATIONS),
        STOCK.c.brand_id == PRODUCTS.c.brand_id,
        STOCK.c.plu == PRODUCTS.c.plu,
    )
    .order_by(STOCK.c.location_id.desc())  # the location's own before that of all together
    .limit(literal_column("1"))
    .scalar_subquery()
)

_ORDERABLE: Final = and_(
    PRODUCTS.c.available,
    not_(snoozed(PRODUCTS.c.brand_id, PRODUCTS.c.plu)),
    func.coalesce(_LEFT, literal_column("1")) > literal_column("0"),
)
_AFTER: Final = {
    name: bindparam(f"after_{name}", type_=Text()) for name in ("name_key", "brand_id", "plu")
}


def _after(*names: str) -> ColumnElement[bool]:
    return tuple_(*fields(PRODUCTS, names)) > tuple_(*(_AFTER[name] for name in names))


FILTERS: Final = {
    "brand_id": PRODUCTS.c.brand_id == BRAND,
    "brands": PRODUCTS.c.brand_id == func.any(bindparam("brands", type_=ARRAY(Text()))),
    "name": func.strpos(PRODUCTS.c.name_key, bindparam("name", type_=Text())) > literal_column("0"),
    "ingredient": func.strpos(PRODUCTS.c.ingredients_key, bindparam("ingredient", type_=Text()))
    > literal_column("0"),
    "orderable": _ORDERABLE,
    "not_orderable": not_(_ORDERABLE),
    "after": _after("name_key", "brand_id", "plu"),
    "after_of_brand": _after("name_key", "plu"),
}


@cache
def page(filters: frozenset[str]) -> Statement:
    """By name, narrowed by those of `FILTERS`: absent ones leave no trace for the planner to trip on."""
    found = (
        LISTED_PRODUCTS.where(*(FILTERS[name] for name in sorted(filters)))
        .order_by(PRODUCTS.c.name_key, PRODUCTS.c.brand_id, PRODUCTS.c.plu)
        .limit(bindparam("limit", type_=Integer()))
    )
    return Statement(listed(found.cte("found")))


@cache
def page_of_brand(filters: frozenset[str]) -> Statement:
    """The same of one brand, with the version of its menu: without products where that is the one that is `held`.

    What is snoozed and what is left of the stock is that of the whole brand, whatever is on the page.
    """
    version = select(VERSIONS.c.version).where(VERSIONS.c.brand_id == BRAND).scalar_subquery()
    held = bindparam("held", type_=Uuid())
    found = (
        LISTED_PRODUCTS.where(
            *(FILTERS[name] for name in sorted(filters)),
            func.coalesce(version != held, true()),
        )
        .order_by(PRODUCTS.c.name_key, PRODUCTS.c.plu)
        .limit(bindparam("limit", type_=Integer()))
        .cte("found")
    )
    brands = array([BRAND])
    stock = select(func.row(STOCK.c.brand_id, STOCK.c.plu, STOCK.c.remaining)).where(
        STOCK.c.location_id == func.any(LOCATIONS), STOCK.c.brand_id == BRAND
    )
    return Statement(
        select(
            version.label("version"),
            products_in_order(found),
            snoozes_of(brands, LOCATIONS),
            options_of(brands, records(select(plus_of_options(found)))),
            records(stock.order_by(STOCK.c.location_id, STOCK.c.plu)).label("stock"),
        )
    )
