"""What hands do while the connection is lost: it waits on the device, and is done once, or undone with the reason."""

import os
import random
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Route, expect

from tests.conftest import Connection
from tests.server import Server
from tests.web.place import Json, Place, line
from tests.web.screens import PHONE, Kitchen, Screens

CUTS = int(os.environ.get("HUUVA_TEST_CUTS", "2"))
BUMPS = int(os.environ.get("HUUVA_TEST_OFFLINE_BUMPS", "8"))
REST = "**/api/**"
HISTORY = """
    SELECT cause, from_status, to_status, reported_at, recorded_at FROM order_status_history
    WHERE order_id = $1 ORDER BY seq
"""


def unsent(kitchen: Kitchen) -> Locator:
    return kitchen.page.locator("#waiting")


async def cut(kitchen: Kitchen) -> None:
    await kitchen.page.context.set_offline(True)
    await kitchen.page.route(REST, lambda route: route.abort())
    await expect(kitchen.connection).to_contain_text("Connection lost")


async def join(kitchen: Kitchen) -> None:
    await kitchen.page.unroute(REST)
    await kitchen.page.context.set_offline(False)


async def is_sent(kitchen: Kitchen) -> None:
    await kitchen.is_live()
    await expect(unsent(kitchen)).to_be_hidden()


async def test_a_bump_without_a_connection_waits_and_is_done_once_with_its_time(
    screens: Screens, place: Place, committed: Connection
) -> None:
    order = await place.order("A-1")
    one, other = await screens.kitchen(), await screens.kitchen()
    await one.shows("A-1")
    await cut(one)

    await one.bump("A-1")

    await one.shows()
    await expect(unsent(one)).to_have_text("1 not sent yet: waiting for the connection")
    assert (await place.get(order))["status"] == "RECEIVED"
    bumped = await committed.fetchval("SELECT clock_timestamp()")
    await join(one)
    await is_sent(one)
    await other.shows()
    *_, ready = await committed.fetch(HISTORY, order["id"])
    assert (ready["from_status"], ready["to_status"]) == ("RECEIVED", "READY")
    assert ready["reported_at"] < bumped < ready["recorded_at"]
    assert (await place.get(order))["version"] == 2
    await expect(one.notices).to_be_empty()


async def test_how_much_waits_is_said_over_all_of_a_phone(screens: Screens, place: Place) -> None:
    await place.order("A-1", line("BURGER"))
    kitchen = await screens.kitchen(size=PHONE)
    await cut(kitchen)
    await kitchen.bump("A-1")

    await expect(unsent(kitchen)).to_have_text("1 not sent yet: waiting for the connection")
    box = await unsent(kitchen).bounding_box()
    assert box is not None
    assert box["width"] == PHONE["width"]
    await join(kitchen)
    await is_sent(kitchen)


async def test_what_waits_outlives_the_page(screens: Screens, place: Place) -> None:
    first, second = await place.order("A-1"), await place.order("A-2", minutes=26)
    kitchen = await screens.kitchen()
    await kitchen.shows("A-1", "A-2")
    await kitchen.page.route("**/api/orders/**", lambda route: route.abort())
    await kitchen.bump("A-1")
    await kitchen.shows("A-2")
    await expect(unsent(kitchen)).to_contain_text("1 not sent yet")

    await kitchen.page.reload()

    await kitchen.shows("A-2")
    await expect(unsent(kitchen)).to_contain_text("1 not sent yet")
    assert (await place.get(first))["status"] == "RECEIVED"
    await kitchen.page.unroute("**/api/orders/**")
    await place.comes_to(first, ["READY"] * 3, version=2)
    await expect(unsent(kitchen)).to_be_hidden()
    assert (await place.get(second))["version"] == 1


async def test_what_others_did_meanwhile_to_other_lines_is_no_reason_to_undo_it(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    grill = await screens.kitchen(station="grill")
    await grill.shows("A-1")
    await cut(grill)
    await grill.bump("A-1")
    await place.move_line(order, "FRIES", "PREPARING")
    await place.amend(order, note="no cutlery")

    await join(grill)

    await place.comes_to(order, ["PREPARING", "READY", "PREPARING"], version=4)
    await is_sent(grill)
    await expect(grill.notices).to_be_empty()


@pytest.mark.parametrize("change", ["cancelled", "voided", "recalled", "amended"])
async def test_what_was_changed_meanwhile_is_undone_with_the_reason(
    screens: Screens, place: Place, change: str
) -> None:
    order = await place.order("A-1")
    kitchen = await screens.kitchen(station="grill")
    await kitchen.shows("A-1")
    await cut(kitchen)
    await kitchen.bump("A-1")
    await kitchen.shows()
    if change == "cancelled":
        await place.move(order, "CANCELLED")
    elif change == "voided":
        await place.move_line(order, "BURGER", "CANCELLED")
    elif change == "recalled":
        await place.move_line(order, "BURGER", "READY")
        await place.move_line(order, "BURGER", "PREPARING", recall=True)
    else:
        await place.amend_line(order, "BURGER", note="no onion")
    before = await place.get(order)

    await join(kitchen)

    await expect(kitchen.notices).to_contain_text("A-1 could not be bumped")
    await is_sent(kitchen)
    assert await place.get(order) == before
    await kitchen.shows(*(["A-1"] if change in ("recalled", "amended") else []))


async def test_a_bump_and_its_undo_are_sent_in_turn(screens: Screens, place: Place) -> None:
    order = await place.order("A-1")
    kitchen = await screens.kitchen()
    await kitchen.shows("A-1")
    await cut(kitchen)
    await kitchen.bump("A-1")
    await kitchen.shows()
    await kitchen.press("r")
    await kitchen.shows("A-1")
    await expect(unsent(kitchen)).to_contain_text("2 not sent yet")

    await join(kitchen)

    await place.comes_to(order, ["RECEIVED", "ORDERED", "ORDERED"], version=3)
    await is_sent(kitchen)
    await kitchen.shows("A-1")
    await expect(kitchen.notices).to_be_empty()


async def test_what_the_server_did_though_its_answer_was_lost_is_done_once(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    kitchen = await screens.kitchen()
    await kitchen.shows("A-1")

    async def lose_the_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await kitchen.page.route("**/status?*", lose_the_answer, times=1)
    await kitchen.bump("A-1")
    await kitchen.shows()
    await is_sent(kitchen)
    await kitchen.has_ready("A-1")
    assert (await place.get(order))["version"] == 2
    await expect(kitchen.notices).to_be_empty()


@pytest.fixture(scope="module")
async def mortal(
    served_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    """Another server on the same database, which may be killed and is started again."""
    async with Server(tmp_path_factory.mktemp("offline"), DATABASE_URL=served_url) as server:
        yield server


@pytest.mark.timeout(60 + 60 * CUTS)
async def test_after_cuts_and_kills_with_bumps_meanwhile_displays_and_database_are_equal(
    screens: Screens, place: Place, mortal: Server
) -> None:
    """`HUUVA_TEST_CUTS=20 HUUVA_TEST_OFFLINE_BUMPS=50` is the long form."""
    chance = random.Random(13)
    one, other = [await screens.kitchen(url=mortal.url) for _ in range(2)]
    for round_ in range(CUTS):
        orders = [
            await place.order(f"{round_}-{number:02}", minutes=20 + number / 10)
            for number in range(BUMPS)
        ]
        await other.shows(*(f"{round_}-{number:02}" for number in range(BUMPS)))
        await one.shows(*(f"{round_}-{number:02}" for number in range(BUMPS)))
        killed = round_ % 2 == 1
        if killed:
            mortal.kill()
            await expect(one.connection).to_contain_text("Connection lost")
        else:
            await cut(one)
        gone = await _rush(one, place, orders, chance)
        if killed:
            mortal.start()
            await mortal.until(ready=True)
        else:
            await join(one)
        await _agree(one, other, place, orders, gone)


async def _rush(
    kitchen: Kitchen, place: Place, orders: list[Json], chance: random.Random
) -> set[str]:
    """Bumps all but what others cancel while hands are at it; which those are."""
    gone = set()
    for number, order in enumerate(orders):
        if chance.random() < 0.1:
            await place.move(order, "CANCELLED")
            gone.add(order["id"])
        await kitchen.page.evaluate(
            "name => document.querySelector(`[aria-label='Bump ${name}']`).click()",
            order["channelOrderDisplayId"],
        )
        await expect(unsent(kitchen)).to_contain_text(f"{number + 1} not sent yet")
    return gone


async def _agree(
    one: Kitchen, other: Kitchen, place: Place, orders: list[Json], gone: set[str]
) -> None:
    ready = []
    await is_sent(one)
    for order in orders:
        expected = "CANCELLED" if order["id"] in gone else "READY"
        await place.comes_to(order, [expected] * 3, version=2)
        assert (await place.get(order))["version"] == 2  # once
        ready += [] if order["id"] in gone else [order["channelOrderDisplayId"]]
    for kitchen in (one, other):
        await is_sent(kitchen)
        await kitchen.shows()
        await kitchen.has_ready(*reversed(ready))
    refused = one.notices.locator(".notice:not(.more)", has_text="could not be bumped")
    await expect(refused).to_have_count(len(gone))
    for order in orders:
        if order["id"] not in gone:
            await place.move(order, "PICKED_UP")
    await one.page.evaluate("document.querySelectorAll('#notices .close').forEach(b => b.click())")
