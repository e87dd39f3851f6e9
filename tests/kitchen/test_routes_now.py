"""How kitchens stand, in numbers that are those of their tickets."""

from datetime import UTC, datetime, timedelta
from typing import Any

from httpx import AsyncClient

from tests.conftest import Connection
from tests.factories import item
from tests.kitchen.screens import Json, Screens
from tests.orders.kitchen import Kitchen

NOTHING: Json = {
    "open": 0,
    "late": 0,
    "ready": 0,
    "oldestSeconds": None,
    "heldNextHour": 0,
    "snoozed": 0,
    "displays": None,
}


def within(**time: float) -> str:
    return (datetime.now(UTC) + timedelta(**time)).isoformat()


async def look(api: AsyncClient, **params: str) -> list[Json]:
    answer = await api.get("/api/kitchen/now", params=params)
    assert answer.status_code == 200, answer.text
    items: list[Json] = answer.json()["items"]
    return items


def figures(told: Json) -> dict[str, Any]:
    return {name: told[name] for name in NOTHING}


async def test_a_location_without_work_has_none(api: AsyncClient, screens: Screens) -> None:
    await screens.set_station("grill", 300, 0)
    await api.put("/api/locations/kamppi", json={"name": "Kamppi", "timezone": "Europe/Helsinki"})

    (kamppi,) = await look(api, locationId="kamppi")

    assert kamppi == {
        "id": "kamppi",
        "name": "Kamppi",
        "timezone": "Europe/Helsinki",
        "asOf": "0",
        "stations": [],
        **NOTHING,
    }


async def test_open_late_and_ready_are_counted_for_the_location_and_for_each_station(
    api: AsyncClient, kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven")
    await screens.menu("SALAD", "cold")
    both = await kitchen.place(items=[item("PIZZA"), item("SALAD")], pickupTime=within(minutes=20))
    await kitchen.place(items=[item("PIZZA")], pickupTime=within(minutes=-1))
    await kitchen.place_at("READY", items=[item("SALAD")], pickupTime=within(minutes=20))
    await kitchen.place_at("PICKED_UP", items=[item("SALAD")])
    await kitchen.place_at("CANCELLED", items=[item("SALAD")])
    await kitchen.place(items=[item("PIZZA")], locationId="kallio")
    await kitchen.move_item(both, "SALAD", "READY")

    (main,) = await look(api, locationId="main")
    cold, oven = main["stations"]

    assert figures(main) == NOTHING | {"open": 2, "late": 1, "ready": 1, "oldestSeconds": 0}
    assert cold == {"station": "cold", **NOTHING, "ready": 2}
    assert oven == {"station": "oven", **NOTHING, "open": 2, "late": 1, "oldestSeconds": 0}
    for told, station in ((main, None), (cold, "cold"), (oven, "oven")):
        tickets = await screens.tickets(**({"station": station} if station else {}))
        assert told["late"] == sum(ticket["sla"] == "late" for ticket in tickets)
        assert told["ready"] == sum(ticket["status"] == "READY" for ticket in tickets)
        assert told["open"] + told["ready"] == len(tickets)


async def test_a_station_is_judged_by_thresholds_of_its_own(
    api: AsyncClient, kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven")
    await screens.set_station("oven", 300, 3600)
    await kitchen.place(items=[item("PIZZA")], pickupTime=within(minutes=-30))

    (main,) = await look(api, locationId="main")

    assert (main["late"], main["stations"][0]["late"]) == (1, 0)


async def test_the_oldest_is_as_old_as_the_kitchen_has_seen_it(
    api: AsyncClient, kitchen: Kitchen, sql: Connection
) -> None:
    first = await kitchen.place()
    await kitchen.place()
    earlier = datetime.now(UTC) - timedelta(minutes=21)
    await sql.execute("UPDATE orders SET recorded_at = $1 WHERE id = $2", earlier, first["id"])
    await sql.execute("UPDATE open_orders SET release_at = $1", earlier)

    (main,) = await look(api, locationId="main")

    assert 1260 <= main["oldestSeconds"] < 1320


async def test_orders_for_later_are_told_of_in_the_hour_before_the_kitchen_sees_them(
    api: AsyncClient, kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven", 10)
    await api.put("/api/locations/main", json={"releaseLeadMinutes": 20})
    await kitchen.place(items=[item("PIZZA")], pickupTime=within(minutes=60))
    await kitchen.place(items=[item("PIZZA")], pickupTime=within(hours=6))

    (main,) = await look(api, locationId="main")

    assert figures(main) == NOTHING | {"heldNextHour": 1}
    assert main["stations"] == [{"station": "oven", **NOTHING, "heldNextHour": 1}]


async def test_what_is_snoozed_counts_where_it_is_made(api: AsyncClient, screens: Screens) -> None:
    await screens.menu("PIZZA", "oven")
    await screens.menu("SALAD", "cold")
    await screens.set_station("oven", 300, 0)
    for place in (None, "main"):
        snooze = {"brandId": "brand-1", "plus": ["PIZZA"], "until": None, "locationId": place}
        assert (await api.post("/api/menu/snoozes", json=snooze)).status_code == 200
    snooze = {"brandId": "brand-1", "plus": ["SALAD"], "until": None, "locationId": "kallio"}
    assert (await api.post("/api/menu/snoozes", json=snooze)).status_code == 200
    await api.put("/api/locations/main", json={})

    (main,) = await look(api, locationId="main")

    assert main["snoozed"] == 1
    assert main["stations"] == [{"station": "oven", **NOTHING, "snoozed": 1}]


async def test_what_is_snoozed_everywhere_counts_where_its_brand_is_sold(
    api: AsyncClient, kitchen: Kitchen, sql: Connection
) -> None:
    await kitchen.place(locationId="main", brandId="brand-1")
    await kitchen.place(locationId="kallio", brandId="brand-2")
    for brand in ("brand-1", "brand-2", "brand-3"):
        for plu in ("PIZZA", "SALAD"):
            product = {"name": plu, "price": {"amount": 900, "currency": "EUR"}}
            address = f"/api/menu/products/{plu}?brandId={brand}"
            assert (await api.put(address, json=product)).status_code == 201
        snooze = {"brandId": brand, "plus": ["PIZZA", "SALAD"], "until": None}
        assert (await api.post("/api/menu/snoozes", json=snooze)).status_code == 200
    snooze = {"brandId": "brand-3", "plus": ["PIZZA"], "until": None, "locationId": "kallio"}
    assert (await api.post("/api/menu/snoozes", json=snooze)).status_code == 200

    snoozed = {each["id"]: each["snoozed"] for each in await look(api)}
    assert snoozed == {"main": 2, "kallio": 3}

    await sql.execute("UPDATE orders SET created_at = now() - interval '31 days'")
    snoozed = {each["id"]: each["snoozed"] for each in await look(api)}
    assert snoozed == {"main": 0, "kallio": 1}


async def test_displays_watch_that_asked_lately(api: AsyncClient, sql: Connection) -> None:
    await api.put(
        "/api/locations/main",
        json={"stations": [{"station": "oven", "warnSeconds": 300, "lateSeconds": 0}]},
    )
    await sql.execute("INSERT INTO partners VALUES ('tv', 'tv', 'display', now())")
    for number, (places, stations, minutes) in enumerate(
        [(["main"], None, 1), (None, ["oven"], 60), (["kallio"], None, 1), (["main"], ["bar"], 2)]
    ):
        await sql.execute(
            "INSERT INTO api_keys (id, partner_id, digest, scopes, location_ids, stations, created_at, "
            "last_used_at) VALUES ($1, 'tv', $2, '{kitchen:read}', $3, $4, now(), now() - make_interval(mins => $5))",
            *(f"key-{number}", bytes(32), places, stations, minutes),
        )

    (main,) = await look(api, locationId="main")

    assert (main["displays"], main["stations"][0]["displays"]) == (2, 1)

    over = "UPDATE api_keys SET overlaps_until = now() - interval '1 second' WHERE id <> 'key-2'"
    await sql.execute(over)
    (main,) = await look(api, locationId="main")
    assert main["displays"] is None


async def test_all_locations_are_there_in_pages(api: AsyncClient, kitchen: Kitchen) -> None:
    for place in ("kallio", "kamppi", "main"):
        await kitchen.place(locationId=place)
    first = (await api.get("/api/kitchen/now", params={"limit": 2})).json()
    rest = (
        await api.get("/api/kitchen/now", params={"limit": 2, "cursor": first["nextCursor"]})
    ).json()

    assert [each["id"] for each in first["items"]] == ["kallio", "kamppi"]
    assert [(each["id"], each["open"]) for each in rest["items"]] == [("main", 1)]
    assert rest["nextCursor"] is None


async def test_a_location_that_nobody_has_heard_of_is_not_found(
    api: AsyncClient, kitchen: Kitchen
) -> None:
    await kitchen.place()
    answer = await api.get("/api/kitchen/now", params={"locationId": "nowhere"})
    assert (answer.status_code, answer.json()["code"]) == (404, "location-not-found")
