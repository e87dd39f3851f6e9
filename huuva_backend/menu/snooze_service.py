"""What can be done with snoozes: take products and modifiers off for a while, and sell them again."""

from collections.abc import Sequence

from huuva_backend.menu.announcing import announced
from huuva_backend.menu.availability import ProductNews
from huuva_backend.menu.errors import SnoozeIsOver, UnknownPlu
from huuva_backend.menu.repository import MenuRepository
from huuva_backend.menu.snooze import OpenOrders, Snooze, Snoozed
from huuva_backend.menu.snooze_schemas import SnoozeCreate
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Executor


class SnoozeService:
    """What isn't sold for now ("86'd"). A snooze is over by itself: it is compared with the clock.

    `news` is told of those that begin, last longer or shorter, or are ended; not of one that is over by itself.
    """

    def __init__(self, orders: OpenOrders, news: ProductNews) -> None:
        self._orders = orders
        self._news = news

    async def active(
        self, caller: Caller, on: Executor, brand_id: str, location_id: str | None
    ) -> list[Snooze]:
        """All that hold at the location; without one, those that hold at every location."""
        return await MenuRepository(on).snoozes(caller.of(brand_id), caller.somewhere(location_id))

    async def snooze(self, caller: Caller, on: Executor, asked: SnoozeCreate) -> Snoozed:
        """The last one asked for holds. Raises `SnoozeIsOver`, `UnknownPlu`, `OutsideLimits`."""
        caller.must_own(asked.brand_id, asked.location_id)
        if asked.until is not None and asked.until <= utc_now():
            raise SnoozeIsOver
        brand_id, location_id = asked.brand_id, asked.location_id
        plus = list(dict.fromkeys(asked.plus))
        menu = MenuRepository(on)
        known = await menu.known(brand_id, plus)
        if unknown := [f"/plus/{at}" for at, plu in enumerate(asked.plus) if plu not in known]:
            raise UnknownPlu(unknown)
        await announced(
            on,
            self._news,
            brand_id,
            location_id,
            lambda session: MenuRepository(session).snooze(
                brand_id, location_id, plus, asked.until
            ),
        )
        orders = await self._orders.containing(caller, on, brand_id, location_id, plus)
        return Snoozed(brand_id, location_id, plus, asked.until, orders)

    async def wake(
        self,
        caller: Caller,
        on: Executor,
        brand_id: str,
        location_id: str | None,
        plus: Sequence[str],
    ) -> None:
        """Sell them again; those that weren't snoozed there stay as they are. Raises `OutsideLimits`."""
        caller.must_own(brand_id, location_id)
        await announced(
            on,
            self._news,
            brand_id,
            location_id,
            lambda session: MenuRepository(session).wake(brand_id, location_id, plus),
        )
