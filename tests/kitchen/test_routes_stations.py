import pytest

from tests.conftest import Connection, NothingWritten
from tests.factories import item
from tests.kitchen.screens import Json, Screens
from tests.orders.kitchen import Kitchen


def station(name: str, warn: int = 300, late: int = 0) -> Json:
    return {"station": name, "warnSeconds": warn, "lateSeconds": late}


async def test_a_new_kitchen_has_no_stations(screens: Screens) -> None:
    assert await screens.stations() == []


async def test_a_stations_thresholds_are_set_replaced_and_forgotten(screens: Screens) -> None:
    first = await screens.set_station("grill", 240, 60)
    set_first = await screens.stations()
    second = await screens.set_station("grill", 0, 86_400)
    set_second = await screens.stations()
    removed = [(await screens.remove_station("grill")).status_code for _ in range(2)]

    assert (first.status_code, first.json()) == (201, station("grill", 240, 60))
    assert (second.status_code, second.json()) == (200, station("grill", 0, 86_400))
    assert (set_first, set_second) == ([first.json()], [second.json()])
    assert removed == [204, 204]
    assert await screens.stations() == []


async def test_stations_are_those_told_sent_to_and_lately_used(
    kitchen: Kitchen, screens: Screens, sql: Connection
) -> None:
    await screens.menu("PIZZA", "oven")
    await screens.menu("SALAD", "cold")
    await screens.menu("SOUP", "stove")
    await screens.set_station("wok", 60, 30)
    await screens.set_station("oven", 120, 10)
    await sql.execute("INSERT INTO menu_stations VALUES ('main', 'brand-1', 'SOUP', 'bar')")
    await kitchen.place(items=[item("PIZZA"), item("COLA")], pickupTime="2099-12-31T12:00:00Z")
    await kitchen.place_at("PICKED_UP", items=[item("SALAD")])
    await kitchen.place(items=[item("SALAD")], locationId="kallio")

    assert await screens.stations() == [
        station("bar"),
        station("cold"),
        station("oven", 120, 10),
        station("wok", 60, 30),
    ]
    assert await screens.stations(locationId="kallio") == [station("cold")]


async def test_a_station_of_an_open_order_is_known_however_old_that_is(
    kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven")
    await screens.menu("SALAD", "cold")
    old = "2026-01-01T00:00:00Z"
    await kitchen.place(items=[item("PIZZA")], created=old)
    await kitchen.place_at("CANCELLED", items=[item("SALAD")], created=old)
    for _ in range(100):
        await kitchen.place(items=[item("COLA")])

    assert await screens.stations() == [station("oven")]


async def test_what_one_location_says_holds_for_no_other(
    kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven")
    await screens.set_station("oven", 0, 86_400, locationId="kallio")
    await kitchen.place(items=[item("PIZZA")])

    removed = await screens.remove_station("oven")

    assert removed.status_code == 204
    assert await screens.stations() == [station("oven")]
    assert await screens.stations(locationId="kallio") == [station("oven", 0, 86_400)]


@pytest.mark.parametrize(
    ("path", "name"),
    [("hot%2Fgrill", "hot/grill"), ("hot/grill", "hot/grill"), ("%20p%C3%A4%20", "pä")],
)
async def test_a_station_may_have_any_name(screens: Screens, path: str, name: str) -> None:
    answer = await screens.set_station(path, 60, 30)

    assert (answer.status_code, answer.json()) == (201, station(name, 60, 30))
    assert (await screens.remove_station(path)).status_code == 204
    assert await screens.stations() == []


@pytest.mark.parametrize(("warn", "late"), [(-1, 0), (0, -1), (86_401, 0), ("60", 0), (None, 0)])
async def test_odd_thresholds_are_refused(
    screens: Screens, nothing_written: NothingWritten, warn: object, late: object
) -> None:
    await screens.set_station("grill", 240, 60)

    async with nothing_written():
        answer = await screens.set_station("grill", warn, late)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
