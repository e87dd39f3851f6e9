"""Where the menu is kept. What `reads` and `writes` say in SQL, this says in products."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from huuva_backend.locations.location import LocationRules
from huuva_backend.locations.mapping import said, switches
from huuva_backend.menu import mapping, page_reads, reads, writes
from huuva_backend.menu.availability import EVERYWHERE, ProductEvent, ProductEventType
from huuva_backend.menu.errors import ImageNotFound, ProductNotFound, TooManyImages
from huuva_backend.menu.kept import image
from huuva_backend.menu.offer import Offers, ProductStation
from huuva_backend.menu.product import MAX_IMAGES, Image, ListedProduct, Product
from huuva_backend.menu.snooze import Snooze
from huuva_backend.menu.stock import Stock
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement
from huuva_backend.platform.quantity import Quantity


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as it was read, and the version of the menu that it is of; None: of several, or of none that is known."""

    row: Mapping[str, Any]
    version: UUID | None

    def products(self) -> list[ListedProduct]:
        return mapping.listed(self.row)

    def as_now(self, row: Record) -> "ReadPage":
        """This one where nothing has changed, else what is new of it. `row` is without products of the same version."""
        if row["version"] != self.version or self.version is None:
            return ReadPage(dict(row), row["version"])
        now = {name: row[name] for name in ("snoozes", "stock")}
        return (
            self if now.items() <= self.row.items() else ReadPage({**self.row, **now}, self.version)
        )


class MenuRepository:
    """A `location_id` of None is no location in particular."""

    def __init__(self, database: Executor) -> None:
        self._database = database

    async def offers(self, brand_id: str, location_id: str, plus: Sequence[str]) -> Offers:
        wanted = _place(brand_id, location_id) | {"plus": plus}
        row = await self._database.share(reads.OFFERS, wanted, location_id)
        if row is None:
            raise AssertionError("each who asks has a row")
        rules = said(LocationRules, row["rules"])
        return Offers(row["as_of"], mapping.offers(row, brand_id), rules, switches(row["intake"]))

    async def page(
        self,
        filters: Mapping[str, Any],
        location_id: str | None,
        limit: int,
        before: ReadPage | None = None,
    ) -> ReadPage:
        """By name. `filters` gives values to some of `page_reads.FILTERS`; `after` takes a triple.

        `before` is the page as it was read before, which is answered itself if it is as it was.
        """
        names = set(filters)
        values = {**filters, "limit": limit, "locations": mapping.locations(location_id)}
        if "after" in filters:
            name_key, brand_id, plu = filters["after"]
            values |= {"after_name_key": name_key, "after_brand_id": brand_id, "after_plu": plu}
            if "brand_id" in filters:
                names = names - {"after"} | {"after_of_brand"}
        if "brand_id" not in names:
            return ReadPage(dict(await self._row(page_reads.page(frozenset(names)), values)), None)
        held = None if before is None else before.version
        row = await self._row(page_reads.page_of_brand(frozenset(names)), values | {"held": held})
        return (before or ReadPage({}, None)).as_now(row)

    async def get(self, brand_id: str, plu: str, location_id: str | None) -> ListedProduct:
        values = _place(brand_id, location_id) | {"plu": plu}
        found = mapping.listed(await self._row(reads.GET, values))
        if not found:
            raise ProductNotFound
        return found[0]

    async def put(
        self, brand_id: str, product: Product, location_id: str | None
    ) -> tuple[ListedProduct, bool]:
        """The product as it is now, and whether it is new."""
        given = {"plu": product.plu, "products": mapping.products([product])}
        row = await self._row(writes.PUT, _place(brand_id, location_id) | given)
        return mapping.listed(row)[0], row["created"]

    async def delete(self, brand_id: str, plu: str) -> None:
        if not await self._database.fetch(writes.DELETE, {"brand_id": brand_id, "plu": plu}):
            raise ProductNotFound

    async def set_image(
        self, brand_id: str, plu: str, name: str, file: str, thumbnail: str
    ) -> tuple[Image, bool]:
        """The product's picture by this name, and whether it had none before."""
        given = {"image": name, "file": file, "thumbnail": thumbnail, "most": MAX_IMAGES}
        values = {"brand_id": brand_id, "plu": plu} | given
        row = await self._database.fetchrow(writes.SET_IMAGE, values)
        if row is None:
            raise ProductNotFound
        if not row["kept"]:
            raise TooManyImages
        return image(name, file, thumbnail), not row["replaced"]

    async def remove_image(self, brand_id: str, plu: str, name: str) -> None:
        values = {"brand_id": brand_id, "plu": plu, "image": name}
        if not await self._database.fetch(writes.REMOVE_IMAGE, values):
            raise ImageNotFound

    async def share_pictures(self) -> None:
        """Until the transaction ends, no picture's file is removed."""
        await self._database.fetchrow(writes.SHARE_PICTURES, {})

    async def lock_pictures(self) -> None:
        """Until the transaction ends, nobody puts a picture."""
        await self._database.fetchrow(writes.LOCK_PICTURES, {})

    async def unnamed_files(self, files: Sequence[str]) -> list[str]:
        """Those that no product names."""
        rows = await self._database.fetch(reads.UNNAMED_FILES, {"files": files})
        return [row["file"] for row in rows]

    async def all_of(self, brand_id: str) -> list[Product]:
        """By PLU."""
        rows = await self._database.fetch(reads.MENU, {"brand_id": brand_id})
        return [mapping.product(row) for row in rows]

    async def lock(self, brand_id: str) -> None:
        """Until the transaction ends, nobody else replaces the brand's menu."""
        await self._database.fetchrow(writes.LOCK_MENU, {"brand_id": brand_id})

    async def replace(self, brand_id: str, products: Sequence[Product]) -> tuple[int, int, int]:
        """How many were created, replaced because they differ, and deleted."""
        given = {"brand_id": brand_id, "products": mapping.products(products)}
        created, replaced, deleted = await self._row(writes.REPLACE, given)
        return created, replaced, deleted

    async def known(self, brand_id: str, plus: Sequence[str]) -> Collection[str]:
        """Those of the PLUs that a product or modifier of the brand has."""
        rows = await self._database.fetch(reads.KNOWN_PLUS, {"brand_id": brand_id, "plus": plus})
        return {row["plu"] for row in rows}

    async def snoozes(self, brand_id: str, location_id: str | None) -> list[Snooze]:
        """The active ones that hold at the location."""
        rows = await self._database.fetch(reads.ACTIVE_SNOOZES, _place(brand_id, location_id))
        return [mapping.snooze(row) for row in rows]

    async def snooze(
        self, brand_id: str, location_id: str | None, plus: Sequence[str], until: datetime | None
    ) -> list[ProductEvent]:
        """What is new by it. Those of the same place that are over are forgotten."""
        place = _place(brand_id, location_id)
        await self._database.fetch(writes.FORGET_SNOOZES, place)
        rows = await self._database.fetch(writes.SNOOZE, place | {"plus": plus, "until": until})
        return [ProductEvent(ProductEventType.SNOOZED, row["plu"], until) for row in rows]

    async def wake(
        self, brand_id: str, location_id: str | None, plus: Sequence[str]
    ) -> list[ProductEvent]:
        """As `snooze`."""
        values = _place(brand_id, location_id) | {"plus": plus}
        rows = await self._database.fetch(writes.WAKE, values)
        return [mapping.available(row) for row in rows if not row["over"]]

    async def stations(self, brand_id: str, location_id: str) -> list[ProductStation]:
        rows = await self._database.fetch(reads.STATIONS_OF, _place(brand_id, location_id))
        return [ProductStation(row["plu"], row["station"]) for row in rows]

    async def assign_station(self, brand_id: str, plu: str, location_id: str, station: str) -> None:
        values = _place(brand_id, location_id) | {"plu": plu, "station": station}
        if not await self._database.fetch(writes.ASSIGN_STATION, values):
            raise ProductNotFound

    async def unassign_station(self, brand_id: str, plu: str, location_id: str) -> None:
        values = _place(brand_id, location_id) | {"plu": plu}
        await self._database.fetch(writes.UNASSIGN_STATION, values)

    async def products_named(self, brand_id: str, plus: Sequence[str]) -> Collection[str]:
        """Those of the PLUs that a product of the brand has."""
        values = {"brand_id": brand_id, "plus": plus}
        return {row["plu"] for row in await self._database.fetch(reads.PRODUCTS_NAMED, values)}

    async def stock(self, brand_id: str, location_id: str | None) -> list[Stock]:
        """What is left at the location and of all together, by PLU."""
        rows = await self._database.fetch(reads.STOCK_OF, _place(brand_id, location_id))
        return [mapping.stock(row) for row in rows]

    async def set_stock(
        self, brand_id: str, location_id: str | None, stock: Mapping[str, Quantity]
    ) -> list[ProductEvent]:
        """As `snooze`."""
        values = _place(brand_id, location_id) | {"given": mapping.given_stock(stock)}
        rows = await self._database.fetch(writes.SET_STOCK, values)
        return [mapping.sold_out(row) if row["is_out"] else mapping.available(row) for row in rows]

    async def forget_stock(
        self, brand_id: str, location_id: str | None, plus: Sequence[str]
    ) -> list[ProductEvent]:
        """As `snooze`."""
        values = _place(brand_id, location_id) | {"plus": plus}
        rows = await self._database.fetch(writes.FORGET_STOCK, values)
        return [mapping.available(row) for row in rows if row["remaining"] == 0]

    async def _row(self, statement: Statement, values: Mapping[str, Any]) -> Record:
        row = await self._database.fetchrow(statement, values)
        if row is None:
            raise AssertionError("a SELECT without FROM gives one row")
        return row


def _place(brand_id: str, location_id: str | None) -> dict[str, Any]:
    return {
        "brand_id": brand_id,
        "location_id": location_id or EVERYWHERE,
        "locations": mapping.locations(location_id),
    }
