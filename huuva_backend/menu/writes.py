"""The SQL that changes the menu. Each statement is one round trip, and one transaction unless it is in one.

Those that touch several rows do so in the order of their keys, so that no two wait for each other.
"""

from typing import Any, Final

from sqlalchemy import (
    Boolean,
    ColumnElement,
    DateTime,
    Integer,
    Text,
    and_,
    bindparam,
    delete,
    except_,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import Insert, insert

from huuva_backend.menu.kept import LISTED, PRODUCT
from huuva_backend.menu.reads import (
    BRAND,
    LOCATION,
    NAMED,
    PLU,
    PLUS,
    PRODUCTS,
    SNOOZES,
    STATIONS,
    STOCK,
    listed,
)
from huuva_backend.platform.db.statement import Statement, fields, records, recordset

GIVEN_FIELDS: Final = (*PRODUCT.columns, "name_key", "ingredients_key")

_GIVEN: Final = recordset("products", {name: PRODUCTS.c[name].type for name in GIVEN_FIELDS})

# What PostgreSQL leaves 0 in a row that was inserted, and sets in one that was updated instead.
_CREATED: Final = literal_column("menu_products.xmax = 0", Boolean()).label("created")


def _added() -> Insert:
    """The given products, without pictures. Those of products that are there already stay with them."""
    row = {"brand_id": BRAND} | {name: _GIVEN.c[name] for name in GIVEN_FIELDS}
    row["images"] = literal_column("'{}'::jsonb")
    return insert(PRODUCTS).from_select(list(row), select(*row.values()).order_by(_GIVEN.c.plu))


def _replacing(added: Insert, where: ColumnElement[bool] | None = None) -> Insert:
    new = {name: added.excluded[name] for name in GIVEN_FIELDS if name != "plu"}
    return added.on_conflict_do_update(index_elements=["brand_id", "plu"], set_=new, where=where)


def _put() -> Statement:
    written = (
        _replacing(_added()).returning(*fields(PRODUCTS, LISTED.columns), _CREATED).cte("written")
    )
    return Statement(listed(written, select(written.c.created).scalar_subquery().label("created")))


PUT: Final = _put()
"""Creates or replaces the one product given."""

DELETE: Final = Statement(delete(PRODUCTS).where(NAMED).returning(PRODUCTS.c.plu))

LOCK_MENU: Final = Statement(
    select(func.pg_advisory_xact_lock(func.hashtextextended(BRAND, literal_column("0"))))
)
"""Until the transaction ends nobody else replaces the brand's menu."""


def _replace() -> Statement:
    added = _added()
    changed = tuple_(*fields(PRODUCTS, GIVEN_FIELDS)).is_distinct_from(
        tuple_(*(added.excluded[name] for name in GIVEN_FIELDS))
    )
    written = _replacing(added, changed).returning(_CREATED).cte("written")
    of_brand = PRODUCTS.c.brand_id == BRAND
    absent = except_(select(PRODUCTS.c.plu).where(of_brand), select(_GIVEN.c.plu))
    deleted = (
        delete(PRODUCTS)
        .where(of_brand, PRODUCTS.c.plu == func.any(func.array(absent.scalar_subquery())))
        .returning(PRODUCTS.c.plu)
        .cte("deleted")
    )

    def count(rows: Any, *where: ColumnElement[bool]) -> ColumnElement[int]:
        return select(func.count()).select_from(rows).where(*where).scalar_subquery()

    return Statement(
        select(
            count(written, written.c.created).label("created"),
            count(written, not_(written.c.created)).label("replaced"),
            count(deleted).label("deleted"),
        )
    )


REPLACE: Final = _replace()
"""Makes the given products all that the brand has, and leaves those alone that are the same."""

_IMAGE: Final = bindparam("image", type_=Text())


def _set_image() -> Statement:
    names = func.jsonb_object_keys(PRODUCTS.c.images).table_valued("name")
    before = (
        select(
            PRODUCTS.c.images.has_key(_IMAGE).label("replaced"),
            select(func.count()).select_from(names).scalar_subquery().label("images"),
        )
        .where(NAMED)
        .with_for_update(key_share=True)
        .cte("before")
    )
    files = [bindparam(name, type_=Text()) for name in ("file", "thumbnail")]
    image = func.jsonb_build_object(_IMAGE, func.jsonb_build_array(*files))
    has_room = or_(before.c.replaced, before.c.images < bindparam("most", type_=Integer()))
    written = (
        update(PRODUCTS)
        .values(images=PRODUCTS.c.images.concat(image))
        .where(NAMED, has_room)
        .returning(PRODUCTS.c.plu)
        .cte("written")
    )
    kept = exists(select(written.c.plu)).label("kept")
    return Statement(select(before.c.replaced, kept))


SET_IMAGE: Final = _set_image()
"""No row where there is no such product; `kept` is false where it has `most` others already."""

REMOVE_IMAGE: Final = Statement(
    update(PRODUCTS)
    .values(images=PRODUCTS.c.images.op("-")(_IMAGE))
    .where(NAMED, PRODUCTS.c.images.has_key(_IMAGE))
    .returning(PRODUCTS.c.plu)
)

_PICTURES: Final = func.hashtextextended(literal_column("'pictures'"), literal_column("1"))

SHARE_PICTURES: Final = Statement(select(func.pg_advisory_xact_lock_shared(_PICTURES)))
"""Until the transaction ends no file of a picture is removed."""

LOCK_PICTURES: Final = Statement(select(func.pg_advisory_xact_lock(_PICTURES)))
"""Until the transaction ends no file of a picture is put, and all that were are named or never will be."""

_HERE: Final = (LOCATION, BRAND)


def _snooze() -> Statement:
    asked = func.unnest(PLUS).column_valued("asked")
    until = bindparam("until", type_=DateTime(timezone=True))
    row = insert(SNOOZES).from_select(
        ["location_id", "brand_id", "plu", "until"],
        select(*_HERE, asked, until).order_by(asked),
    )
    return Statement(
        row.on_conflict_do_update(
            index_elements=["location_id", "brand_id", "plu"],
            set_={"until": row.excluded.until},
            where=SNOOZES.c.until.is_distinct_from(row.excluded.until),
        ).returning(SNOOZES.c.plu)
    )


_OF_PLACE: Final = and_(SNOOZES.c.location_id == LOCATION, SNOOZES.c.brand_id == BRAND)

_IS_OVER: Final = SNOOZES.c.until <= func.clock_timestamp()

SNOOZE: Final = _snooze()
"""Answers those that weren't snoozed there just so."""

WAKE: Final = Statement(
    delete(SNOOZES)
    .where(_OF_PLACE, SNOOZES.c.plu == func.any(PLUS))
    .returning(SNOOZES.c.plu, func.coalesce(_IS_OVER, literal_column("false")).label("over"))
)
"""Answers those that were snoozed there, and whether that was over anyway."""

FORGET_SNOOZES: Final = Statement(delete(SNOOZES).where(_OF_PLACE, _IS_OVER))
"""Those that are over: they count no more, and are only in the way."""


def _assign_station() -> Statement:
    station = bindparam("station", type_=Text())
    row = insert(STATIONS).from_select(
        ["location_id", "brand_id", "plu", "station"],
        select(LOCATION, PRODUCTS.c.brand_id, PRODUCTS.c.plu, station).where(NAMED),
    )
    return Statement(
        row.on_conflict_do_update(
            index_elements=["location_id", "brand_id", "plu"],
            set_={"station": row.excluded.station},
        ).returning(STATIONS.c.plu)
    )


ASSIGN_STATION: Final = _assign_station()
"""No row where the brand has no such product."""

UNASSIGN_STATION: Final = Statement(
    delete(STATIONS).where(
        STATIONS.c.location_id == LOCATION,
        STATIONS.c.brand_id == BRAND,
        STATIONS.c.plu == PLU,
    )
)


def _set_stock() -> Statement:
    given = recordset("given", {"plu": STOCK.c.plu.type, "stock": STOCK.c.remaining.type})
    here = and_(STOCK.c.location_id == LOCATION, STOCK.c.brand_id == BRAND)
    before = (
        select(STOCK.c.plu, STOCK.c.remaining)
        .where(here, STOCK.c.plu == func.any(records(select(given.c.plu))))
        .order_by(STOCK.c.plu)
        .with_for_update(key_share=True)
        .cte("before")
    )
    # Joined to what was there, which is locked before any of it is written.
    rows = select(*_HERE, given.c.plu, given.c.stock).join_from(
        given, before, before.c.plu == given.c.plu, isouter=True
    )
    row = insert(STOCK).from_select(
        ["location_id", "brand_id", "plu", "remaining"], rows.order_by(given.c.plu)
    )
    created = literal_column("menu_stock.xmax = 0", Boolean()).label("created")
    written = (
        row.on_conflict_do_update(
            index_elements=["location_id", "brand_id", "plu"],
            set_={"remaining": row.excluded.remaining},
            where=STOCK.c.remaining != row.excluded.remaining,
        )
        .returning(STOCK.c.plu, STOCK.c.remaining, created)
        .cte("written")
    )
    none: ColumnElement[Any] = literal_column("0")
    is_out = written.c.remaining == none
    was_out = and_(not_(written.c.created), func.coalesce(before.c.remaining, none) == none)
    return Statement(
        select(written.c.plu, is_out.label("is_out"))
        .join_from(written, before, before.c.plu == written.c.plu, isouter=True)
        .where(or_(is_out, was_out))
        .order_by(written.c.plu)
    )


SET_STOCK: Final = _set_stock()
"""Answers those of which none is left since, and those of which none was."""

FORGET_STOCK: Final = Statement(
    delete(STOCK)
    .where(
        STOCK.c.location_id == LOCATION, STOCK.c.brand_id == BRAND, STOCK.c.plu == func.any(PLUS)
    )
    .returning(STOCK.c.plu, STOCK.c.remaining)
)
"""Whose PLUs nobody counts any more at the place."""
