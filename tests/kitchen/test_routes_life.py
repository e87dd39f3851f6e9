"""From when a ticket appears until it is gone, on displays and on the customers' board."""

import pytest
from dirty_equals import IsInt
from fastapi import FastAPI

from huuva_backend.partners.caller import TRUSTED
from tests.conftest import Connection
from tests.factories import item
from tests.kitchen.screens import Screens, number
from tests.orders.kitchen import Kitchen

EVENING, NEW_YEAR = "2099-12-30T17:00:00Z", "2099-12-31T23:00:00Z"
DUE_NOW = "UPDATE open_orders SET release_at = clock_timestamp() WHERE order_id = $1"


async def test_an_order_is_shown_until_it_is_closed(kitchen: Kitchen, screens: Screens) -> None:
    await screens.menu("PIZZA", "oven")
    placed = await kitchen.place(channelOrderDisplayId="A", items=[item("PIZZA"), item("COLA")])
    seen = []
    for status in ("RECEIVED", "PREPARING", "READY", "PICKED_UP"):
        await kitchen.move(placed, status)
        seen.append([await screens.shown(), await screens.shown(station="oven")])

    both = ["PIZZA", "COLA"]
    assert seen == [
        [[("A", "RECEIVED", both)], [("A", "ORDERED", ["PIZZA"])]],
        [[("A", "PREPARING", both)], [("A", "PREPARING", ["PIZZA"])]],
        [[("A", "READY", both)], [("A", "READY", ["PIZZA"])]],
        [[], []],
    ]


@pytest.mark.parametrize("status", ["PICKED_UP", "CANCELLED"])
async def test_a_closed_order_is_gone_from_every_screen(
    kitchen: Kitchen, screens: Screens, status: str
) -> None:
    await screens.menu("PIZZA", "oven")
    placed = await kitchen.place_at(status, items=[item("PIZZA")])

    assert await screens.shown() == []
    assert await screens.shown(station="oven") == []
    assert await screens.shown(orderId=placed["id"]) == []
    board = await screens.board()
    assert (board["preparing"], board["ready"]) == ([], [])


async def test_a_recall_brings_a_ticket_back(kitchen: Kitchen, screens: Screens) -> None:
    placed = await kitchen.place_at("PICKED_UP", channelOrderDisplayId="A")
    before = await screens.shown()
    await kitchen.move(placed, "READY", recall=True)
    back = await screens.shown()
    await kitchen.move(placed, "PREPARING", recall=True)

    assert (before, back) == ([], [("A", "READY", ["BURGER", "SUSHI"])])
    assert await screens.shown() == [("A", "PREPARING", ["BURGER", "SUSHI"])]


async def test_each_station_sees_its_own_lines_move(kitchen: Kitchen, screens: Screens) -> None:
    await screens.menu("PIZZA", "oven")
    await screens.menu("SALAD", "cold")
    placed = await kitchen.place(channelOrderDisplayId="A", items=[item("PIZZA"), item("SALAD")])

    await kitchen.move_item(placed, "SALAD", "READY")

    assert await screens.shown(station="cold") == [("A", "READY", ["SALAD"])]
    assert await screens.shown(station="oven") == [("A", "ORDERED", ["PIZZA"])]
    (ticket,) = await screens.tickets(station="oven")
    assert (ticket["orderStatus"], ticket["orderVersion"]) == ("PREPARING", 2)


async def test_a_voided_line_stays_on_its_ticket_and_counts_no_more(
    kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven", 25)
    await screens.menu("BREAD", "oven", 5)
    await screens.menu("SALAD", "cold")
    lines = [item("PIZZA"), item("BREAD"), item("SALAD")]
    placed = await kitchen.place(channelOrderDisplayId="A", items=lines)

    await kitchen.move_item(placed, "PIZZA", "CANCELLED")
    looked = await screens.look(station="oven")
    await kitchen.move_item(placed, "BREAD", "CANCELLED")

    (ticket,) = looked["tickets"]
    assert [line["status"] for line in ticket["items"]] == ["CANCELLED", "ORDERED"]
    assert (ticket["status"], ticket["startBy"]) == ("ORDERED", "2026-01-31T18:25:00Z")
    assert [count["plu"] for count in looked["allDay"]] == ["BREAD"]
    (void,) = await screens.tickets(station="oven")
    assert [line["status"] for line in void["items"]] == ["CANCELLED", "CANCELLED"]
    assert (void["status"], void["startBy"], void["sla"]) == (
        "CANCELLED",
        "2026-01-31T18:30:00Z",
        "on_time",
    )


async def test_an_order_for_later_is_only_counted_until_it_is_released(
    kitchen: Kitchen, screens: Screens, sql: Connection, app: FastAPI
) -> None:
    await screens.menu("PIZZA", "oven", 15)
    held = await kitchen.place(
        channelOrderDisplayId="A", pickupTime=NEW_YEAR, items=[item("PIZZA")]
    )
    other = await kitchen.place(pickupTime=EVENING)

    before = await screens.look()
    unseen = [await screens.shown(station="oven"), await screens.shown(orderId=held["id"])]
    board = await screens.board()
    await sql.execute(DUE_NOW, other["id"])
    await app.state.orders.release_due(TRUSTED, app.state.database)
    one_left = await screens.look(station="oven")
    await sql.execute(DUE_NOW, held["id"])
    await app.state.orders.release_due(TRUSTED, app.state.database)

    assert (before["tickets"], before["allDay"], unseen) == ([], [], [[], []])
    assert before["held"] == {"count": 2, "nextReleaseAt": "2099-12-30T16:30:00Z"}
    assert (board["preparing"], board["ready"]) == ([], [])
    assert one_left["held"] == {"count": 1, "nextReleaseAt": "2099-12-31T22:15:00Z"}
    released = await screens.look(station="oven")
    assert released["held"] == {"count": 0, "nextReleaseAt": None}
    assert [number(looked) for looked in (before, one_left, released)] == [2, 3, 4]
    (ticket,) = released["tickets"]
    assert (ticket["displayId"], ticket["sla"]) == ("A", "on_time")
    assert ticket["remainingSeconds"] == IsInt(gt=0)


async def test_an_order_for_later_that_is_begun_is_shown(
    kitchen: Kitchen, screens: Screens
) -> None:
    placed = await kitchen.place(channelOrderDisplayId="A", pickupTime=NEW_YEAR)

    await kitchen.move_item(placed, "SUSHI", "PREPARING")
    begun = await screens.shown()
    await kitchen.move(placed, "RECEIVED", recall=True)

    assert begun == [("A", "PREPARING", ["BURGER", "SUSHI"])]
    assert await screens.shown() == [("A", "RECEIVED", ["BURGER", "SUSHI"])]


async def test_as_of_is_the_last_event_of_the_location(kitchen: Kitchen, screens: Screens) -> None:
    placed = await kitchen.place()
    await kitchen.place(locationId="kallio")
    await kitchen.move(placed, "READY")
    await kitchen.move(placed, "READY")

    assert [number(await screens.look()), number(await screens.board())] == [2, 2]
    assert number(await screens.look(locationId="kallio")) == 1
