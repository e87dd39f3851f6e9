"""Who names a location or a station that nobody has heard of is told so, and which there are."""

import pytest
from httpx import AsyncClient

from tests.factories import item
from tests.kitchen.screens import Json, Screens
from tests.locations.places import Places, station
from tests.orders.kitchen import Kitchen

PATHS = ["/api/kitchen/tickets", "/api/kitchen/board", "/api/events"]


@pytest.fixture(autouse=True)
async def here(kitchen: Kitchen, screens: Screens, places: Places) -> None:
    """Two locations, one of which has had an order, which is over, and two stations."""
    await screens.menu("PIZZA", "oven")
    await kitchen.place_at("PICKED_UP", items=[item("PIZZA")], locationId="kallio")
    await places.say("kamppi", stations=[station("grill")])


async def look(api: AsyncClient, path: str, **query: str) -> Json:
    answer = await api.get(path, params=query)
    assert answer.status_code == 200
    found: Json = answer.json()
    return found


@pytest.mark.parametrize("path", PATHS)
async def test_of_an_unheard_location_those_that_are_known_are_offered(
    api: AsyncClient, path: str
) -> None:
    unheard = await look(api, path, locationId="kampi")

    assert (unheard["known"], unheard["knownLocations"]) == (False, ["kallio", "kamppi"])


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("location", ["kallio", "kamppi"])
async def test_a_known_location_is_known_also_while_nothing_is_to_do(
    api: AsyncClient, path: str, location: str
) -> None:
    heard = await look(api, path, locationId=location)

    assert (heard["known"], heard["knownLocations"]) == (True, [])


@pytest.mark.parametrize(
    ("location", "name", "known", "offered"),
    [
        ("kallio", "oven", True, []),
        ("kallio", "grill", False, ["oven"]),
        ("kamppi", "grill", True, []),
        ("kamppi", "oven", False, ["grill"]),
    ],
)
async def test_of_an_unheard_station_those_of_the_location_are_offered(
    api: AsyncClient, location: str, name: str, known: bool, offered: list[str]
) -> None:
    looked = await look(api, PATHS[0], locationId=location, station=name)

    assert (looked["known"], looked["stationKnown"]) == (True, known)
    assert looked["knownStations"] == offered


async def test_a_display_put_up_before_the_first_order_shows_it(
    api: AsyncClient, kitchen: Kitchen
) -> None:
    await look(api, PATHS[0], locationId="new", station="oven")
    await kitchen.place(items=[item("PIZZA")], locationId="new")

    looked = await look(api, PATHS[0], locationId="new", station="oven")

    assert (looked["known"], looked["stationKnown"], len(looked["tickets"])) == (True, True, 1)
