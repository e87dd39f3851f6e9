"""Orders that wait for an answer on the page /kitchen: accepted or denied, given up or not."""

from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.async_api import ViewportSize, expect

from tests.web.place import Place, line
from tests.web.screens import Screens
from tests.web.test_kitchen_amendments import AT_ONCE, _has_rung, _heard
from tests.web.test_looks import LEAST_TARGET, SIZES, TARGETS, _fits, _is_readable


def in_minutes(minutes: float) -> str:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat()


async def _waiting(place: Place, name: str = "A-1", **changes: Any) -> dict[str, Any]:
    return await place.order(name, acceptBy=in_minutes(10), **changes)


async def test_an_order_is_accepted_and_then_made(screens: Screens, place: Place) -> None:
    order = await _waiting(place)
    kitchen, other = await screens.kitchen(), await screens.kitchen(station="grill")
    waits = kitchen.ticket("A-1").locator(".waits").first
    await expect(waits).to_have_text("To accept until " + _clock(order) + ", then accepted")
    await expect(other.button("Accept A-1")).to_be_visible()

    await kitchen.button("Accept A-1").click()

    for each in (kitchen, other):
        await expect(each.button("Accept A-1")).to_be_hidden()
        await expect(each.ticket("A-1")).to_be_visible()
    now = await place.get(order)
    assert (now["acceptance"]["state"], now["status"]) == ("ACCEPTED", "RECEIVED")
    await kitchen.bump("A-1")
    await place.comes_to(order, ["READY"] * 3)


def _clock(order: dict[str, Any]) -> str:
    return f"{datetime.fromisoformat(order['acceptance']['by']):%H:%M}"


async def test_an_order_is_denied_with_a_reason(screens: Screens, place: Place) -> None:
    order = await _waiting(place, acceptOutcome="DENY")
    kitchen, other = await screens.kitchen(), await screens.kitchen()
    await expect(kitchen.ticket("A-1").locator(".waits").first).to_contain_text("then denied")
    reason = kitchen.button("Out of stock A-1")
    await expect(reason).to_be_hidden()

    await kitchen.button("Deny A-1").click()
    await expect(reason).to_be_visible()
    await reason.click()

    await kitchen.shows()
    await other.shows()
    await place.comes_to(order, ["CANCELLED"] * 3)
    acceptance = (await place.get(order))["acceptance"]
    assert (acceptance["state"], acceptance["reason"]) == ("DENIED", "OUT_OF_STOCK")
    await expect(other.notices).to_contain_text("A-1 was cancelled")
    await expect(kitchen.notices).not_to_contain_text("A-1 was cancelled")


async def test_starting_an_order_accepts_it(screens: Screens, place: Place) -> None:
    order = await _waiting(place)
    kitchen = await screens.kitchen()

    await kitchen.button("Start A-1").click()

    await expect(kitchen.button("Accept A-1")).to_be_hidden()
    await place.comes_to(order, ["PREPARING"] * 3)
    assert (await place.get(order))["acceptance"]["state"] == "ACCEPTED"


async def test_an_order_for_later_is_shown_as_long_as_it_waits(
    screens: Screens, place: Place
) -> None:
    await place.order("A-1", minutes=25)
    order = await _waiting(place, "later", minutes=300)
    kitchen = await screens.kitchen()
    await kitchen.shows("A-1", "later")
    await kitchen.button("All day").click()
    await expect(kitchen.page.locator("#all-day-list > li")).to_have_text(
        ["1 × French Fries", "1 × Hawaii Burger"]
    )

    await kitchen.button("Accept later").click()

    await kitchen.shows("A-1")
    await expect(kitchen.page.locator("#summary")).to_contain_text("1 later")
    assert (await place.get(order))["acceptance"]["state"] == "ACCEPTED"


async def test_a_request_to_cancel_rings_once_and_is_confirmed(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    await place.move(order, "PREPARING")
    displays = [await _heard(screens), await _heard(screens, station="grill")]

    await place.request_cancellation(order, reason="ordered twice")

    for kitchen in displays:
        await expect(kitchen.ticket("A-1").locator(".waits").last).to_have_text(
            "Cancel? ordered twice", timeout=AT_ONCE
        )
        await expect(kitchen.page.locator("#announcements")).to_have_text("Cancel? A-1")
        await _has_rung(kitchen, 1)
    await displays[1].button("Cancel it A-1").click()
    for kitchen in displays:
        await kitchen.shows()
    await place.comes_to(order, ["CANCELLED"] * 3)
    assert (await place.get(order))["cancellationRequest"]["state"] == "CONFIRMED"


async def test_or_the_kitchen_goes_on(screens: Screens, place: Place) -> None:
    order = await place.order("A-1")
    await place.move(order, "PREPARING")
    kitchen = await screens.kitchen()
    await place.request_cancellation(order)
    await expect(kitchen.ticket("A-1").locator(".waits").last).to_have_text("Cancel?")

    await kitchen.button("Go on A-1").click()

    await expect(kitchen.button("Go on A-1")).to_be_hidden()
    await kitchen.shows("A-1")
    assert (await place.get(order))["cancellationRequest"]["state"] == "REFUSED"


async def test_what_is_ready_comes_back_to_be_decided(screens: Screens, place: Place) -> None:
    order = await place.order("A-1")
    await place.move(order, "READY")
    kitchen = await screens.kitchen()
    await kitchen.shows()

    await place.request_cancellation(order, reason="ordered twice")

    await kitchen.shows("A-1")
    await expect(kitchen.button("Bump A-1")).to_be_hidden()
    await expect(kitchen.button("Start A-1")).to_be_hidden()
    await kitchen.button("Go on A-1").click()
    await kitchen.shows()


@SIZES
async def test_all_of_it_is_readable_and_large_enough_to_touch(
    screens: Screens, place: Place, size: ViewportSize
) -> None:
    await _waiting(place, "A-1", acceptOutcome="DENY")
    begun = await place.order("A-2", line("BURGER", 2, "BACON"), minutes=30)
    await place.move(begun, "PREPARING")
    await place.request_cancellation(begun, reason="the guest has ordered twice, and rang")
    kitchen = await screens.kitchen(size=size)
    await kitchen.button("Deny A-1").click()
    await _is_readable(kitchen.page, least=20)
    await _fits(kitchen.page, size)
    out_of_reach = "[...document.querySelectorAll('.answers button')].filter(n => n.scrollWidth > n.clientWidth).length"
    assert await kitchen.page.evaluate(out_of_reach) == 0
    for name, width, height in await kitchen.page.evaluate(TARGETS):
        assert min(width, height) >= LEAST_TARGET, name
