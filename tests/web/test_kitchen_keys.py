"""The page /kitchen with a bump bar or a keyboard, and what it sounds like."""

from playwright.async_api import expect

from tests.web.place import Place, line
from tests.web.screens import COUNT_TONES, Kitchen, Screens


async def test_tickets_and_lines_are_chosen_and_bumped_by_keys(
    screens: Screens, place: Place
) -> None:
    for number in range(1, 5):
        await place.order(f"A-{number}", minutes=24 + number)
    kitchen = await screens.kitchen()
    await kitchen.shows("A-1", "A-2", "A-3", "A-4")
    await kitchen.press("3")
    await expect(kitchen.ticket("A-3")).to_be_focused()
    await kitchen.press("ArrowLeft")
    await expect(kitchen.ticket("A-2")).to_be_focused()
    await kitchen.press("ArrowDown", "ArrowDown")
    await expect(kitchen.line("A-2", "French Fries")).to_be_focused()
    await kitchen.press("Enter")
    await expect(kitchen.line("A-2", "✓ 1 × French Fries")).to_be_focused()
    await kitchen.press("ArrowUp", "ArrowUp")
    await expect(kitchen.ticket("A-2")).to_be_focused()
    await kitchen.press("Enter")
    await kitchen.shows("A-1", "A-3", "A-4")
    await expect(kitchen.ticket("A-3")).to_be_focused()
    await kitchen.press("ArrowRight", "ArrowRight", " ")
    await kitchen.shows("A-1", "A-3")
    await expect(kitchen.ticket("A-3")).to_be_focused()
    await kitchen.press("p")
    await expect(kitchen.ticket("A-3").locator(".since")).to_contain_text("in progress")


async def test_a_key_held_down_bumps_once(screens: Screens, place: Place) -> None:
    for number in range(1, 4):
        await place.order(f"A-{number}", minutes=24 + number)
    kitchen = await screens.kitchen()
    await kitchen.shows("A-1", "A-2", "A-3")
    await kitchen.press("1")
    for _ in range(5):
        await kitchen.page.keyboard.down("Enter")
    await kitchen.page.keyboard.up("Enter")
    await kitchen.has_ready("A-1")
    await kitchen.shows("A-2", "A-3")


async def test_letters_open_panels_turn_the_station_and_mute(
    screens: Screens, place: Place
) -> None:
    await place.order("A-1", line("BURGER"))
    await place.order("A-2", line("FRIES"))
    kitchen = await screens.kitchen()
    await kitchen.press("a")
    await expect(kitchen.page.get_by_role("heading", name="All day")).to_be_visible()
    await kitchen.press("l")
    await expect(kitchen.page.get_by_role("heading", name="All day")).to_be_hidden()
    await expect(kitchen.page.get_by_role("heading", name="Ready")).to_be_visible()
    await kitchen.press("Escape")
    await expect(kitchen.ready).to_be_hidden()
    await kitchen.press("f", "f")
    await kitchen.shows("A-1")
    await expect(kitchen.button("grill")).to_have_attribute("aria-pressed", "true")


async def _tones(kitchen: Kitchen, number: int) -> None:
    await kitchen.page.wait_for_function("number => window.tones === number", arg=number)


async def test_a_new_ticket_rings_and_is_told_to_those_who_listen(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    kitchen = await screens.kitchen(before=COUNT_TONES)
    await kitchen.shows("A-1")
    await kitchen.button("Allow sound").click()
    await expect(kitchen.button("Sound")).to_have_attribute("aria-pressed", "true")
    await place.order("A-2", minutes=26)
    await kitchen.shows("A-1", "A-2")
    await _tones(kitchen, 2)
    await expect(kitchen.page.locator("#announcements")).to_have_text("New order: A-2")
    await place.move(order, "READY")
    await kitchen.shows("A-2")
    await place.move(order, "PREPARING", recall=True)
    await kitchen.shows("A-1", "A-2")
    await _tones(kitchen, 4)


async def test_a_muted_display_is_silent_and_stays_so(screens: Screens, place: Place) -> None:
    kitchen = await screens.kitchen(before=COUNT_TONES)
    await kitchen.press("s")
    await expect(kitchen.button("Sound")).to_have_attribute("aria-pressed", "true")
    await kitchen.press("s")
    await expect(kitchen.button("Sound")).to_have_attribute("aria-pressed", "false")
    await kitchen.page.reload()
    await kitchen.is_live()
    await expect(kitchen.button("Sound")).to_have_attribute("aria-pressed", "false")
    await place.order("A-1")
    await kitchen.shows("A-1")
    await _tones(kitchen, 0)
    await kitchen.button("Sound").click()
    await expect(kitchen.button("Sound")).to_have_attribute("aria-pressed", "true")
    await place.order("A-2")
    await _tones(kitchen, 2)
