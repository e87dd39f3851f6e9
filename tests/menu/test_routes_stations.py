"""Where a location prepares what its brands sell."""

import pytest

from tests.conftest import NothingWritten
from tests.menu.pizzeria import BRAND, Json, Pizzeria, address, listed
from tests.orders.kitchen import Kitchen

OF_BRAND = {"brandId": BRAND}


async def assign(pizzeria: Pizzeria, plu: str, location: str, station: str) -> Json:
    answer = await pizzeria.api.put(
        address(plu, "stations", location), json={"station": station}, params=OF_BRAND
    )
    told: Json = answer.json()
    return {"status": answer.status_code} | told


async def stations(pizzeria: Pizzeria, location: str) -> list[Json]:
    params = OF_BRAND | {"locationId": location}
    found: list[Json] = (await pizzeria.api.get("/api/menu/stations", params=params)).json()[
        "items"
    ]
    return found


async def test_orders_of_the_location_go_to_its_own_station(
    pizzeria: Pizzeria, kitchen: Kitchen
) -> None:
    await pizzeria.put("A")

    assigned = await assign(pizzeria, "A", "kallio", "grill")

    assert assigned == {"status": 200, "plu": "A", "station": "grill"}
    lines = [{"plu": "A", "quantity": 1}]
    for location, station in (("kallio", "grill"), ("main", "oven")):
        placed = await kitchen.place(brandId=BRAND, locationId=location, items=lines)
        assert [line["station"] for line in placed["items"]] == [station]
    assert await pizzeria.get("A", locationId="kallio") == listed("A")


async def test_the_last_station_holds_until_it_is_taken_back(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    for plu in ("B", "A"):
        await pizzeria.put(plu)
        await assign(pizzeria, plu, "main", "grill")
    await assign(pizzeria, "B", "main", "fryer")

    assert await stations(pizzeria, "main") == [
        {"plu": "A", "station": "grill"},
        {"plu": "B", "station": "fryer"},
    ]
    assert await stations(pizzeria, "kallio") == []

    path = address("A", "stations", "main")
    taken_back = await pizzeria.api.delete(path, params=OF_BRAND)
    async with nothing_written():
        again = await pizzeria.api.delete(path, params=OF_BRAND)

    assert (taken_back.status_code, again.status_code) == (204, 204)
    assert await stations(pizzeria, "main") == [{"plu": "B", "station": "fryer"}]


@pytest.mark.parametrize(
    ("plu", "location"), [("a/b", "kallio"), ("A", "kallio/2"), ("a//", "50 %"), ("ä", "größe")]
)
async def test_any_product_and_any_location_can_be_addressed(
    pizzeria: Pizzeria, plu: str, location: str
) -> None:
    await pizzeria.put(plu)

    await assign(pizzeria, plu, location, "grill")

    assert await stations(pizzeria, location) == [{"plu": plu, "station": "grill"}]


async def test_what_the_brand_does_not_have_has_no_station(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    await pizzeria.put("A", brandId="grill")

    async with nothing_written():
        refused = await assign(pizzeria, "A", "main", "grill")

    assert (refused["status"], refused["code"]) == (404, "product-not-found")
