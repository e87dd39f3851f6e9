"""Where an order stands, as far as it is the caller's."""

from uuid import UUID

from huuva_backend.orders.errors import OrderNotFound
from huuva_backend.orders.repository import OrderRepository
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor


async def whereabouts(caller: Caller, on: Executor, order_id: UUID, location_id: str | None) -> str:
    """`location_id` where the caller knows it already. Raises `OrderNotFound`, also where it is another's.

    An order never changes its brand nor its location, so what is found here still holds when it is read. Who is
    limited to locations alone, as a display, isn't asked twice.
    """
    if caller.brands is None and location_id is not None:
        return caller.at(location_id)
    if caller.brands is None and caller.locations is None:
        return await OrderRepository(on).locate(order_id)
    found = await OrderRepository(on).locate_own(order_id, caller.brands, caller.locations)
    if location_id not in (None, found):
        raise OrderNotFound
    return found
