"""A display says while its kitchen takes no orders or is busy, and pauses and opens it again."""

from playwright.async_api import expect

from tests.web.place import Place
from tests.web.screens import Screens


async def test_a_kitchen_is_paused_and_opened_at_the_screen(screens: Screens, place: Place) -> None:
    await place.order("A-1")
    kitchen = await screens.kitchen()
    sign, button = kitchen.page.locator("#intake"), kitchen.page.locator("#pause")
    await expect(sign).to_be_hidden()
    await kitchen.page.get_by_role("button", name="Settings").click()

    await button.click()

    await expect(sign).to_have_text("The kitchen takes no new orders")
    assert [each["mode"] for each in await place.intake()] == ["PAUSED"]
    await expect(button).to_have_text("Take orders")
    await button.click()
    await expect(sign).to_be_hidden()
    assert [each["mode"] for each in await place.intake()] == ["OPEN"]
    await expect(button).to_have_text("Pause orders")


async def test_a_display_says_what_was_switched_elsewhere(screens: Screens, place: Place) -> None:
    await place.order("A-1")
    await place.switch(mode="BUSY", extraMinutes=10)
    until = "2099-01-31T18:30:00Z"
    await place.switch(mode="PAUSED", channels=["wolt"], until=until, reason="The oven is out")

    kitchen = await screens.kitchen()

    await expect(kitchen.page.locator("#intake")).to_have_text(
        "The kitchen is busy (+10 min)"
        " · wolt takes no new orders until Sat 31 Jan 18:30: The oven is out"
    )
    await kitchen.shows("A-1")
