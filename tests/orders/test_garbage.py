"""What the requests of a rush make is freed when they are answered: nothing waits for Python's collector.

It looks rarely (`application.ALLOCATIONS_UNTIL_COLLECTED`), so a circle of references would stay for long.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from huuva_backend.orders.line_schemas import PostedLine
from tests.factories import item
from tests.orders.kitchen import Kitchen


@contextmanager
def _uncollected() -> Iterator[list[str]]:
    """What of the product only the collector would have freed meanwhile."""
    gc.collect()
    found: list[str] = []
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        yield found
        gc.collect()
    finally:
        gc.set_debug(0)
        found += sorted(name for name in map(_name, gc.garbage) if "huuva_backend" in name)
        gc.garbage.clear()


def _name(thing: object) -> str:
    made = thing if hasattr(thing, "__qualname__") else type(thing)
    return f"{made.__module__}.{made.__qualname__}"


async def test_an_order_is_placed_moved_and_looked_up_without_circles(kitchen: Kitchen) -> None:
    await kitchen.place()
    burger = item(plu="BURGER", modifiers=[{"plu": "SAUCE", "name": "Sauce"}])
    meal = item(plu="MEAL", items=[item(plu="CAN")])
    with _uncollected() as found:
        placed = await kitchen.place(channelOrderId="W-2", items=[burger, meal])
        assert (await kitchen.move_item(placed, "BURGER", "PREPARING")).status_code == 200
        assert (await kitchen.move(placed, "READY")).status_code == 200
        assert (await kitchen.get(placed))["status"] == "READY"
    assert found == []


def test_a_circle_would_be_seen() -> None:
    with _uncollected() as found:
        itself = PostedLine(1, None, "", [], None)
        itself.posted.append(itself)
        del itself
    assert found == ["huuva_backend.orders.line_schemas.PostedLine"]
