"""A touch, or a key, never hits another ticket than the one that it was meant for."""

import pytest
from playwright.async_api import Locator, expect

from tests.web.place import Json, Place
from tests.web.screens import Kitchen, Screens

NEW = ["RECEIVED", "ORDERED", "ORDERED"]
READY = ["READY", "READY", "READY"]


async def six_tickets(screens: Screens, place: Place) -> tuple[Kitchen, dict[str, Json]]:
    """To be picked up in 20 to 25 minutes."""
    orders = {
        f"T{number}": await place.order(f"T{number}", minutes=19 + number) for number in range(1, 7)
    }
    kitchen = await screens.kitchen()
    await kitchen.shows(*orders)
    await all_stand(kitchen)
    return kitchen, orders


async def all_stand(kitchen: Kitchen) -> None:
    await expect(kitchen.grid.locator("[data-moved]")).to_have_count(0)
    await kitchen.page.wait_for_function("() => document.getAnimations().length === 0")


async def middle(button: Locator) -> tuple[float, float]:
    box = await button.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def test_what_comes_while_somebody_aims_moves_nothing_under_the_hand(
    screens: Screens, place: Place
) -> None:
    kitchen, orders = await six_tickets(screens, place)
    aim = await middle(kitchen.button("Bump T3"))
    await kitchen.page.mouse.move(*aim)

    await place.order("soon", minutes=10)
    await kitchen.shows("T1", "T2", "T3", "T4", "T5", "T6", "soon")
    await kitchen.page.mouse.click(*aim)

    await place.comes_to(orders["T3"], READY, version=2)
    assert await place.statuses(orders["T2"]) == NEW
    # Once the hand rests each is where it is due.
    await kitchen.shows("soon", "T1", "T2", "T4", "T5", "T6")


async def test_a_touch_of_what_has_just_moved_is_not_taken(screens: Screens, place: Place) -> None:
    kitchen, orders = await six_tickets(screens, place)
    aim = await middle(kitchen.button("Bump T3"))

    await place.order("soon", minutes=10)
    await kitchen.shows("soon", *orders)
    await expect(kitchen.ticket("T2")).to_have_attribute("data-moved", "")
    await kitchen.page.mouse.click(*aim)

    await expect(kitchen.ticket("T2")).not_to_have_attribute("data-moved", "")
    for order in orders.values():
        assert await place.statuses(order) == NEW
    await kitchen.page.mouse.click(*aim)
    await place.comes_to(orders["T2"], READY, version=2)


async def test_what_comes_in_the_place_of_the_last_one_is_not_hit_by_who_aimed_at_that(
    screens: Screens, place: Place
) -> None:
    first = await place.order("T1")
    kitchen = await screens.kitchen()
    await kitchen.shows("T1")
    await all_stand(kitchen)
    aim = await middle(kitchen.button("Bump T1"))

    await place.move(first, "READY")
    await kitchen.shows()
    second = await place.order("T2")
    await expect(kitchen.ticket("T2")).to_have_attribute("data-moved", "")
    await kitchen.page.mouse.click(*aim)

    await expect(kitchen.ticket("T2")).not_to_have_attribute("data-moved", "")
    assert await place.statuses(second) == NEW
    await kitchen.page.mouse.click(*aim)
    await place.comes_to(second, READY, version=2)


async def test_what_is_bumped_elsewhere_leaves_a_gap_until_hands_rest(
    screens: Screens, place: Place
) -> None:
    kitchen, orders = await six_tickets(screens, place)
    aim = await middle(kitchen.button("Bump T3"))
    await kitchen.page.mouse.move(*aim)

    await place.move(orders["T1"], "READY")
    await kitchen.shows("T2", "T3", "T4", "T5", "T6")
    assert await middle(kitchen.button("Bump T3")) == pytest.approx(aim, abs=5)

    await expect(kitchen.grid.locator(".ticket")).to_have_count(5)
    await all_stand(kitchen)
    assert await middle(kitchen.button("Bump T4")) == pytest.approx(aim, abs=5)


async def test_several_bumps_one_after_the_other_each_hit_what_stands_there(
    screens: Screens, place: Place
) -> None:
    kitchen, orders = await six_tickets(screens, place)
    aims = [await middle(kitchen.button(f"Bump T{number}")) for number in (2, 4, 5)]

    for aim in aims:
        await kitchen.page.mouse.click(*aim)

    await kitchen.shows("T1", "T3", "T6")
    for name in ("T2", "T4", "T5"):
        await place.comes_to(orders[name], READY, version=2)


async def test_a_choice_is_a_ticket_and_not_its_place(screens: Screens, place: Place) -> None:
    kitchen, orders = await six_tickets(screens, place)
    await kitchen.press("2")
    await expect(kitchen.ticket("T2")).to_be_focused()

    await place.move(orders["T2"], "READY")
    await kitchen.shows("T1", "T3", "T4", "T5", "T6")
    await kitchen.press("Enter", " ")

    await expect(kitchen.page.locator("#announcements")).to_have_text("What was chosen has left")
    await kitchen.press("1", "Enter")
    await place.comes_to(orders["T1"], READY, version=2)
    for name in ("T3", "T4", "T5", "T6"):
        assert await place.statuses(orders[name]) == NEW
