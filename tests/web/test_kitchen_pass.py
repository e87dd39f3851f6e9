"""The pass on the page /kitchen: what is made waits there to be packed, and stations see how far the others are."""

from playwright.async_api import Locator, expect

from tests.web.place import Place, line
from tests.web.screens import Kitchen, Screens


def elsewhere(kitchen: Kitchen) -> Locator:
    return kitchen.ticket("A-1").locator(".elsewhere")


async def test_a_station_sees_where_the_rest_of_an_order_is(screens: Screens, place: Place) -> None:
    order = await place.order("A-1")
    grill, fry = await screens.kitchen(station="grill"), await screens.kitchen(station="fry")
    await expect(elsewhere(grill)).to_have_text("also at fry: waiting")

    await fry.button("Start A-1").click()
    await expect(elsewhere(grill)).to_have_text("also at fry: preparing")
    await fry.bump("A-1")
    await expect(elsewhere(grill)).to_have_text("also at fry: ready")
    await place.comes_to(order, ["PREPARING", "ORDERED", "READY"])


async def test_from_the_stations_by_the_pass_to_the_board(screens: Screens, place: Place) -> None:
    await place.say(**{"pass": "required"})
    can = {"plu": "CAN", "name": "Can", "quantity": 1, "toMake": False}
    order = await place.order("A-1", line("BURGER"), line("FRIES"), can)
    grill, fry = await screens.kitchen(station="grill"), await screens.kitchen(station="fry")
    whole, board = await screens.kitchen(), await screens.board()

    await grill.bump("A-1")
    await fry.bump("A-1")
    await expect(whole.ticket("A-1").locator(".progress")).to_have_text("ready to pack")
    await board.shows(preparing=["A-1"], ready=[])
    await whole.button("Packed A-1").click()

    await whole.shows()
    await board.shows(preparing=[], ready=["A-1"])
    await whole.has_ready("A-1")
    await place.comes_to(order, ["READY"] * 4)
    assert (await place.get(order))["statusHistory"][-1]["cause"] == "request"


async def test_at_the_pass_a_whole_ticket_is_made_and_then_packed(
    screens: Screens, place: Place
) -> None:
    await place.say(**{"pass": "required"})
    order = await place.order("A-1")
    kitchen = await screens.kitchen()

    await kitchen.bump("A-1")
    await expect(kitchen.button("Packed A-1")).to_be_visible()
    await place.comes_to(order, ["PREPARING", "READY", "READY"])
    await kitchen.press("r")
    await expect(kitchen.button("Bump A-1")).to_be_visible()
    await place.comes_to(order, ["PREPARING", "ORDERED", "ORDERED"])


async def test_what_was_packed_is_recalled_to_be_made_again(screens: Screens, place: Place) -> None:
    await place.say(**{"pass": "required"})
    order = await place.order("A-1", line("BURGER"))
    kitchen = await screens.kitchen()
    await kitchen.bump("A-1")
    await kitchen.after_double_taps()
    await kitchen.button("Packed A-1").click()
    await kitchen.shows()
    await kitchen.has_ready("A-1")

    await kitchen.button("Ready 1").click()
    await kitchen.button("Recall A-1").click()

    await kitchen.shows("A-1")
    await place.comes_to(order, ["RECEIVED", "ORDERED"])
