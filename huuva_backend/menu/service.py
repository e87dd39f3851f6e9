"""What can be done with the menu: look up what is sold, change it."""

from collections.abc import Sequence
from typing import Final

from huuva_backend.media.service import MediaService
from huuva_backend.menu.availability import ProductNews, Untold
from huuva_backend.menu.described import described
from huuva_backend.menu.errors import OtherBrand, OtherProduct
from huuva_backend.menu.offer import Offers, ProductStation
from huuva_backend.menu.product import (
    Image,
    ListedProduct,
    Menu,
    Replaced,
)
from huuva_backend.menu.repository import MenuRepository
from huuva_backend.menu.schemas import (
    MenuCreate,
    ProductUpdate,
)
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor, retried

FILES_AT_ONCE: Final = 500
"""Of pictures, looked at with one statement, and removed while uploads wait."""


class MenuService:
    """What brands sell, product by product. `news` is told where a count makes one sold out, or not any more."""

    def __init__(self, news: ProductNews | None = None) -> None:
        self._news = news or Untold()

    async def offers(
        self, caller: Caller, on: Executor, brand_id: str, location_id: str, plus: Sequence[str]
    ) -> Offers:
        """What a location sells of these now, by PLU; what isn't on the brand's menu is left out."""
        return await MenuRepository(on).offers(brand_id, location_id, plus)

    async def get(
        self, caller: Caller, on: Executor, brand_id: str, plu: str, location_id: str | None
    ) -> ListedProduct:
        """As seen by the location. Raises `ProductNotFound`."""
        location_id = caller.somewhere(location_id)
        return await MenuRepository(on).get(caller.of(brand_id), plu, location_id)

    async def put(
        self,
        caller: Caller,
        on: Executor,
        brand_id: str,
        plu: str,
        product: ProductUpdate,
        location_id: str | None,
    ) -> tuple[ListedProduct, bool]:
        """The product as seen by the location, and whether it is new. Raises `OtherProduct`, `OutsideLimits`.

        A `stock` is that of the location or, without one, of all locations together.
        """
        caller.must_own(brand_id, None)
        whose = product.brand_id not in (None, brand_id)
        which = product.plu not in (None, plu)
        if whose or which:
            raise OtherProduct(whose=whose, which=which)
        new, stock = described(plu, product), product.stock
        if stock is None or stock == product.remaining:
            return await MenuRepository(on).put(brand_id, new, location_id)

        async def unit() -> tuple[ListedProduct, bool]:
            async with on.transaction() as session:
                menu = MenuRepository(session)
                await self._news.open(session, location_id)
                changed = await menu.set_stock(brand_id, location_id, {plu: stock})
                written = await menu.put(brand_id, new, location_id)
                await self._news.tell(session, brand_id, location_id, changed)
                return written

        return await retried(unit)

    async def delete(self, caller: Caller, on: Executor, brand_id: str, plu: str) -> None:
        """Orders keep what they copied. Raises `ProductNotFound`, `OutsideLimits`."""
        brand_id = caller.of(brand_id)
        caller.must_own_everywhere()
        await MenuRepository(on).delete(brand_id, plu)

    async def stations(
        self, caller: Caller, on: Executor, brand_id: str, location_id: str
    ) -> list[ProductStation]:
        """The location's own choices, by PLU."""
        return await MenuRepository(on).stations(caller.of(brand_id), caller.at(location_id))

    async def assign_station(
        self,
        caller: Caller,
        on: Executor,
        brand_id: str,
        plu: str,
        location_id: str,
        station: str,
    ) -> ProductStation:
        """Let the location prepare a product elsewhere than the brand says.

        Raises `ProductNotFound`, `OutsideLimits`.
        """
        caller.must_own(brand_id, location_id)
        await MenuRepository(on).assign_station(brand_id, plu, location_id, station)
        return ProductStation(plu, station)

    async def unassign_station(
        self, caller: Caller, on: Executor, brand_id: str, plu: str, location_id: str
    ) -> None:
        """Raises `OutsideLimits`."""
        caller.must_own(brand_id, location_id)
        await MenuRepository(on).unassign_station(brand_id, plu, location_id)


class ImageService:
    """The pictures of products. The files of one that was replaced or taken off stay for a while."""

    def __init__(self, media: MediaService) -> None:
        self._media = media

    async def put(
        self,
        caller: Caller,
        on: Executor,
        brand_id: str,
        plu: str,
        name: str,
        raw: bytes,
        media_type: str,
    ) -> tuple[Image, bool]:
        """The picture as it is kept, and whether the product had none by this name before.

        Raises `ProductNotFound`, `TooManyImages`, `StorageUnavailable`, `OutsideLimits` and what `media.errors` says of
        pictures; in each case no file is left.
        """
        brand_id = caller.of(brand_id)
        caller.must_own_everywhere()
        picture = await self._media.develop(raw, media_type)
        files = (picture.full.name, picture.thumbnail.name)

        async def unit() -> tuple[Image, bool]:
            async with on.transaction() as session:
                menu = MenuRepository(session)
                await menu.share_pictures()
                image = await menu.set_image(brand_id, plu, name, *files)
                # After the product is known to be there still, and before anybody reads of the files.
                await self._media.keep(picture)
                return image

        return await retried(unit)

    async def remove(
        self, caller: Caller, on: Executor, brand_id: str, plu: str, name: str
    ) -> None:
        """Raises `ImageNotFound`, `OutsideLimits`."""
        brand_id = caller.of(brand_id)
        caller.must_own_everywhere()
        await MenuRepository(on).remove_image(brand_id, plu, name)

    async def remove_orphans(self, caller: Caller, on: Executor) -> int:
        """Remove the files that no product names, and say how many there were.

        Files of the last hour stay. Several may do this at once, beside uploads. Raises
        `StorageUnavailable` and, where an upload takes long, `Busy`: what was removed is removed then.
        """
        files = await self._media.settled()
        removed = 0
        for begin in range(0, len(files), FILES_AT_ONCE):
            chunk = files[begin : begin + FILES_AT_ONCE]
            if suspects := await MenuRepository(on).unnamed_files(chunk):
                removed += await self._remove_unnamed(on, suspects)
        return removed

    async def _remove_unnamed(self, on: Executor, suspects: Sequence[str]) -> int:
        """Of a suspect, an upload may just have found that the file is there already."""
        async with on.transaction() as session:
            menu = MenuRepository(session)
            await menu.lock_pictures()
            return await self._media.remove(await menu.unnamed_files(suspects))


class WholeMenuService:
    """A brand's menu as one document."""

    async def get(self, caller: Caller, on: Executor, brand_id: str) -> Menu:
        return Menu(brand_id, await MenuRepository(on).all_of(caller.of(brand_id)))

    async def replace(
        self, caller: Caller, on: Executor, brand_id: str, menu: MenuCreate, *, dry_run: bool
    ) -> Replaced:
        """Make these products all that the brand has; those that stay keep their pictures.

        Raises `OtherBrand`, `OutsideLimits`.
        """
        caller.must_own(brand_id, None)
        if menu.brand_id not in (None, brand_id):
            raise OtherBrand
        products = [described(product.plu, product) for product in menu.products]

        async def unit() -> tuple[int, int, int]:
            async with on.transaction(keep=not dry_run) as session:
                kept = MenuRepository(session)
                await kept.lock(brand_id)
                return await kept.replace(brand_id, products)

        created, replaced, deleted = await retried(unit)
        unchanged = len(products) - created - replaced
        return Replaced(created, replaced, deleted, unchanged, dry_run)
