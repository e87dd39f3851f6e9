"""What is changed of an order on the page /kitchen: rung once, and marked until somebody touches the ticket."""

import pytest
from playwright.async_api import Locator, expect

from tests.web.place import Json, Place, line
from tests.web.screens import COUNT_TONES, Kitchen, Screens

ONE_RING = 2
"""Tones."""
AT_ONCE = 1_000
"""Milliseconds."""


async def _heard(screens: Screens, **options: str) -> Kitchen:
    kitchen = await screens.kitchen(before=COUNT_TONES, **options)
    await kitchen.button("Allow sound").click()
    await expect(kitchen.button("Sound")).to_have_attribute("aria-pressed", "true")
    return kitchen


async def _two(screens: Screens) -> list[Kitchen]:
    return [await _heard(screens), await _heard(screens)]


async def _has_rung(kitchen: Kitchen, times: int) -> None:
    tones = times * ONE_RING
    await kitchen.page.wait_for_function("tones => window.tones >= tones", arg=tones)
    assert await kitchen.page.evaluate("window.tones") == tones


def _changed(kitchen: Kitchen, name: str = "A-1") -> Locator:
    return kitchen.ticket(name).locator(".changed:not(.back)")


def _marks(kitchen: Kitchen, name: str = "A-1") -> Locator:
    return kitchen.ticket(name).locator(".mark")


async def test_an_amendment_rings_once_on_each_display_and_is_marked_until_touched(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1", note="ring")
    await place.order("A-2", minutes=29)
    displays = await _two(screens)

    await place.amend(order, note="Ring twice", table="12", allergens=["sesame"])

    for kitchen in displays:
        ticket = kitchen.ticket("A-1")
        await expect(_changed(kitchen)).to_be_visible(timeout=AT_ONCE)
        await expect(ticket.locator(":scope > .note")).to_have_text("Ring twice")
        await expect(ticket.locator(":scope > .allergens")).to_have_text("Allergens: sesame")
        await expect(ticket.locator(".service")).to_contain_text("table 12")
        await expect(_changed(kitchen, "A-2")).to_be_hidden()
        await expect(kitchen.page.locator("#announcements")).to_have_text("Changed: A-1")
    await place.move(order, "PREPARING")
    for kitchen in displays:
        await expect(kitchen.ticket("A-1").locator(".since")).to_contain_text("in progress")
        await expect(_changed(kitchen)).to_be_visible()
        await _has_rung(kitchen, 1)

    touched, other = displays
    await touched.ticket("A-1").locator("h2").click()
    await expect(_changed(touched)).to_be_hidden()
    await expect(_changed(other)).to_be_visible()
    assert await place.statuses(order) == ["PREPARING"] * 3


async def test_added_lines_are_new_until_touched(screens: Screens, place: Place) -> None:
    order = await place.order("A-1", line("BURGER"))
    displays = await _two(screens)

    await place.add(order, line("FRIES", 2), line("SMASH", held=True))

    for kitchen in displays:
        await expect(_marks(kitchen)).to_have_text(["", "new", "new · held"], timeout=AT_ONCE)
        await expect(_changed(kitchen)).to_be_visible()
        await _has_rung(kitchen, 1)
        await kitchen.ticket("A-1").locator("header").click()
        await expect(_marks(kitchen)).to_have_text(["", "", "held"])
        await expect(_changed(kitchen)).to_be_hidden()


async def test_a_voided_line_says_how_many_until_touched(screens: Screens, place: Place) -> None:
    order = await place.order("A-1", line("BURGER", 2), line("FRIES"))
    displays = await _two(screens)

    await place.move_line(order, "BURGER", "CANCELLED")

    for kitchen in displays:
        await expect(_marks(kitchen)).to_have_text(["VOID 2 ×", ""], timeout=AT_ONCE)
        await _has_rung(kitchen, 1)
        name = kitchen.ticket("A-1").locator('[data-line="1"] .name')
        await expect(name).to_have_css("text-decoration-line", "line-through")
        await name.click(force=True)
        await expect(_marks(kitchen)).to_have_text(["void", ""])
    assert await place.statuses(order) == ["RECEIVED", "CANCELLED", "ORDERED"]


async def test_fewer_of_a_line_is_changed_and_says_what_is_void(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1", line("BURGER", 3), line("FRIES"))
    displays = await _two(screens)

    await place.amend_line(order, "BURGER", quantity=2)

    for kitchen in displays:
        await expect(_marks(kitchen)).to_have_text(["changed", "", "VOID 1 ×"], timeout=AT_ONCE)
        await expect(kitchen.ticket("A-1").locator('[data-line="1"]')).to_contain_text("2 ×")
        await _has_rung(kitchen, 1)
        await kitchen.ticket("A-1").locator("header").click()
        await expect(_marks(kitchen)).to_have_text(["", "", "void"])


async def test_a_part_that_a_cook_has_ready_is_no_amendment(screens: Screens, place: Place) -> None:
    order = await place.order("A-1", line("BURGER", 3), line("FRIES"))
    await place.amend(order, note="ring")
    displays = await _two(screens)

    await place.move_line(order, "BURGER", "READY", quantity=2)

    for kitchen in displays:
        ticket = kitchen.ticket("A-1")
        await expect(ticket.locator('[data-line="3"]')).to_contain_text("2 ×", timeout=AT_ONCE)
        await expect(_changed(kitchen)).to_be_hidden()
        await _has_rung(kitchen, 0)


async def test_a_key_touches_too(screens: Screens, place: Place) -> None:
    order = await place.order("A-1")
    kitchen = await _heard(screens)
    await place.amend(order, note="Ring twice")
    await expect(_changed(kitchen)).to_be_visible()

    await kitchen.press("1", "p")

    await expect(_changed(kitchen)).to_be_hidden()
    await place.comes_to(order, ["PREPARING"] * 3)


async def test_an_order_that_was_ready_comes_back_with_its_new_line(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1", line("BURGER"))
    await place.move(order, "READY")
    kitchen = await _heard(screens)
    await kitchen.has_ready("A-1")

    await place.add(order, line("FRIES"))

    await kitchen.shows("A-1")
    await expect(_marks(kitchen)).to_have_text(["✓", "new"])
    await _has_rung(kitchen, 1)


FRIES: Json = line("FRIES")


async def test_a_station_hears_of_its_own_lines_alone(screens: Screens, place: Place) -> None:
    order = await place.order("A-1", line("BURGER"), FRIES)
    grill, fry = await _heard(screens, station="grill"), await _heard(screens, station="fry")

    await place.add(order, FRIES)
    await expect(_marks(fry)).to_have_text(["", "new"])
    await place.move_line(order, "BURGER", "PREPARING")
    await expect(grill.ticket("A-1").locator(".since")).to_contain_text("in progress")
    await expect(_changed(grill)).to_be_hidden()
    await _has_rung(fry, 1)
    await _has_rung(grill, 0)


@pytest.mark.parametrize("more", [[], [line("SMASH")]], ids=["alone", "beside what is ready"])
async def test_a_void_that_takes_the_ticket_away_stays_as_a_word_until_touched(
    screens: Screens, place: Place, more: list[Json]
) -> None:
    order = await place.order("A-1", line("BURGER", 2), FRIES, *more)
    if more:
        await place.move_line(order, "SMASH", "READY")
    grill = await _heard(screens, station="grill")
    await grill.shows("A-1")

    await place.move_line(order, "BURGER", "CANCELLED")

    await grill.shows()
    await expect(grill.notices).to_have_text("A-1: VOID 2 × Hawaii BurgerOK")
    await _has_rung(grill, 1)
    await grill.button("OK").click()
    await expect(grill.notices).to_be_empty()


async def test_what_was_changed_while_a_display_was_away_is_marked_as_well(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    kitchen = await _heard(screens)
    await kitchen.page.context.set_offline(True)
    await expect(kitchen.connection).to_contain_text("Connection lost")

    await place.add(order, line("SMASH"))
    await kitchen.page.context.set_offline(False)

    await expect(_marks(kitchen)).to_have_text(["", "", "new"])
    await _has_rung(kitchen, 1)


async def test_marks_stay_where_a_display_turns_to_a_station(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    kitchen = await _heard(screens)
    await place.move_line(order, "FRIES", "CANCELLED")
    await expect(_marks(kitchen)).to_have_text(["", "VOID 1 ×"])
    await place.add(order, line("BURGER"))
    await expect(_marks(kitchen)).to_have_text(["", "VOID 1 ×", "new"])
    await _has_rung(kitchen, 2)

    await kitchen.button("grill").click()

    await expect(_marks(kitchen)).to_have_text(["", "new"])
    await _has_rung(kitchen, 2)
