"""What is said of locations, and which there are."""

from typing import Any
from urllib.parse import quote

import pytest
from httpx import AsyncClient

from tests.conftest import NothingWritten
from tests.factories import item
from tests.kitchen.screens import Screens
from tests.locations.places import Places, station, usual
from tests.orders.kitchen import Kitchen

ALL = {
    "name": "Kamppi ‒ 2. kerros",
    "timezone": "Europe/Helsinki",
    "dayStartsAt": "05:30",
    "unroutedLines": "follow",
    "releaseLeadMinutes": 20,
    "closeAfterMinutes": 180,
    "boardMinutes": 45,
    "showNames": True,
    "pass": "required",
    "ringAgainSeconds": 60,
    "stations": [station("bar", 60, 30), station("hot/grill", 240, 60)],
}


async def test_nobody_has_heard_of_a_location_before_its_first_order(
    places: Places, kitchen: Kitchen
) -> None:
    await kitchen.place(locationId="kamppi")

    missing = await places.ask("kampi")

    assert (missing.status_code, missing.json()["code"]) == (404, "location-not-found")
    assert missing.json()["knownLocations"] == ["kamppi"]
    assert await places.get("kamppi") == usual("kamppi")
    assert await places.page() == {"items": [usual("kamppi")], "nextCursor": None}


async def test_all_that_is_said_holds_and_is_replaced(places: Places) -> None:
    first = await places.put("kamppi", **ALL)
    second = await places.put("kamppi", closeAfterMinutes=0, name="Kamppi")

    assert (first.status_code, first.json()) == (201, {"id": "kamppi"} | ALL)
    assert second.status_code == 200
    kept = usual("kamppi", name="Kamppi", closeAfterMinutes=0, stations=ALL["stations"])
    assert second.json() == await places.get("kamppi") == kept


async def test_what_was_got_is_put_back_and_changes_nothing(
    places: Places, kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven")
    await kitchen.place(items=[item("PIZZA")])
    for said in ({}, ALL):
        if said:
            await places.say("main", **said)
        got = await places.get("main")

        assert await places.say("main", **got) == got
        assert await places.get("main") == got


async def test_stations_are_those_of_the_kitchen_and_set_for_it(
    places: Places, kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven")
    await kitchen.place(items=[item("PIZZA")])
    await screens.set_station("grill", 10, 20)

    before = (await places.get("main"))["stations"]
    said = await places.say("main", stations=[station("oven", 60, 30), station("wok")])
    without = await places.say("main", stations=[])

    assert before == [station("grill", 10, 20), station("oven")]
    assert said["stations"] == [station("oven", 60, 30), station("wok")]
    assert without["stations"] == await screens.stations() == [station("oven")]


async def test_locations_are_listed_by_their_ids_page_by_page(
    places: Places, kitchen: Kitchen
) -> None:
    await kitchen.place(locationId="töölö")
    await places.say("kamppi", stations=[station("grill")])
    await kitchen.place(locationId="kamppi")
    await places.say("a/b c")

    first = await places.page(limit=2)
    second = await places.page(limit=2, cursor=first["nextCursor"])

    assert first["items"] == [usual("a/b c"), usual("kamppi", stations=[station("grill")])]
    assert second == {"items": [usual("töölö")], "nextCursor": None}
    assert await places.get("a/b c") == usual("a/b c")


@pytest.mark.parametrize(
    ("said", "pointer", "code"),
    [
        ({"id": "kallio"}, "/id", "location-mismatch"),
        ({"timezone": "Europe/Espoo"}, "/timezone", "unknown-timezone"),
        ({"dayStartsAt": "24:00"}, "/dayStartsAt", "string-pattern-mismatch"),
        ({"dayStartsAt": "4:00"}, "/dayStartsAt", "string-pattern-mismatch"),
        ({"unroutedLines": "drop"}, "/unroutedLines", "literal-error"),
        ({"stations": [station("a"), station("a")]}, "/stations/1/station", "station-twice"),
        ({"stations": [station("a", -1)]}, "/stations/0/warnSeconds", "greater-than-equal"),
    ],
)
async def test_what_contradicts_or_cannot_be_is_refused_where_it_stands(
    places: Places, nothing_written: NothingWritten, said: dict[str, Any], pointer: str, code: str
) -> None:
    await places.say("kamppi", **ALL)

    async with nothing_written():
        answer = await places.put("kamppi", **said)

    assert answer.status_code == 422
    faults = [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]]
    assert faults == [(pointer, code)]


@pytest.mark.parametrize("name", ["load", "intake", "intake/load"])
async def test_a_location_may_be_called_as_what_belongs_to_one(
    api: AsyncClient, places: Places, kitchen: Kitchen, name: str
) -> None:
    await places.say("mall")
    await kitchen.place(locationId=f"mall/{name}")
    address = f"/api/locations/{quote(f'mall/{name}', safe='')}"

    assert (await api.put(address, json={"name": "At the mall"})).status_code == 201
    assert (await api.get(address)).json()["name"] == "At the mall"
    assert (await api.put(f"{address}/intake", json={"mode": "OPEN"})).status_code == 200
    for of_it in ("intake", "load"):
        assert (await api.get(f"{address}/{of_it}")).json()["locationId"] == f"mall/{name}"
    assert (await api.get("/api/locations/mall/load")).json()["locationId"] == "mall"
    assert (await places.get("mall"))["name"] == "mall"
