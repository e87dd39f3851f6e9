"""What happened to products, as events that are told with those of orders."""

from collections.abc import Sequence

from pydantic_core import to_json

from huuva_backend.menu.availability import EVERYWHERE, ProductEvent
from huuva_backend.orders import product_outbox
from huuva_backend.platform.db.database import Executor


class Announcements:
    """The `ProductNews` of the menu, which doesn't know the feed."""

    async def open(self, on: Executor, location_id: str | None) -> None:
        if location_id is not None:
            await on.fetch(product_outbox.LOCK_COUNTER, {"location_id": location_id})

    async def tell(
        self, on: Executor, brand_id: str, location_id: str | None, news: Sequence[ProductEvent]
    ) -> None:
        if not news:
            return
        rows = [{"place": place, **each._asdict()} for place, each in enumerate(news, 1)]
        values = {
            "brand_id": brand_id,
            "location_id": location_id or EVERYWHERE,
            "news": to_json(rows).decode(),
        }
        await on.fetch(product_outbox.TELL_OF_PRODUCTS, values)
