"""Bundles: their parts are lines, they stand where their parts do, and moving them moves their parts."""

import pytest
from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.factories import item, order
from tests.orders.bundles import causes, euros, every, menu, standing
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen


def tree(items: list[Json]) -> list[Json]:
    """As they were sent."""
    names = ("plu", "name", "quantity")
    return [
        {name: one[name] for name in names} | {"items": tree(one.get("items", []))} for one in items
    ]


async def test_a_bundle_is_read_back_as_it_was_sent(kitchen: Kitchen, sql: Connection) -> None:
    box = item("BOX", quantity=2, items=[menu(3), item("ICE", quantity=4)])
    sent = [item("SALAD"), box]

    placed = await kitchen.place(items=sent)

    assert tree(placed["items"]) == tree(sent)
    lines = every(placed["items"])
    assert [line["line"] for line in lines] == [1, 2, 3, 4, 5, 6, 7]
    assert [line["parentLine"] for line in lines] == [None, None, 2, 3, 3, 3, 2]
    assert {str(line["origin"]) for line in lines} == {"{'kind': 'placed', 'fromLine': None}"}
    assert await kitchen.get(placed) == placed
    assert await violations(sql) == []


async def test_parts_cost_what_they_bring_for_each_of_their_bundle(kitchen: Kitchen) -> None:
    covered = await kitchen.place(items=[menu(2)])
    dear = await kitchen.place(
        items=[menu(2, items=[item("BURGER", quantity=3, unitPrice=euros(50)), item("COLA")])]
    )

    assert covered["total"] == euros(2800)
    assert dear["total"] == euros(2700)
    assert every(covered["items"])[1]["unitPrice"] is None


async def test_a_part_takes_its_bundle_along(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=[menu(), item("SALAD")])

    begun = await kitchen.move_item(placed, "FRIES", "PREPARING")

    assert begun.json()["line"] == 3
    now = await kitchen.get(placed)
    assert standing(now) == "PREPARING: PREPARING ORDERED PREPARING ORDERED ORDERED"
    assert causes(now["items"][0]) == [("ORDERED", "request", 1), ("PREPARING", "rollup", 2)]
    for plu in ("BURGER", "FRIES", "COLA"):
        await kitchen.move_item(placed, plu, "READY")
    now = await kitchen.get(placed)
    assert standing(now) == "PREPARING: READY READY READY READY ORDERED"
    await kitchen.move_item(placed, "COLA", "ORDERED", recall=True)
    assert standing(await kitchen.get(placed)) == "PREPARING: PREPARING READY READY ORDERED ORDERED"
    assert await violations(sql) == []


async def test_a_bundle_takes_its_parts_along(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=[menu(), item("SALAD")])

    moved = (await kitchen.move_item(placed, "MENU", "READY")).json()

    assert [part["status"] for part in moved["items"]] == ["READY"] * 3
    assert causes(moved) == [("ORDERED", "request", 1), ("READY", "request", 2)]
    assert causes(moved["items"][0]) == [("ORDERED", "request", 1), ("READY", "cascade", 2)]
    assert (moved["orderStatus"], moved["orderVersion"]) == ("PREPARING", 2)
    assert standing(await kitchen.get(placed)) == "PREPARING: READY READY READY READY ORDERED"
    await kitchen.move_item(placed, "MENU", "CANCELLED")
    now = await kitchen.get(placed)
    assert standing(now) == "PREPARING: CANCELLED CANCELLED CANCELLED CANCELLED ORDERED"
    assert await violations(sql) == []


async def test_an_order_takes_bundles_and_parts_along(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=[menu()])

    for status, expected in {
        "PREPARING": "PREPARING: PREPARING PREPARING PREPARING PREPARING",
        "READY": "READY: READY READY READY READY",
        "PICKED_UP": "PICKED_UP: PICKED_UP PICKED_UP PICKED_UP PICKED_UP",
    }.items():
        assert standing((await kitchen.move(placed, status)).json()) == expected
    back = await kitchen.move(placed, "READY", recall=True)
    assert standing(back.json()) == "READY: READY READY READY READY"
    assert await violations(sql) == []


async def test_a_bundle_without_a_live_part_is_cancelled(kitchen: Kitchen) -> None:
    placed = await kitchen.place(items=[menu(), item("SALAD")])

    for plu in ("BURGER", "FRIES", "COLA"):
        await kitchen.move_item(placed, plu, "CANCELLED")

    now = await kitchen.get(placed)
    assert standing(now) == "RECEIVED: CANCELLED CANCELLED CANCELLED CANCELLED ORDERED"
    refused = await kitchen.move_item(placed, "MENU", "READY")
    assert (refused.status_code, refused.json()["code"]) == (409, "illegal-transition")


async def test_the_feed_names_all_lines_that_moved(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=[menu()])

    await kitchen.move_item(placed, "MENU", "PREPARING")

    changes = await sql.fetchval("SELECT changes::text FROM order_events ORDER BY seq DESC LIMIT 1")
    assert [part in changes for part in ("MENU", "BURGER", "FRIES", "COLA")] == [True] * 4


async def test_parts_stand_where_their_bundle_is_told_to(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(items=[menu(status="READY"), item("SALAD")])

    assert standing(placed) == "PREPARING: READY READY READY READY ORDERED"
    assert await kitchen.get(placed) == placed
    assert await violations(sql) == []


async def test_parts_are_taken_from_the_menu_and_refused_by_it(
    api: AsyncClient, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    stands: dict[str, Json] = {
        "BURGER": {"station": "grill"},
        "FRIES": {"station": "fryer", "available": False},
    }
    for plu, changes in stands.items():
        body = {"name": f"Our {plu.lower()}", "price": euros(700)} | changes
        await api.put(f"/api/menu/products/{plu}", params={"brandId": "brand-1"}, json=body)
    parts = [{"plu": "BURGER", "quantity": 1}, {"plu": "FRIES", "quantity": 1}]

    sold = await kitchen.place(items=[item("MENU", unitPrice=euros(1200), items=parts)])

    burger, fries = sold["items"][0]["items"]
    assert (burger["name"], burger["station"], burger["unitPrice"]) == ("Our burger", "grill", None)
    assert (fries["station"], fries["flags"]) == ("fryer", ["snoozed"])
    assert sold["total"] == euros(1200)
    async with nothing_written():
        refused = await kitchen.post(
            order(items=[item("MENU", items=[*parts, {"plu": "?", "quantity": 1}])])
        )
    assert [(fault["pointer"], fault["code"]) for fault in refused.json()["errors"]] == [
        ("/items/0/items/1/plu", "snoozed"),
        ("/items/0/items/2/plu", "unknown-plu"),
    ]


async def test_an_order_has_500_lines_with_all_parts(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    parts = [item("PART") for _ in range(249)]

    most = await kitchen.post(order(items=[item("A", items=parts), item("B", items=parts)]))
    async with nothing_written():
        more = await kitchen.post(
            order(items=[item("A", items=parts), item("B", items=parts), item("C")])
        )

    assert most.status_code == 201
    assert [(fault["pointer"], fault["code"]) for fault in more.json()["errors"]] == [
        ("/items", "too-many-lines")
    ]


@pytest.mark.parametrize("depth", [3, 4])
async def test_a_tree_has_three_levels(kitchen: Kitchen, depth: int) -> None:
    line = item("LEAF")
    for level in range(depth - 1):
        line = item(f"LEVEL-{level}", items=[line])

    answer = await kitchen.post(order(items=[line]))

    assert answer.status_code == (201 if depth == 3 else 422)


async def test_a_retry_of_a_bundle_is_the_same_order_and_another_part_is_another(
    kitchen: Kitchen,
) -> None:
    body = order(items=[menu()])
    placed = (await kitchen.post(body)).json()

    again = await kitchen.post(body)
    other = await kitchen.post(body | {"items": [menu(items=[item("FRIES")])]})

    assert (again.status_code, again.json()) == (200, placed)
    assert (other.status_code, other.json()["differing"]) == (409, ["items"])
