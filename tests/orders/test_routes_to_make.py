"""What no kitchen makes (a can, a bag) is ready with what is, and holds nothing up."""

from httpx import AsyncClient

from tests.conftest import Connection
from tests.factories import item
from tests.orders.bundles import causes, euros, standing
from tests.orders.invariants import violations
from tests.orders.kitchen import Kitchen


async def menu(api: AsyncClient, plu: str, **changes: object) -> None:
    body = {"name": plu.title(), "price": euros(300)} | changes
    answer = await api.put(f"/api/menu/products/{plu}", params={"brandId": "brand-1"}, json=body)
    assert answer.status_code in (200, 201), answer.text
    assert answer.json()["toMake"] == changes.get("toMake")


async def test_a_can_is_ready_with_the_pizza(
    api: AsyncClient, kitchen: Kitchen, sql: Connection
) -> None:
    await menu(api, "PIZZA", station="oven")
    await menu(api, "COKE", toMake=False)
    placed = await kitchen.place(items=[item("PIZZA"), item("COKE")])

    await kitchen.move_item(placed, "PIZZA", "PREPARING")
    assert standing(await kitchen.get(placed)) == "PREPARING: PREPARING ORDERED"
    await kitchen.move_item(placed, "PIZZA", "READY")

    now = await kitchen.get(placed)
    assert standing(now) == "READY: READY READY"
    assert causes(now["items"][1]) == [("ORDERED", "request", 1), ("READY", "cascade", 3)]
    newest = [line["statusHistory"][-1]["timestamp"] for line in now["items"]]
    assert newest[0] == newest[1] == now["statusHistory"][-1]["timestamp"]
    await kitchen.move_item(placed, "PIZZA", "PREPARING", recall=True)
    assert standing(await kitchen.get(placed)) == "PREPARING: PREPARING ORDERED"
    await kitchen.move(placed, "CANCELLED")
    assert standing(await kitchen.get(placed)) == "CANCELLED: CANCELLED CANCELLED"
    assert await violations(sql) == []


async def test_the_line_wins_over_the_menu(api: AsyncClient, kitchen: Kitchen) -> None:
    await menu(api, "COKE", toMake=False)
    await menu(api, "PIZZA", station="oven")

    placed = await kitchen.place(
        items=[item("COKE", toMake=True), item("COKE"), item("PIZZA", toMake=False), item("PIZZA")]
    )

    assert [line["toMake"] for line in placed["items"]] == [True, False, False, True]


async def test_nobody_says_whether_a_line_without_a_station_is_made(kitchen: Kitchen) -> None:
    placed = await kitchen.place()

    assert [line["toMake"] for line in placed["items"]] == [True, True]


async def test_a_location_may_say_that_what_has_no_station_follows(
    api: AsyncClient, kitchen: Kitchen
) -> None:
    said = await api.put("/api/locations/main", json={"unroutedLines": "follow"})
    assert said.status_code == 201
    await menu(api, "PIZZA", station="oven")
    placed = await kitchen.place(items=[item("PIZZA"), item("BAG"), item("DIP", toMake=True)])

    assert [line["toMake"] for line in placed["items"]] == [True, False, True]


async def test_an_order_of_cans_is_moved_like_any_other(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=[item("COKE", toMake=False), item("BAG", toMake=False)])

    assert (
        standing((await kitchen.move(placed, "PREPARING")).json())
        == "PREPARING: PREPARING PREPARING"
    )
    await kitchen.move_item(placed, "COKE", "READY")
    assert standing(await kitchen.get(placed)) == "PREPARING: READY PREPARING"
    await kitchen.move_item(placed, "BAG", "READY")
    assert standing(await kitchen.get(placed)) == "READY: READY READY"
    assert await violations(sql) == []


async def test_a_can_that_is_handed_out_alone_moves_nothing_else(
    kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place(items=[item("PIZZA"), item("COKE", toMake=False)])

    await kitchen.move_item(placed, "COKE", "READY")

    assert standing(await kitchen.get(placed)) == "RECEIVED: ORDERED READY"
    assert await violations(sql) == []


async def test_what_is_told_of_an_order_that_is_ready_takes_cans_along(
    kitchen: Kitchen, sql: Connection
) -> None:
    begun = await kitchen.place(
        status="PREPARING", items=[item("PIZZA"), item("COKE", toMake=False)]
    )
    ready = await kitchen.place(items=[item("PIZZA", status="READY"), item("COKE", toMake=False)])

    assert standing(begun) == "PREPARING: PREPARING ORDERED"
    assert standing(ready) == "READY: READY READY"
    assert await violations(sql) == []
