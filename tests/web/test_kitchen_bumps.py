"""What cooks do on the page /kitchen, and what they are told when it can't be done."""

import asyncio

from playwright.async_api import Route, expect

from tests.conftest import Connection
from tests.web.place import Place, line
from tests.web.screens import Screens

PATCHES = "**/api/orders/*/**"


async def test_a_touched_line_is_ready_and_touched_again_is_what_it_was(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    one, other = await screens.kitchen(), await screens.kitchen()
    await one.line("A-1", "French Fries").click()
    await expect(one.line("A-1", "✓ 1 × French Fries")).to_be_visible()
    await expect(other.line("A-1", "✓ 1 × French Fries")).to_be_visible()
    assert await place.statuses(order) == ["PREPARING", "ORDERED", "READY"]
    await one.after_double_taps()
    await one.line("A-1", "French Fries").click()
    await expect(other.line("A-1", "French Fries")).to_have_attribute("aria-pressed", "false")
    assert await place.statuses(order) == ["PREPARING", "ORDERED", "ORDERED"]


async def test_lines_of_one_product_and_odd_plus_are_told_apart(
    screens: Screens, place: Place
) -> None:
    odd = {"plu": "50/50 mix?", "name": "Mixed bag", "quantity": 1}
    order = await place.order("A-1", odd, odd | {"note": "warm"}, line("FRIES"))
    kitchen = await screens.kitchen()
    await kitchen.line("A-1", "Mixed bag warm").click()
    await expect(kitchen.line("A-1", "warm")).to_have_attribute("aria-pressed", "true")
    await place.comes_to(order, ["PREPARING", "ORDERED", "READY", "ORDERED"])


async def test_a_started_ticket_is_in_progress_everywhere(screens: Screens, place: Place) -> None:
    order = await place.order("A-1")
    one, other = await screens.kitchen(), await screens.kitchen()
    await one.button("Start A-1").click()
    await expect(other.ticket("A-1").locator(".since")).to_contain_text("in progress")
    await expect(other.button("Start A-1")).to_be_hidden()
    assert await place.statuses(order) == ["PREPARING", "PREPARING", "PREPARING"]


async def test_ready_orders_can_be_recalled_or_handed_out(screens: Screens, place: Place) -> None:
    kept, gone = await place.order("A-1"), await place.order("A-2", minutes=26)
    for order in (kept, gone):
        await place.move(order, "READY")
    one, other = await screens.kitchen(), await screens.kitchen()
    await one.button("Ready 2").click()
    await one.button("Recall A-1").click()
    await one.shows("A-1")
    await other.shows("A-1")
    await one.button("Picked up A-2").click()
    await one.has_ready()
    await other.has_ready()
    assert await place.statuses(kept) == ["PREPARING", "PREPARING", "PREPARING"]
    assert (await place.get(gone))["status"] == "PICKED_UP"
    await one.button("Undo").click()
    await other.has_ready("A-2")
    assert (await place.get(gone))["status"] == "READY"


async def test_a_station_recalls_its_share_and_hands_nothing_out(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    await place.move(order, "READY")
    fry = await screens.kitchen(station="fry")
    await fry.button("Ready 1").click()
    await expect(fry.button("Picked up A-1")).to_be_hidden()
    await fry.button("Recall A-1").click()
    await fry.shows("A-1")
    await place.comes_to(order, ["PREPARING", "READY", "PREPARING"])


async def test_undo_takes_bumps_back_to_what_was_before_the_last_first(
    screens: Screens, place: Place
) -> None:
    mixed, fresh = await place.order("A-1"), await place.order("A-2", minutes=26)
    await place.move_line(mixed, "BURGER", "PREPARING")
    kitchen = await screens.kitchen()
    await kitchen.line("A-1", "French Fries").click()
    await kitchen.press("1", "Enter", "Enter")
    await kitchen.shows()
    await kitchen.press("r")
    await kitchen.shows("A-2")
    await place.comes_to(fresh, ["RECEIVED", "ORDERED", "ORDERED"])
    await kitchen.press("r")
    await kitchen.shows("A-1", "A-2")
    await place.comes_to(mixed, ["PREPARING", "PREPARING", "READY"])
    await kitchen.press("r")
    await place.comes_to(mixed, ["PREPARING", "PREPARING", "ORDERED"])
    await expect(kitchen.button("Undo")).to_be_disabled()


async def test_what_takes_a_bump_back_never_overtakes_it(screens: Screens, place: Place) -> None:
    order = await place.order("A-1")
    kitchen = await screens.kitchen()
    taken_back = asyncio.Event()

    async def slow_bump(route: Route) -> None:
        if '"recall":false' in (route.request.post_data or ""):
            await taken_back.wait()
        await route.continue_()

    await kitchen.page.route(PATCHES, slow_bump)
    await kitchen.bump("A-1")
    await kitchen.shows()
    await kitchen.press("r")
    await kitchen.shows("A-1")
    taken_back.set()
    await place.comes_to(order, ["RECEIVED", "ORDERED", "ORDERED"], version=3)
    await kitchen.shows("A-1")


async def test_a_bump_is_shown_before_the_server_answers_and_undone_where_it_refuses(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    kitchen = await screens.kitchen()
    asked, answer = asyncio.Event(), asyncio.Event()

    async def cancelled_meanwhile(route: Route) -> None:
        asked.set()
        await answer.wait()
        await place.move(order, "CANCELLED", reason="out of buns")
        await route.continue_()

    await kitchen.page.route(PATCHES, cancelled_meanwhile)
    await kitchen.bump("A-1")
    await asked.wait()
    await kitchen.shows()
    answer.set()
    await expect(kitchen.notices).to_contain_text(
        "A-1 could not be bumped: CANCELLED can't become READY. It is CANCELLED, by display."
    )
    await kitchen.shows()
    await kitchen.has_ready()
    assert await place.statuses(order) == ["CANCELLED", "CANCELLED", "CANCELLED"]


async def test_where_the_server_cannot_a_bump_is_undone_and_can_be_tried_again(
    screens: Screens, place: Place, committed: Connection
) -> None:
    await place.order("A-1")
    kitchen = await screens.kitchen()
    before = await committed.fetchval("SELECT count(*) FROM order_status_history")
    problem = {"title": "Away", "detail": "The database doesn't answer.", "status": 503}
    await kitchen.page.route(PATCHES, lambda route: route.fulfill(status=503, json=problem))
    await kitchen.bump("A-1")
    await expect(kitchen.notices).to_have_text(
        "A-1 could not be bumped: The database doesn't answer.OK"
    )
    await kitchen.shows("A-1")
    assert await committed.fetchval("SELECT count(*) FROM order_status_history") == before
    await kitchen.page.unroute(PATCHES)
    await kitchen.after_double_taps()
    await kitchen.bump("A-1")
    await kitchen.shows()
    await expect(kitchen.notices).to_be_empty()
    await kitchen.has_ready("A-1")


async def test_a_cancelled_order_leaves_with_a_word_that_stays_until_it_is_touched(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    kitchen = await screens.kitchen()
    await kitchen.shows("A-1")
    await place.move(order, "CANCELLED")
    await kitchen.shows()
    await expect(kitchen.notices).to_contain_text("A-1 was cancelled.")
    await kitchen.button("OK").click()
    await expect(kitchen.notices).to_be_empty()


async def test_the_second_tap_of_a_double_tap_does_not_bump_what_has_moved_up(
    screens: Screens, place: Place
) -> None:
    await place.order("A-1")
    second = await place.order("A-2", minutes=26)
    kitchen = await screens.kitchen()
    await kitchen.button("Bump A-1").dblclick()
    await kitchen.shows("A-2")
    await kitchen.has_ready("A-1")
    assert await place.statuses(second) == ["RECEIVED", "ORDERED", "ORDERED"]
