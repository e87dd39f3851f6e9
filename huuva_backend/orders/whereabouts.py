"""Where an order stands, as far as it is the caller's."""

from typing import Final
from uuid import UUID

from huuva_backend.orders.errors import OrderNotFound
from huuva_backend.orders.order import Whereabouts
from huuva_backend.orders.repository import OrderRepository
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor

REMEMBERED: Final = 20_000
"""Some 5 MB, and many times the orders that are open at once."""

_found: dict[UUID, Whereabouts] = {}


async def whereabouts(caller: Caller, on: Executor, order_id: UUID, location_id: str | None) -> str:
    """`location_id` where the caller knows it already. Raises `OrderNotFound`, also where it is another's.

    An order never changes its brand nor its location, so what was found once holds, here and when the order is read.
    Who is limited to locations alone, as a display, isn't looked up at all.
    """
    if caller.brands is None and location_id is not None:
        return caller.at(location_id)
    found = _found.get(order_id)
    if found is None or not caller.owns(found.brand_id, found.location_id):
        # Also where another's is remembered: it must take as long as one that isn't there.
        found = await OrderRepository(on).find(order_id)
        if found is None or not caller.owns(found.brand_id, found.location_id):
            raise OrderNotFound
        _remember(order_id, found)
    if location_id not in (None, found.location_id):
        raise OrderNotFound
    return found.location_id


def _remember(order_id: UUID, found: Whereabouts) -> None:
    if len(_found) >= REMEMBERED:
        del _found[next(iter(_found))]  # the one that was found first
    _found[order_id] = found
