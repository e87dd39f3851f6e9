"""How many of a product are left, as a kitchen counts them. Orders count them down (`orders.writes`)."""

from collections.abc import Sequence

from huuva_backend.menu.announcing import announced
from huuva_backend.menu.availability import ProductNews
from huuva_backend.menu.errors import UnknownPlu
from huuva_backend.menu.repository import MenuRepository
from huuva_backend.menu.stock import Stock
from huuva_backend.menu.stock_schemas import StockUpdate
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor


class StockService:
    """A location's own number holds there before that of all together. What has neither isn't counted.

    `news` is told of what is sold out by that, and of what isn't any more.
    """

    def __init__(self, news: ProductNews) -> None:
        self._news = news

    async def list(
        self, caller: Caller, on: Executor, brand_id: str, location_id: str | None
    ) -> Sequence[Stock]:
        """What is left at the location and of all together; without one, of all together."""
        return await MenuRepository(on).stock(caller.of(brand_id), caller.somewhere(location_id))

    async def set(self, caller: Caller, on: Executor, update: StockUpdate) -> Sequence[Stock]:
        """As they are now; the same as `list`. Raises `UnknownPlu`, `OutsideLimits`."""
        caller.must_own(update.brand_id, update.location_id)
        menu = MenuRepository(on)
        stock = {item.plu: item.stock for item in update.items}
        known = await menu.products_named(update.brand_id, list(stock))
        if unknown := [
            f"/items/{at}/plu" for at, item in enumerate(update.items) if item.plu not in known
        ]:
            raise UnknownPlu(unknown, "No product of the brand has this PLU")
        place = update.brand_id, update.location_id
        await announced(
            on, self._news, *place, lambda session: MenuRepository(session).set_stock(*place, stock)
        )
        return await menu.stock(update.brand_id, update.location_id)

    async def forget(
        self,
        caller: Caller,
        on: Executor,
        brand_id: str,
        location_id: str | None,
        plus: Sequence[str],
    ) -> None:
        """Count them no more there; those that weren't counted stay as they are. Raises `OutsideLimits`."""
        caller.must_own(brand_id, location_id)
        await announced(
            on,
            self._news,
            brand_id,
            location_id,
            lambda session: MenuRepository(session).forget_stock(brand_id, location_id, plus),
        )
