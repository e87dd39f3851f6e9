"""What customers and couriers see."""

from httpx import AsyncClient

from tests.kitchen.screens import Screens, number
from tests.orders.kitchen import Kitchen

BRAND = {"channel": "direct", "brandId": "brand-1", "mark": None, "name": None}
PAST = {"first": "2026-01-31T18:10:00Z", "second": "2026-01-31T18:20:00Z"}


async def test_an_empty_board(screens: Screens) -> None:
    board = await screens.board()

    assert board == {
        "asOf": "0",
        "now": board["now"],
        "preparing": [],
        "ready": [],
        "showNames": False,
        "known": False,
        "knownLocations": [],
    }


async def test_received_and_preparing_orders_are_preparing_by_their_pick_up(
    kitchen: Kitchen, screens: Screens
) -> None:
    await kitchen.place_at("PREPARING", channelOrderDisplayId="B", pickupTime=PAST["second"])
    await kitchen.place(channelOrderDisplayId="A", pickupTime=PAST["first"])
    await kitchen.place(channelOrderId="TEST1626898082")

    board = await screens.board()

    told = [(order["displayId"], order["pickupTime"]) for order in board["preparing"]]
    assert told[:2] == [("A", PAST["first"]), ("B", PAST["second"])]
    assert told[2][0] == "898082"
    assert (number(board), board["ready"]) == (4, [])


async def test_ready_orders_stand_by_how_long_they_wait(kitchen: Kitchen, screens: Screens) -> None:
    late = await kitchen.place(channelOrderDisplayId="A", pickupTime=PAST["first"])
    early = await kitchen.place(channelOrderDisplayId="B", pickupTime=PAST["second"])
    ready = [(await kitchen.move(placed, "READY")).json() for placed in (early, late)]

    board = await screens.board()

    assert board["ready"] == [
        BRAND | {"displayId": "B", "pickupTime": PAST["second"], "since": ready[0]["updatedAt"]},
        BRAND | {"displayId": "A", "pickupTime": PAST["first"], "since": ready[1]["updatedAt"]},
    ]
    assert board["preparing"] == []


async def test_a_board_is_of_one_location(kitchen: Kitchen, screens: Screens) -> None:
    await kitchen.place(locationId="kallio", channelOrderDisplayId="K", pickupTime=PAST["first"])

    board = await screens.board(locationId="kallio")

    assert board["preparing"] == [BRAND | {"displayId": "K", "pickupTime": PAST["first"]}]
    assert (await screens.board())["preparing"] == []


async def test_orders_that_are_called_the_same_are_told_apart(
    kitchen: Kitchen, screens: Screens
) -> None:
    for channel in ("wolt", "foodora"):
        await kitchen.place(channelOrderDisplayId="A17", channel=channel)
    await kitchen.place_at("READY", channelOrderDisplayId="A17", channel="wolt", brandId="sushi")

    board = await screens.board()

    told = [(order["displayId"], order["mark"]) for order in board["preparing"]]
    assert told == [("A17", "wolt · brand-1"), ("A17", "foodora")]
    assert [(order["displayId"], order["mark"]) for order in board["ready"]] == [
        ("A17", "wolt · sushi")
    ]


async def test_as_soon_as_possible_stands_where_it_was_recorded(
    kitchen: Kitchen, screens: Screens
) -> None:
    await kitchen.place(channelOrderDisplayId="later", pickupTime="2126-01-31T18:10:00Z", status=2)
    await kitchen.place(channelOrderDisplayId="asap", pickupTime=None)
    await kitchen.place(channelOrderDisplayId="past", pickupTime=PAST["first"])

    board = await screens.board()

    assert [order["displayId"] for order in board["preparing"]] == ["past", "asap", "later"]


async def test_first_names_are_called_where_the_location_allows(
    api: AsyncClient, kitchen: Kitchen, screens: Screens
) -> None:
    await kitchen.place(channelOrderDisplayId="A", customer={"name": "Maija Meikäläinen"})
    await kitchen.place_at("READY", channelOrderDisplayId="B", customer={"name": "Ben"})
    await kitchen.place_at("READY", channelOrderDisplayId="C", customer=None)

    assert await _names(screens) == ([None], [None, None])
    assert (await api.put("/api/locations/main", json={"showNames": True})).is_success
    assert await _names(screens) == (["Maija"], ["Ben", None])


async def _names(screens: Screens) -> tuple[list[str | None], list[str | None]]:
    board = await screens.board()
    preparing, ready = ([order["name"] for order in board[part]] for part in ("preparing", "ready"))
    return preparing, ready
