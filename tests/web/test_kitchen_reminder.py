"""An order that nobody touches rings again, where its location asks for it."""

from playwright.async_api import expect

from tests.web.place import Place
from tests.web.screens import COUNT_TONES, Screens


async def test_what_nobody_touched_rings_again_until_somebody_does(
    screens: Screens, place: Place
) -> None:
    await place.say(ringAgainSeconds=5)
    await place.order("A-1", minutes=25)
    await place.order("A-2", minutes=26)
    kitchen = await screens.kitchen(before=COUNT_TONES)
    await kitchen.shows("A-1", "A-2")
    await kitchen.button("Start A-2").click()
    announcements = kitchen.page.locator("#announcements")

    await expect(announcements).to_have_text("Still waiting: A-1")
    assert await kitchen.page.evaluate("window.tones") == 2
    await kitchen.page.wait_for_function("() => window.tones === 4")
    await kitchen.ticket("A-1").locator("h2").click()

    await place.order("A-3", minutes=40)
    await expect(announcements).to_have_text("New order: A-3")
    await expect(announcements).to_have_text("Still waiting: A-3")


async def test_a_location_that_says_nothing_is_reminded_of_nothing(
    screens: Screens, place: Place
) -> None:
    await place.order("A-1")
    kitchen = await screens.kitchen(clock="2026-11-28T12:00:00Z")
    await kitchen.shows("A-1")

    await kitchen.page.clock.run_for(120_000)

    await expect(kitchen.page.locator("#announcements")).to_be_empty()
