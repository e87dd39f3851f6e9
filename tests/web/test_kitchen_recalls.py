"""What comes back to be worked on says so, and why, until somebody has touched it."""

from playwright.async_api import Locator, expect

from tests.web.place import Place
from tests.web.screens import COUNT_TONES, Kitchen, Screens


def back(kitchen: Kitchen) -> Locator:
    return kitchen.ticket("A-1").locator(".back")


async def test_a_recall_rings_and_says_why_until_it_is_touched(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    await place.move(order, "READY")
    one, other = [await screens.kitchen(before=COUNT_TONES) for _ in range(2)]
    await one.button("Allow sound").click()

    await place.move(order, "PREPARING", recall=True, reason="cold fries")

    for kitchen in (one, other):
        await expect(back(kitchen)).to_have_text("BACK: cold fries")
        await expect(kitchen.page.locator("#announcements")).to_have_text("A-1: BACK: cold fries")
    assert await one.page.evaluate("window.tones") == 2
    await one.ticket("A-1").locator("h2").click()
    await expect(back(one)).to_be_hidden()
    await expect(back(other)).to_be_visible()
    assert await place.statuses(order) == ["PREPARING"] * 3


async def test_what_was_picked_up_comes_back_as_well(screens: Screens, place: Place) -> None:
    order = await place.order("A-1")
    for status in ("READY", "PICKED_UP"):
        await place.move(order, status)
    kitchen = await screens.kitchen()
    await kitchen.shows()

    await place.move(order, "READY", recall=True)
    await place.move(order, "PREPARING", recall=True)

    await expect(back(kitchen)).to_have_text("BACK")


async def test_a_line_comes_back_to_its_own_station_alone(screens: Screens, place: Place) -> None:
    order = await place.order("A-1")
    await place.move_line(order, "FRIES", "READY")
    grill, fry = await screens.kitchen(station="grill"), await screens.kitchen(station="fry")

    await place.move_line(order, "FRIES", "PREPARING", recall=True, reason="raw")

    await expect(back(fry)).to_have_text("BACK: raw")
    await expect(back(grill)).to_be_hidden()


async def test_whoever_takes_a_bump_of_their_own_back_is_told_nothing(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    one, other = await screens.kitchen(), await screens.kitchen()
    await one.bump("A-1")
    await one.shows()
    await place.comes_to(order, ["READY"] * 3, version=2)
    await one.press("r")

    await expect(back(other)).to_have_text("BACK")
    await one.shows("A-1")
    await expect(back(one)).to_be_hidden()
