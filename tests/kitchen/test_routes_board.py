"""What customers and couriers see."""

from tests.kitchen.screens import Screens, number
from tests.orders.kitchen import Kitchen

BRAND = {"channel": "direct", "brandId": "brand-1", "mark": None}
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

    assert board["preparing"] == [
        BRAND | {"displayId": "A"},
        BRAND | {"displayId": "B"},
        BRAND | {"displayId": "898082"},
    ]
    assert (number(board), board["ready"]) == (4, [])


async def test_ready_orders_stand_by_how_long_they_wait(kitchen: Kitchen, screens: Screens) -> None:
    late = await kitchen.place(channelOrderDisplayId="A", pickupTime=PAST["first"])
    early = await kitchen.place(channelOrderDisplayId="B", pickupTime=PAST["second"])
    ready = [(await kitchen.move(placed, "READY")).json() for placed in (early, late)]

    board = await screens.board()

    assert board["ready"] == [
        BRAND | {"displayId": "B", "since": ready[0]["updatedAt"]},
        BRAND | {"displayId": "A", "since": ready[1]["updatedAt"]},
    ]
    assert board["preparing"] == []


async def test_a_board_is_of_one_location(kitchen: Kitchen, screens: Screens) -> None:
    await kitchen.place(locationId="kallio", channelOrderDisplayId="K")

    board = await screens.board(locationId="kallio")

    assert board["preparing"] == [BRAND | {"displayId": "K"}]
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
