"""What tickets and the board say where the pass is required: where the rest of an order is, and what waits to be packed."""

import pytest

from tests.factories import item
from tests.kitchen.screens import Json, Screens
from tests.orders.kitchen import Kitchen


@pytest.fixture
async def order(kitchen: Kitchen, screens: Screens) -> Json:
    """A burger from the grill, fries from the fryer and a can, where the pass is required."""
    await kitchen.say_of_pass("required")
    await screens.menu("BURGER", "grill")
    await screens.menu("FRIES", "fryer")
    return await kitchen.place(items=[item("BURGER"), item("FRIES"), item("CAN", toMake=False)])


async def waits(screens: Screens, **params: str) -> list[tuple[bool, list[Json]]]:
    return [(each["toPack"], each["elsewhere"]) for each in await screens.tickets(**params)]


async def test_a_ticket_says_where_the_rest_of_its_order_is(
    kitchen: Kitchen, screens: Screens, order: Json
) -> None:
    await kitchen.move_item(order, "FRIES", "PREPARING")

    grill = {"station": "grill", "status": "ORDERED"}
    fryer = {"station": "fryer", "status": "PREPARING"}
    assert await waits(screens, station="grill") == [(False, [fryer])]
    assert await waits(screens, station="fryer") == [(False, [grill])]
    assert await waits(screens) == [(False, [fryer, grill])]


async def test_what_is_made_waits_at_the_pass_and_is_not_called_before(
    kitchen: Kitchen, screens: Screens, order: Json
) -> None:
    for plu in ("BURGER", "FRIES"):
        await kitchen.move_item(order, plu, "READY")

    (whole,), (grill,) = await screens.tickets(), await screens.tickets(station="grill")
    board = await screens.board()
    assert (whole["status"], whole["toPack"]) == ("PREPARING", True)
    assert (grill["status"], grill["toPack"]) == ("READY", True)
    assert (len(board["preparing"]), board["ready"]) == (1, [])

    await kitchen.move(order, "READY")

    (whole,), board = await screens.tickets(), await screens.board()
    assert (whole["status"], whole["toPack"]) == ("READY", False)
    assert (board["preparing"], len(board["ready"])) == ([], 1)
    assert [line["status"] for line in whole["items"]] == ["READY"] * 3


async def test_where_the_pass_is_automatic_nothing_waits_there(
    kitchen: Kitchen, screens: Screens
) -> None:
    order = await kitchen.place(items=[item("BURGER")])
    await kitchen.move_item(order, "BURGER", "READY")

    (whole,) = await screens.tickets()
    assert (whole["status"], whole["toPack"], whole["passRequired"]) == ("READY", False, False)


async def test_screens_are_told_after_how_long_to_ring_again(
    kitchen: Kitchen, screens: Screens
) -> None:
    assert (await screens.look())["ringAgainSeconds"] is None
    await kitchen.say_of_location(ringAgainSeconds=30)
    assert (await screens.look())["ringAgainSeconds"] == 30
