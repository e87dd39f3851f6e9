"""What is off sale, or on again, is told once: in the transaction that made it so, of its place, brand and PLU."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from huuva_backend.platform.clock import utc_now
from tests.conftest import Connection, NothingWritten
from tests.menu.pizzeria import BRAND, Pizzeria, product
from tests.menu.test_routes_stock import counted, uncounted
from tests.orders.kitchen import Json, Kitchen

TOMORROW, LATER = "2099-01-01T18:00:00Z", "2099-01-02T18:00:00Z"
NEWS = """
    SELECT seq, location_id, type, plu, until, brand_id, order_id, order_version, order_status, channel, changes
    FROM order_events WHERE order_id IS NULL ORDER BY location_id, seq
"""

News = list[tuple[int, str, str, str, str | None]]


@pytest.fixture(autouse=True)
async def products(pizzeria: Pizzeria) -> None:
    for plu in ("A", "B"):
        await pizzeria.put(plu, product(name=plu))


async def news(sql: Connection) -> News:
    """Number, place, type, PLU and until when; of this brand and of nothing else."""
    found: News = []
    for seq, place, kind, plu, until, brand, *of_an_order in await sql.fetch(NEWS):
        assert [brand, *of_an_order] == [BRAND, None, None, None, None, "[]"]
        found.append((seq, place, kind, plu, until and f"{until:%Y-%m-%dT%H:%M:%SZ}"))
    return found


async def ordered(kitchen: Kitchen, *plus: str, **changes: Any) -> Json:
    items = [{"plu": plu, "quantity": 1} for plu in plus]
    return await kitchen.place(brandId=BRAND, items=items, **changes)


async def test_a_snooze_is_told_once_and_again_where_it_ends_at_another_time(
    pizzeria: Pizzeria, sql: Connection
) -> None:
    for until in (TOMORROW, TOMORROW, LATER, None, None):
        await pizzeria.snooze("A", "A", until=until)

    assert await news(sql) == [
        (1, "", "product.snoozed", "A", TOMORROW),
        (2, "", "product.snoozed", "A", LATER),
        (3, "", "product.snoozed", "A", None),
    ]


async def test_those_of_a_location_are_counted_there(pizzeria: Pizzeria, sql: Connection) -> None:
    await pizzeria.snooze("A", "HAM", locationId="main")
    await pizzeria.snooze("A", locationId="kallio", until=TOMORROW)
    await pizzeria.snooze("B")

    assert await news(sql) == [
        (1, "", "product.snoozed", "B", None),
        (1, "kallio", "product.snoozed", "A", TOMORROW),
        (1, "main", "product.snoozed", "A", None),
        (2, "main", "product.snoozed", "HAM", None),
    ]


async def test_what_is_woken_is_told_where_it_was_snoozed(
    pizzeria: Pizzeria, sql: Connection
) -> None:
    await pizzeria.snooze("A", locationId="main")
    await pizzeria.wake("A", "B")  # it isn't snoozed at every location
    await pizzeria.wake("A", "B", locationId="main")
    await pizzeria.wake("A", "B", locationId="main")

    assert await news(sql) == [
        (1, "main", "product.snoozed", "A", None),
        (2, "main", "product.available", "A", None),
    ]


async def test_a_snooze_that_is_over_by_itself_is_told_of_no_more(
    pizzeria: Pizzeria, sql: Connection
) -> None:
    await pizzeria.snooze("A", until=TOMORROW)
    over = utc_now() - timedelta(seconds=1)
    await sql.execute("UPDATE menu_snoozes SET until = $1", over)
    await pizzeria.wake("A")

    assert [kind for _, _, kind, *_ in await news(sql)] == ["product.snoozed"]
    await pizzeria.snooze("A", until=TOMORROW)
    assert len(await news(sql)) == 2


async def test_what_is_refused_is_not_told(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    async with nothing_written():
        assert (await pizzeria.snooze("A", "NOBODYS")).status_code == 422
        assert (await pizzeria.snooze("A", until="2020-01-01T00:00:00Z")).status_code == 422
        assert (await counted(pizzeria, A=0, NOBODYS=0)).status_code == 422


async def test_the_order_that_takes_the_last_one_sells_it_out(
    pizzeria: Pizzeria, kitchen: Kitchen, sql: Connection
) -> None:
    await counted(pizzeria, "main", A=2, B=1)
    await ordered(kitchen, "A", "B", locationId="main")
    placed = await ordered(kitchen, "A", locationId="main")

    assert await news(sql) == [
        (2, "main", "product.soldOut", "B", None),
        (4, "main", "product.soldOut", "A", None),
    ]
    await kitchen.move(placed, "CANCELLED")
    assert (await news(sql))[2:] == [(6, "main", "product.available", "A", None)]


async def test_what_all_locations_share_is_sold_out_at_every_one(
    pizzeria: Pizzeria, kitchen: Kitchen, sql: Connection
) -> None:
    await counted(pizzeria, A=1, B=1)
    placed = await ordered(kitchen, "A", "B", locationId="main")
    await kitchen.move_item(placed, "A", "CANCELLED")

    assert await news(sql) == [
        (1, "", "product.soldOut", "A", None),
        (2, "", "product.soldOut", "B", None),
        (3, "", "product.available", "A", None),
    ]
    counters = await sql.fetch("SELECT * FROM location_feeds ORDER BY location_id")
    assert [tuple(row) for row in counters] == [("", 3), ("main", 2)]


async def test_an_amendment_that_takes_the_last_one_sells_it_out(
    pizzeria: Pizzeria, kitchen: Kitchen, sql: Connection
) -> None:
    await counted(pizzeria, "main", B=1)
    placed = await ordered(kitchen, "A", locationId="main")
    added = await pizzeria.api.post(
        f"/api/orders/{placed['id']}/items", json={"items": [{"plu": "B", "quantity": 1}]}
    )

    assert added.status_code == 200, added.text
    assert await news(sql) == [(3, "main", "product.soldOut", "B", None)]


async def test_counting_tells_where_none_is_left_and_where_there_are_some_again(
    pizzeria: Pizzeria, sql: Connection
) -> None:
    await counted(pizzeria, A=5, B=0)  # five of what nobody counted is no news
    await counted(pizzeria, A=0, B=0)
    await counted(pizzeria, A=4, B=1)
    await counted(pizzeria, A=3)
    await pizzeria.put("A", product(name="A", stock=0), locationId="main")
    await uncounted(pizzeria, "A", locationId="main")
    await uncounted(pizzeria, "A", "B")

    assert await news(sql) == [
        (1, "", "product.soldOut", "B", None),
        (2, "", "product.soldOut", "A", None),
        (3, "", "product.available", "A", None),
        (4, "", "product.available", "B", None),
        (1, "main", "product.soldOut", "A", None),
        (2, "main", "product.available", "A", None),
    ]


async def test_the_feed_tells_of_orders_alone_and_goes_on_behind_products(
    pizzeria: Pizzeria, kitchen: Kitchen
) -> None:
    await ordered(kitchen, "A", locationId="main")
    await pizzeria.snooze("B", locationId="main")
    page = (await pizzeria.api.get("/api/events", params={"locationId": "main"})).json()

    assert [(each["seq"], each["type"]) for each in page["items"]] == [(1, "order.created")]
    assert page["nextAfter"] == page["newest"]
    assert page["newest"].endswith(".2")
    places = (await pizzeria.api.get("/api/locations")).json()["items"]
    assert [each["id"] for each in places] == ["main"]


async def test_what_holds_at_every_location_is_no_location(
    pizzeria: Pizzeria, kitchen: Kitchen, sql: Connection
) -> None:
    await pizzeria.snooze("B")

    assert (await pizzeria.api.get("/api/locations")).json()["items"] == []
    at: datetime = await sql.fetchval("SELECT at FROM order_events")
    assert abs(at - utc_now()) < timedelta(minutes=1)
