"""Displays that lose their server, say so, and come back to what the database says."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Route, expect

from tests.conftest import Connection
from tests.server import Server
from tests.web.cable import Cable
from tests.web.place import Place
from tests.web.screens import Board, Kitchen, Screens

TOLD_WITHIN = 5_000


@pytest.fixture(scope="module")
async def mortal(
    served_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    """Another server on the same database, which may be killed and is started again."""
    async with Server(tmp_path_factory.mktemp("mortal"), DATABASE_URL=served_url) as server:
        yield server


async def _says_lost(screen: Kitchen | Board) -> None:
    await expect(screen.connection).to_contain_text("Connection lost", timeout=TOLD_WITHIN)


async def _open_tickets(committed: Connection, place: Place) -> dict[str, list[str]]:
    """What the database says, in the order in which it is due: to be made, and ready."""
    rows = await committed.fetch(
        "SELECT channel_order_display_id AS name, status FROM orders WHERE location_id = $1 "
        "AND status IN ('RECEIVED', 'PREPARING', 'READY') ORDER BY pickup_time",
        place.id,
    )
    names: dict[str, list[str]] = {"made": [], "ready": []}
    for row in rows:
        names["ready" if row["status"] == "READY" else "made"].append(row["name"])
    return names


async def test_after_kill_and_restart_all_displays_show_what_the_database_says(
    screens: Screens, place: Place, mortal: Server, committed: Connection
) -> None:
    orders = [await place.order(f"A-{number}", minutes=20 + number) for number in range(1, 5)]
    one, other = await screens.kitchen(url=mortal.url), await screens.kitchen(url=mortal.url)
    board = await screens.board(url=mortal.url)
    await one.shows("A-1", "A-2", "A-3", "A-4")
    await other.shows("A-1", "A-2", "A-3", "A-4")
    mortal.kill()
    for screen in (one, other, board):
        await _says_lost(screen)
    await place.move(orders[0], "READY")
    await place.move(orders[1], "CANCELLED")
    await place.move_line(orders[2], "FRIES", "READY")
    await place.order("A-5", minutes=26)
    mortal.start()
    for kitchen in (one, other):
        await kitchen.is_live()
        await kitchen.shows("A-3", "A-4", "A-5")
        await kitchen.has_ready("A-1")
        await expect(kitchen.line("A-3", "French Fries")).to_have_attribute("aria-pressed", "true")
    await board.shows(preparing=["A-3", "A-4", "A-5"], ready=["A-1"])
    assert await _open_tickets(committed, place) == {
        "made": ["A-3", "A-4", "A-5"],
        "ready": ["A-1"],
    }
    await one.bump("A-4")
    await other.shows("A-3", "A-5")


async def test_a_kill_in_the_middle_of_a_rush_loses_and_doubles_no_ticket(
    screens: Screens, place: Place, mortal: Server, committed: Connection
) -> None:
    kitchens = [await screens.kitchen(url=mortal.url) for _ in range(2)]

    async def rush() -> None:
        for number in range(40):
            order = await place.order(f"R-{number:02}", minutes=20 + number / 10)
            if number % 3 == 0:
                await place.move(order, "READY")
            elif number % 3 == 1:
                await place.move_line(order, "FRIES", "READY")

    rushing = asyncio.create_task(rush())
    for kitchen in kitchens:
        await expect(kitchen.tickets.first).to_be_attached()
    mortal.kill()
    await _says_lost(kitchens[0])
    mortal.start()
    await rushing
    names = await _open_tickets(committed, place)
    assert len(names["made"]) + len(names["ready"]) == 40
    for kitchen in kitchens:
        await kitchen.shows(*names["made"])
        await kitchen.has_ready(*reversed(names["ready"]))


async def test_a_server_that_leaves_in_peace_is_left_for_the_next(
    screens: Screens, place: Place, mortal: Server
) -> None:
    kitchen = await screens.kitchen(url=mortal.url)
    await mortal.stop()
    await place.order("A-1")
    mortal.start()
    await kitchen.shows("A-1")
    await kitchen.is_live()


async def test_a_dead_network_is_noticed_and_healed_though_nobody_tells(
    screens: Screens, place: Place, server: Server
) -> None:
    async with Cable(server.port) as cable:
        kitchen = await screens.kitchen(url=cable.url)
        await place.order("A-1")
        await kitchen.shows("A-1")
        cable.die()
        await _says_lost(kitchen)
        await place.order("A-2", minutes=26)
        cable.revive()
        await kitchen.shows("A-1", "A-2")
        await kitchen.is_live()


async def test_a_stream_that_is_dead_alone_is_noticed_by_what_it_does_not_bring(
    screens: Screens, place: Place, server: Server
) -> None:
    async with Cable(server.port) as cable:
        kitchen, board = await screens.kitchen(url=cable.url), await screens.board(url=cable.url)
        cable.lose_streams()
        await place.order("A-1")
        await kitchen.shows("A-1")
        await board.shows(preparing=["A-1"], ready=[])
        await kitchen.is_live()


async def test_displays_begin_anew_where_their_location_begins_another_epoch(
    screens: Screens, place: Place, committed: Connection
) -> None:
    await place.order("A-1")
    kitchen, board = await screens.kitchen(), await screens.board()
    await kitchen.is_live()
    await board.shows(preparing=["A-1"], ready=[])
    await committed.execute(
        "UPDATE feed_epochs SET epoch = '0000bbbb' WHERE location_id = $1", place.id
    )
    await place.order("A-2", minutes=26)
    await kitchen.shows("A-1", "A-2")
    await board.shows(preparing=["A-1", "A-2"], ready=[])
    await kitchen.is_live()


async def test_an_answer_older_than_the_event_that_asked_for_it_is_not_believed(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    kitchen = await screens.kitchen()
    await kitchen.shows("A-1")
    before = await place.tickets()
    lagging = iter([before])

    async def answer_from_a_replica(route: Route) -> None:
        late = next(lagging, None)
        await (route.fulfill(json=late) if late else route.continue_())

    await kitchen.page.route("**/api/kitchen/tickets?*orderId=*", answer_from_a_replica)
    await place.move(order, "PREPARING")
    await expect(kitchen.ticket("A-1").locator(".since")).to_contain_text("in progress")
    assert next(lagging, None) is None


async def test_what_the_server_refuses_to_show_is_told(screens: Screens) -> None:
    page = await screens.page("/kitchen", locationId="x" * 65)
    connection = Kitchen(page).connection
    await expect(connection).to_contain_text("The request is not valid", timeout=TOLD_WITHIN)
