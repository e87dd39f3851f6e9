"""The SQL that reads the menu, built from the models' tables and compiled once. Only the repository runs it.

Each statement is one round trip. One that lists products answers one row: the products as an array of
records, whose fields stand in the order of `menu.kept`, and what is snoozed of their brands' menus.
"""

from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FromClause,
    Select,
    Text,
    and_,
    bindparam,
    except_,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    union,
)
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.sql.selectable import CTE
from sqlalchemy.types import TypeEngine

from huuva_backend.locations.location import LocationRules
from huuva_backend.locations.reads import intake_of, said_of
from huuva_backend.menu.kept import LISTED, OFFER, OPTION_PLUS, PRODUCT
from huuva_backend.menu.models import (
    MenuProduct,
    MenuSnooze,
    MenuStation,
    MenuStock,
    MenuVersion,
)
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Shared, Statement, asked, fields, records

PRODUCTS: Final = table_of(MenuProduct)
SNOOZES: Final = table_of(MenuSnooze)
STATIONS: Final = table_of(MenuStation)
STOCK: Final = table_of(MenuStock)
VERSIONS: Final = table_of(MenuVersion)

BRAND: Final = bindparam("brand_id", type_=Text())
LOCATION: Final = bindparam("location_id", type_=Text())
PLU: Final = bindparam("plu", type_=Text())
PLUS: Final = bindparam("plus", type_=ARRAY(Text()))
LOCATIONS: Final = bindparam("locations", type_=ARRAY(Text()))
"""Whose snoozes hold: those of '' hold everywhere."""


def _active(locations: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(
        SNOOZES.c.location_id == func.any(locations),
        or_(SNOOZES.c.until.is_(None), SNOOZES.c.until > func.clock_timestamp()),
    )


_ACTIVE: Final = _active(LOCATIONS)


def snoozed(brand: ColumnElement[Any], plu: ColumnElement[Any]) -> ColumnElement[bool]:
    return exists().where(SNOOZES.c.brand_id == brand, SNOOZES.c.plu == plu, _ACTIVE)


def _here(location: ColumnElement[Any]) -> dict[str, ColumnElement[Any]]:
    """What a location says otherwise of a product."""
    station = (
        select(STATIONS.c.station)
        .where(
            STATIONS.c.location_id == location,
            STATIONS.c.brand_id == PRODUCTS.c.brand_id,
            STATIONS.c.plu == PRODUCTS.c.plu,
        )
        .correlate_except(STATIONS)
        .scalar_subquery()
    )
    return {"station": func.coalesce(station, PRODUCTS.c.station)}


_PARTS: Final = PRODUCTS.alias("parts")


def plus_of_options(products: FromClause) -> ColumnElement[Any]:
    """Of what may be chosen in the groups of products."""
    path: ColumnElement[Any] = literal_column(f"'{OPTION_PLUS}'::jsonpath")
    return _text_of(func.jsonb_path_query(products.c.groups, path))


def _text_of(json: ColumnElement[Any]) -> ColumnElement[Any]:
    return json.op("#>>", return_type=Text())(literal_column("'{}'::text[]"))


def _state(
    brands: ColumnElement[Any],
    plus: ColumnElement[Any],
    option_plus: ColumnElement[Any],
    locations: ColumnElement[Any] = LOCATIONS,
) -> list[ColumnElement[Any]]:
    """What holds of the brands' products and options now, as `mapping` reads it."""
    all_plus = func.array_cat(plus, option_plus)
    stock = select(func.row(STOCK.c.brand_id, STOCK.c.plu, STOCK.c.remaining))
    return [
        snoozes_of(brands, locations),
        options_of(brands, option_plus),
        records(
            stock.where(
                STOCK.c.location_id == func.any(locations),
                STOCK.c.brand_id == func.any(brands),
                STOCK.c.plu == func.any(all_plus),
            ).order_by(STOCK.c.location_id)
        ).label("stock"),
    ]


def snoozes_of(brands: ColumnElement[Any], locations: ColumnElement[Any]) -> ColumnElement[Any]:
    snoozes = select(func.row(SNOOZES.c.brand_id, SNOOZES.c.plu, SNOOZES.c.until)).where(
        SNOOZES.c.brand_id == func.any(brands), _active(locations)
    )
    return records(snoozes).label("snoozes")


def options_of(brands: ColumnElement[Any], option_plus: ColumnElement[Any]) -> ColumnElement[Any]:
    options = select(func.row(_PARTS.c.brand_id, _PARTS.c.plu, _PARTS.c.available)).where(
        _PARTS.c.brand_id == func.any(brands), _PARTS.c.plu == func.any(option_plus)
    )
    return records(options).label("options")


def _offers() -> Shared:
    """What is sold of some PLUs, each time of one brand at one location."""
    types: dict[str, TypeEngine[Any]] = {
        "brand_id": Text(),
        "location_id": Text(),
        "locations": ARRAY(Text()),
        "plus": ARRAY(Text()),
    }
    wanted = asked(types)
    here = _here(wanted.c.location_id)
    product = func.row(
        PRODUCTS.c.plu, *(here.get(name, PRODUCTS.c[name]) for name in OFFER.columns)
    )
    named = and_(
        PRODUCTS.c.brand_id == wanted.c.brand_id, PRODUCTS.c.plu == func.any(wanted.c.plus)
    )
    options = records(select(plus_of_options(PRODUCTS)).where(named).correlate(wanted))
    offers = select(
        wanted.c.place,
        func.clock_timestamp().label("as_of"),
        said_of(wanted.c.location_id, LocationRules).label("rules"),
        intake_of(wanted.c.location_id).label("intake"),
        records(select(product).where(named)).label("products"),
        *_state(array([wanted.c.brand_id]), wanted.c.plus, options, wanted.c.locations),
    )
    return Shared(offers.select_from(wanted), types)


OFFERS: Final = _offers()


def listed(products: CTE, *more: ColumnElement[Any]) -> Select[Any]:
    """`products` has the columns of `LISTED`."""
    brands = records(select(products.c.brand_id).distinct())
    return select(
        products_in_order(products),
        *_state(
            brands, records(select(products.c.plu)), records(select(plus_of_options(products)))
        ),
        *more,
    )


def products_in_order(products: CTE) -> ColumnElement[Any]:
    in_order = fields(products, ("name_key", "brand_id", "plu"))
    rows = select(func.row(*fields(products, LISTED.columns))).order_by(*in_order)
    return records(rows).label("products")


LISTED_PRODUCTS: Final = select(*fields(PRODUCTS, LISTED.columns))
NAMED: Final = and_(PRODUCTS.c.brand_id == BRAND, PRODUCTS.c.plu == PLU)

GET: Final = Statement(listed(LISTED_PRODUCTS.where(NAMED).cte("found")))

MENU: Final = Statement(
    select(*fields(PRODUCTS, PRODUCT.columns))
    .where(PRODUCTS.c.brand_id == BRAND)
    .order_by(PRODUCTS.c.plu)
)


def _known_plus() -> Statement:
    listed_extras = func.jsonb_array_elements(PRODUCTS.c.modifiers).table_valued("extra")
    extras = listed_extras.render_derived(name="extras")
    extra_plu = extras.c.extra.op("->>", return_type=Text())(literal_column("0"))
    of_brand = PRODUCTS.c.brand_id == BRAND
    options = select(plus_of_options(PRODUCTS).label("plu")).where(of_brand).subquery("options")
    return Statement(
        union(
            select(PRODUCTS.c.plu).where(of_brand, PRODUCTS.c.plu == func.any(PLUS)),
            select(extra_plu)
            .select_from(PRODUCTS.join(extras, true()))
            .where(of_brand, extra_plu == func.any(PLUS)),
            select(options.c.plu).where(options.c.plu == func.any(PLUS)),
        )
    )


KNOWN_PLUS: Final = _known_plus()
"""Those that are on the brand's menu, as products, modifiers or options."""


def _unnamed_files() -> Statement:
    given = func.unnest(bindparam("files", type_=ARRAY(Text()))).column_valued("given")
    of_images: ColumnElement[Any] = literal_column("'$.*[*]'::jsonpath")
    named = func.jsonb_path_query(PRODUCTS.c.images, of_images)
    return Statement(except_(select(given.label("file")), select(_text_of(named))))


UNNAMED_FILES: Final = _unnamed_files()
"""Those that no product names: of no picture, as far as is committed."""

ACTIVE_SNOOZES: Final = Statement(
    select(SNOOZES.c.location_id, SNOOZES.c.plu, SNOOZES.c.until)
    .where(SNOOZES.c.brand_id == BRAND, _ACTIVE)
    .order_by(SNOOZES.c.plu, SNOOZES.c.location_id)
)

STATIONS_OF: Final = Statement(
    select(STATIONS.c.plu, STATIONS.c.station)
    .where(STATIONS.c.location_id == LOCATION, STATIONS.c.brand_id == BRAND)
    .order_by(STATIONS.c.plu)
)

STOCK_OF: Final = Statement(
    select(STOCK.c.location_id, STOCK.c.plu, STOCK.c.remaining)
    .where(STOCK.c.brand_id == BRAND, STOCK.c.location_id == func.any(LOCATIONS))
    .order_by(STOCK.c.plu, STOCK.c.location_id)
)

PRODUCTS_NAMED: Final = Statement(
    select(PRODUCTS.c.plu).where(PRODUCTS.c.brand_id == BRAND, PRODUCTS.c.plu == func.any(PLUS))
)
